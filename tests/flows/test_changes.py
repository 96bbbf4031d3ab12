"""How an appointment goes from one time to another: whole, with its gaps, and never onto another of its booking."""

from datetime import timedelta

from sqlalchemy.dialects.postgresql import Range

from flows.changes import changes_of, clash, worked_of
from models import Appointment
from models.enums import AppointmentStatus
from models.slot import Slot
from tests.free_time import moment, slot

DAY = "2026-11-27"
PILAR, MARTA, SARA = 1, 2, 8


def appointment(id: int, stylist_id: int, *clocks: str, day: str = DAY, guest: str | None = None) -> Appointment:
    """`10:00-10:15`, `10:35-10:50`: the stretches that are worked."""
    worked = [slot(day, each) for each in clocks]
    return Appointment(
        id=id,
        business_id=1,
        booking_id=1,
        customer_id=1,
        guest=guest,
        stylist_id=stylist_id,
        starts_at=worked[0].start,
        ends_at=worked[-1].end,
        during=[Range(each.start, each.end) for each in worked],
        status=AppointmentStatus.CONFIRMED,
        price_cents=2620,
        deposit_share_cents=524,
        created_at=worked[0].start,
    )


def test_gaps_go_along() -> None:
    colour = appointment(3, PILAR, "10:00-10:15", "10:35-10:50")
    (change,) = changes_of([colour], {3: (MARTA, moment(f"{DAY} 12:00"))})
    assert (change.appointment_id, change.old_stylist_id, change.stylist_id, change.leaves) == (3, PILAR, MARTA, PILAR)
    assert (change.old, change.new) == (slot(DAY, "10:00-10:50"), slot(DAY, "12:00-12:50"))
    assert change.worked == (slot(DAY, "12:00-12:15"), slot(DAY, "12:35-12:50"))


def test_who_is_there_already_does_not_change() -> None:
    both = [appointment(3, PILAR, "10:00-10:40"), appointment(4, MARTA, "10:00-10:40")]
    assert changes_of(both, {3: (PILAR, moment(f"{DAY} 10:00")), 4: (MARTA, moment(f"{DAY} 10:00"))}) == ()
    assert [one.appointment_id for one in changes_of(both, {4: (SARA, moment(f"{DAY} 10:00"))})] == [4]


def test_minutes_stay_the_same_over_the_night_that_has_25_hours() -> None:
    (change,) = changes_of(
        [appointment(3, PILAR, "12:00-12:40", day="2026-10-24")], {3: (PILAR, moment("2026-10-25 12:00"))}
    )
    assert change.new == slot("2026-10-25", "12:00-12:40")
    assert change.new.start - change.old.start == timedelta(hours=25)
    assert change.leaves is None


def test_a_stylist_can_work_in_the_gap_of_the_same_booking_and_nobody_is_at_two_places() -> None:
    colour = appointment(3, PILAR, "10:00-10:15", "10:35-10:50")
    daughter = appointment(4, MARTA, "10:00-10:20", guest="mi hija")
    into_gap = changes_of([colour, daughter], {4: (PILAR, moment(f"{DAY} 10:15"))})
    over_work = changes_of([colour, daughter], {4: (PILAR, moment(f"{DAY} 10:20"))})
    assert not clash([colour, daughter], into_gap)
    assert clash([colour, daughter], over_work)
    hers = appointment(4, MARTA, "11:00-11:20")
    assert not clash([colour, hers], ())
    assert clash([colour, hers], changes_of([colour, hers], {4: (MARTA, moment(f"{DAY} 10:20"))}))


def test_two_change_places() -> None:
    both = [appointment(3, PILAR, "10:00-10:40"), appointment(4, MARTA, "10:00-10:40", guest="mi hija")]
    ten = moment(f"{DAY} 10:00")
    assert not clash(both, changes_of(both, {3: (MARTA, ten), 4: (PILAR, ten)}))


def test_worked_time_is_utc() -> None:
    (one,) = worked_of(appointment(3, PILAR, "10:00-10:40"))
    assert one == Slot(moment(f"{DAY} 10:00"), moment(f"{DAY} 10:40"))
    assert one.start.isoformat() == "2026-11-27T09:00:00+00:00"
