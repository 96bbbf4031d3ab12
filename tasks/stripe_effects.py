"""The outbox rows that Stripe gets: sessions to close, money to give back."""

from collections.abc import Callable

from flows.money_note import MoneyTrouble
from flows.pay_page import SESSION_LIFE
from gateways.database import Unit
from gateways.dispatch import Claimed
from gateways.outcome import Refused, TryLater
from gateways.payments import Owed, attempt_to_close, close_attempt, owed_by_id, owed_by_session
from models.enums import AttemptStatus
from models.ids import BusinessId
from tasks.checkout import CLOCK_SKEW
from tasks.payments import Till, apply_session
from tasks.refunds import settle, tell_staff

REFUND_FAILED = MoneyTrouble.REFUND_FAILED

BEING_MADE_SECONDS = 60
"""A call that makes a session is over by then, whatever became of its answer."""


def deliver_expire_session(till: Till, row: Claimed) -> str | None:
    """Closes the attempt's session; its id. One that was paid first takes the paid path."""
    attempt = attempt_to_close(till.database, row.payload["attempt_id"])
    if attempt is None or attempt.status is AttemptStatus.PAID:
        return None
    session_id = attempt.session
    if session_id is None:
        made_at = attempt.expires_at - SESSION_LIFE
        if (till.database.now() - made_at).total_seconds() < BEING_MADE_SECONDS:
            raise TryLater("stripe: the session is being made", BEING_MADE_SECONDS / 2)
        found = till.stripe.find_session(attempt.code, attempt.number, made_at - CLOCK_SKEW)
        if found is None:
            close_attempt(till.database, attempt.attempt_id)
            return None
        session_id = found.id
    session = till.stripe.expire_session(session_id)
    owed = owed_by_session(till.database, session)
    if owed is not None:
        apply_session(till, owed, session)
    return session.id


def deliver_refund(till: Till, row: Claimed) -> str | None:
    """Gives back the payment (or the one named by `payment_intent`), once; the refund's id."""
    owed = owed_by_id(till.database, row.payload["payment_id"])
    if owed is None:
        raise Refused("no such payment")
    intent: str | None = row.payload.get("payment_intent", owed.payment_intent)
    if intent is None:
        raise Refused("nothing was paid")
    try:
        amount_cents = row.payload.get("amount_cents", owed.amount_cents)
        refund = till.stripe.refund(intent, amount_cents, row.attempts)
        if not refund.stands:
            raise Refused(f"stripe: refund {refund.status}")
    except Refused:
        _change(till, owed, lambda unit: tell_staff(unit, owed, REFUND_FAILED, intent))
        raise
    if intent == owed.payment_intent:
        _change(till, owed, lambda unit: settle(unit, owed, refund))
    return refund.id


def _change(till: Till, owed: Owed, change: Callable[[Unit], None]) -> None:
    with till.database.unit(BusinessId(owed.business_id)) as unit:
        change(unit)
        unit.commit()
    till.wake(unit)
