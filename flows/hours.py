"""When the salon is open and when a stylist works, as moments.

A `Span` is half open and counted in UTC seconds: availability compares thousands of them.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from flows.catalogue import Catalogue, Hours, StylistFacts
from models.moment import opening as moment_of

Span = tuple[int, int]


def opening(catalogue: Catalogue, day: date) -> tuple[Span, ...]:
    """The salon's opening hours on that local day; none when it is closed."""
    if day in catalogue.closures:
        return ()
    return _spans(day, catalogue.opening.get(day.weekday(), ()), catalogue.business.timezone)


def working(catalogue: Catalogue, stylist: StylistFacts, day: date) -> Sequence[Span]:
    """When the stylist works on that day: her own hours, within the salon's."""
    salon = opening(catalogue, day)
    if stylist.hours is None:
        return salon
    own = _spans(day, stylist.hours.get(day.weekday(), ()), catalogue.business.timezone)
    return common(salon, own)


def common(left: Sequence[Span], right: Sequence[Span]) -> list[Span]:
    """What lies in both. Each is sorted and does not overlap itself; so is the answer."""
    found: list[Span] = []
    i = j = 0
    while i < len(left) and j < len(right):
        start, end = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
        if start < end:
            found.append((start, end))
        if left[i][1] <= right[j][1]:
            i += 1
        else:
            j += 1
    return found


@lru_cache(maxsize=4096)
def _spans(day: date, hours: tuple[Hours, ...], timezone: str) -> tuple[Span, ...]:
    """Those hours of that day, sorted, with those that touch or overlap joined."""
    # As moments, before they are sorted: on the day summer time begins 2:15 comes after 3:00.
    spans = sorted(
        (
            int(moment_of(day, each.opens, timezone).timestamp()),
            int(moment_of(day, each.closes, timezone).timestamp()),
        )
        for each in hours
    )
    joined: list[Span] = []
    for start, end in spans:
        if start >= end:  # both in the hour that summer time skips
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
