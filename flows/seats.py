"""Who does what in a group: for each wish one of the stylists who could, the best of all ways to seat them."""

from collections.abc import Collection, Sequence
from heapq import nsmallest
from typing import NamedTuple

Names = tuple[int, ...]
"""Ids of the stylists of a group, sorted. Who of them does which part makes no other option."""


class Seat(NamedTuple):
    """A stylist who could do one of the wishes. `rank` orders stylists."""

    stylist_id: int
    rank: int
    preferred: bool


def seated(
    able: Sequence[Sequence[Seat]], *, different: bool, met: Collection[int] = (), taken: Collection[Names] = ()
) -> tuple[Seat, ...] | None:
    """For each wish one who is able; nobody twice when they must be `different`, and none of the groups `taken`.

    Best is who is not yet `met`, then who is preferred, then who comes first. None: it cannot be done.
    """

    def cost(seat: Seat) -> int:
        return ((seat.stylist_id in met) * 100 + (not seat.preferred)) * 1_000_000 + seat.rank

    # The best group never needs more of them: of one more than the others and the groups taken use, one is left.
    enough = len(able) + len(taken)
    rows = [[(cost(seat), seat) for seat in nsmallest(enough, row, key=cost)] for row in able]
    if not all(rows):
        return None
    least = [sum(row[0][0] for row in rows[n:]) for n in range(len(rows) + 1)]
    best: tuple[int, tuple[Seat, ...]] | None = None

    def place(so_far: int, chosen: tuple[Seat, ...]) -> None:
        nonlocal best
        n = len(chosen)
        if best is not None and so_far + least[n] >= best[0]:
            return
        if n == len(rows):
            if names(chosen) not in taken:
                best = so_far, chosen
            return
        for price, seat in rows[n]:
            if not different or all(seat.stylist_id != one.stylist_id for one in chosen):
                place(so_far + price, (*chosen, seat))

    place(0, ())
    return best[1] if best is not None else None


def names(seats: Sequence[Seat]) -> Names:
    """Who they are."""
    return tuple(sorted(seat.stylist_id for seat in seats))
