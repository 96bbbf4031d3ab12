"""Hours that a stylist is kept free of appointments."""

from collections.abc import Sequence
from typing import Any

from admin.desk import answers
from admin.desk.acting import Desk
from admin.desk.asked import Answer, Asked, Shown, Went
from admin.known import known_as
from flows.availability import today
from gateways.database import Unit
from gateways.statements import rows
from models.moment import NoSuchTime, at
from models.slot import Slot
from tasks.commands.block import Blocked, InTheWay, block, unblock

BLOCKS = "/block/list"

WHO = f"""
SELECT a.id, a.booking_id, a.starts_at, a.ends_at, a.status, a.guest, {known_as("booker")} AS customer,
       CASE WHEN a.customer_id <> b.customer_id THEN {known_as("c")} END AS comes
FROM appointment a JOIN customer c ON c.id = a.customer_id
JOIN booking b ON b.id = a.booking_id JOIN customer booker ON booker.id = b.customer_id
WHERE a.business_id = %(business)s AND a.id = ANY(%(ids)s) ORDER BY a.starts_at
"""


def show_form(desk: Desk, asked: Asked) -> Answer:
    """With whom, when, why."""
    return _form(desk, asked)


def block_them(desk: Desk, asked: Asked) -> Answer:
    """Blocks the hours, or says which appointments are there. Sent twice there is one block."""
    stylists = asked.ids("con")
    if len(stylists) != 1:
        return _form(desk, asked, "unknown_stylist")
    slot = _slot(asked)
    if isinstance(slot, str):
        return _form(desk, asked, slot)
    done = desk.do(asked.staff, block, stylists[0], slot, asked.word("nota"))
    if isinstance(done, Blocked):
        return Went(BLOCKS, "blocked")
    if isinstance(done, InTheWay):
        return _form(desk, asked, "", done)
    return _form(desk, asked, answers.refusal(done))


def free_them(desk: Desk, asked: Asked) -> Answer:
    """Gives them back. Sent twice they are free once."""
    return Went(BLOCKS, "freed" if desk.do(asked.staff, unblock, asked.id) else "not_there")


def _slot(asked: Asked) -> Slot | str:
    day, starts, ends = asked.day(), asked.clock("desde"), asked.clock("hasta")
    if day is None or starts is None or ends is None:
        return "choose_hours"
    zone = asked.staff.timezone
    try:
        first, last = at(day, starts, zone), at(day, ends, zone)
    except NoSuchTime:
        return "choose_hours"
    return Slot(first, last) if first < last else "wrong_order"


def _form(desk: Desk, asked: Asked, code: str = "", found: InTheWay | None = None) -> Shown:
    catalogue = desk.catalogue(asked.staff)
    there: Sequence[Any] = ()
    with desk.looking(asked.staff) as unit:
        now = unit.now
        if found is not None:
            there = _who(unit, found)
    names = ("con", "dia", "desde", "hasta", "nota")
    context = {
        "stylists": catalogue.stylists.values(),
        "given": {name: asked.word(name) for name in names},
        "today": today(catalogue, now),
        "found": found,
        "there": there,
        "code": code,
    }
    return Shown("desk/block.html", context, (409 if found else 422) if asked.is_post else 200)


def _who(unit: Unit, found: InTheWay) -> Sequence[Any]:
    return rows(unit, WHO, {"business": unit.business_id, "ids": list(found.appointment_ids)})
