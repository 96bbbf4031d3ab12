"""What becomes of a booking's money: given back, kept, or not asked for any more. The caller has locked it all."""

from flows.shares import left, parted, standing
from gateways.bookings import has_spent
from gateways.database import Unit
from gateways.ledger import enter, entered
from models import Payment
from models.enums import LedgerKind, PaymentKind, PaymentStatus
from tasks.commands.effects import close_sessions, queue_refund
from tasks.commands.whole import Whole


def give_back(unit: Unit, whole: Whole, cents: int, reason_key: str) -> int:
    """Asks for so many cents back of what the booking's payments captured, the deposit first.

    Answers the cents that were asked for: fewer when less is left, none when `reason_key` was asked before.
    `reason_key` is a word of its own for each reason (`cancelled:{appointment_id}`), at most 80 letters.
    """
    if _known(unit, whole, LedgerKind.REFUND_ASKED, reason_key):
        return 0
    asked = 0
    for payment, share in parted(_in_order(whole), cents):
        assert payment.payment_intent is not None
        all_of_it = share == payment.amount_cents
        payment.due_back_cents = max(payment.due_back_cents, payment.refunded_cents) + share
        payment.status = standing(payment)
        unit.session.add(payment)
        part = None if all_of_it else reason_key
        queue_refund(unit, payment, payment.payment_intent, share, part)
        _enter(unit, LedgerKind.REFUND_ASKED, payment, reason_key, -share)
        asked += share
    if asked:
        has_spent(unit, whole.booking.customer_id, -asked)
    return asked


def forfeit(unit: Unit, whole: Whole, cents: int, reason_key: str) -> int:
    """Keeps so many cents of what the booking's payments captured, without a visit. As `give_back`."""
    if _known(unit, whole, LedgerKind.FORFEITED, reason_key):
        return 0
    kept = 0
    for payment, share in parted(_in_order(whole), cents):
        payment.forfeited_cents += share
        payment.status = standing(payment)
        unit.session.add(payment)
        _enter(unit, LedgerKind.FORFEITED, payment, reason_key, share)
        kept += share
    return kept


def captured(unit: Unit, payment: Payment, intent: str) -> None:
    """What was owed has come, by that payment intent."""
    payment.payment_intent, payment.paid_at = intent, unit.now
    payment.status = standing(payment)
    unit.session.add(payment)
    money = {"payment_id": payment.id, "booking_id": payment.booking_id}
    key = f"{LedgerKind.CAPTURED.value}:{intent}"
    enter(unit, LedgerKind.CAPTURED, key, payment.amount_cents, **money, vendor_id=intent)


def return_payment(unit: Unit, payment: Payment, reason_key: str) -> None:
    """All of a payment that has just been captured goes back: nothing of it was ever applied."""
    assert payment.payment_intent is not None
    payment.due_back_cents = payment.amount_cents
    payment.status = standing(payment)
    unit.session.add(payment)
    queue_refund(unit, payment, payment.payment_intent, payment.amount_cents)
    _enter(unit, LedgerKind.REFUND_ASKED, payment, reason_key, -payment.amount_cents)


def extra_captured(unit: Unit, payment: Payment, intent: str, cents: int) -> bool:
    """Money has come beside this payment, by another intent: it goes back. False when that was known before."""
    if not queue_refund(unit, payment, intent, cents):
        return False
    booking_id = payment.booking_id
    for kind, moved in ((LedgerKind.EXTRA_CAPTURED, cents), (LedgerKind.REFUND_ASKED, -cents)):
        enter(unit, kind, f"{kind.value}:{intent}", moved, booking_id=booking_id, vendor_id=intent)
    return True


def remaining(whole: Whole) -> int:
    """Cents that the booking's payments captured and are neither (to be) given back nor forfeited."""
    return sum(left(payment) for payment in whole.payments)


def withdraw(unit: Unit, whole: Whole) -> None:
    """Nothing that is still open shall be paid any more: its page is closed."""
    for payment in whole.payments:
        if payment.status is PaymentStatus.OPEN:
            payment.status = PaymentStatus.WITHDRAWN
            unit.session.add(payment)
            close_sessions(unit, payment)


def _in_order(whole: Whole) -> list[Payment]:
    """The deposit, then supplements as they were asked for."""
    return sorted(whole.payments, key=lambda one: (one.kind is not PaymentKind.DEPOSIT, one.id))


def _known(unit: Unit, whole: Whole, kind: LedgerKind, reason_key: str) -> bool:
    return entered(unit, [_key(kind, payment, reason_key) for payment in whole.payments])


def _enter(unit: Unit, kind: LedgerKind, payment: Payment, reason_key: str, cents: int) -> None:
    key = _key(kind, payment, reason_key)
    intent = payment.payment_intent
    enter(unit, kind, key, cents, payment_id=payment.id, booking_id=payment.booking_id, vendor_id=intent)


def _key(kind: LedgerKind, payment: Payment, reason_key: str) -> str:
    return f"{kind.value}:{payment.id}:{reason_key}"
