"""The rules of what may be booked: one set of them for showing a slot and for holding it.

Who is taken (appointments, blocks, time off, buffers) comes in as free spans; see `gateways.free_time`.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from flows.catalogue import Catalogue
from flows.hours import Span, opening, working
from flows.quotes import Quote
from flows.work import Stretch
from models.enums import Category
from models.moment import local
from models.slot import Slot
from models.state import PartOfDay

DateStatus = Literal["ok", "closed", "full", "no_skill", "past", "beyond_horizon", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotAsk:
    """What a slot is wanted for. Everything but the services only narrows the search.

    `replaces` are appointments that a booking would give back, so that their time counts as free.
    """

    service_ids: tuple[int, ...]
    pack_id: int | None
    minutes: int
    work: tuple[Stretch, ...]
    """The stretches of those minutes that need the stylist."""
    category: Category
    date: dt.date | None = None
    part: PartOfDay = "any"
    time: dt.time | None = None
    stylist_id: int | None = None
    preferred_stylist_id: int | None = None
    replaces: tuple[int, ...] = ()

    @classmethod
    def of(
        cls,
        quote: Quote,
        *,
        date: dt.date | None = None,
        part: PartOfDay = "any",
        time: dt.time | None = None,
        stylist_id: int | None = None,
        preferred_stylist_id: int | None = None,
        replaces: tuple[int, ...] = (),
    ) -> "SlotAsk":
        """Asks for a slot for what was quoted."""
        return cls(
            service_ids=quote.service_ids,
            pack_id=quote.pack_id,
            minutes=quote.minutes,
            work=quote.work,
            category=quote.category,
            date=date,
            part=part,
            time=time,
            stylist_id=stylist_id,
            preferred_stylist_id=preferred_stylist_id,
            replaces=replaces,
        )


@dataclass(frozen=True, slots=True)
class SlotOption:
    """A stylist who is free for the whole slot."""

    stylist_id: int
    slot: Slot


@dataclass(frozen=True, slots=True)
class SlotAnswer:
    """`date_status` is `ok` whenever there are options; `why_code` (see `flows.reasons`) then says
    which wish could not be met. Without options it says what is wrong with the day, and
    `next_date` is the next one that has something."""

    options: tuple[SlotOption, ...]
    date_status: DateStatus
    why_code: str | None = None
    next_date: dt.date | None = None


def why_not(
    catalogue: Catalogue,
    category: Category,
    stylist_id: int,
    worked: Sequence[Slot],
    free: Sequence[Span],
    now: datetime,
    shown_at: datetime | None = None,
    *,
    by_staff: bool = False,
) -> str | None:
    """Why that stylist cannot be booked for that work; None when she can. `free` is when she is not taken.

    Staff need no lead time. Codes: `no_skill`, `past`, `too_soon`, `beyond_horizon`,
    `closed`, `outside_hours`, `taken`.
    """
    slot = Slot(worked[0].start, worked[-1].end)
    stylist = catalogue.stylists.get(stylist_id)
    if stylist is None or category not in stylist.categories:
        return "no_skill"
    if slot.start <= now:
        return "past"
    if not by_staff and slot.start < earliest(catalogue, now, shown_at):
        return "too_soon"
    day = local(slot.start, catalogue.business.timezone).date()
    if day > last_day(catalogue, now):
        return "beyond_horizon"
    if not opening(catalogue, day):
        return "closed"
    if not _inside(span_of(slot), working(catalogue, stylist, day)):
        return "outside_hours"
    return None if all(_inside(span_of(one), free) for one in worked) else "taken"


def span_of(slot: Slot) -> Span:
    """The same in UTC seconds."""
    return int(slot.start.timestamp()), int(slot.end.timestamp())


def why_not_again(catalogue: Catalogue, slot: Slot, now: datetime, away: bool) -> str | None:
    """Why a slot that was held, and is paid for too late, cannot be taken again although nobody has it.

    Only what has really come between counts: it has begun (`past`), the salon closes (`closed`), the
    stylist is `away`. No lead time, horizon or hours.
    """
    if slot.start <= now:
        return "past"
    if local(slot.start, catalogue.business.timezone).date() in catalogue.closures:
        return "closed"
    return "away" if away else None


def earliest(catalogue: Catalogue, now: datetime, shown_at: datetime | None = None) -> datetime:
    """Nothing may begin before this: lead time from now, or from when the slot was shown if that
    was only minutes ago."""
    policy = catalogue.policy
    grace = timedelta(minutes=policy.offer_lead_grace_minutes)
    since = shown_at if shown_at is not None and shown_at <= now <= shown_at + grace else now
    return max(since + timedelta(minutes=policy.lead_minutes), now + timedelta.resolution)


def today(catalogue: Catalogue, now: datetime) -> dt.date:
    """The salon's date at that moment."""
    return local(now, catalogue.business.timezone).date()


def last_day(catalogue: Catalogue, now: datetime) -> dt.date:
    """The last day that can be booked."""
    return today(catalogue, now) + timedelta(days=catalogue.policy.horizon_days)


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)
