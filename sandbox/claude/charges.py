"""What is taken in advance for what she wants; what her sessions cover takes nothing, if it is for herself."""

import re
from typing import Any

from .desk import Desk
from .prompt import Offer
from .somebody import somebody


def costs(desk: Desk, told: dict[str, Any]) -> dict[str, Any]:
    """Of a quote the total and deposit that count for whom she books."""
    other = told.get("for_somebody_else") if somebody(desk) else None
    return told | (other or {})


def by_session(desk: Desk, line: dict[str, Any], who: str | None = None) -> bool:
    """Whether a line of a quote goes with a session of hers: nobody else's does."""
    return bool(line.get("by_session")) and not (who or somebody(desk))


def takes_nothing(amount: str | None) -> bool:
    """Whether an amount is none: "0,00 €"."""
    return amount is not None and not re.search(r"[1-9]", amount)


def no_deposit(desk: Desk) -> bool:
    """Whether the slots on the table take nothing in advance."""
    shown = desk.meaning.shown
    return bool(shown) and all(takes_nothing(_deposit(desk, one)) for one in shown)


def _deposit(desk: Desk, offer: Offer) -> str | None:
    return offer.deposit_for_other if offer.deposit_for_other and somebody(desk) else offer.deposit
