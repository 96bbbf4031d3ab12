"""What Stripe knows, made true here: hints applied, lost ones found again.

An event is only a hint: the object is read afresh, outside of any transaction, and then applied
in one. Everything here may run in any order and any number of times. `TryLater` leaves the hint
for the next sweep.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import structlog

from flows.money_note import MoneyTrouble
from flows.pay_page import SESSION_LIFE, Session
from flows.refund import Refund
from gateways.database import Database, Unit
from gateways.outcome import Refused
from gateways.payments import (
    Owed,
    Unsettled,
    close_attempt,
    owed_by_intent,
    owed_by_session,
    record_session,
    settle_attempt,
    unsettled,
)
from gateways.stripe import StripeGateway
from gateways.stripe_hints import Hint, read_hint, take_hint
from models.enums import AttemptStatus
from models.ids import BusinessId
from tasks.checkout import CLOCK_SKEW
from tasks.refunds import settle, tell_staff

log = structlog.get_logger()


class MarkPaid(Protocol):
    """The command that confirms a paid booking, or finds what else is to be done with the money."""

    def __call__(
        self, unit: Unit, payment_id: int, payment_intent: str, amount_cents: int, session_id: str
    ) -> object: ...


@dataclass(frozen=True)
class Till:
    """What payments need of the world. `wake` is told of every unit after its commit."""

    database: Database
    stripe: StripeGateway
    mark_paid: MarkPaid
    wake: Callable[[Unit], None]


def apply_stripe_hint(till: Till, inbox_id: int) -> None:
    """Reads again what the hint is about and does what follows from it."""
    hint = read_hint(till.database, inbox_id)
    if hint is None:
        return
    try:
        _apply(till, hint, inbox_id)
    except Refused as error:  # Stripe does not know the object, or not for us
        log.warning("hint about nothing", inbox=inbox_id, hint=hint.event, why=str(error))
        _done(till, hint, inbox_id)


def _apply(till: Till, hint: Hint, inbox_id: int) -> None:
    stripe = till.stripe
    if hint.event.startswith("checkout.session."):
        session = stripe.read_session(hint.object_id)
        owed = owed_by_session(till.database, session)
        if owed is not None:
            return apply_session(till, owed, session, inbox_id)
    elif hint.event.startswith("refund."):
        refund = stripe.read_refund(hint.object_id)
        if refund.payment_intent:
            return _apply_refund(till, hint, refund.payment_intent, refund, inbox_id)
    elif hint.event == "charge.refunded":
        intent = stripe.payment_of_charge(hint.object_id)
        if intent:
            return _apply_refund(till, hint, intent, None, inbox_id)
    elif hint.event == "charge.dispute.created":
        intent = stripe.payment_of_dispute(hint.object_id)
        owed = owed_by_intent(till.database, intent) if intent else None
        if owed is not None:
            with till.database.unit(BusinessId(owed.business_id)) as unit:
                if take_hint(unit, inbox_id):
                    tell_staff(unit, owed, MoneyTrouble.DISPUTED, hint.object_id)
                return _commit(till, unit)
    log.info("hint needs nothing", inbox=inbox_id, hint=hint.event, object=hint.object_id)
    return _done(till, hint, inbox_id)


def apply_session(till: Till, owed: Owed, session: Session, inbox_id: int | None = None) -> None:
    """The session as Stripe just showed it: paid -> the command, expired -> the attempt is over."""
    if owed.attempt_id is not None:
        record_session(till.database, owed.attempt_id, session)
    with till.database.unit(BusinessId(owed.business_id)) as unit:
        if inbox_id is not None and not take_hint(unit, inbox_id):
            return
        if session.paid and session.payment_intent:
            _apply_paid(till, unit, owed, session, session.payment_intent)
        elif session.status == "expired" and owed.attempt_id is not None:
            settle_attempt(unit, owed.attempt_id, AttemptStatus.EXPIRED)
        _commit(till, unit)


def _apply_paid(till: Till, unit: Unit, owed: Owed, session: Session, intent: str) -> None:
    if session.amount_cents is None or session.currency != owed.currency:
        log.error("paid in another currency", payment=owed.payment_id, session=session.id)
        tell_staff(unit, owed, MoneyTrouble.OTHER_CURRENCY, intent)
        return
    # Another amount than is owed is the command's business: it confirms nothing and gives it back.
    outcome = till.mark_paid(unit, owed.payment_id, intent, session.amount_cents, session.id)
    log.info("paid", payment=owed.payment_id, outcome=type(outcome).__name__)
    if owed.attempt_id is not None:
        unit.session.flush()
        settle_attempt(unit, owed.attempt_id, AttemptStatus.PAID)


def _apply_refund(till: Till, hint: Hint, intent: str, refund: Refund | None, inbox_id: int) -> None:
    returned = till.stripe.refund_of(intent)
    owed = owed_by_intent(till.database, intent)
    if owed is None:
        return _done(till, hint, inbox_id)
    with till.database.unit(BusinessId(owed.business_id)) as unit:
        if take_hint(unit, inbox_id):
            settle(unit, owed, returned)
            if refund is not None and refund.status == "failed":
                tell_staff(unit, owed, MoneyTrouble.REFUND_FAILED, refund.id)
        _commit(till, unit)


def reconcile_stripe(till: Till) -> None:
    """Looks after attempts whose end we never heard of: one listing finds what webhooks lost."""
    now = till.database.now()
    waiting = unsettled(till.database, now)
    if not waiting:
        return
    since = min(attempt.expires_at for attempt in waiting) - SESSION_LIFE - CLOCK_SKEW
    made = list(till.stripe.sessions_since(since))
    known = {session.id: session for session in made}
    ours = {(s.metadata.get("booking"), s.metadata.get("attempt")): s for s in made}
    for attempt in waiting:
        session = known.get(attempt.session or "") or ours.get((attempt.code, str(attempt.number)))
        if session is None and attempt.session and attempt.status is AttemptStatus.OPEN:
            session = till.stripe.read_session(attempt.session)
        if session is not None:
            _reconcile(till, attempt, session)
        elif attempt.session is None and attempt.expires_at <= now:
            close_attempt(till.database, attempt.attempt_id)  # Stripe never heard of it


def _reconcile(till: Till, attempt: Unsettled, session: Session) -> None:
    news = session.paid or (session.status == "expired" and attempt.status is AttemptStatus.OPEN)
    owed = owed_by_session(till.database, session) if news else None
    if owed is None:
        return
    try:
        apply_session(till, owed, session)
    except Exception:  # one payment that cannot be applied must not hide the others
        log.exception("payment not reconciled", payment=owed.payment_id)


def _done(till: Till, hint: Hint, inbox_id: int) -> None:
    with till.database.unit(BusinessId(hint.business_id)) as unit:
        take_hint(unit, inbox_id)
        _commit(till, unit)


def _commit(till: Till, unit: Unit) -> None:
    unit.commit()
    till.wake(unit)
