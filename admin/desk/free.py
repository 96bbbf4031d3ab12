"""The free times of one day, by stylist, as staff choose from them; or why there are none and which day is next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from flows.availability import SlotAsk, today
from flows.catalogue import Catalogue
from flows.day_times import for_staff, times_of
from flows.reasons import why
from flows.search import refusal
from gateways.database import Unit
from gateways.slots import free_on, search

LANGUAGE = "es"
FEW = 3
"""So many stylists' times are all unfolded."""


@dataclass(frozen=True, slots=True)
class Times:
    """`by_stylist` in the order of the house. Without any, `why_none` and the next day that has some."""

    day: date
    today: date
    by_stylist: Mapping[str, tuple[tuple[str, datetime], ...]]
    """For each name the values a form sends (`7|2026-11-27T11:30:00+00:00`) and the moments they mean."""
    why_none: str | None
    next_day: date | None

    def arranged(self, first: str, chosen: str) -> list[tuple[str, tuple[tuple[str, datetime], ...], bool]]:
        """Stylist, her times, whether they are unfolded: `first` before the others, and whoever has `chosen`."""
        names = sorted(self.by_stylist, key=lambda name: name != first)
        few = len(names) <= FEW
        return [
            (name, moments, few or not n or any(value == chosen for value, _ in moments))
            for n, name in enumerate(names)
            for moments in (self.by_stylist[name],)
        ]


def times_on(unit: Unit, catalogue: Catalogue, ask: SlotAsk, day: date) -> Times:
    """Asked in a unit of work; `ask.date` is not looked at."""
    wish = replace(ask, date=day)
    eager, now = for_staff(catalogue), unit.now
    found: dict[str, tuple[tuple[str, datetime], ...]] = {}
    if refusal(eager, wish, now) is None:
        free = free_on(unit, eager, wish, [day], now)
        for stylist_id, moments in times_of(eager, wish, day, free, now).items():
            found[catalogue.stylists[stylist_id].name] = tuple((f"{stylist_id}|{at.isoformat()}", at) for at in moments)
    if found:
        return Times(day, today(catalogue, now), found, None, None)
    answer = search(unit, eager, wish, now)
    return Times(day, today(catalogue, now), found, why(catalogue, wish, answer, LANGUAGE), answer.next_date)
