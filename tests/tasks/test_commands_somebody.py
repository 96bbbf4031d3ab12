"""Booking for somebody else: she is one person, known to her booker alone."""

from functools import partial
from threading import Barrier

import pytest

from flows.names import NotAName
from gateways.appointments import coming_of
from gateways.statements import rows
from models import Customer
from models.ids import CustomerId
from models.money import Money
from tasks.commands.hold import Held, NotAllowed
from tasks.commands.pay import Paid
from tasks.commands.somebody import known_for
from tests.at_once import together
from tests.changes import state
from tests.plans import part, take, titles
from tests.salon import Guest, Salon


def somebody(salon: Salon, booker: Guest, name: str = "Carmen", surname: str = "Gil") -> int:
    """The person of that name for whom she books."""
    with salon.unit() as unit:
        found = known_for(unit, salon.catalogue, booker.customer, name, surname)
    assert isinstance(found, int), found
    return found


def test_scenario_12_roberto_books_for_his_mother(salon: Salon) -> None:
    roberto = salon.guest("Roberto", "Gil")
    carmen = somebody(salon, roberto)
    row = salon.row("SELECT * FROM customer WHERE id = %(id)s", id=carmen)
    assert (row["name"], row["surname"], row["booked_by_id"]) == ("Carmen", "Gil", roberto.customer)
    assert salon.rows("SELECT 1 FROM customer_identity WHERE customer_id = %(id)s", id=carmen) == []
    facial = part(salon, "Rosa", "2026-11-30 11:00", "Bioterapia facial", customer_id=carmen)
    held = take(salon, roberto, facial)
    assert isinstance(held, Held)
    assert (held.draft.total, held.draft.deposit) == (Money(5750), Money(1150))
    assert salon.booking(held.booking_id)["customer_id"] == roberto.customer
    assert salon.appointment(held.booking_id)["customer_id"] == carmen
    assert salon.pay(held) == Paid(held.booking_id)
    assert titles(salon, held.booking_id) == ["Carmen Gil (reserva de Roberto Gil) · Bioterapia facial"]
    notice = salon.effect(f"confirmed:{held.booking_id}")["payload"]["text"]
    assert "**Bioterapia facial (Carmen Gil)** con Rosa\n**lunes 30 de noviembre a las 11:00** (60 min)" in notice
    appointment = salon.appointment(held.booking_id)["id"]
    mail = salon.effect(f"mail:booked:{appointment}")["payload"]["text"]
    assert "Cliente: Carmen Gil (reserva de Roberto Gil)" in mail
    (coming,) = coming_of(salon.database, salon.business_id, CustomerId(roberto.customer))
    assert (coming.booking_id, coming.who) == (held.booking_id, "Carmen Gil")
    assert coming_of(salon.database, salon.business_id, CustomerId(carmen)) == []
    assert salon.breaches() == []


def test_she_is_found_again_by_name_and_only_by_her_booker(salon: Salon) -> None:
    roberto, ana = salon.guest("Roberto", "Gil"), salon.guest("Ana")
    carmen = somebody(salon, roberto)
    assert somebody(salon, roberto, "  CARMEN ", "gil") == carmen
    assert somebody(salon, roberto, "Carmen", "Gila") != carmen
    assert somebody(salon, ana) != carmen
    with pytest.raises(NotAName):
        somebody(salon, roberto, "✨✨", "Gil")
    assert len(salon.rows("SELECT 1 FROM customer WHERE booked_by_id IS NOT NULL")) == 3


def test_looking_first_makes_two_of_her(salon: Salon) -> None:
    """Without the lock on her booker, two who did not find her both write her down."""
    roberto = salon.guest("Roberto", "Gil")
    looked = Barrier(2)

    def careless() -> None:
        with salon.unit() as unit:
            known = rows(unit, "SELECT 1 FROM customer WHERE booked_by_id = %(id)s", {"id": roberto.customer})
            looked.wait()
            if not known:
                unit.session.add(
                    Customer(
                        business_id=unit.business_id,
                        name="Carmen",
                        surname="Gil",
                        booked_by_id=roberto.customer,
                        created_at=unit.now,
                    )
                )

    together([careless, careless])
    assert len(salon.rows("SELECT 1 FROM customer WHERE booked_by_id = %(id)s", id=roberto.customer)) == 2


def test_named_twice_at_once_she_is_one_person(salon: Salon) -> None:
    roberto = salon.guest("Roberto", "Gil")
    together([partial(somebody, salon, roberto)] * 4)
    assert len(salon.rows("SELECT 1 FROM customer WHERE booked_by_id = %(id)s", id=roberto.customer)) == 1


def test_nobody_books_for_a_stranger(salon: Salon) -> None:
    roberto, ana = salon.guest("Roberto", "Gil"), salon.guest("Ana")
    hers = somebody(salon, ana)
    for stranger in (ana.customer, hers):
        before = state(salon.database)
        facial = part(salon, "Rosa", "2026-11-30 11:00", "Bioterapia facial", customer_id=stranger)
        assert take(salon, roberto, facial) == NotAllowed("unknown_person")
        assert state(salon.database) == before
