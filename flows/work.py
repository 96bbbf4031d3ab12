"""A stylist's work within an appointment, in minutes from its beginning: a colour that works alone leaves a gap."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from flows.hours import Span, common
from models.slot import Slot

Stretch = tuple[int, int]
"""Half open, in minutes."""
Step = tuple[int, int, int]
"""How long something lasts, after how many of its minutes the stylist is free, and for how many."""


def work(steps: Iterable[Step]) -> tuple[Stretch, ...]:
    """What is done one after the other, as the stretches that need the stylist; those that touch are one."""
    found: list[Stretch] = []
    begin = 0
    for lasts, free_from, free in steps:
        busy = ((0, free_from), (free_from + free, lasts)) if free else ((0, lasts),)
        for start, end in busy:
            if found and found[-1][1] == begin + start:
                found[-1] = (found[-1][0], begin + end)
            elif start < end:
                found.append((begin + start, begin + end))
        begin += lasts
    return tuple(found)


def stretches(start: datetime, worked: Iterable[Stretch]) -> tuple[Slot, ...]:
    """Those stretches as moments, for something that begins at `start`."""
    return tuple(Slot(start + timedelta(minutes=begin), start + timedelta(minutes=end)) for begin, end in worked)


def whole(start: datetime, worked: tuple[Stretch, ...]) -> Slot:
    """From the first stretch's beginning to the last one's end."""
    return Slot(start, start + timedelta(minutes=worked[-1][1]))


def beginnings(worked: Sequence[Stretch], after: int, working: Sequence[Span], free: Sequence[Span]) -> list[Span]:
    """The seconds at which something can begin whose work comes `after` so many minutes: all of it, gaps as well, while
    the stylist is `working`, and each stretch while she is `free`. In a gap she need not be free."""
    found = _starts((worked[0][0], worked[-1][1]), after, working)
    for stretch in worked:
        found = common(found, _starts(stretch, after, free))
    return found


def _starts(stretch: Stretch, after: int, spans: Sequence[Span]) -> list[Span]:
    """When to begin so that the stretch lies in one of these; half open, so one second wide where it just fits."""
    begin, end = (60 * (minutes + after) for minutes in stretch)
    return [(first - begin, last - end + 1) for first, last in spans if last - first >= end - begin]
