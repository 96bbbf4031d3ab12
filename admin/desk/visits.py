"""One press each: she came, she did not come, the unpaid hold ends."""

from admin.desk.acting import Desk
from admin.desk.asked import Answer, Asked, booking
from admin.desk.cancelling import found as found_booking
from admin.desk.moving import found
from models.enums import AppointmentStatus, BookingStatus
from tasks.commands.end_by_staff import end_by_staff
from tasks.commands.visits import complete, no_show


def came(desk: Desk, asked: Asked) -> Answer:
    """She came."""
    return _tell(desk, asked, "came", AppointmentStatus.COMPLETED)


def missed(desk: Desk, asked: Asked) -> Answer:
    """She did not come: the salon keeps her deposit."""
    return _tell(desk, asked, "missed", AppointmentStatus.NO_SHOW)


def end(desk: Desk, asked: Asked) -> Answer:
    """Nobody waits for its deposit any more."""
    with desk.looking(asked.staff) as unit:
        seen = found_booking(unit, asked.id)
    if desk.do(asked.staff, end_by_staff, seen.id):
        return booking(seen.id, "ended")
    return booking(seen.id, "ended" if seen.row.status is BookingStatus.CANCELLED else "not_held")


def _tell(desk: Desk, asked: Asked, code: str, status: AppointmentStatus) -> Answer:
    with desk.looking(asked.staff) as unit:
        seen = found(unit, asked.id)
    if desk.do(asked.staff, complete if status is AppointmentStatus.COMPLETED else no_show, asked.id):
        return booking(seen.id, code)
    return booking(seen.id, code if seen.visit(asked.id).row.status is status else "not_now")
