"""The cancel command on a real PostgreSQL: refunded, kept after a yes, or left to staff; each exactly once."""

import pytest

from flows.decision_note import Wish
from flows.policy import Reason
from models.money import Money
from tasks.commands.asking import StaffDecides, ask_staff
from tasks.commands.cancel import WouldForfeit, cancel
from tasks.commands.cancelled import Cancelled
from tasks.commands.hold import Confirmed
from tasks.commands.move import Moved
from tasks.commands.pay import RefundDue
from tasks.commands.terms import NothingToCancel
from tests.changes import appointments, booked, cancelled, ledger, moved, places, state
from tests.salon import Salon

TUESDAY, WEDNESDAY, FRIDAY = "2026-11-24", "2026-11-25", "2026-11-27"


def test_scenario_19_cancelled_in_time_the_deposit_goes_back_once(salon: Salon) -> None:
    laura = salon.guest()
    held = booked(salon, laura, "Marta", f"{FRIDAY} 12:30")
    (one,) = appointments(salon, held.booking_id)
    effects, conversation = salon.effects(), salon.conversation(laura)
    salon.at("2026-11-26 12:29")  # 24 hours and a minute before
    done = cancelled(salon, held.booking_id)
    assert done == Cancelled(held.booking_id, (one,), Money(524), Money(0), 0, 0, remaining=0)
    assert places(salon, held.booking_id) == [("Marta", f"{FRIDAY} 12:30", "13:10", "cancelled")]
    assert salon.booking(held.booking_id)["status"] == "cancelled"
    assert salon.booking(held.booking_id)["closed_at"].isoformat()[:16] == "2026-11-26T11:29"
    payment = salon.payment(held.booking_id)
    assert (payment["status"], payment["due_back_cents"], payment["forfeited_cents"]) == ("refunding", 524, 0)
    assert ledger(salon) == [("captured", 524), ("refund_asked", -524)]
    assert salon.occupied() == 0
    assert salon.effects()[len(effects) :] == [
        "refund:pi_1",
        f"google:{one}:2",
        f"cancelled:{one}",
        f"staff-cancelled:{one}",
        f"mail:cancelled:{one}",
    ]
    assert salon.effect("refund:pi_1")["payload"]["amount_cents"] == 524
    notice = salon.effect(f"cancelled:{one}")["payload"]
    assert notice["template"] == "booking_cancelled"
    assert "queda cancelada" in notice["text"] and "**5,24 €**" in notice["text"]
    after = salon.conversation(laura)
    assert (after["mode"], after["fact_seq"]) == ("talking", conversation["fact_seq"] + 1)
    assert salon.row("SELECT status, reason FROM reminder") == {"status": "skipped", "reason": "cancelled"}
    assert salon.breaches() == []


def test_cancelled_again_there_is_nothing(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    cancelled(salon, held.booking_id)
    before = state(salon.database)
    assert cancelled(salon, held.booking_id) == NothingToCancel()
    assert cancelled(salon, held.booking_id, appointments(salon, held.booking_id), by_staff=True) == NothingToCancel()
    assert cancelled(salon, 999) == NothingToCancel()
    assert state(salon.database) == before


def test_scenario_14_lucia_hears_what_she_would_lose_and_moves_instead(salon: Salon) -> None:
    held = booked(salon, salon.guest("Lucía"), "Lucas", f"{TUESDAY} 10:00")
    ids = tuple(appointments(salon, held.booking_id))
    salon.at("2026-11-23 22:00")
    before = state(salon.database)
    told = cancelled(salon, held.booking_id)
    assert told == WouldForfeit(held.booking_id, ids, lost=Money(524), refund=Money(0), sessions=0, can_move=True)
    assert state(salon.database) == before
    assert isinstance(moved(salon, held.booking_id, ("Ana", f"{WEDNESDAY} 10:30")), Moved)
    salon.at("2026-11-24 08:00")  # 26 hours before, but the deposit was kept once
    before = state(salon.database)
    told = cancelled(salon, held.booking_id)
    assert told == WouldForfeit(held.booking_id, ids, lost=Money(524), refund=Money(0), sessions=0, can_move=True)
    assert state(salon.database) == before


def test_after_her_yes_the_deposit_is_kept(salon: Salon) -> None:
    held = booked(salon, salon.guest("Lucía"), "Lucas", f"{TUESDAY} 10:00")
    (one,) = appointments(salon, held.booking_id)
    salon.at("2026-11-23 22:00")
    done = cancelled(salon, held.booking_id, forfeit=True)
    assert done == Cancelled(held.booking_id, (one,), Money(0), Money(524), 0, 0, remaining=0)
    payment = salon.payment(held.booking_id)
    assert (payment["status"], payment["due_back_cents"], payment["forfeited_cents"]) == ("forfeited", 0, 524)
    assert ledger(salon) == [("captured", 524), ("forfeited", 524)]
    assert not [key for key in salon.effects() if key.startswith("refund")]
    assert "5,24 € no se devuelve" in salon.effect(f"cancelled:{one}")["payload"]["text"]
    assert salon.occupied() == 0
    assert salon.breaches() == []


def test_a_yes_costs_nothing_where_nothing_is_lost(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    done = cancelled(salon, held.booking_id, forfeit=True)
    assert isinstance(done, Cancelled) and (done.refund, done.forfeited) == (Money(524), Money(0))


def test_scenario_3_under_six_hours_staff_are_asked(salon: Salon) -> None:
    salon.at("2026-11-23 09:30")
    maria = salon.guest("María", "Gil")
    held = booked(salon, maria, "Ana", "2026-11-23 17:00")
    salon.at("2026-11-23 15:00")
    before = state(salon.database)
    with salon.unit() as unit:
        asked = cancel(unit, salon.catalogue, held.booking_id, forfeit=True)
    (one,) = appointments(salon, held.booking_id)
    assert asked == StaffDecides(held.booking_id, (one,), Reason.SHORT_NOTICE)
    assert state(salon.database) == before
    effects = salon.effects()
    with salon.unit() as unit:
        assert ask_staff(unit, asked, Wish.CANCEL, maria.conversation)
    new = salon.effects()[len(effects) :]
    kinds = [salon.effect(key)["kind"] for key in new]
    assert kinds == ["note", "notice", "open_conversation", "mail"]
    note, notice, _, mail = (salon.effect(key)["payload"] for key in new)
    for fact in ("María Gil", "cancelar", "lunes 23 de noviembre", "17:00", "Ana", "Cortar"):
        assert fact in note["text"]
    assert "persona" in notice["text"]
    assert (mail["to"], "17:00" in mail["text"]) == ("ana@salon.example", True)
    assert places(salon, held.booking_id) == [("Ana", "2026-11-23 17:00", "17:40", "confirmed")]
    assert salon.payment(held.booking_id)["status"] == "paid"
    conversation = salon.conversation(maria)
    assert (conversation["mode"], conversation["handover_reason"]) == ("with_person", "other")
    with salon.unit() as unit:
        assert not ask_staff(unit, asked, Wish.CANCEL, maria.conversation), "a person has it already"
    assert salon.effects() == effects + new


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        (f"{TUESDAY} 03:59", None),
        (f"{TUESDAY} 04:01", Reason.SHORT_NOTICE),
        (f"{TUESDAY} 10:00", Reason.BEGUN),
        (f"{TUESDAY} 10:39", Reason.BEGUN),
    ],
)
def test_the_edge_of_the_six_hours(salon: Salon, now: str, reason: Reason | None) -> None:
    held = booked(salon, salon.guest(), "Lucas", f"{TUESDAY} 10:00")
    salon.at(now)
    before = state(salon.database)
    found = cancelled(salon, held.booking_id)
    ids = tuple(appointments(salon, held.booking_id))
    assert found == StaffDecides(held.booking_id, ids, reason) if reason else isinstance(found, WouldForfeit)
    assert state(salon.database) == before


def test_what_is_over_is_not_cancelled(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Lucas", f"{TUESDAY} 10:00")
    salon.at(f"{TUESDAY} 10:40")
    before = state(salon.database)
    assert cancelled(salon, held.booking_id) == NothingToCancel()
    assert cancelled(salon, held.booking_id, by_staff=True) == NothingToCancel()
    assert state(salon.database) == before


def test_an_unpaid_hold_is_not_cancelled_but_released(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Marta", f"{FRIDAY} 12:30")
    before = state(salon.database)
    assert cancelled(salon, held.booking_id) == NothingToCancel()
    assert state(salon.database) == before


@pytest.mark.parametrize(
    ("now", "refund", "back", "kept"),
    [
        ("2026-11-23 09:59", None, 524, 0),
        ("2026-11-23 09:59", False, 0, 524),
        ("2026-11-23 10:01", None, 0, 524),
        ("2026-11-24 10:20", True, 524, 0),
        ("2026-11-24 10:20", None, 0, 524),
    ],
)
def test_staff_cancel_at_any_time(salon: Salon, now: str, refund: bool | None, back: int, kept: int) -> None:
    held = booked(salon, salon.guest(), "Lucas", f"{TUESDAY} 10:00")
    salon.at(now)
    done = cancelled(salon, held.booking_id, by_staff=True, refund=refund)
    assert isinstance(done, Cancelled) and (done.refund, done.forfeited) == (Money(back), Money(kept))
    assert salon.breaches() == []


def test_a_customer_cannot_overrule_the_policy(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Lucas", f"{TUESDAY} 10:00")
    salon.at("2026-11-23 22:00")
    assert isinstance(cancelled(salon, held.booking_id, refund=True), WouldForfeit)


def test_scenario_33_staff_cancel_and_the_audit_says_who(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    (one,) = appointments(salon, held.booking_id)
    cancelled(salon, held.booking_id, by_staff=True, actor="staff:maria")
    told = salon.rows("SELECT DISTINCT actor, table_name FROM audit")
    assert {row["actor"] for row in told} == {"staff:maria"}
    assert {row["table_name"] for row in told} >= {"appointment", "booking", "occupancy", "payment"}
    assert {f"cancelled:{one}", f"google:{one}:2", "refund:pi_1"} <= set(salon.effects())


def test_a_free_appointment_down_to_six_hours(salon: Salon) -> None:
    taken = salon.hold(salon.guest(), "Marta", f"{TUESDAY} 10:00", "Consulta gratuita")
    assert isinstance(taken, Confirmed)
    (one,) = appointments(salon, taken.booking_id)
    salon.at(f"{TUESDAY} 03:59")
    assert cancelled(salon, taken.booking_id) == Cancelled(taken.booking_id, (one,), Money(0), Money(0), 0, 0, 0)
    assert "€" not in salon.effect(f"cancelled:{one}")["payload"]["text"]
    assert salon.occupied() == 0


def test_under_six_hours_a_free_one_is_for_staff_too(salon: Salon) -> None:
    taken = salon.hold(salon.guest(), "Marta", f"{TUESDAY} 10:00", "Consulta gratuita")
    assert isinstance(taken, Confirmed)
    salon.at(f"{TUESDAY} 04:01")
    before = state(salon.database)
    assert isinstance(cancelled(salon, taken.booking_id), StaffDecides)
    assert state(salon.database) == before


def test_money_that_comes_twice_for_a_cancelled_booking_goes_back(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    cancelled(salon, held.booking_id)
    assert isinstance(salon.pay(held, "pi_2", session="cs_2"), RefundDue)
    keys = [key for key in salon.effects() if key.startswith("refund:")]
    assert keys == ["refund:pi_1", "refund:pi_2"]
    assert salon.breaches() == []


def test_a_unit_that_freed_time_says_so(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    with salon.database.unit(salon.business_id) as unit:
        cancel(unit, salon.catalogue, held.booking_id)
        assert unit.freed
    assert salon.occupied() == 1, "not committed"
