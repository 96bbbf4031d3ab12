"""The life of an appointment: every pair of status and event, and how long staff may put a visit right."""

from datetime import datetime, timedelta

import pytest

from flows import booking
from flows.booking import APPOINTMENTS
from flows.visits import CORRECTED_FOR, GRACE, TRANSITIONS, Event, after, completes, told
from models import Appointment
from models.enums import AppointmentStatus as Status
from tests.free_time import slot

VISIT = slot("2026-11-23", "10:00-10:40")
SOON = timedelta(seconds=1)


def appointment(status: Status = Status.CONFIRMED) -> Appointment:
    """A cut on Monday."""
    return Appointment(
        business_id=1,
        booking_id=1,
        customer_id=1,
        stylist_id=1,
        starts_at=VISIT.start,
        ends_at=VISIT.end,
        during=None,
        status=status,
        price_cents=2620,
        deposit_share_cents=524,
        created_at=VISIT.start,
    )


def test_every_pair_is_decided() -> None:
    assert TRANSITIONS.keys() == set(Event)
    assert all(row.keys() == set(Status) for row in TRANSITIONS.values())
    decided = {(event, status): after(status, event) for event in Event for status in Status}
    assert len(decided) == 36
    assert {pair: to for pair, to in decided.items() if to is not None} == {
        (Event.PAID, Status.PROVISIONAL): Status.CONFIRMED,
        (Event.PAID, Status.LAPSED): Status.CONFIRMED,
        (Event.LAPSED, Status.PROVISIONAL): Status.LAPSED,
        (Event.RELEASED, Status.PROVISIONAL): Status.CANCELLED,
        (Event.CANCELLED, Status.CONFIRMED): Status.CANCELLED,
        (Event.COMPLETED, Status.CONFIRMED): Status.COMPLETED,
        (Event.COMPLETED, Status.NO_SHOW): Status.COMPLETED,
        (Event.NO_SHOW, Status.CONFIRMED): Status.NO_SHOW,
        (Event.NO_SHOW, Status.COMPLETED): Status.NO_SHOW,
    }


def test_an_appointment_goes_where_its_booking_goes() -> None:
    for event in booking.Event:
        for status, to in booking.TRANSITIONS[event].items():
            if to is not None:
                assert after(APPOINTMENTS[status], Event(event.value)) is APPOINTMENTS[to]


@pytest.mark.parametrize(
    ("status", "event", "now", "expected"),
    [
        (Status.CONFIRMED, Event.NO_SHOW, VISIT.start - SOON, None),
        (Status.CONFIRMED, Event.NO_SHOW, VISIT.start, Status.NO_SHOW),
        (Status.CONFIRMED, Event.COMPLETED, VISIT.start - SOON, None),
        (Status.CONFIRMED, Event.COMPLETED, VISIT.start, Status.COMPLETED),
        (Status.CONFIRMED, Event.COMPLETED, VISIT.end + 2 * CORRECTED_FOR, Status.COMPLETED),
        (Status.COMPLETED, Event.NO_SHOW, VISIT.end + CORRECTED_FOR, Status.NO_SHOW),
        (Status.COMPLETED, Event.NO_SHOW, VISIT.end + CORRECTED_FOR + SOON, None),
        (Status.NO_SHOW, Event.COMPLETED, VISIT.end + CORRECTED_FOR, Status.COMPLETED),
        (Status.NO_SHOW, Event.COMPLETED, VISIT.end + CORRECTED_FOR + SOON, None),
        (Status.COMPLETED, Event.COMPLETED, VISIT.end, None),
        (Status.PROVISIONAL, Event.NO_SHOW, VISIT.end, None),
        (Status.CANCELLED, Event.COMPLETED, VISIT.end, None),
    ],
)
def test_what_staff_may_say(status: Status, event: Event, now: datetime, expected: Status | None) -> None:
    assert told(appointment(status), event, now) is expected


def test_it_counts_as_completed_some_hours_after_its_end() -> None:
    assert timedelta(hours=3) == GRACE
    assert not completes(appointment(), VISIT.end + GRACE - SOON)
    assert completes(appointment(), VISIT.end + GRACE)
    for status in set(Status) - {Status.CONFIRMED}:
        assert not completes(appointment(status), VISIT.end + 2 * GRACE)
