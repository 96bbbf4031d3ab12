"""What is open between her and the salon is told, so that it can be answered: orders, what is lacking, for whom."""

from typing import Any

import pytest

from flows.guard import breaches
from flows.prompt import as_data, system
from flows.tools import MyAppointments
from models import ConversationState
from tasks.commands.buy_pack import PackHeld
from tasks.commands.lapse import lapse
from tasks.commands.release import release
from tasks.commands.somebody import known_for
from tasks.commands.supplement import ask_supplement
from tasks.commands.whole import lock_whole
from tasks.tools import appointments
from tests.changes import booked
from tests.salon import Guest, Salon
from tests.session_packs import FACIAL, buy, pay
from tests.told import URL, answered, situation, work

BONO = "Bioterapia facial detox (5+1)"
THURSDAY = "2026-11-26 11:00"


@pytest.fixture
def elena(salon: Salon) -> Guest:
    return salon.guest("Elena", "Ruiz")


def order(salon: Salon, guest: Guest) -> PackHeld:
    """She has ordered a session pack."""
    held = buy(salon, guest)
    assert isinstance(held, PackHeld)
    return held


def test_an_ordered_pack_is_told_until_it_is_paid(salon: Salon, elena: Guest) -> None:
    assert situation(salon, elena)["buying"] is None
    held = order(salon, elena)
    (facial,) = salon.services(FACIAL)
    told = {
        "pack": BONO,
        "service": f"s{facial}",
        "sessions": 6,
        "total": "307,50 €",
        "until": "9:30",
        "pay_link": f"{URL}/pay/{held.code}",
    }
    now = work(salon, elena)
    assert now.row["open_matters"], "else the house would not look"
    assert situation(salon, elena, now)["buying"] == told
    assert answered(appointments.mine(now, MyAppointments()))["buying"] == told
    assert situation(salon, salon.guest("Ana"))["buying"] is None, "it is hers alone"
    pay(salon, held)
    after = situation(salon, elena)
    assert (after["buying"], after["sessions"][0]["left"]) == (None, 6)


def test_an_order_that_has_run_out_is_told_no_more(salon: Salon, elena: Guest) -> None:
    held = order(salon, elena)
    salon.advance(31)
    assert situation(salon, elena)["buying"] is None, "before any sweep has run"
    with salon.unit() as unit:
        assert lapse(unit, held.booking_id)
    assert situation(salon, elena)["buying"] is None


def test_an_order_that_she_gave_back_is_told_no_more(salon: Salon, elena: Guest) -> None:
    held = order(salon, elena)
    with salon.unit() as unit:
        assert release(unit, held.booking_id, "customer")
    assert situation(salon, elena)["buying"] is None


def test_the_link_of_an_order_passes_the_guard(salon: Salon, elena: Guest) -> None:
    held = order(salon, elena)
    reply = f"¡Claro! Son 307,50 € y puedes pagarlo hasta las 9:30:\n{URL}/pay/{held.code}"
    prefix = [block["text"] for block in system(salon.catalogue, "es")]

    def sent() -> list[str]:
        return [*prefix, f"<situation>\n{as_data(situation(salon, elena))}\n</situation>"]

    assert breaches(reply, sent()) == []
    salon.advance(31)
    assert [one.kind for one in breaches(reply, sent())] == ["link", "amount", "time"]


def test_what_a_deposit_lacks_is_told_with_its_link_until_the_visit(salon: Salon, elena: Guest) -> None:
    held = booked(salon, elena, "Marta", THURSDAY)
    assert situation(salon, elena)["owing"] == []
    with salon.unit() as unit:
        whole = lock_whole(unit, held.booking_id)
        assert whole is not None
        ask_supplement(unit, whole, 350)
    now = work(salon, elena)
    assert now.row["open_matters"]
    told = [{"appointments": ["c1"], "supplement": "3,50 €", "pay_link": f"{URL}/pay/{held.code}"}]
    assert situation(salon, elena, now)["owing"] == told
    assert situation(salon, elena)["appointments"][0]["alias"] == "c1"
    salon.at(THURSDAY)
    assert situation(salon, elena)["owing"] == [], "its page takes no money any more"


def test_for_how_many_and_for_whom_is_told(salon: Salon, elena: Guest) -> None:
    now = work(salon, elena)
    assert not now.row["open_matters"]
    told = situation(salon, elena, now)
    assert (told["requested"]["people"], told["requested"]["person"], told["books_for"]) == (1, None, [])
    with salon.unit() as unit:
        known_for(unit, salon.catalogue, elena.customer, "Carmen", "Ruiz")
        known_for(unit, salon.catalogue, elena.customer, "Luz", "Gil")
        known_for(unit, salon.catalogue, salon.guest("Ana").customer, "Olga", "Paz")
    remembers(salon, elena, ConversationState(group_size=2, third_party="t2"))
    now = work(salon, elena)
    assert now.row["open_matters"]
    told = situation(salon, elena, now)
    assert (told["requested"]["people"], told["requested"]["person"]) == (2, "t2")
    assert told["books_for"] == [{"person": "t1", "name": "Carmen Ruiz"}, {"person": "t2", "name": "Luz Gil"}]


def test_whom_she_books_for_may_be_named_and_makes_nothing_else_true(salon: Salon, elena: Guest) -> None:
    """A name is a word that may be said; two people, or an alias, are no time, no price and no appointment."""
    with salon.unit() as unit:
        known_for(unit, salon.catalogue, elena.customer, "Penélope", "Ruiz")
    plain = situation(salon, elena)
    remembers(salon, elena, ConversationState(group_size=3, third_party="t1"))
    named = situation(salon, elena)

    def found(reply: str, told: dict[str, Any]) -> list[str]:
        prefix = [block["text"] for block in system(salon.catalogue, "es")]
        return [one.kind for one in breaches(reply, [*prefix, f"<situation>\n{as_data(told)}\n</situation>"])]

    assert found("¿La reserva es para Penélope?", named) == []
    assert found("¿La reserva es para Penélope?", plain | {"books_for": []}) == ["stylist"]
    for false in ("Te la he reservado.", "Son 3 €.", "Es a las 3:00.", "Dura 3 minutos.", "Tu cita está confirmada."):
        assert found(false, named) == found(false, plain) != []


def remembers(salon: Salon, guest: Guest, state: ConversationState) -> None:
    """What her conversation has left so far."""
    salon.rows(
        "UPDATE conversation SET memory = %(memory)s::jsonb WHERE id = %(id)s",
        memory=state.model_dump_json(),
        id=guest.conversation,
    )
