"""Laura's booking, as notices tell of it."""

from flows.story import Story, Visit
from models.business import Policy
from models.money import Money
from tests.free_time import MADRID, moment, slot

STORY = Story(
    booking_id=7,
    code="c0de",
    business="Atrévete Peluquería",
    timezone=MADRID,
    currency="EUR",
    staff_language="es",
    policy=Policy(),
    customer="Laura Torres",
    name="Laura",
    language="es",
    held_until=moment("2026-11-23 09:35"),
    pack="Mechas + Corte",
    total=Money(8000),
    deposit=Money(1600),
    visits=(Visit(3, "Marta", "marta@salon.example", slot("2026-11-27", "12:30-13:30"), ("Mechas", "Cortar")),),
)
