"""A day that a tool tells in words may be said again: it stands beside them as a date, which the guard reads."""

import datetime as dt
from typing import Any

from flows.guard import breaches
from flows.prompt import as_data, system
from flows.tools import Usual, Wait
from tasks.tools import usual, waiting
from tests.changes import booked
from tests.salon import Guest, Salon
from tests.told import answered, situation, work


def found(salon: Salon, guest: Guest, told: dict[str, Any], reply: str) -> list[str]:
    """What the guard finds in the reply, of somebody who has named no day herself."""
    prefix = [block["text"] for block in system(salon.catalogue, "es")]
    now = situation(salon, guest) | {"waiting": []}
    sent = [*prefix, f"<situation>\n{as_data(now)}\n</situation>", as_data(told)]
    return [one.kind for one in breaches(reply, sent)]


def test_for_which_days_she_waits(salon: Salon) -> None:
    """Further away than the calendar of the situation goes."""
    laura = salon.guest()
    first, last = dt.date(2026, 12, 18), dt.date(2026, 12, 22)
    (cut,) = salon.services("Cortar")
    now = work(salon, laura)
    asked = Wait(services=[f"s{cut}"], pack="", first_day=first, last_day=last, part="any", stylist="")
    with salon.unit() as unit:
        told = answered(waiting.wait(unit, now, asked))
    assert told["first_day"] == {"date": "2026-12-18", "day": "viernes 18 de diciembre"}
    assert told["last_day"] == {"date": "2026-12-22", "day": "martes 22 de diciembre"}
    reply = "Te apunto en la lista de espera del {} al martes 22 de diciembre."
    assert found(salon, laura, told, reply.format("viernes 18 de diciembre")) == []
    assert found(salon, laura, told, reply.format("sábado 19 de diciembre")) == ["date"]


def test_when_she_came_last_and_to_whom(salon: Salon) -> None:
    laura = salon.guest()
    booked(salon, laura, "Pilar", "2026-11-24 10:00")
    salon.at("2026-12-15 10:00")
    told = answered(usual.usual(work(salon, laura), Usual()))
    (visit,) = told["visits"]
    assert (visit["date"], visit["day"], visit["time"]) == ("2026-11-24", "martes 24 de noviembre", "10:00")
    reply = "La última vez, el martes {} de noviembre, te hiciste Cortar con {}."
    assert found(salon, laura, told, reply.format(24, "Pilar")) == []
    assert found(salon, laura, told, reply.format(24, "Marta")) == ["stylist"]
    assert found(salon, laura, told, reply.format(17, "Pilar")) != []
