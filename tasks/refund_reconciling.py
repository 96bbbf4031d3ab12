"""Refunds whose webhook was lost: those that we asked for, and those that staff made in Stripe's own pages."""

from datetime import datetime, timedelta

import structlog

from gateways.payments import owed_by_intent
from gateways.refunds import anything_captured, unheard, unreturned
from models.ids import BusinessId
from tasks.refunds import settle
from tasks.till import Till

log = structlog.get_logger()

LOOK_BACK = timedelta(days=1)
"""By hand, at any time; what is older than this when we come back is found only if we asked for it."""


def reconcile_refunds(till: Till, now: datetime) -> None:
    """Asks Stripe about refunds that should have been told of a minute ago, and lists those made of late."""
    if not anything_captured(till.database, now):
        return
    made = till.stripe.refunds_since(now - LOOK_BACK)
    for intent in dict.fromkeys([*unreturned(till.database, now), *unheard(till.database, made)]):
        try:
            _look(till, intent)
        except Exception:  # one that cannot be applied must not hide the others
            log.exception("refund not reconciled")


def _look(till: Till, intent: str) -> None:
    owed = owed_by_intent(till.database, intent)
    if owed is None:
        return
    refunds = till.stripe.refunds_of(intent)
    with till.database.unit(BusinessId(owed.business_id)) as unit:
        settle(unit, owed, intent, refunds)
        till.commit(unit)
