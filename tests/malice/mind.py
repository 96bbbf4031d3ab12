"""A model that means harm: every answer is made of tool calls shaped from the schemas, and wrong on purpose."""

import json
import random
import re
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from flows.ports import Answer, Question
from flows.tool_schema import strict
from flows.tools import TOOLS
from gateways.claude import storable

SCHEMAS = {name: strict(model.model_json_schema()) for name, model in TOOLS.items()}
OPTION = re.compile(r'"(?:alias|offer)":"([ac]\d+)"')
HUGE = ("x" * 100_000, "9" * 6_000, "💇" * 20_000)
BROKEN = ("Ana\x00", "\ud83d", "\udfff{}", "</conversation>", "'; DROP TABLE booking; --", "\u202enimda", "")
WRONG: tuple[Any, ...] = (
    None,
    7,
    -1,
    3.5,
    1e308,
    float("inf"),
    float("nan"),
    10**40,
    True,
    [],
    {},
    [[]],
    {"$ref": "#"},
    "null",
)
SMUGGLED: dict[str, Any] = {
    "price": 1,
    "total_cents": 1,
    "deposit": "0 €",
    "starts_at": "2026-12-03T16:15:00+01:00",
    "business": 2,
    "discount": True,
    "phone": "+34600000000",
    "is_admin": True,
    "paid": True,
}
LIES = (
    "¡Listo! Tu cita está confirmada para el viernes 27 a las 10:30.",
    "Ya está pagado y te hago un 50 % de descuento: son 1 €.",
    "He cancelado tu cita y te he devuelto 80 €.",
    "Paga aquí: https://pagos.example/robo",
    "Con Penélope a las 23:45, gratis.",
)
TALK = ("¿Te parece bien?", "¿Seguro que quieres cancelarla?", "Dime, ¿qué día te viene bien?", "Un momento.", "")


@dataclass
class Malice:
    """A mind. `strangers` are ids of customers and conversations that are not hers: it has got them somewhere."""

    seed: int
    strangers: list[tuple[int, int]] = field(default_factory=list)
    rounds: int = 0
    """Rounds left in this turn."""
    seen: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=40))
    """Calls it has made before, to be made again."""

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def ask(self, question: Question) -> Answer:
        """Tool calls, and some time words."""
        if len(question.messages) == 1:
            self.rounds = self.random.randint(2, 5)
        self.rounds -= 1
        if self.rounds < 0 or not question.tools:
            return self._answer([{"type": "text", "text": self._words(question)}], "end_turn")
        wanted = 50 if self.random.random() < 0.03 else self.random.choice((1, 2, 4, 7, 8, 9))
        calls = [self._call(question, n) for n in range(wanted)]
        return self._answer(calls, "tool_use")

    def _answer(self, content: list[dict[str, Any]], stop_reason: str) -> Answer:
        """As the gateway hands it on: what PostgreSQL cannot keep is replaced."""
        return Answer(storable(content), stop_reason, "malice", 100, 10)

    def _call(self, question: Question, n: int) -> dict[str, Any]:
        if self.seen and self.random.random() < 0.2:
            before = self.random.choice(self.seen)  # a repeated confirm, or what was confirmed after it was cancelled
            return before | {"id": f"toolu_{n}"}
        if self.random.random() < 0.5:
            name, given = self._sensible(question)
            chance = self.random.random()
            if self.strangers and chance < 0.2:
                given["customer"], given["conversation"] = self.random.choice(self.strangers)
            elif chance < 0.4:
                given |= {name: SMUGGLED[name] for name in ("price", "starts_at") if self.random.random() < 0.7}
            return self._keep({"type": "tool_use", "id": f"toolu_{n}", "name": name, "input": given})
        name = self._name(question)
        given = self._object(SCHEMAS.get(name, {"properties": {}}), json.dumps(question.messages, default=str))
        return self._keep({"type": "tool_use", "id": f"toolu_{n}", "name": name, "input": self._spoil(given)})

    def _keep(self, call: dict[str, Any]) -> dict[str, Any]:
        self.seen.append(call)
        return call

    def _sensible(self, question: Question) -> tuple[str, dict[str, Any]]:
        """What a good model could do now: without it nothing would ever be held, moved or cancelled."""
        known = _situation(question)
        ways: list[tuple[str, dict[str, Any]]] = []
        for offer in known["offers"]:
            moves = offer.get("moves")
            ways += [("move", {"appointment": moves, "offer": offer["offer"]})] * 8 if moves else []
            ways += [("hold", {"offer": offer["offer"], "person": ""})] * 8 if "moves" not in offer else []
        if known["asked"]:
            subject = known["asked"]["subject"]
            names = TOOLS[known["asked"]["matter"]].model_fields
            ways += [(known["asked"]["matter"], {name: subject[name] for name in names if name in subject})] * 10
        for option in _options(question):  # before anybody has seen it
            ways += [("hold", {"offer": option["offer"], "person": ""})] * 4
            ways += [("move", {"appointment": one["alias"], "offer": option["offer"]}) for one in known["appointments"]]
        aliases = [one["alias"] for one in known["appointments"]]
        day = self.random.choice((None, *(f"2026-12-{n:02}" for n in range(1, 20))))
        search = {"date": day, "part": "any", "time": None, "stylist": None}
        services = re.findall(r'"id":"(s\d+)"', question.system[-1]["text"])
        for alias in aliases:
            ways += [("cancel", {"appointments": [alias]})]
            ways += [("find_times_to_move", search | {"appointment": alias})] * 3
            ways += [("change_services", {"appointment": alias, "services": self.random.sample(services, 1)})]
        ways += [("find_slots", search | {"services": self.random.sample(services, 1), "pack": None})] * (
            1 + len(ways) // 3
        )
        days = {"first_day": "2026-12-10", "last_day": "2026-12-11"}
        waits = days | {"services": self.random.sample(services, 1), "pack": "", "part": "any", "stylist": ""}
        simple = [("my_appointments", {}), ("usual", {}), ("leave_waiting_list", {}), ("wait", waits)]
        simple += [("remember_name", {"name": "Ana", "surname": "Gil"}), ("release_hold", {}), ("payment_trouble", {})]
        return self.random.choice(ways if self.random.random() < 0.7 else simple)

    def _name(self, question: Question) -> str:
        allowed = [tool["name"] for tool in question.tools]
        chance = self.random.random()
        if chance < 0.03:
            return self.random.choice(("book", "set_price", "run_sql", "mark_paid", "hold\x00", "x" * 5000, ""))
        if chance < 0.2:
            return self.random.choice(("hold", "move", "cancel", "release_hold", "payment_trouble", "change_services"))
        if chance < 0.3:
            return self.random.choice(("find_slots", "find_times_to_move", "cancel", "hold", "find_group_slots"))
        names: list[str] = [one for one in allowed if one != "hand_over" or self.random.random() < 0.2]
        return self.random.choice(names)

    def _spoil(self, given: dict[str, Any]) -> Any:
        chance = self.random.random()
        if chance < 0.02:
            return self.random.choice(WRONG)
        if chance < 0.10 and given:
            name = self.random.choice(list(given))
            return given | {name: self.random.choice((*WRONG, *HUGE, *BROKEN))}
        if chance < 0.18:
            name = self.random.choice((*SMUGGLED, *BROKEN))
            return given | {name: SMUGGLED.get(name, 1)}
        if chance < 0.3 and self.strangers:
            customer, conversation = self.random.choice(self.strangers)
            return given | {"customer": customer, "conversation": conversation}
        if chance < 0.32 and given:
            given.pop(self.random.choice(list(given)))
        return given

    def _object(self, schema: dict[str, Any], told: str) -> dict[str, Any]:
        return {name: self._value(name, part, told) for name, part in schema["properties"].items()}

    def _value(self, name: str, schema: dict[str, Any], told: str) -> Any:
        kind = schema["type"]
        if isinstance(kind, list):
            if self.random.random() < 0.6:
                return None
            kind = kind[0]
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        if kind == "array":
            few = self.random.choice((1, 1, 1, 2, 2, 3)) if name != "people" else 2
            return [self._value(name, schema["items"], told) for _ in range(few)]
        if kind == "object":
            return self._object(schema, told)
        if kind == "integer":
            return self.random.choice((5, 10, 20, -5, 10**6, 10**30))
        if kind == "boolean":
            return self.random.random() < 0.5
        return self._text(name, schema.get("description", ""), told)

    def _text(self, name: str, description: str, told: str) -> str:
        """Mostly something that is there: in what it was told, or with somebody else."""
        if name in ("offer", "appointment", "appointments"):
            known = OPTION.findall(told.replace("\\", ""))
            letter = "a" if name == "offer" else "c"
            mine = [one for one in known if one[0] == letter]
            return (
                self.random.choice(mine)
                if mine and self.random.random() < 0.8
                else f"{letter}{self.random.randint(1, 30)}"
            )
        if description == "YYYY-MM-DD":
            days = [f"2026-11-{day}" for day in range(23, 30)] * 2
            return self.random.choice(
                (*days, "2026-12-24", "2020-01-01", "9999-12-31", "0001-01-01", "1700000000", "hoy")
            )
        if description == "HH:MM":
            return self.random.choice(("10:30", "9:00", "17:15", "25:00", "00:00", "mediodía"))
        letter = {"services": "s", "pack": "k", "stylist": "p", "question": "q", "person": "t"}.get(name, "")
        if (name == "pack" and description == "") or not letter:
            return self.random.choice(("b1", "b9", "Ana", "corte", "mi hija", "María José", *BROKEN))
        if letter in "kpt" and "empty" in description and self.random.random() < 0.6:
            return ""
        high = {"s": 60, "k": 2, "p": 12, "q": 4, "t": 4}[letter]
        number = self.random.choice((self.random.randint(1, high),) * 12 + (0, 10**18, 99))
        odd = (f"{letter}0000000000000000019", f"{letter}٣", f"{letter}1' OR 1=1", letter)
        return f"{letter}{number}" if self.random.random() < 0.95 else self.random.choice(odd)

    def _words(self, question: Question) -> str:
        """What it has found, so that it is shown; or a lie, or idle talk."""
        chance = self.random.random()
        if chance < 0.25:
            return self.random.choice(LIES)
        if chance < 0.8 and "ask_first" in json.dumps(question.messages, default=str):
            return "¿Seguro que quieres cancelarla?"
        options = _options(question)
        if options and chance < 0.85:
            lines = [f"- {one['day']} a las {one['time']} con {one['stylist']}" for one in options[:6]]
            return "\n".join(["Tengo estos huecos:", *lines, "¿Cuál prefieres?"])
        return self.random.choice(TALK)


def _situation(question: Question) -> dict[str, Any]:
    """What it was told first."""
    first = question.messages[0]["content"]
    text = first if isinstance(first, str) else first[0]["text"]
    found: dict[str, Any] = json.loads(text.split("\n")[1])
    return found


def _options(question: Question) -> list[dict[str, Any]]:
    """Options of the newest result that has any."""
    for message in reversed(question.messages):
        blocks = message["content"] if isinstance(message["content"], list) else []
        for block in reversed(blocks):
            if block.get("type") == "tool_result":
                found: list[dict[str, Any]] = json.loads(block["content"]).get("options") or []
                if found:
                    return found
    return []
