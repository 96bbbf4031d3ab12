"""Shown offers as something to tap. A tap comes back as its title, in plain words: typing them does just as well."""

from collections.abc import Mapping, Sequence
from typing import Any

from flows.catalogue import Catalogue
from flows.situation import moment
from flows.wording import clock, short_day
from models.moment import local

BUTTONS, BUTTON_LETTERS = 3, 20
"""So many become buttons, with titles so long; more become a list."""
ROWS, ROW_LETTERS = 10, 24
BODY_LETTERS = 1024
"""A longer text cannot carry buttons."""


def buttons(text: str, shown: Sequence[Mapping[str, Any]], catalogue: Catalogue, language: str) -> list[dict[str, str]]:
    """Title and value of each offer; none when they cannot be told apart in so few letters, or the text is too long."""
    if not shown or len(shown) > ROWS or len(text) > BODY_LETTERS:
        return []
    letters = BUTTON_LETTERS if len(shown) <= BUTTONS else ROW_LETTERS
    items = [
        {"title": _title(offer, catalogue, language)[:letters].rstrip(), "value": offer["code"]} for offer in shown
    ]
    return items if len({item["title"] for item in items}) == len(items) else []


def _title(offer: Mapping[str, Any], catalogue: Catalogue, language: str) -> str:
    """`vie 27 10:30 Pilar`"""
    starts = local(moment(offer["starts_at"]), catalogue.business.timezone)
    stylist = catalogue.stylists[offer["stylist_id"]].name
    return f"{short_day(starts.date(), language)} {clock(starts.time())} {stylist}"
