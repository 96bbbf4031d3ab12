"""How the house words what it tells the model: days, amounts, slots, appointments, quotes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flows import wording
from models.money import Money

Turn = tuple[dict[str, Any], list[dict[str, Any]], list[str]]
"""What the situation says beyond the usual, results of tools in order, and what the customer has just written."""


@dataclass(frozen=True, slots=True)
class Words:
    """How the house writes in one language."""

    language: str

    def euros(self, cents: int) -> str:
        return wording.money(Money(cents), "EUR", self.language)

    def on(self, day: int) -> dict[str, str]:
        """A day of November (31 and later: of December)."""
        found = date(2026, 11, 1) + timedelta(days=day - 1)
        return {"date": found.isoformat(), "day": wording.day(found, self.language)}

    def slot(self, day: int, time: str, stylist: str, ends: str = "") -> dict[str, Any]:
        return {"stylist": stylist} | self.on(day) | {"time": time, "ends": ends or later(time, 60)}

    def option(self, code: str, day: int, time: str, stylist: str) -> dict[str, Any]:
        return {"offer": code} | self.slot(day, time, stylist)

    def appointment(self, day: int, time: str, stylist: str, *services: str, total: int = 8000) -> dict[str, Any]:
        return (
            {"alias": "c1", "status": "confirmed", "for": None}
            | self.slot(day, time, stylist)
            | {"services": list(services), "total": self.euros(total), "deposit": self.euros(total // 5)}
        )

    def quote(self, total: int, minutes: int, *lines: tuple[str, int, int], packs: bool = False) -> dict[str, Any]:
        pack = {"id": "k1", "name": "Mechas + Corte", "services": ["s13", "s23"], "price": self.euros(8000)}
        return {
            "lines": [{"name": name, "price": self.euros(cents), "minutes": long} for name, cents, long in lines],
            "total": self.euros(total),
            "minutes": minutes,
            "deposit": self.euros(total // 5),
            "packs": [pack | {"minutes": 60, "saving": self.euros(870)}] if packs else [],
        }


def later(time: str, minutes: int) -> str:
    hour, minute = map(int, time.split(":"))
    total = hour * 60 + minute + minutes
    return f"{total // 60}:{total % 60:02}"
