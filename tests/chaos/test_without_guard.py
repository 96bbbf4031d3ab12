"""What the reply guard is there for: the same lie with it and without."""

import pytest

from gateways.embedded import EmbeddedServers
from tests.chaos.killing import LAURA
from tests.house import house
from tests.minds import Scripted, says
from tests.unguarded import without_guard

LIE = "¡Listo! Tu cita está confirmada para el viernes 27 a las 10:30 con Pilar."
TRUTH = "¿Qué te gustaría hacerte?"


@pytest.mark.parametrize("guarded", [True, False], ids=["guard on", "guard off"])
def test_nobody_is_told_of_a_booking_that_is_none(salon_url: str, servers: EmbeddedServers, guarded: bool) -> None:
    with house(salon_url, servers.redis_url, Scripted([says(LIE), says(TRUTH)])) as home:
        if not guarded:
            without_guard(home.world)
        home.writes(LAURA, "hola, la de las 10:30")
        (said,) = home.heard(LAURA)
        assert home.rows("SELECT 1 FROM booking") == []
        assert said.endswith(TRUTH if guarded else LIE)
