"""How people ask what is left to pay, and what only sounds like it."""

import pytest

from sandbox.claude.intents import Intent, intents_in
from sandbox.claude.sessions import speaks_of_pack
from tests.sandbox.brain_more import known_more

pytestmark = pytest.mark.soak

ASKS = """
¿qué me falta por pagar?
¿me falta algo por pagar?
cuánto me queda por pagar
q me falta x pagar
¿os debo algo?
¿cuánto os debo?
¿tengo algo pendiente de pago?
tengo algo pendiente?
¿está todo pagado?
¿hay algún pago pendiente?
what do I still owe you?
is there anything left to pay?
do I still owe you something?
""".strip().splitlines()
OTHERS = """
¿qué hueco queda el viernes?
me falta decirte el apellido
¿cuánto falta para mi cita?
¿me queda bien el rubio?
¿cuánto cuesta cortar?
¿qué día os queda algo libre?
debo cambiar mi cita
me quedo con el pack
what do you have left on Friday?
""".strip().splitlines()


@pytest.mark.parametrize("text", ASKS)
def test_she_asks_what_is_left_to_pay(text: str) -> None:
    assert Intent.OWES in intents_in(text)


@pytest.mark.parametrize("text", OTHERS)
def test_that_is_something_else(text: str) -> None:
    assert Intent.OWES not in intents_in(text)


@pytest.mark.parametrize("text", ["el bono", "un 5+1", "pack de sesiones", "el vono de senos", "the pack of sessions"])
def test_a_pack_of_sessions_is_named(text: str) -> None:
    assert speaks_of_pack(text)


@pytest.mark.parametrize("text", ["un bono de regalo", "el pack de mechas", "un abono", "el pack"])
def test_other_packs_are_not(text: str) -> None:
    assert not speaks_of_pack(text)


def test_what_is_paid_at_the_salon_is_not_left_to_pay_here() -> None:
    turn = known_more().say("¿cuánto me queda por pagar en el salón?")
    assert "No tienes nada pendiente" not in turn.reply
