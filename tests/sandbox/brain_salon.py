"""A tiny salon for the stand-in's mind: scripted free slots, and tools that answer like the real ones."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

CATALOGUE_TEXT = Path(__file__).with_name("brain_catalogue.json").read_text("utf-8")
CATALOGUE: dict[str, Any] = json.loads(CATALOGUE_TEXT)
SERVICES = {one["id"]: one for one in CATALOGUE["services"]}
STYLISTS: dict[str, str] = {one["id"]: one["name"] for one in CATALOGUE["stylists"]}
PACK = CATALOGUE["packs"][0]

WEEKDAYS = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]
MONTHS = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre"]
MONTHS += ["octubre", "noviembre", "diciembre"]


def spoken(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} de {MONTHS[day.month - 1]}"


def euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02} €"


def cents(price: str) -> int:
    return int(price.removesuffix(" €").replace(",", ""))


@dataclass
class Salon:
    """What the house knows of one customer and of the free slots, and its tools.

    `free` maps an ISO date to its free (time, stylist) pairs.
    """

    free: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    now: str = "2026-11-23T09:00+01:00"
    whatsapp_name: str | None = None
    name: str | None = None
    surname: str | None = None
    closed: dict[str, str] = field(default_factory=dict)
    state: str = "talking"
    language: str = "es"
    earlier: list[dict[str, Any]] = field(default_factory=list)
    requested: dict[str, Any] = field(default_factory=dict)
    offers: list[dict[str, Any]] = field(default_factory=list)
    chosen: str | None = None
    hold: dict[str, Any] | None = None
    appointments: list[dict[str, Any]] = field(default_factory=list)
    news: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)  # offers that somebody else takes first
    returning: bool = False
    greeted: bool = False
    numbered: int = 0  # offers made so far
    fresh: list[dict[str, Any]] = field(default_factory=list)  # offers made in this turn

    def remember_name(self, name: str, surname: str | None) -> dict[str, Any]:
        self.name, self.surname = name, surname or (self.surname if name == self.name else None)
        return {"name": self.name, "surname": self.surname}

    def quote(self, services: list[str], pack: str | None) -> dict[str, Any]:
        if refused := self._mixed(services):
            return refused
        self.requested |= {"services": services, "pack": pack}
        quoted = self._quoted(services, pack)
        if quoted["packs"]:
            self.requested["pack_suggested"] = quoted["packs"][0]["id"]
        return quoted

    def _quoted(self, services: list[str], pack: str | None) -> dict[str, Any]:
        chosen = [SERVICES[one] for one in services]
        total = sum(cents(one["price"]) for one in chosen)
        minutes = sum(one["minutes"] for one in chosen)
        if pack:
            total, minutes = cents(PACK["price"]), PACK["minutes"]
        worth = not pack and "s13" in services
        return {
            "lines": [
                {"service": s["id"], "name": s["name"], "price": s["price"], "minutes": s["minutes"]} for s in chosen
            ],
            "total": euros(total),
            "minutes": minutes,
            "deposit": euros((total * 20 + 50) // 100),
            "packs": [PACK] if worth else [],
        }

    def find_slots(
        self,
        services: list[str],
        pack: str | None,
        date: str | None,
        part: str,
        time: str | None,
        stylist: str | None,
    ) -> dict[str, Any]:
        if refused := self._mixed(services):
            return refused
        asked = {"services": services, "pack": pack, "date": date, "part": part}
        self.requested |= asked | {"time": time, "stylist": stylist}
        self.chosen = None
        days = [date] if date else sorted(self.free)
        wishes = [
            (None, part, stylist),
            (f"El {spoken(_day(date))} no queda hueco a esa hora del día." if date else None, "any", stylist),
            (f"{STYLISTS.get(stylist or '')} no tiene hueco el {spoken(_day(date))}." if date else None, part, None),
        ]
        for why, any_part, anybody in wishes if date else wishes[:1]:
            if slots := self._slots(days, any_part, time, anybody):
                exact = not time or any(clock == time for _, clock, _ in slots)
                why = why or (None if exact else f"A las {time} no hay hueco; estos son los más cercanos.")
                return self._found(services, pack, slots[:2], "ok", why)
        found = self._found(services, pack, [], self._status(date), self._why(date))
        later = next((day for day in sorted(self.free) if date and day > date and self.free[day]), None)
        found["next_day"] = {"date": later, "day": spoken(_day(later))} if later else None
        return found

    def _slots(self, days: list[str], part: str, time: str | None, stylist: str | None) -> list[tuple[str, str, str]]:
        slots = [
            (day, clock, who)
            for day in days
            for clock, who in self.free.get(day, [])
            if _in_part(clock, part) and stylist in (None, _stylist_id(who))
        ]
        return sorted(slots, key=lambda one: abs(_minutes(one[1]) - _minutes(time))) if time else slots

    def _found(
        self,
        services: list[str],
        pack: str | None,
        slots: list[tuple[str, str, str]],
        status: str,
        why: str | None,
    ) -> dict[str, Any]:
        quoted = self._quoted(services, pack)
        options = [self._offer(day, clock, who, services, pack, quoted) for day, clock, who in slots]
        self.fresh += options
        wanted = ("offer", "stylist", "date", "day", "time", "ends")
        shown = [{name: one[name] for name in wanted} for one in options]
        return {"quote": quoted, "options": shown, "date_status": status, "why": why, "next_day": None}

    def _mixed(self, services: list[str]) -> dict[str, Any] | None:
        if len({SERVICES[one]["category"] for one in services}) < 2:
            return None
        return {"error": "mixed_categories", "do": "Arrange them one by one."}

    def _why(self, day: str | None) -> str:
        if day is None:
            return "No queda ningún hueco así en los próximos 90 días."
        said = {
            "closed": f"El {spoken(_day(day))} cerramos: {self.closed.get(day, 'domingo')}.",
            "full": f"El {spoken(_day(day))} no queda ningún hueco.",
            "past": "Ese día ya ha pasado.",
            "beyond_horizon": "Solo damos cita con 90 días de antelación como mucho.",
        }
        return said[self._status(day)]

    def _status(self, day: str | None) -> str:
        if day is None:
            return "none"
        if day in self.closed or _day(day).weekday() == 6:
            return "closed"
        if day < self.now[:10]:
            return "past"
        return "beyond_horizon" if _day(day) - _day(self.now[:10]) > timedelta(days=90) else "full"

    def _offer(
        self, day: str, clock: str, who: str, services: list[str], pack: str | None, quoted: Any
    ) -> dict[str, Any]:
        self.numbered += 1
        ends = _minutes(clock) + quoted["minutes"]
        return {
            "offer": f"a{self.numbered}",
            "services": services,
            "pack": pack,
            "stylist": who,
            "date": day,
            "day": spoken(_day(day)),
            "time": clock,
            "ends": f"{ends // 60}:{ends % 60:02}",
            "total": quoted["total"],
            "deposit": quoted["deposit"],
        }

    def hold_offer(self, offer: str, person: str = "") -> dict[str, Any]:
        found = next((one for one in self.offers if one["offer"] == offer), None)
        if found is None:
            return {"error": "offer_unknown", "do": "find_slots again"}
        if not self.name:
            self.chosen = offer
            return {"error": "name_needed", "do": "ask for name and surname"}
        if not self.surname and found["deposit"] != "0,00 €":
            self.chosen, self.state = offer, "naming"
            return {"error": "surname_needed", "do": "ask for the surname"}
        if offer in self.taken:
            self.free[found["date"]] = [s for s in self.free[found["date"]] if s[0] != found["time"]]
            left = self._slots([found["date"]], "any", None, None)
            again = self._found(found["services"], found["pack"], left[:2], "ok", None)
            return {"error": "just_taken", "do": "offer these", "options": again["options"]}
        names = [SERVICES[one]["name"] for one in found["services"]]
        self.chosen = None
        slot = {key: found[key] for key in ("stylist", "date", "day", "time", "ends")}
        slot |= {"services": names, "total": found["total"], "deposit": found["deposit"]}
        if found["deposit"] == "0,00 €":
            self.state = "booked"
            return {"confirmed": True} | {key: slot[key] for key in slot if key != "deposit"}
        minutes = 15 if found["date"] == self.now[:10] else 30
        until = datetime.fromisoformat(self.now) + timedelta(minutes=minutes)
        end = f"{until.hour}:{until.minute:02}"
        self.hold = slot | {"until": end, "pay_link": "https://salon.example/pay/abc"}
        self.state = "paying"
        return {"held": True, "hold_minutes": minutes} | self.hold

    def release_hold(self) -> dict[str, Any]:
        self.hold, self.state = None, "choosing"
        return {"released": True}

    def my_appointments(self) -> dict[str, Any]:
        """What is coming, soonest first: what is held and not paid is among it."""
        held = [self.hold | {"alias": "c9", "status": "held"}] if self.hold else []
        return {"appointments": sorted([*held, *self.appointments], key=lambda one: str(one["date"]))}

    def hand_over(self, reason: str, summary: str) -> dict[str, Any]:
        return {"handed_over": True}


def _day(iso: str) -> date:
    return date.fromisoformat(iso)


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _stylist_id(name: str) -> str:
    return next(key for key, value in STYLISTS.items() if value == name)


def _in_part(clock: str, part: str) -> bool:
    start = _minutes(clock)
    bounds = {"morning": (0, 14 * 60), "afternoon": (14 * 60, 18 * 60), "evening": (18 * 60, 24 * 60)}
    low, high = bounds.get(part, (0, 24 * 60))
    return low <= start < high
