"""The life of a booking: every pair of status and event, and every edge of time."""

from datetime import datetime, timedelta

import pytest

from flows.booking import (
    APPOINTMENTS,
    TRANSITIONS,
    Event,
    Verdict,
    after,
    held_until,
    hold_minutes,
    is_same,
    lapses,
    nudges,
    on_paid,
)
from flows.quotes import quote
from models import Appointment, Booking, Payment, Policy
from models.enums import AppointmentStatus, BookingStatus, PaymentStatus
from models.money import Money
from tests.demo_catalogue import PACK, demo, ids
from tests.drafts import one_part
from tests.free_time import MADRID, moment, slot

NOW = moment("2026-11-23 09:00")
HELD, CONFIRMED = BookingStatus.HELD, BookingStatus.CONFIRMED
LAPSED, CANCELLED = BookingStatus.LAPSED, BookingStatus.CANCELLED


def booking(status: BookingStatus = HELD, until: datetime | None = NOW + timedelta(minutes=30)) -> Booking:
    """A booking of the pack."""
    return Booking(
        id=1,
        business_id=1,
        customer_id=1,
        code="c0de",
        status=status,
        pack_id=PACK,
        total_cents=8000,
        deposit_cents=1600,
        held_until=until,
        created_at=NOW,
    )


def payment(intent: str | None = None, status: PaymentStatus = PaymentStatus.OPEN) -> Payment:
    """Its deposit."""
    return Payment(
        id=1,
        business_id=1,
        booking_id=1,
        status=status,
        amount_cents=1600,
        currency="EUR",
        payment_intent=intent,
    )


def test_every_pair_is_decided() -> None:
    assert TRANSITIONS.keys() == set(Event)
    assert all(row.keys() == set(BookingStatus) for row in TRANSITIONS.values())
    assert APPOINTMENTS.keys() == set(BookingStatus)
    told = {(event, status): after(status, event) for event in Event for status in BookingStatus}
    assert {pair: to for pair, to in told.items() if to is not None} == {
        (Event.PAID, HELD): CONFIRMED,
        (Event.PAID, LAPSED): CONFIRMED,
        (Event.LAPSED, HELD): LAPSED,
        (Event.RELEASED, HELD): CANCELLED,
        (Event.CANCELLED, CONFIRMED): CANCELLED,
    }


@pytest.mark.parametrize(
    ("day", "now", "minutes"),
    [
        ("2026-11-27", "2026-11-23 09:00", 30),
        ("2026-11-23", "2026-11-23 09:00", 15),
        ("2026-11-24", "2026-11-23 23:59", 30),
        ("2026-11-24", "2026-11-24 00:00", 15),
    ],
)
def test_a_hold_for_today_is_shorter_by_the_salons_calendar(day: str, now: str, minutes: int) -> None:
    wanted = slot(day, "12:30-13:30")
    assert hold_minutes(Policy(), MADRID, wanted, moment(now)) == minutes
    assert held_until(Policy(), MADRID, wanted, moment(now)) == moment(now) + timedelta(minutes=minutes)


def test_a_hold_ends_when_the_appointment_begins() -> None:
    wanted = slot("2026-11-23", "12:30-13:30")
    assert held_until(Policy(), MADRID, wanted, moment("2026-11-23 12:20")) == wanted.start


def test_what_is_written_for_a_paid_and_for_a_free_booking() -> None:
    catalogue, wanted = demo(), slot("2026-11-27", "12:30-13:30")
    paid = one_part(catalogue, 2, wanted, quote(catalogue, ids("Mechas", "Cortar"), PACK), NOW)
    assert (paid.status, paid.total, paid.deposit, paid.pack_id) == (HELD, Money(8000), Money(1600), PACK)
    assert paid.appointment_status is AppointmentStatus.PROVISIONAL
    assert paid.held_until == NOW + timedelta(minutes=30)
    assert sum(one.deposit_share.cents for one in paid.appointments) == 1600
    free = one_part(catalogue, 2, wanted, quote(catalogue, ids("Consulta gratuita")), NOW)
    assert (free.status, free.deposit, free.held_until) == (CONFIRMED, Money(0), None)
    assert free.appointment_status is AppointmentStatus.CONFIRMED


def test_a_hold_lapses_at_its_end_and_not_before() -> None:
    end = NOW + timedelta(minutes=30)
    assert not lapses(booking(), end - timedelta(microseconds=1))
    assert lapses(booking(), end)
    for status in (CONFIRMED, LAPSED, CANCELLED):
        assert not lapses(booking(status), end)


def test_a_nudge_comes_once_in_the_last_five_minutes() -> None:
    end = NOW + timedelta(minutes=30)
    five = timedelta(minutes=5)
    assert not nudges(booking(), Policy(), end - five - timedelta(microseconds=1))
    assert nudges(booking(), Policy(), end - five)
    assert nudges(booking(), Policy(), end - timedelta(microseconds=1))
    assert not nudges(booking(), Policy(), end)
    told = booking()
    told.nudged_at = end - five
    assert not nudges(told, Policy(), end - timedelta(minutes=1))
    for status in (CONFIRMED, LAPSED, CANCELLED):
        assert not nudges(booking(status), Policy(), end - five)


@pytest.mark.parametrize(
    ("status", "minutes", "known", "cents", "verdict"),
    [
        (HELD, 10, None, 1600, Verdict.APPLY),
        (HELD, 29.99, None, 1600, Verdict.APPLY),
        (HELD, 30, None, 1600, Verdict.RETAKE),
        (LAPSED, 31, None, 1600, Verdict.RETAKE),
        (CANCELLED, 10, None, 1600, Verdict.GIVE_BACK),
        (HELD, 10, None, 1599, Verdict.EXTRA),
        (CONFIRMED, 10, "pi_1", 1600, Verdict.KNOWN),
        (CONFIRMED, 10, "pi_2", 1600, Verdict.EXTRA),
        (LAPSED, 40, "pi_1", 1600, Verdict.KNOWN),
        (LAPSED, 40, "pi_2", 1600, Verdict.EXTRA),
    ],
)
def test_money(status: BookingStatus, minutes: float, known: str | None, cents: int, verdict: Verdict) -> None:
    now = NOW + timedelta(minutes=minutes)
    assert on_paid(booking(status), payment(known), "pi_1", cents, now) is verdict


def test_the_same_hold_is_known_again() -> None:
    catalogue, friday = demo(), slot("2026-11-27", "12:30-13:30")
    quoted = quote(catalogue, ids("Mechas", "Cortar"), PACK)
    wanted = one_part(catalogue, 2, friday, quoted, NOW)
    held = Appointment(
        business_id=1,
        booking_id=1,
        customer_id=1,
        stylist_id=2,
        starts_at=friday.start,
        ends_at=friday.end,
        during=None,
        status=AppointmentStatus.PROVISIONAL,
        price_cents=8000,
        deposit_share_cents=1600,
        created_at=NOW,
    )
    services = ids("Cortar", "Mechas")
    assert is_same(booking(), [held], services, wanted, NOW)
    assert not is_same(booking(), [held], services, wanted, NOW + timedelta(minutes=30))
    assert not is_same(booking(LAPSED), [held], services, wanted, NOW)
    assert not is_same(booking(), [held], ids("Mechas"), wanted, NOW)
    hers = held.model_copy(update={"guest": "mi hija"})
    assert not is_same(booking(), [held, hers], services, wanted, NOW)
    elsewhere = one_part(catalogue, 1, friday, quoted, NOW)
    assert not is_same(booking(), [held], services, elsewhere, NOW)
    alone = one_part(catalogue, 2, friday, quote(catalogue, services), NOW)
    assert not is_same(booking(), [held], services, alone, NOW)
