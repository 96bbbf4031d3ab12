"""One of several in a booking cancelled, or all of them: each gets back what is hers, and no more than was paid."""

from flows.policy import Reason
from models.money import Money
from tasks.commands.asking import StaffDecides
from tasks.commands.cancel import WouldForfeit
from tasks.commands.cancelled import Cancelled
from tasks.commands.hold import Held
from tasks.commands.terms import NothingToCancel
from tests.changes import (
    appointments,
    cancelled,
    ledger,
    mother_and_daughter,
    moved,
    owes_supplement,
    party,
    places,
    state,
)
from tests.salon import Salon

TUESDAY, FRIDAY = "2026-11-24", "2026-11-27"


def test_one_of_a_group_gets_her_share_back_and_the_booking_follows(salon: Salon) -> None:
    julia = salon.guest("Julia")
    held = mother_and_daughter(salon, julia)
    hers, daughters = appointments(salon, held.booking_id)
    done = cancelled(salon, held.booking_id, [daughters])
    assert done == Cancelled(held.booking_id, (daughters,), Money(350), Money(0), 0, 0, remaining=1)
    booking, payment = salon.booking(held.booking_id), salon.payment(held.booking_id)
    assert (booking["status"], booking["total_cents"], booking["deposit_cents"]) == ("confirmed", 2620, 524)
    assert (payment["status"], payment["amount_cents"], payment["due_back_cents"]) == ("paid", 874, 350)
    assert [place[3] for place in places(salon, held.booking_id)] == ["confirmed", "cancelled"]
    assert salon.conversation(julia)["mode"] == "booked"
    text = salon.effect(f"cancelled:{daughters}")["payload"]["text"]
    assert "Peinado" in text and "3,50 €" in text and "Cortar" not in text
    assert salon.row("SELECT status FROM reminder")["status"] == "due"
    done = cancelled(salon, held.booking_id)
    assert done == Cancelled(held.booking_id, (hers,), Money(524), Money(0), 0, 0, remaining=0)
    text = salon.effect(f"cancelled:{hers}")["payload"]["text"]
    assert "Cortar" in text and "Peinado" not in text
    payment = salon.payment(held.booking_id)
    assert (payment["status"], payment["due_back_cents"]) == ("refunding", 874)
    assert ledger(salon) == [("captured", 874), ("refund_asked", -350), ("refund_asked", -524)]
    amounts = salon.rows("SELECT (payload ->> 'amount_cents')::int AS n FROM outbox WHERE kind = 'refund' ORDER BY id")
    assert [row["n"] for row in amounts] == [350, 524]
    assert salon.breaches() == []


def test_what_was_taken_out_is_not_told_with_the_rest(salon: Salon) -> None:
    held = mother_and_daughter(salon, salon.guest("Julia"))
    hers, daughters = appointments(salon, held.booking_id)
    cancelled(salon, held.booking_id, [daughters])
    moved(salon, held.booking_id, ("Marta", f"{FRIDAY} 17:00"), None)
    text = salon.effect(f"changed:{hers}:2")["payload"]["text"]
    assert "Cortar" in text and "Peinado" not in text and "Sara" not in text


def supplements(salon: Salon) -> list[tuple[str, int]]:
    """Status and amount of each."""
    found = salon.rows("SELECT status, amount_cents FROM payment WHERE kind = 'supplement' ORDER BY id")
    return [(row["status"], row["amount_cents"]) for row in found]


def test_nobody_gets_another_ones_part_of_a_deposit_that_is_not_all_paid(salon: Salon) -> None:
    """Barro gold was added for Julia, and its 9.60 € are still owed: her part is 5.24 €, not 14.84 €."""
    held = mother_and_daughter(salon, salon.guest("Julia"))
    hers, daughters = appointments(salon, held.booking_id)
    owes_supplement(salon, hers)
    done = cancelled(salon, held.booking_id, [hers])
    assert isinstance(done, Cancelled) and (done.refund, done.remaining) == (Money(524), 1)
    assert supplements(salon) == [("withdrawn", 960)]
    done = cancelled(salon, held.booking_id, [daughters])
    assert isinstance(done, Cancelled) and (done.refund, done.remaining) == (Money(350), 0)


def test_what_is_paid_goes_to_what_is_left_before_it_goes_back(salon: Salon) -> None:
    held = mother_and_daughter(salon, salon.guest("Julia"))
    hers, daughters = appointments(salon, held.booking_id)
    owes_supplement(salon, hers)
    done = cancelled(salon, held.booking_id, [daughters])
    assert isinstance(done, Cancelled) and (done.refund, done.remaining) == (Money(0), 1)
    assert supplements(salon) == [("withdrawn", 960), ("open", 610)], "14.84 € less the 8.74 € that were paid"
    done = cancelled(salon, held.booking_id)
    assert isinstance(done, Cancelled) and (done.refund, done.remaining) == (Money(874), 0)
    assert supplements(salon) == [("withdrawn", 960), ("withdrawn", 610)]


def soon_and_later(salon: Salon) -> Held:
    """A cut on Tuesday and a blow-dry on Friday, in one booking."""
    return party(
        salon,
        salon.guest("Julia"),
        ("Marta", f"{TUESDAY} 16:00", "Cortar", None),
        ("Sara", f"{FRIDAY} 16:00", "Peinado", None),
    )


def test_part_refunded_part_lost_after_one_yes(salon: Salon) -> None:
    held = soon_and_later(salon)
    soon, later = appointments(salon, held.booking_id)
    salon.at(f"{TUESDAY} 09:00")
    before = state(salon.database)
    told = cancelled(salon, held.booking_id)
    assert told == WouldForfeit(held.booking_id, (soon, later), Money(524), Money(350), 0, can_move=True)
    assert state(salon.database) == before
    done = cancelled(salon, held.booking_id, forfeit=True)
    assert done == Cancelled(held.booking_id, (soon, later), Money(350), Money(524), 0, 0, remaining=0)
    payment = salon.payment(held.booking_id)
    assert (payment["due_back_cents"], payment["forfeited_cents"]) == (350, 524)
    assert salon.breaches() == []


def test_if_one_needs_a_person_none_is_cancelled(salon: Salon) -> None:
    held = soon_and_later(salon)
    soon, later = appointments(salon, held.booking_id)
    salon.at(f"{TUESDAY} 11:00")
    before = state(salon.database)
    assert cancelled(salon, held.booking_id) == StaffDecides(held.booking_id, (soon, later), Reason.SHORT_NOTICE)
    assert state(salon.database) == before
    done = cancelled(salon, held.booking_id, [later])
    assert isinstance(done, Cancelled) and done.refund == Money(350), "the other can be cancelled by itself"
    salon.at(f"{TUESDAY} 17:00")
    assert cancelled(salon, held.booking_id) == NothingToCancel()
    assert salon.booking(held.booking_id)["status"] == "confirmed"
