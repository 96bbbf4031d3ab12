"""What one customer cannot do for nothing: keep time, keep many times, keep one for ever."""

from flows.plan import Plan
from models.enums import HandoverReason
from tasks.commands.hold import Confirmed, Held, NotAllowed, hold
from tasks.commands.lapse import lapse
from tasks.commands.release import release
from tests.plans import part, take
from tests.salon import Guest, Salon

TEN = "2026-11-27 10:00"
CONSULTATION = "Consulta gratuita"


def mother_of(salon: Salon, guest: Guest) -> int:
    """A customer of her own, without a phone, for whom he books."""
    found: int = salon.row(
        "INSERT INTO customer (business_id, name, surname, booked_by_id, total_spent_cents, created_at)"
        " VALUES (%(business)s, 'Carmen', 'Gil', %(by)s, 0, now()) RETURNING id",
        business=salon.business_id,
        by=guest.customer,
    )["id"]
    return found


def lapsed(salon: Salon, held: Held) -> None:
    """Half an hour later the sweep comes by."""
    salon.advance(31)
    with salon.unit() as unit:
        assert lapse(unit, held.booking_id)


def released(salon: Salon, held: Held) -> None:
    """She gives it back."""
    with salon.unit() as unit:
        assert release(unit, held.booking_id, "customer")


def test_five_live_bookings_are_enough_whoever_comes(salon: Salon) -> None:
    roberto = salon.guest("Roberto")
    mother = mother_of(salon, roberto)
    for hour in (10, 11, 12):
        assert isinstance(salon.hold(roberto, "Marta", f"2026-11-26 {hour}:00", CONSULTATION), Confirmed)
    for hour in (13, 14):
        theirs = part(salon, "Marta", f"2026-11-26 {hour}:00", CONSULTATION, customer_id=mother)
        assert isinstance(take(salon, roberto, theirs), Confirmed)
    effects, occupied = salon.effects(), salon.occupied()
    for whose in (mother, None):
        assert take(salon, roberto, part(salon, "Ana", TEN, customer_id=whose)) == NotAllowed("too_many_bookings")
    assert (salon.effects(), salon.occupied()) == (effects, occupied)


def test_a_group_is_one_unpaid_booking_and_goes_as_a_whole(salon: Salon) -> None:
    julia = salon.guest("Julia")
    hers, daughters = part(salon, "Marta", TEN), part(salon, "Sara", TEN, "Peinado", guest="mi hija")
    group = take(salon, julia, hers, daughters)
    assert isinstance(group, Held)
    assert salon.occupied() == 2
    alone = salon.held(julia, "Ana", "2026-11-27 12:00")
    assert salon.booking(group.booking_id)["status"] == "cancelled"
    assert salon.occupied() == 1
    again = take(salon, julia, hers, daughters)
    assert isinstance(again, Held)
    assert salon.booking(alone.booking_id)["status"] == "cancelled"
    assert salon.rows("SELECT id FROM booking WHERE status = 'held'") == [{"id": again.booking_id}]


def test_holding_again_does_not_make_a_hold_longer(salon: Salon) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Marta", TEN)
    for _ in range(5):
        salon.advance(5)
        assert salon.held(laura, "Marta", TEN).held_until == held.held_until
    salon.advance(6)
    assert isinstance(salon.hold(salon.guest("Ana"), "Marta", TEN), Held)


def test_the_third_lapse_of_a_day_goes_to_a_person(salon: Salon) -> None:
    laura = salon.guest()
    for hour in (10, 11):
        lapsed(salon, salon.held(laura, "Marta", f"2026-11-27 {hour}:00"))
        assert salon.conversation(laura)["handed_over_at"] is None
    third = salon.held(laura, "Marta", "2026-11-27 12:00")
    before = len(salon.effects())
    lapsed(salon, third)
    talk = salon.conversation(laura)
    assert (talk["mode"], talk["handover_reason"]) == ("with_person", HandoverReason.PAYMENT_FAILURE)
    assert talk["handed_over_at"] == salon.booking(third.booking_id)["closed_at"]
    mark = f"{laura.conversation}:{talk['fact_seq']}"
    assert salon.effects()[before:] == [
        f"google:{salon.appointment(third.booking_id)['id']}:1",
        f"lapsed:{third.booking_id}",
        f"handover-note:{mark}",
        f"handover:{mark}",
        f"open:{mark}",
    ]
    assert "caducado varias reservas" in salon.effect(f"handover-note:{mark}")["payload"]["text"]
    assert salon.effect(f"handover:{mark}")["payload"]["template"] == "handover_lapses"
    assert salon.hold(laura, "Marta", "2026-11-27 13:00") == NotAllowed("too_many_lapses")
    assert salon.occupied() == 0
    assert salon.breaches() == []


def test_staff_may_hold_for_her_all_the_same_and_tomorrow_is_another_day(salon: Salon) -> None:
    laura = salon.guest()
    for hour in (10, 11, 12):
        lapsed(salon, salon.held(laura, "Marta", f"2026-11-27 {hour}:00"))
    with salon.unit() as unit:
        plan = Plan((part(salon, "Marta", "2026-11-27 13:00"),))
        assert isinstance(hold(unit, salon.catalogue, None, laura.customer, plan, by_staff=True), Held)
    salon.at("2026-11-24 00:01")
    assert isinstance(salon.hold(laura, "Marta", "2026-11-27 16:00"), Held)


def test_lapses_of_yesterday_and_of_others_do_not_count(salon: Salon) -> None:
    laura, ana = salon.guest("Laura"), salon.guest("Ana")
    salon.at("2026-11-23 22:50")
    for hour in (10, 11):
        lapsed(salon, salon.held(laura, "Marta", f"2026-11-27 {hour}:00"))
    lapsed(salon, salon.held(ana, "Marta", "2026-11-27 12:00"))
    salon.at("2026-11-24 00:30")
    lapsed(salon, salon.held(laura, "Marta", "2026-11-27 12:00"))
    assert salon.conversation(laura)["handed_over_at"] is None


def test_a_lapse_in_somebody_elses_way_counts_as_well(salon: Salon) -> None:
    laura = salon.guest()
    for hour in (10, 11):
        lapsed(salon, salon.held(laura, "Marta", f"2026-11-27 {hour}:00"))
    salon.held(laura, "Marta", "2026-11-27 12:00")
    salon.advance(31)
    ana = salon.guest("Ana")
    assert isinstance(salon.hold(ana, "Marta", "2026-11-27 12:00"), Held)
    assert salon.conversation(laura)["mode"] == "with_person"
    assert salon.conversation(ana)["handed_over_at"] is None
    assert salon.breaches() == []


def test_a_booking_by_phone_that_lapses_has_no_conversation_to_hand_over(salon: Salon) -> None:
    laura = salon.guest()
    for hour in (10, 11, 12):
        with salon.unit() as unit:
            plan = Plan((part(salon, "Marta", f"2026-11-27 {hour}:00"),))
            held = hold(unit, salon.catalogue, None, laura.customer, plan)
        assert isinstance(held, Held)
        lapsed(salon, held)
    assert salon.conversation(laura)["handed_over_at"] is None


def test_one_slot_cannot_be_kept_for_ever_by_giving_it_back(salon: Salon) -> None:
    laura = salon.guest()
    for _ in range(3):
        held = salon.held(laura, "Marta", TEN)
        salon.advance(29)
        released(salon, held)
    assert salon.hold(laura, "Marta", TEN) == NotAllowed("too_many_lapses")
    assert salon.hold(laura, "Marta", "2026-11-27 10:15") == NotAllowed("too_many_lapses"), "some of the same time"
    assert salon.occupied() == 0
    assert isinstance(salon.hold(salon.guest("Ana"), "Marta", TEN), Held)
    assert isinstance(salon.hold(laura, "Marta", "2026-11-27 12:00"), Held)


def test_nor_by_changing_to_and_fro(salon: Salon) -> None:
    laura = salon.guest()
    for _ in range(3):
        salon.held(laura, "Marta", TEN)
        salon.advance(29)
        other = salon.held(laura, "Ana", "2026-11-27 12:00")
    assert salon.hold(laura, "Marta", TEN) == NotAllowed("too_many_lapses")
    assert salon.booking(other.booking_id)["status"] == "held", "what she has stays hers"


def test_nor_by_holding_again_in_the_moment_it_runs_out(salon: Salon) -> None:
    laura = salon.guest()
    for _ in range(3):
        salon.held(laura, "Marta", TEN)
        salon.advance(30)
    assert isinstance(salon.hold(laura, "Marta", TEN), Held), "the third has run out, and no sweep has been"
    salon.advance(30)
    assert salon.hold(laura, "Marta", TEN) == NotAllowed("too_many_lapses")


def test_what_was_paid_and_cancelled_was_not_kept_for_nothing(salon: Salon) -> None:
    laura = salon.guest()
    for n in range(3):
        held = salon.held(laura, "Marta", TEN)
        salon.pay(held, f"pi_{n}", session=f"cs_{n}")
        appointment = salon.appointment(held.booking_id)["id"]
        with salon.unit() as unit:
            unit.session.connection().exec_driver_sql(
                f"DELETE FROM occupancy WHERE appointment_id = {appointment};"
                f"UPDATE appointment SET status = 'cancelled' WHERE id = {appointment};"
                f"UPDATE booking SET status = 'cancelled' WHERE id = {held.booking_id}"
            )
    assert isinstance(salon.hold(laura, "Marta", TEN), Held)
