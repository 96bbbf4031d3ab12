"""The outbox rows that Stripe gets: sessions to close, money to give back."""

from collections.abc import Callable

from flows.money_note import MoneyTrouble
from flows.pay_page import SESSION_LIFE
from flows.refund import Refund
from gateways.database import Unit
from gateways.dispatch import Claimed
from gateways.outcome import NotWanted, Refused, TryLater
from gateways.payments import Owed, attempt_to_close, close_attempt, owed_by_id, owed_by_session
from models.enums import AttemptStatus
from models.ids import BusinessId
from tasks.checkout import CLOCK_SKEW
from tasks.payments import apply_session
from tasks.refunds import settle, tell_staff
from tasks.till import Till

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
    """Gives back the payment, or a part of it, or the payment that nobody owed; once. The refund's id."""
    owed = owed_by_id(till.database, row.payload["payment_id"])
    if owed is None:
        raise Refused("no such payment")
    intent: str | None = row.payload.get("payment_intent", owed.payment_intent)
    if intent is None:
        raise Refused("nothing was paid")
    try:
        refund = _refund(till, row, owed, intent)
    except Refused:
        _change(till, owed, lambda unit: tell_staff(unit, owed, MoneyTrouble.REFUND_FAILED, intent))
        raise
    made = till.stripe.refunds_of(intent)
    _change(till, owed, lambda unit: settle(unit, owed, intent, made))
    if refund is None:
        raise NotWanted("somebody has given it back by hand")
    if not refund.stands:
        raise Refused(f"stripe: refund {refund.status}")
    return refund.id


def _refund(till: Till, row: Claimed, owed: Owed, intent: str) -> Refund | None:
    """The refund of that row: made now or before; None when as much as is due has gone back without it."""
    cents: int = row.payload.get("amount_cents", owed.amount_cents)
    key: str = row.payload.get("key", f"refund:{intent}")
    if intent != owed.payment_intent:
        return till.stripe.refund(intent, cents, row.attempts, key=key)
    due = owed.due_back_cents
    lacks = due - owed.refunded_cents
    if lacks <= 0 < due:
        return next((made for made in till.stripe.refunds_of(intent) if made.key == key), None)
    return till.stripe.refund(intent, min(cents, lacks) if due else cents, row.attempts, key=key, due_cents=due)


def _change(till: Till, owed: Owed, change: Callable[[Unit], None]) -> None:
    with till.database.unit(BusinessId(owed.business_id)) as unit:
        change(unit)
        till.commit(unit)
