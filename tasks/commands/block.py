"""Staff keep a stylist's time free of appointments, and give it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import structlog

from flows.booking import lapses
from gateways.blocks import Obstacle, in_the_way, remove_block, stylist_of_block, works_here, write_block
from gateways.database import Unit
from gateways.locks import lock_stylists
from models.enums import OccupancyKind
from models.slot import Slot
from tasks.commands.hold import NotAllowed
from tasks.commands.lapse import lapse_locked
from tasks.commands.whole import lock_wholes

log = structlog.get_logger()

LONGEST: Final = timedelta(days=31)
"""Longer ones are time off."""
LONGEST_NOTE: Final = 200


@dataclass(frozen=True, slots=True)
class Blocked:
    """Nobody can be booked with her then."""

    block_id: int


@dataclass(frozen=True, slots=True)
class InTheWay:
    """Somebody has some of that time; nothing has changed."""

    appointment_ids: tuple[int, ...]
    """Appointments that stand, unpaid holds among them, in order."""
    blocked: bool
    """Another block has some of it."""
    offered: bool
    """Some of it is being offered to somebody on the waiting list."""


def block(unit: Unit, stylist_id: int, slot: Slot, note: str = "") -> Blocked | InTheWay | NotAllowed:
    """Takes that time of hers, with a note for the team. Asked again for the same, it answers the block that stands.

    Holds that have run out give way. Codes of `NotAllowed`: `unknown_stylist`, `past`, `too_long`.
    """
    words = " ".join(note.split())[:LONGEST_NOTE] or None
    if not works_here(unit, stylist_id):
        return NotAllowed("unknown_stylist")
    if slot.end <= unit.now:
        return NotAllowed("past")
    if slot.length > LONGEST:
        return NotAllowed("too_long")
    lapsed = [one for one in in_the_way(unit, stylist_id, slot) if one.is_over and one.booking_id]
    lock_stylists(unit, {stylist_id}.union(*(one.stylist_ids for one in lapsed)))
    wholes = lock_wholes(unit, {one.booking_id for one in lapsed if one.booking_id})
    standing = [one for one in in_the_way(unit, stylist_id, slot) if not one.is_over]
    for one in standing:
        if one.kind is OccupancyKind.BLOCK and one.is_all_of_it and one.note == words:
            return Blocked(one.id)
    if standing:
        return _named(standing)
    with unit.session.begin_nested() as savepoint:
        for whole in wholes.values():
            if lapses(whole.booking, unit.now):
                lapse_locked(unit, whole)
        made = write_block(unit, stylist_id, slot, words)
        if made is None:
            savepoint.rollback()
    if made is None:
        return _named(in_the_way(unit, stylist_id, slot))
    log.info("time blocked", stylist_id=stylist_id, block_id=made)
    return Blocked(made)


def unblock(unit: Unit, block_id: int) -> bool:
    """Gives the time back: who waits for it may have it. False when there is no such block (any more)."""
    stylist_id = stylist_of_block(unit, block_id)
    if stylist_id is None:
        return False
    lock_stylists(unit, [stylist_id])
    if not remove_block(unit, block_id):
        return False
    unit.freed = True
    log.info("time given back", stylist_id=stylist_id, block_id=block_id)
    return True


def _named(found: Sequence[Obstacle]) -> InTheWay:
    kinds = {one.kind for one in found}
    ids = tuple(one.appointment_id for one in found if one.appointment_id is not None)
    return InTheWay(ids, OccupancyKind.BLOCK in kinds, OccupancyKind.WAITLIST in kinds)
