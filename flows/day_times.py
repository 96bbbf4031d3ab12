"""Every time of a day at which something could begin, by stylist: what staff choose from. They need no lead time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from flows.availability import SlotAsk
from flows.catalogue import Catalogue
from flows.grid import grid
from flows.spread import Free, runs_of


def for_staff(catalogue: Catalogue) -> Catalogue:
    """The same without a lead time."""
    return replace(catalogue, policy=catalogue.policy.model_copy(update={"lead_minutes": 0}))


def times_of(
    catalogue: Catalogue, ask: SlotAsk, day: date, free: Free, now: datetime
) -> Mapping[int, tuple[datetime, ...]]:
    """For each stylist who has any, in the order of the house, the moments at which it could begin. `free` as for
    `spread`."""
    times = grid(day, catalogue.policy.slot_step_minutes, catalogue.business.timezone).times
    return {
        stylist.id: tuple(datetime.fromtimestamp(times[n], UTC) for first, last in runs for n in range(first, last + 1))
        for stylist, _, runs in runs_of(for_staff(catalogue), ask, day, free, now)
    }
