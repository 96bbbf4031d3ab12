"""A deposit that is to be paid through Stripe, attempts at it, and what goes wrong."""

from datetime import UTC, datetime, timedelta

from flows.pay_page import Attempt, Deposit
from models.enums import BookingStatus, PaymentStatus
from sandbox.server import Standins

CODE = "k" * 22


def deposit(language: str = "es", amount: int = 1600) -> Deposit:
    return Deposit(
        code=CODE,
        business_id=1,
        business="Atrévete Peluquería",
        language=language,
        timezone="Europe/Madrid",
        starts_at=None,
        booking_status=BookingStatus.HELD,
        held_until=None,
        payment_id=7,
        payment_status=PaymentStatus.OPEN,
        amount_cents=amount,
        currency="EUR",
        attempt=None,
    )


def attempt(number: int = 1, minutes: float = 31) -> Attempt:
    expires = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=minutes)
    return Attempt(number, number, f"checkout:{CODE}:{number}", expires, True)


def fail(standins: Standins, fault: str, **how: object) -> None:
    standins.post("/sandbox/faults", {"vendor": "stripe", "fault": fault, "seconds": 60, **how})
