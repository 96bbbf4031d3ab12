"""Which slots are shown, in the scenarios' own days, and what is said when there are none."""

import datetime as dt
from dataclasses import replace

import pytest

from flows.availability import SlotAnswer, SlotAsk
from flows.catalogue import Catalogue, Hours
from flows.hours import Span, opening
from flows.quotes import quote
from flows.reasons import WORDS, why
from flows.search import looks, on_day, on_days, refusal
from tests.demo_catalogue import PACK, STYLISTS, demo, ids, with_hours
from tests.free_time import MADRID, free, moment

NOW = moment("2026-11-23 09:00")
FRIDAY = dt.date(2026, 11, 27)


def ask(catalogue: Catalogue, *services: str, pack: int | None = None, **wish: object) -> SlotAsk:
    """Asks for a slot for those services."""
    return replace(SlotAsk.of(quote(catalogue, ids(*services), pack)), **wish)  # type: ignore[arg-type]


def told(catalogue: Catalogue, answer: SlotAnswer) -> list[str]:
    """The options as `Pilar 10:30-11:30`."""
    zone = dt.timezone.utc
    del zone
    return [
        f"{catalogue.stylists[one.stylist_id].name} {_clock(one.slot.start)}-{_clock(one.slot.end)}"
        for one in answer.options
    ]


def _clock(moment: dt.datetime) -> str:
    from models.moment import local

    return local(moment, MADRID).strftime("%H:%M")


def everybody(catalogue: Catalogue, day: dt.date) -> dict[int, list[Span]]:
    """An empty salon."""
    return {stylist: list(opening(catalogue, day)) for stylist in catalogue.stylists}
