"""A deposit that was forfeited, and is part of the price after all: she came."""

from flows.shares import standing
from gateways.database import Unit
from gateways.ledger import enter
from models.enums import LedgerKind
from tasks.commands.whole import Whole


def take_up(unit: Unit, whole: Whole, cents: int, reason_key: str) -> int:
    """Undoes up to so many cents of what was forfeited of the booking's payments; how many. Everything is locked.

    The ledger is never rewritten: each payment gets an entry of the same kind below zero, under `reason_key`, which is
    a word of its own for each time.
    """
    taken = 0
    for payment in whole.payments:
        share = min(payment.forfeited_cents, cents - taken)
        if share <= 0:
            continue
        payment.forfeited_cents -= share
        payment.status = standing(payment)
        unit.session.add(payment)
        key = f"{LedgerKind.FORFEITED.value}:{payment.id}:{reason_key}"
        booking_id, intent = payment.booking_id, payment.payment_intent
        enter(unit, LedgerKind.FORFEITED, key, -share, payment_id=payment.id, booking_id=booking_id, vendor_id=intent)
        taken += share
    return taken
