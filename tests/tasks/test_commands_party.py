"""Groups and guests on a real PostgreSQL: one booking, all of it or nothing."""

from datetime import date
from functools import partial

import pytest

from flows.availability import SlotAsk
from flows.plan import Part
from flows.quotes import quote
from gateways.party_slots import search_party
from models.money import Money
from tasks.commands.hold import Held, JustTaken, NotAllowed
from tasks.commands.lapse import lapse
from tasks.commands.pay import Paid, RefundDue
from tests.at_once import outcome, together
from tests.changes import appointments, places, state
from tests.plans import part, take, titles
from tests.salon import Salon

FRIDAY = "2026-11-27"


def for_both(salon: Salon) -> tuple[Part, Part]:
    """Scenario 7 at 16:00."""
    at = f"{FRIDAY} 16:00"
    return part(salon, "Marta", at, "Cortar"), part(salon, "Sara", at, "Peinado", guest="mi hija")


def test_scenario_7_both_at_once_one_deposit_one_payment(salon: Salon) -> None:
    julia = salon.guest("Julia", "Ramos")
    salon.only_free(FRIDAY, Marta="16:00-16:40", Sara="16:00-16:40")
    wanted = for_both(salon)
    quoted = [quote(salon.catalogue, part.service_ids) for part in wanted]
    asks = [SlotAsk.of(one, date=date(2026, 11, 27), part="afternoon") for one in quoted]
    found = search_party(salon.database, salon.catalogue, asks, salon.database.now(), together=True)
    offered = [{(slot.stylist_id, slot.slot.start) for slot in option} for option in found.options]
    assert {(part.stylist_id, part.start) for part in wanted} in offered

    held = take(salon, julia, *wanted)
    assert isinstance(held, Held)
    assert (held.draft.total, held.draft.deposit) == (Money(4370), Money(874))
    assert [one.deposit_share.cents for one in held.draft.appointments] == [524, 350]
    assert places(salon, held.booking_id) == [
        ("Marta", f"{FRIDAY} 16:00", "16:40", "provisional"),
        ("Sara", f"{FRIDAY} 16:00", "16:40", "provisional"),
    ]
    assert titles(salon, held.booking_id) == ["⏳ Julia Ramos · Cortar", "⏳ Julia Ramos (para su hija) · Peinado"]
    assert salon.payment(held.booking_id)["amount_cents"] == 874

    assert salon.pay(held) == Paid(held.booking_id)
    assert [status for *_, status in places(salon, held.booking_id)] == ["confirmed", "confirmed"]
    notice = salon.effect(f"confirmed:{held.booking_id}")["payload"]["text"]
    assert "**Cortar y Peinado (hija)** con Marta y Sara" in notice
    hers, daughters = appointments(salon, held.booking_id)
    mail = salon.effect(f"mail:booked:{daughters}")["payload"]
    assert (mail["to"], "Cliente: Julia Ramos (para su hija)" in mail["text"]) == ("sara@salon.example", True)
    assert "Cliente: Julia Ramos\n" in salon.effect(f"mail:booked:{hers}")["payload"]["text"]
    assert salon.breaches() == []


@pytest.mark.parametrize("lost", ["Marta", "Sara"])
def test_if_either_is_lost_neither_is_held(salon: Salon, lost: str) -> None:
    julia = salon.guest("Julia", "Ramos")
    before_that = salon.held(julia, "Pilar", f"{FRIDAY} 10:30")
    salon.block(lost, f"{FRIDAY} 16:30/{FRIDAY} 17:00")
    before = state(salon.database)
    assert take(salon, julia, *for_both(salon)) == JustTaken()
    assert state(salon.database) == before
    assert salon.booking(before_that.booking_id)["status"] == "held"


def test_one_lapse_frees_both(salon: Salon) -> None:
    julia = salon.guest("Julia")
    held = take(salon, julia, *for_both(salon))
    assert isinstance(held, Held)
    salon.advance(31)
    with salon.unit() as unit:
        assert lapse(unit, held.booking_id)
    assert (salon.occupied(), [status for *_, status in places(salon, held.booking_id)]) == (0, ["lapsed", "lapsed"])
    assert isinstance(take(salon, salon.guest("Ana"), *for_both(salon)), Held)
    assert salon.breaches() == []


def test_paid_late_with_one_of_them_gone_all_of_it_goes_back_once(salon: Salon) -> None:
    held = take(salon, salon.guest("Julia"), *for_both(salon))
    assert isinstance(held, Held)
    salon.advance(31)
    salon.held(salon.guest("Ana"), "Sara", f"{FRIDAY} 16:00")
    assert salon.pay(held) == RefundDue(held.booking_id, "pi_1")
    assert salon.effect("refund:pi_1")["payload"]["amount_cents"] == 874
    assert [status for *_, status in places(salon, held.booking_id)] == ["lapsed", "lapsed"]
    assert salon.occupied() == 1
    assert salon.breaches() == []


def test_two_groups_that_cross_each_other_never_halve(salon: Salon) -> None:
    """Each wants Marta and Sara, named the other way round: one has both, and nobody waits for ever."""
    for hour in range(10, 16):
        calls = []
        for hers, daughters in (("Marta", "Sara"), ("Sara", "Marta")):
            guest = salon.guest()
            at = f"{FRIDAY} {hour}:00"
            parts = part(salon, hers, at, "Cortar"), part(salon, daughters, at, "Peinado", guest="mi hija")
            calls.append(partial(outcome, partial(take, salon, guest, *parts)))
        assert sorted(together(calls)) == ["Held", "JustTaken"]
    found = salon.rows("SELECT count(*) AS n FROM appointment GROUP BY booking_id")
    assert [row["n"] for row in found] == [2] * 6
    assert salon.breaches() == []


def test_shares_go_by_the_largest_remainder(salon: Salon) -> None:
    salon.rows("UPDATE service SET price_cents = 333 WHERE name IN ('Labio', 'Cejas')")
    salon.rows(
        "INSERT INTO skill (business_id, stylist_id, category)"
        " SELECT business_id, id, 'aesthetics' FROM stylist WHERE name = 'Sara'"
    )
    at = f"{FRIDAY} 16:00"
    parts = (
        part(salon, "Rosa", at, "Labio"),
        part(salon, "Marta", at, "Cejas", guest="mi hija"),
        part(salon, "Sara", at, "Cejas", guest="mi madre"),
    )
    held = take(salon, salon.guest(), *parts)
    assert isinstance(held, Held)
    assert held.draft.deposit == Money(200)
    assert [one.deposit_share.cents for one in held.draft.appointments] == [67, 67, 66]


def test_hair_and_aesthetics_are_one_booking_one_after_the_other(salon: Salon) -> None:
    laura = salon.guest()
    cut = part(salon, "Pilar", f"{FRIDAY} 10:00", "Cortar")
    held = take(salon, laura, cut, part(salon, "Rosa", f"{FRIDAY} 10:40", "Cejas"))
    assert isinstance(held, Held)
    assert places(salon, held.booking_id) == [
        ("Pilar", f"{FRIDAY} 10:00", "10:40", "provisional"),
        ("Rosa", f"{FRIDAY} 10:40", "10:55", "provisional"),
    ]
    assert (held.draft.total, held.draft.deposit) == (Money(3320), Money(664))
    before = state(salon.database)
    assert take(salon, laura, cut, part(salon, "Rosa", f"{FRIDAY} 10:00", "Cejas")) == NotAllowed("same_time")
    assert state(salon.database) == before
