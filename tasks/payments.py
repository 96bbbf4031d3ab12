"""What Stripe knows, made true here: hints applied, lost ones found again.

An event is only a hint: the object is read afresh, outside of any transaction, and then applied
in one. Everything here may run in any order and any number of times. `TryLater` leaves the hint
for the next sweep.
"""

from datetime import datetime

import structlog

from flows.money_note import MoneyTrouble
from flows.pay_page import SESSION_LIFE, Session
from flows.refund import Dispute
from gateways.database import Unit
from gateways.outcome import Refused
from gateways.payments import (
    Owed,
    Unsettled,
    close_attempt,
    owed_by_intent,
    owed_by_session,
    record_decline,
    record_session,
    settle_attempt,
    unsettled,
)
from gateways.stripe_hints import Hint, read_hint, take_hint
from models.enums import AttemptStatus
from models.ids import BusinessId
from tasks.checkout import CLOCK_SKEW
from tasks.refund_reconciling import reconcile_refunds
from tasks.refunds import disputed, settle, tell_staff
from tasks.till import Till

log = structlog.get_logger()


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
    stripe, about = till.stripe, hint.object_id
    match hint.event.split("."):
        case ["checkout", "session", _]:
            session = stripe.read_session(about)
            owed = owed_by_session(till.database, session)
            if owed is not None:
                return apply_session(till, owed, session, inbox_id)
        case ["refund", _]:
            if intent := stripe.read_refund(about).payment_intent:
                return _apply_refunds(till, hint, intent, inbox_id)
        case ["charge", "refunded"]:
            if intent := stripe.payment_of_charge(about):
                return _apply_refunds(till, hint, intent, inbox_id)
        case ["charge", "dispute", "created"]:
            return _apply_dispute(till, hint, stripe.read_dispute(about), inbox_id)
        case ["payment_intent", "payment_failed"]:
            session_tried = stripe.session_of(about)
            owed = owed_by_session(till.database, session_tried) if session_tried else None
            if owed is not None and owed.attempt_id is not None:
                record_decline(till.database, owed.attempt_id, stripe.read_decline(about))
    log.info("hint needs nothing more", inbox=inbox_id, hint=hint.event, object=about)
    return _done(till, hint, inbox_id)


def apply_session(till: Till, owed: Owed, session: Session, inbox_id: int | None = None) -> None:
    """The session as Stripe just showed it: paid -> the command, expired or failed -> the attempt is over."""
    if owed.attempt_id is not None:
        record_session(till.database, owed.attempt_id, session)
    over = session.status == "expired" or _never_came(till, session)
    with till.database.unit(BusinessId(owed.business_id)) as unit:
        if inbox_id is not None and not take_hint(unit, inbox_id):
            return
        if session.paid and session.payment_intent:
            _apply_paid(till, unit, owed, session, session.payment_intent)
        elif over and owed.attempt_id is not None:
            settle_attempt(unit, owed.attempt_id, AttemptStatus.EXPIRED)
        till.commit(unit)


def _never_came(till: Till, session: Session) -> bool:
    """Whether the customer is through with Stripe's page, and the slow method that she chose there has failed."""
    if session.status != "complete" or session.paid or session.payment_intent is None:
        return False
    return till.stripe.read_decline(session.payment_intent).over


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


def _apply_refunds(till: Till, hint: Hint, intent: str, inbox_id: int) -> None:
    owed = _owed_by(till, intent)
    if owed is None:
        return _done(till, hint, inbox_id)
    refunds = till.stripe.refunds_of(intent)
    with till.database.unit(BusinessId(owed.business_id)) as unit:
        if take_hint(unit, inbox_id):
            settle(unit, owed, intent, refunds)
        till.commit(unit)


def _apply_dispute(till: Till, hint: Hint, dispute: Dispute, inbox_id: int) -> None:
    intent = dispute.payment_intent
    owed = _owed_by(till, intent) if intent else None
    if intent is None or owed is None:
        return _done(till, hint, inbox_id)
    with till.database.unit(BusinessId(owed.business_id)) as unit:
        if take_hint(unit, inbox_id):
            disputed(unit, owed, intent, dispute)
        till.commit(unit)


def _owed_by(till: Till, intent: str) -> Owed | None:
    """The payment made by that intent. When nobody has told us yet that it was paid, that is applied first."""
    owed = owed_by_intent(till.database, intent)
    if owed is not None:
        return owed
    session = till.stripe.session_of(intent)
    asked = owed_by_session(till.database, session) if session else None
    if session is None or asked is None:
        return None  # another deployment's, on the same account
    apply_session(till, asked, session)
    return owed_by_intent(till.database, intent)


def reconcile_stripe(till: Till) -> None:
    """Looks after attempts and refunds whose end we never heard of: one listing each finds what webhooks lost."""
    now = till.database.now()
    _reconcile_attempts(till, now)
    reconcile_refunds(till, now)


def _reconcile_attempts(till: Till, now: datetime) -> None:
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
        till.commit(unit)
