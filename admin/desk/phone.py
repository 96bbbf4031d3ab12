"""A new appointment for somebody on the phone: services, day and stylist, a free time, who she is."""

from dataclasses import dataclass
from datetime import datetime

from admin.desk import answers
from admin.desk.acting import Desk
from admin.desk.asked import Answer, Asked, Shown, booking
from admin.desk.free import Times, times_on
from flows.availability import SlotAsk, today
from flows.catalogue import Catalogue
from flows.names import NotAName
from flows.phones import NotAPhone, stored
from flows.plan import Part, Plan
from flows.quotes import Quote, QuoteRefused, quote, suggest_packs
from flows.safety import plain
from gateways.database import Unit
from gateways.statements import rows
from models.enums import Category
from tasks.commands.by_phone import book_by_phone
from tasks.commands.hold import Confirmed, Held, JustTaken

REGION = "SELECT left(coalesce(holiday_region, 'ES'), 2) AS region FROM business WHERE id = %(business)s"

HERS = """
SELECT a.booking_id FROM appointment a
JOIN customer_identity i ON i.customer_id = a.customer_id AND i.kind = 'phone' AND i.value = %(phone)s
WHERE a.business_id = %(business)s AND a.stylist_id = %(stylist)s AND a.starts_at = %(starts)s
  AND a.status IN ('provisional', 'confirmed')
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted so far."""

    service_ids: tuple[int, ...]
    pack_id: int | None
    stylist_id: int | None


def show_form(desk: Desk, asked: Asked) -> Answer:
    """As far as it is filled in: first the services, then a time and who she is."""
    return _form(desk, asked, _wish(asked))


def book(desk: Desk, asked: Asked) -> Answer:
    """Books it. Sent twice there is one booking."""
    wish, target = _wish(asked), asked.slot()
    if target is None:
        return _form(desk, asked, wish, "choose_time")
    catalogue, region = desk.catalogue(asked.staff), _region(desk, asked)
    plan = Plan((Part(target[0], target[1], wish.service_ids, wish.pack_id),))
    phone, waived = asked.word("telefono"), asked.word("senal") == "no"
    who = asked.word("nombre"), asked.word("apellidos")
    try:
        done = desk.do(asked.staff, book_by_phone, catalogue, region, phone, *who, plan, waived=waived)
    except NotAPhone:
        return _form(desk, asked, wish, "not_a_phone")
    except NotAName:
        return _form(desk, asked, wish, "not_a_name")
    if isinstance(done, Held | Confirmed):
        return booking(done.booking_id, "held" if isinstance(done, Held) else "booked")
    if isinstance(done, JustTaken) and (hers := _hers(desk, asked, stored(phone, region), target)):
        return booking(hers, "booked")
    return _form(desk, asked, wish, answers.refusal(done))


def _wish(asked: Asked) -> Wish:
    packs, stylists = asked.ids("pack"), asked.ids("con")
    return Wish(asked.ids("servicio"), packs[0] if packs else None, stylists[0] if stylists else None)


def _form(desk: Desk, asked: Asked, wish: Wish, code: str = "") -> Shown:
    catalogue = desk.catalogue(asked.staff)
    quoted: Quote | None = None
    times: Times | None = None
    if wish.service_ids or wish.pack_id:
        try:
            quoted = quote(catalogue, wish.service_ids, wish.pack_id)
        except QuoteRefused as refused:
            code = refused.code
    with desk.looking(asked.staff) as unit:
        if quoted is not None:
            ask = SlotAsk.of(quoted, stylist_id=wish.stylist_id)
            times = times_on(unit, catalogue, ask, asked.day() or today(catalogue, unit.now))
    context = {
        "wish": wish,
        "sections": _sections(catalogue),
        "packs": sorted(catalogue.packs.values(), key=lambda one: one.name),
        "stylists": _stylists(catalogue, quoted),
        "quote": quoted,
        "suggested": suggest_packs(catalogue, wish.service_ids) if quoted and wish.pack_id is None else [],
        "times": times,
        "given": {name: asked.word(name) for name in ("nombre", "apellidos", "telefono", "senal", "hora")},
        "code": code,
    }
    return Shown("desk/phone.html", context, 422 if asked.is_post else 200)


def _sections(catalogue: Catalogue) -> list[tuple[Category, list[object]]]:
    services = sorted(catalogue.services.values(), key=lambda one: plain(one.name))
    return [(trade, [one for one in services if one.category is trade]) for trade in Category]


def _stylists(catalogue: Catalogue, quoted: Quote | None) -> list[object]:
    return [one for one in catalogue.stylists.values() if quoted is None or quoted.category in one.categories]


def _region(desk: Desk, asked: Asked) -> str:
    row = desk.database.row(REGION, {"business": asked.staff.business_id})
    assert row is not None
    region: str = row["region"]
    return region


def _hers(desk: Desk, asked: Asked, phone: str, target: tuple[int, datetime]) -> int | None:
    """The booking by which she has that very time already: the form was sent twice."""
    with desk.looking(asked.staff) as unit:
        return _booking_of(unit, phone, target)


def _booking_of(unit: Unit, phone: str, target: tuple[int, datetime]) -> int | None:
    values = {"business": unit.business_id, "phone": phone, "stylist": target[0], "starts": target[1]}
    found = rows(unit, HERS, values)
    return found[0].booking_id if found else None
