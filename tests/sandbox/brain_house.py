"""One customer's talk with the stand-in's mind: requests as the house makes them, tools answered, rounds counted."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flows.guard import breaches
from sandbox.claude.brain import answer
from tests.sandbox.brain_salon import CATALOGUE, Salon, spoken

STATES = {
    "talking": "remember_name quote find_slots my_appointments hand_over",
    "choosing": "remember_name quote find_slots hold my_appointments hand_over",
    "paying": "remember_name quote find_slots hold release_hold my_appointments hand_over",
}
STATES |= {"booked": STATES["talking"], "naming": STATES["choosing"]}
SAYS_HELLO = "¡Hola! Soy Maite, la asistente virtual de Atrévete Peluquería.\n\n"


@dataclass
class Turn:
    """What the mind did with one burst."""

    reply: str
    calls: list[tuple[str, dict[str, Any]]]

    def inputs(self, tool: str) -> list[dict[str, Any]]:
        return [given for name, given in self.calls if name == tool]

    @property
    def tools(self) -> list[str]:
        return [name for name, _ in self.calls]


@dataclass
class House(Salon):
    """One customer's conversation."""

    def __post_init__(self) -> None:
        empty = dict.fromkeys(["pack", "pack_suggested", "date", "part", "time", "stylist"])
        self.requested = {"services": []} | empty | self.requested
        self.greeted = self.greeted or self.returning or bool(self.name)

    # -- the conversation ------------------------------------------------------------------

    def say(self, *texts: str, kinds: tuple[str, ...] = ()) -> Turn:
        """One burst and its answer, with all rounds in between."""
        new = [{"text": text, "kind": kinds[i] if kinds else "text", "at": self.now} for i, text in enumerate(texts)]
        messages: list[dict[str, Any]] = [{"role": "user", "content": self.prompt(new)}]
        mode, facts = self.state, [f"<catalogue>{escaped(CATALOGUE)}</catalogue>", self.prompt(new)]
        calls: list[tuple[str, dict[str, Any]]] = []
        self.fresh = []
        for _ in range(6):
            response = answer(self.request(messages, mode))
            uses = [block for block in response["content"] if block["type"] == "tool_use"]
            if not uses:
                reply = "".join(b["text"] for b in response["content"] if b["type"] == "text")
                assert not breaches(reply, facts), (breaches(reply, facts), reply)
                self._settle(new, reply)
                return Turn(reply, calls)
            results = []
            for use in uses:
                calls.append((use["name"], use["input"]))
                results.append(self._result(use, mode))
                facts.append(results[-1]["content"])
            messages.append({"role": "assistant", "content": response["content"]})
            messages.append({"role": "user", "content": results})
        raise AssertionError("more than six rounds")

    def request(self, messages: list[dict[str, Any]], mode: str) -> dict[str, Any]:
        return {
            "model": "claude-sonnet-5-5",
            "max_tokens": 2000,
            "system": [
                {"type": "text", "text": "Eres Maite, recepcionista."},
                {"type": "text", "text": f"<catalogue>\n{escaped(CATALOGUE)}\n</catalogue>"},
            ],
            "tools": [{"name": name} for name in self.on_offer(mode)],
            "tool_choice": {"type": "auto"},
            "messages": messages,
        }

    def on_offer(self, mode: str) -> list[str]:
        """The tools that this mode gives to the mind."""
        return STATES[mode].split()

    def prompt(self, new: list[dict[str, Any]]) -> str:
        talk = {"earlier": self.earlier[-10:], "new": new}
        return (
            f"<situation>\n{escaped(self.situation())}\n</situation>\n<conversation>\n{escaped(talk)}\n</conversation>"
        )

    def situation(self) -> dict[str, Any]:
        moment = datetime.fromisoformat(self.now)
        days = [moment.date() + timedelta(days=n) for n in range(15)]
        return {
            "now": self.now,
            "today": f"{spoken(moment.date())} de {moment.year}",
            "calendar": [self._calendar_day(day) for day in days],
            "state": self.state,
            "language": self.language,
            "customer": {
                "name": self.name,
                "surname": self.surname,
                "whatsapp_name": self.whatsapp_name,
                "returning": self.returning,
            },
            "first_reply": not self.greeted,
            "requested": self.requested,
            "chosen_offer": self.chosen,
            "offers": self.offers,
            "hold": self.hold,
            "appointments": self.appointments,
            "news": self.news,
        }

    def _calendar_day(self, day: date) -> dict[str, Any]:
        told = {"date": day.isoformat(), "day": spoken(day)}
        if day.isoformat() in self.closed:
            return told | {"closed": self.closed[day.isoformat()]}
        if day.weekday() == 6:
            return told | {"closed": "cerrado"}
        return told | {"open": "10:00–14:00" if day.weekday() == 5 else "9:30–20:00"}

    def _settle(self, new: list[dict[str, Any]], reply: str) -> None:
        self.earlier += [{"from": "customer", "text": m["text"], "at": m["at"]} for m in new]
        hello = "" if self.greeted else SAYS_HELLO
        self.earlier.append({"from": "assistant", "text": hello + reply, "at": self.now})
        self.greeted = True
        self.news = []
        shown = [one for one in self.fresh if one["time"] in reply and one["stylist"] in reply]
        if shown:
            self.offers += shown
            self.state = "paying" if self.state == "paying" else "choosing"

    def tools(self) -> dict[str, Callable[..., dict[str, Any]]]:
        """What answers each of them."""
        return {
            "remember_name": self.remember_name,
            "quote": self.quote,
            "find_slots": self.find_slots,
            "hold": self.hold_offer,
            "release_hold": self.release_hold,
            "my_appointments": self.my_appointments,
            "hand_over": self.hand_over,
        }

    def _result(self, use: dict[str, Any], mode: str) -> dict[str, Any]:
        assert use["name"] in self.on_offer(mode), f"{use['name']} in {mode}"
        result = self.tools()[use["name"]](**use["input"])
        return {
            "type": "tool_result",
            "tool_use_id": use["id"],
            "content": escaped(result),
            "is_error": "error" in result,
        }


def escaped(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
