"""Other services for an appointment, from the same beginning with the same stylist."""

from dataclasses import dataclass
from typing import Any

from admin.desk import answers
from admin.desk.acting import Desk
from admin.desk.asked import Answer, Asked, Shown, Went, booking
from admin.desk.moving import found
from admin.desk.seen import Can, Visit
from flows.catalogue import Catalogue, ServiceFacts
from flows.safety import plain
from tasks.commands.change_services import Changed, change_services


@dataclass(frozen=True, slots=True)
class Choice:
    """A service that it could have."""

    id: int
    name: str
    facts: ServiceFacts | None
    """None: it is not sold any more, and can only be taken out."""
    chosen: bool


def show_choice(desk: Desk, asked: Asked) -> Answer:
    """What it could have; with some chosen, what they would mean, worked out by the command itself and undone."""
    catalogue = desk.catalogue(asked.staff)
    with desk.looking(asked.staff) as unit:
        seen = found(unit, asked.id)
    visit = seen.visit(asked.id)
    if Can.SERVICES not in visit.can:
        return booking(seen.id, "not_live")
    wanted = asked.ids("servicio")
    context: dict[str, Any] = {"seen": seen, "visit": visit, "wanted": (), "outcome": None, "code": ""}
    if wanted:
        ordered = in_order(catalogue, visit, wanted)
        with desk.looking(asked.staff) as unit:
            tried = change_services(unit, catalogue, visit.id, ordered, by_staff=True)
        context |= {"wanted": ordered}
        context |= {"outcome": tried} if isinstance(tried, Changed) else {"code": answers.refusal(tried)}
    context["choices"] = _choices(catalogue, visit, wanted or visit.service_ids)
    return Shown("desk/services.html", context)


def change_them(desk: Desk, asked: Asked) -> Answer:
    """Gives it exactly those. Sent twice it has them once."""
    with desk.looking(asked.staff) as unit:
        seen = found(unit, asked.id)
    visit, wanted = seen.visit(asked.id), asked.ids("servicio")
    here = f"/desk/appointment/{asked.id}/services"
    if not wanted:
        return Went(here, "nothing_asked")
    catalogue = desk.catalogue(asked.staff)
    ordered, url = in_order(catalogue, visit, wanted), desk.public_url
    done = desk.do(asked.staff, change_services, catalogue, visit.id, ordered, by_staff=True, public_url=url)
    if isinstance(done, Changed):
        return booking(seen.id, "changed")
    code = answers.refusal(done)
    if code == "same_services":
        return booking(seen.id, "changed")
    return booking(seen.id, code) if code == "not_live" else Went(here, code)


def in_order(catalogue: Catalogue, visit: Visit, wanted: tuple[int, ...]) -> tuple[int, ...]:
    """What it has already keeps its order; what is added comes after, in the order of the catalogue."""
    kept = [one for one in visit.service_ids if one in wanted]
    added = [one for one in catalogue.services if one in wanted and one not in kept]
    unknown = [one for one in wanted if one not in kept and one not in added]
    return (*kept, *added, *unknown)


def _choices(catalogue: Catalogue, visit: Visit, chosen: tuple[int, ...]) -> list[Choice]:
    names = dict(zip(visit.service_ids, visit.services, strict=True))
    trades = {catalogue.services[id].category for id in visit.service_ids if id in catalogue.services}
    has = [Choice(id, name, catalogue.services.get(id), id in chosen) for id, name in names.items()]
    others = sorted(
        (one for one in catalogue.services.values() if one.category in trades and one.id not in names),
        key=lambda one: plain(one.name),
    )
    return [*has, *(Choice(one.id, one.name, one, one.id in chosen) for one in others)]
