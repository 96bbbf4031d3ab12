"""A house with more at its desk: a waiting list, a search over the catalogue, cancelling, packs of sessions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.sandbox.brain_house import House
from tests.sandbox.brain_salon import SERVICES, spoken
from tests.sandbox.brain_week import week

MORE = "search_services wait leave_waiting_list cancel buy_pack not_understood"
CANCELLED = "Laura, tu cita de **Cortar** con Ana (viernes 27 de noviembre a las 10:30) queda cancelada."
BONO = {"id": "b1", "name": "Bono 5+1 corporal", "sessions": 6, "total": "298,50 €", "saving": "59,70 €"}


@dataclass
class MoreHouse(House):
    """`known_words` is what the search over the catalogue finds, by folded words: ids of services."""

    waiting: list[dict[str, Any]] = field(default_factory=list)
    known_words: dict[str, list[str]] = field(default_factory=dict)
    asked: dict[str, Any] | None = None
    refuses: str | None = None  # the code with which the waiting list refuses
    writes_notices: bool = True  # whether the house tells her itself of what is done

    def on_offer(self, mode: str) -> list[str]:
        return [*super().on_offer(mode), *MORE.split()]

    def tools(self) -> dict[str, Callable[..., dict[str, Any]]]:
        return super().tools() | {
            "search_services": self.search_services,
            "wait": self.wait,
            "leave_waiting_list": self.leave_waiting_list,
            "cancel": self.cancel,
            "buy_pack": self.buy_pack,
        }

    def situation(self) -> dict[str, Any]:
        return super().situation() | {"waiting": self.waiting, "asked": self.asked}

    def search_services(self, words: str) -> dict[str, Any]:
        found = [SERVICES[one] for one in self.known_words.get(words.lower(), [])]
        if not found:
            return {"error": "not_offered", "do": "Tell her honestly that the salon does not offer it."}
        wanted = ("name", "category", "price", "minutes")
        return {"services": [{"service": one["id"]} | {key: one[key] for key in wanted} for one in found]}

    def wait(
        self, services: list[str], pack: str, first_day: str, last_day: str, part: str, stylist: str
    ) -> dict[str, Any]:
        if self.refuses:
            return {"error": self.refuses, "do": "Say why."}
        entry = {"services": services, "first_day": first_day, "last_day": last_day, "offer": None, "until": None}
        self.waiting = [*self.waiting, entry]
        return {
            "waiting": True,
            "services": [SERVICES[one]["name"] for one in services],
            "first_day": {"date": first_day, "day": spoken(date.fromisoformat(first_day))},
            "last_day": {"date": last_day, "day": spoken(date.fromisoformat(last_day))},
            "offer_minutes": 30,
        }

    def leave_waiting_list(self) -> dict[str, Any]:
        if not self.waiting:
            return {"error": "not_waiting", "do": "She is on no waiting list."}
        self.waiting = []
        return {"left": True}

    def cancel(self, appointments: list[str]) -> dict[str, Any]:
        """Asks first; after her yes it is done, and the house has written to her about it."""
        if self.asked != {"matter": "cancel", "subject": {"appointments": appointments}}:
            self.asked = {"matter": "cancel", "subject": {"appointments": appointments}}
            return {"error": "ask_first", "do": "Ask her.", "refund": "5,24 €"}
        self.asked, self.appointments, self.state = None, [], "talking"
        return self._told({"cancelled": True, "refund": "5,24 €"}, CANCELLED)

    def buy_pack(self, pack: str) -> dict[str, Any]:
        return {"held": True, "total": "298,50 €", "until": "9:30", "pay_link": "https://salon.example/pay/abc"}

    def quote(self, services: list[str], pack: str | None) -> dict[str, Any]:
        bonos = [BONO] if services == ["s38"] else []
        return super().quote(services, pack) | {"session_packs": bonos}

    def hold_offer(self, offer: str, person: str = "") -> dict[str, Any]:
        """What costs nothing is confirmed at once, by a notice of the house."""
        held = super().hold_offer(offer, person)
        return self._told(held, "¡Listo! Tu cita está confirmada.") if held.get("confirmed") else held

    def _told(self, result: dict[str, Any], notice: str) -> dict[str, Any]:
        return result | {"she_has_read": [notice]} if self.writes_notices else result


def known_more(**given: Any) -> MoreHouse:
    """A customer who has been here before."""
    facts: dict[str, Any] = {"free": week(), "name": "Laura", "surname": "Torres", "returning": True}
    return MoreHouse(**(facts | given))


def newcomer(**given: Any) -> MoreHouse:
    """A customer whom nobody knows yet."""
    return MoreHouse(**({"free": week(), "whatsapp_name": "Laura"} | given))
