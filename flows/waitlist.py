"""Who waits for which time, and the slot to offer to whoever is first in line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from flows import wording
from flows.availability import SlotAsk, SlotOption, last_day, today
from flows.catalogue import Catalogue
from flows.charges import charged, gone_with
from flows.grid import ASKED, grid
from flows.hours import opening
from flows.quiet import next_start
from flows.quotes import Quote, QuoteRefused, quote
from flows.session_packs import Sessions
from flows.spread import Free, runs_of
from models.business import Policy
from models.slot import Slot
from models.state import PartOfDay

MOST: Final = 3
"""Wishes of one customer at a time."""
LEAST: Final = timedelta(minutes=5)
"""An offer that would end sooner is none: nobody reads it in time."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A place in the line. `known` is what was free on her days when she began to wait: she did not want that."""

    entry_id: int
    customer_id: int
    conversation_id: int
    service_ids: tuple[int, ...]
    pack_id: int | None
    first_day: date
    last_day: date
    part: PartOfDay
    stylist_id: int | None
    known: Free


def refusal(
    catalogue: Catalogue, quoted: Quote, first: date, last: date, stylist_id: int | None, now: datetime
) -> str | None:
    """Why nobody can wait for that: `bad_days` (they end before they begin), `past`, `beyond_horizon`, `closed` (all of
    them), `no_skill`. None when she can."""
    if first > last:
        return "bad_days"
    if first < today(catalogue, now):
        return "past"
    if last > last_day(catalogue, now):
        return "beyond_horizon"
    if not any(stylist_id in (None, one.id) for one in catalogue.skilled(quoted.category)):
        return "no_skill"
    return None if days_of(catalogue, first, last, now) else "closed"


def quote_of(catalogue: Catalogue, wish: Wish) -> Quote | None:
    """What she waits for; None when it is not sold any more."""
    try:
        return quote(catalogue, wish.service_ids, wish.pack_id)
    except QuoteRefused:
        return None


def days_of(catalogue: Catalogue, first: date, last: date, now: datetime) -> list[date]:
    """The open days of a wish that have not gone by."""
    first, last = max(first, today(catalogue, now)), min(last, last_day(catalogue, now))
    return [day for day in _days(first, last) if opening(catalogue, day)]


def days_to_offer(catalogue: Catalogue, wish: Wish, now: datetime) -> list[date]:
    """Those on which something may be offered now: in the quiet hours only today."""
    days = days_of(catalogue, wish.first_day, wish.last_day, now)
    if next_start(catalogue.policy, catalogue.business.timezone, now) == now:
        return days
    return [day for day in days if day == today(catalogue, now)]


def first_slot(
    catalogue: Catalogue, ask: SlotAsk, days: Sequence[date], free: Free, known: Free, now: datetime
) -> SlotOption | None:
    """The first slot that fits the wish and could not be had when it was made. None begins inside the lead time."""
    step, zone = catalogue.policy.slot_step_minutes, catalogue.business.timezone
    for day in days:
        times = grid(day, step, zone)
        parts = [bounds for part, bounds in times.parts if part in ASKED[ask.part]]
        then = _starts(catalogue, ask, day, known, now)
        fresh = (
            (number, rank, stylist_id)
            for (stylist_id, rank), numbers in _starts(catalogue, ask, day, free, now).items()
            for number in numbers - then.get((stylist_id, rank), set())
            if any(first <= number <= last for first, last in parts)
        )
        if found := min(fresh, default=None):
            number, _, stylist_id = found
            start = datetime.fromtimestamp(times.times[number], now.tzinfo)
            return SlotOption(stylist_id, Slot(start, start + timedelta(minutes=ask.minutes)))
    return None


def offered_until(policy: Policy, slot: Slot, now: datetime) -> datetime:
    """How long the slot stays reserved for her: never into its own lead time."""
    latest = slot.start - timedelta(minutes=policy.lead_minutes)
    return min(now + timedelta(minutes=policy.waitlist_offer_minutes), latest)


def facts(
    catalogue: Catalogue,
    quoted: Quote,
    option: SlotOption,
    name: str,
    until: datetime,
    sessions: Sequence[Sessions],
    language: str,
) -> dict[str, str]:
    """What may be said of an offer to somebody who has those sessions left."""
    covered = charged(catalogue, [quoted], [None], sessions)
    used = dict.fromkeys(gone_with(quoted, covered, 0, sessions).values())
    deposit = covered.deposit(catalogue.policy)
    zone, currency = catalogue.business.timezone, catalogue.business.currency
    pack = catalogue.packs.get(quoted.pack_id) if quoted.pack_id is not None else None
    services = [pack.name] if pack else []
    services += [line.name for line in quoted.lines if pack is None or line.service_id not in pack.service_ids]
    return {
        "name": name,
        "services": wording.listed(services, language),
        "stylist": catalogue.stylists[option.stylist_id].name,
        "day": wording.day_of(option.slot.start, zone, language),
        "time": wording.clock_of(option.slot.start, zone),
        "ends": wording.clock_of(option.slot.end, zone),
        "minutes": str(quoted.minutes),
        "used": wording.listed(list(used), language),
        "total": wording.money(covered.total, currency, language),
        "deposit": wording.money(deposit, currency, language) if deposit.cents else "",
        "until": wording.clock_of(until, zone),
    }


def _starts(
    catalogue: Catalogue, ask: SlotAsk, day: date, free: Free, now: datetime
) -> Mapping[tuple[int, int], set[int]]:
    """The numbers of the day's times at which each stylist could begin, by stylist and her rank."""
    return {
        (stylist.id, rank): {number for first, last in runs for number in range(first, last + 1)}
        for stylist, rank, runs in runs_of(catalogue, ask, day, free, now + LEAST)
    }


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
