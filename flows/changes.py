"""An appointment's way from one time, or one stylist, to another. What is worked shifts whole, with its gaps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from models import Appointment
from models.slot import Slot

Target = tuple[int, datetime]
"""A stylist's id, and when it shall begin."""


@dataclass(frozen=True, slots=True)
class Change:
    """Where an appointment was and where it shall be."""

    appointment_id: int
    old_stylist_id: int
    old: Slot
    stylist_id: int
    new: Slot
    worked: tuple[Slot, ...]
    """The stretches of the new time that need the stylist."""

    @property
    def leaves(self) -> int | None:
        """The stylist who does not have it any more."""
        return self.old_stylist_id if self.old_stylist_id != self.stylist_id else None


def worked_of(appointment: Appointment) -> tuple[Slot, ...]:
    """The stretches of an appointment that need the stylist."""
    return tuple(Slot(one.lower.astimezone(UTC), one.upper.astimezone(UTC)) for one in appointment.during)


def changes_of(appointments: Iterable[Appointment], targets: Mapping[int, Target]) -> tuple[Change, ...]:
    """What really changes of those appointments, in order of id; who is where she shall be is left out."""
    found = []
    for one in sorted(appointments, key=lambda each: each.id or 0):
        stylist_id, start = targets.get(one.id or 0, (one.stylist_id, one.starts_at))
        if (stylist_id, start) != (one.stylist_id, one.starts_at):
            found.append(_change(one, stylist_id, start.astimezone(UTC)))
    return tuple(found)


def clash(appointments: Sequence[Appointment], changes: Sequence[Change]) -> bool:
    """Whether, after the changes, a stylist would do two of these things at once or a person be at two places."""
    by_id = {change.appointment_id: change for change in changes}
    after = [_placed(one, by_id.get(one.id or 0)) for one in appointments]
    return any(_clash(one, other) for n, one in enumerate(after) for other in after[:n])


def _change(one: Appointment, stylist_id: int, start: datetime) -> Change:
    by = start - one.starts_at.astimezone(UTC)
    worked = worked_of(one)
    return Change(
        appointment_id=one.id or 0,
        old_stylist_id=one.stylist_id,
        old=Slot(worked[0].start, worked[-1].end),
        stylist_id=stylist_id,
        new=Slot(worked[0].start + by, worked[-1].end + by),
        worked=tuple(Slot(slot.start + by, slot.end + by) for slot in worked),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    stylist_id: int
    who: tuple[int, str | None]
    slot: Slot
    worked: tuple[Slot, ...]


def _placed(one: Appointment, change: Change | None) -> _Place:
    worked = change.worked if change else worked_of(one)
    stylist_id = change.stylist_id if change else one.stylist_id
    return _Place(stylist_id, (one.customer_id, one.guest), Slot(worked[0].start, worked[-1].end), worked)


def _clash(one: _Place, other: _Place) -> bool:
    if one.stylist_id == other.stylist_id:
        return any(mine.overlaps(theirs) for mine in one.worked for theirs in other.worked)
    return one.who == other.who and one.slot.overlaps(other.slot)
