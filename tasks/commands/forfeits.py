"""A deposit that was forfeited, and is part of the price after all: she came."""

from flows.shares import standing
from gateways.database import Unit
from gateways.ledger import enter, forfeited_for
from models.enums import LedgerKind
from tasks.commands.whole import Whole


def lost_by(appointment_id: int) -> str:
    """How the reasons begin for which that appointment has forfeited anything by nobody coming."""
    return f"no_show:{appointment_id}:"


def take_up(unit: Unit, whole: Whole, appointment_id: int, when: str) -> int:
    """Undoes what the appointment has forfeited by nobody coming, and nothing else; how many cents. All is locked.

    The ledger is never rewritten: each payment gets an entry of the same kind below zero. `when` makes it one of its
    own each time.
    """
    taken = 0
    for payment in whole.payments:
        assert payment.id is not None
        begins = [f"{LedgerKind.FORFEITED.value}:{payment.id}:{what}:{appointment_id}:" for what in ("no_show", "came")]
        share = min(payment.forfeited_cents, forfeited_for(unit, payment.id, begins))
        if share <= 0:
            continue
        payment.forfeited_cents -= share
        payment.status = standing(payment)
        unit.session.add(payment)
        key = f"{begins[1]}{when}"
        booking_id, intent = payment.booking_id, payment.payment_intent
        enter(unit, LedgerKind.FORFEITED, key, -share, payment_id=payment.id, booking_id=booking_id, vendor_id=intent)
        taken += share
    return taken
