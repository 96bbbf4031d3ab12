"""Opening a pay link: from a code to Stripe's page or to a page of ours.

Every attempt is committed before Stripe hears of it and asked for under its own key, so that a
killed process, a lost answer or a second click ends on the same session. No connection is held
while Stripe is asked.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from flows.pay_page import (
    SESSION_LIFE,
    Attempt,
    Begin,
    Create,
    Deposit,
    Leave,
    Look,
    Page,
    Session,
    Show,
    Visit,
    after_look,
    decide,
)
from gateways.database import Database
from gateways.outcome import Refused, TryLater
from gateways.payments import begin_attempt, close_attempt, deposit_of, record_session
from gateways.stripe import StripeGateway
from gateways.stripe_errors import Broken, KeyTaken
from gateways.stripe_hints import store_hint

log = structlog.get_logger()

MOST_ATTEMPTS = 3
"""Attempts begun for one click before the page says that paying does not work now."""

CLOCK_SKEW = timedelta(minutes=5)
"""Stripe's clock and ours may differ by so much."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Where the visit ends, and the booking as it was at `now` (none: no such code).

    `hint` is an inbox row that now asks to be applied.
    """

    step: Show | Leave
    deposit: Deposit | None = None
    now: datetime | None = None
    hint: int | None = None


def open_link(database: Database, stripe: StripeGateway, code: str, visit: Visit) -> Opened:
    """Does what `flows.pay_page` decides until it ends on a page."""
    deposit, now = None, None
    for _ in range(MOST_ATTEMPTS):
        found = deposit_of(database, code)
        if found is None:
            return Opened(Show(Page.UNKNOWN))
        deposit, now = found
        step = decide(deposit, visit, now)
        try:
            if isinstance(step, Create):
                step = _create(database, stripe, deposit, step.attempt)
            if isinstance(step, Look):
                session = _look(database, stripe, deposit, step.attempt)
                if session is not None and session.paid:
                    hint = _seen(database, session)
                    return Opened(Show(Page.CHECKING), deposit, now, hint)
                step = after_look(deposit, session, now)
        except (TryLater, Refused) as error:
            log.warning("pay link without Stripe", payment=deposit.payment_id, why=str(error))
            return Opened(Show(Page.DOWN), deposit, now)
        if not isinstance(step, Begin):
            return Opened(step, deposit, now)
        if step.closes is not None:
            close_attempt(database, step.closes.id)
        begin_attempt(database, code, now)
        visit = Visit.CLICK
    return Opened(Show(Page.DOWN), deposit, now)


def _create(database: Database, stripe: StripeGateway, deposit: Deposit, attempt: Attempt) -> Leave | Look:
    """The attempt's page at Stripe. A key that will never give it may still have made one."""
    try:
        session = stripe.open_session(deposit, attempt)
    except (Broken, KeyTaken) as error:
        log.warning("session not made", payment=deposit.payment_id, why=str(error))
        return Look(attempt)
    record_session(database, attempt.id, session)
    return Leave(session.url) if session.url else Look(attempt)


def _look(database: Database, stripe: StripeGateway, deposit: Deposit, attempt: Attempt) -> Session | None:
    if attempt.session is not None:
        return stripe.read_session(attempt.session)
    since = attempt.expires_at - SESSION_LIFE - CLOCK_SKEW
    session = stripe.find_session(deposit.code, attempt.number, since)
    if session is not None:
        record_session(database, attempt.id, session)
    return session


def _seen(database: Database, session: Session) -> int | None:
    """We were faster than Stripe's webhook, or it was lost: the same hint, from us."""
    event = "checkout.session.completed"
    return store_hint(database, f"seen:{session.id}", event, session.id, session.payment_intent)
