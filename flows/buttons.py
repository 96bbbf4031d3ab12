"""Shown offers as something to tap. A tap comes back as its title, in plain words: typing them does just as well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.catalogue import Catalogue
from flows.situation import moment
from flows.wording import clock, short_day
from models.moment import local


@dataclass(frozen=True, slots=True)
class Form:
    """What WhatsApp lets one way of tapping have: so many options, letters of a title, letters of the text above."""

    most: int
    letters: int
    text_letters: int


BUTTONS, LIST = Form(3, 20, 1024), Form(10, 24, 4096)
"""Chatwoot makes buttons of up to three options and a list of more."""

WHAT = ("stylist_id", "starts_at", "service_ids", "pack_id", "guest", "others", "appointment_id")
"""Two offers that agree in these are the same slot, found twice."""


def buttons(text: str, shown: Sequence[Mapping[str, Any]], catalogue: Catalogue, language: str) -> list[dict[str, str]]:
    """Title and value of each offer; none when they cannot be told apart in so few letters, or the text is too long."""
    offers = list({repr([offer.get(name) for name in WHAT]): offer for offer in shown}.values())
    form = BUTTONS if len(offers) <= BUTTONS.most else LIST
    if not offers or len(offers) > form.most or len(text) > form.text_letters:
        return []
    titles = _titles(offers, form.letters, catalogue, language)
    if len(set(titles)) < len(titles):
        return []
    return [{"title": title, "value": offer["code"]} for title, offer in zip(titles, offers, strict=True)]


def _titles(offers: Sequence[Mapping[str, Any]], letters: int, catalogue: Catalogue, language: str) -> list[str]:
    """`vie 27 10:30 Pilar`; where a name would be cut and the day says nothing, `10:30 Pilar`."""
    parts = []
    for offer in offers:
        starts = local(moment(offer["starts_at"]), catalogue.business.timezone)
        stylist = catalogue.stylists[offer["stylist_id"]].name
        parts.append((starts.date(), f"{clock(starts.time())} {stylist}"))
    titles = [f"{short_day(day, language)} {rest}" for day, rest in parts]
    if len({day for day, _ in parts}) == 1 and any(len(title) > letters for title in titles):
        titles = [rest for _, rest in parts]
    return [title[:letters].rstrip() for title in titles]
