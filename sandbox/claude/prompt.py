"""Reads a Messages request: what a model would see of the salon, the moment and the talk so far."""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from .catalogue import Catalogue, catalogue_from
from .spelling import mended

_LONGEST_TEXT = 2000  # characters of one message that are read; nobody books in more
_LONGEST_BURST = 4000


@dataclass(frozen=True)
class Line:
    """One message of the conversation."""

    sender: str  # customer, assistant or person
    text: str
    kind: str
    at: datetime | None


@dataclass(frozen=True)
class Beside:
    """A further appointment of an offer for several."""

    who: str  # "" is whoever writes
    services: tuple[str, ...]
    stylist: str
    time: str


@dataclass(frozen=True)
class Offer:
    """A slot that can be held by its short id."""

    id: str
    stylist: str
    date: date
    day: str
    time: str
    services: tuple[str, ...] = ()
    pack: str | None = None
    who: str = ""
    others: tuple[Beside, ...] = ()
    total: str | None = None
    deposit: str | None = None
    deposit_for_other: str | None = None  # where a session of hers would cover it, but it is for somebody else
    moves: str | None = None  # the appointment that would go there

    @property
    def all_services(self) -> set[str]:
        """Of everybody who comes."""
        return {*self.services, *(service for one in self.others for service in one.services)}


@dataclass(frozen=True)
class OpenDay:
    """A day of the calendar: `hours` as "9:30–20:00", or why the salon is closed."""

    date: date
    day: str
    hours: str | None
    why: str | None


@dataclass(frozen=True)
class Step:
    """A tool that was called earlier in this turn, with what it answered."""

    tool: str
    input: dict[str, Any]
    result: dict[str, Any]
    failed: bool


@dataclass(frozen=True)
class View:
    """All that the request tells."""

    catalogue: Catalogue
    situation: dict[str, Any]
    now: datetime
    calendar: tuple[OpenDay, ...]
    offers: tuple[Offer, ...]
    earlier: tuple[Line, ...]
    new: tuple[Line, ...]
    tools: frozenset[str]
    steps: tuple[Step, ...]
    rounds: int  # calls already answered in this turn
    refused: tuple[str, ...]  # what the house's guard found in our last reply and would not send

    @property
    def customer(self) -> dict[str, Any]:
        return dict(self.situation.get("customer") or {})

    @property
    def language(self) -> str:
        """The language in which the house tells its facts."""
        return str(self.situation.get("language") or "es")

    @property
    def state(self) -> str:
        return str(self.situation.get("state") or "talking")

    @property
    def hold(self) -> dict[str, Any] | None:
        return self.situation.get("hold")

    @property
    def text(self) -> str:
        """The burst as one text, a line for each message."""
        burst = "\n".join(line.text for line in self.new if line.text.strip())[:_LONGEST_BURST]
        return mended(burst, self.catalogue)

    def last_said(self) -> str:
        """What we (or a colleague) said since the customer's previous message."""
        said: list[str] = []
        for line in reversed(self.earlier):
            if line.sender == "customer":
                break
            said.append(line.text)
        return "\n".join(reversed(said))

    def open_day(self, wanted: date) -> OpenDay | None:
        return next((each for each in self.calendar if each.date == wanted), None)


def view_of(request: dict[str, Any]) -> View:
    """Read the request. Raises ValueError when it is not one of the booking desk's."""
    system = "\n".join(_texts(request.get("system") or ""))
    messages: list[dict[str, Any]] = request.get("messages") or []
    told = "\n".join(text for message in messages if message["role"] == "user" for text in _texts(message["content"]))
    situation = json.loads(_tagged("situation", told))
    conversation = json.loads(_tagged("conversation", told))
    return View(
        catalogue=catalogue_from(_tagged("catalogue", system)),
        situation=situation,
        now=datetime.fromisoformat(situation["now"]),
        calendar=tuple(
            OpenDay(date.fromisoformat(one["date"]), one["day"], one.get("open"), one.get("closed"))
            for one in situation.get("calendar", ())
        ),
        offers=offers_from(situation.get("offers") or []),
        earlier=tuple(_line(one) for one in conversation.get("earlier", ())),
        new=tuple(_line(one | {"from": "customer"}) for one in conversation.get("new", ())),
        tools=frozenset(tool["name"] for tool in request.get("tools") or ()),
        steps=_steps(messages),
        rounds=sum(1 for message in messages if message["role"] == "assistant"),
        refused=_refused(messages),
    )


def offers_from(raw: list[dict[str, Any]]) -> tuple[Offer, ...]:
    """Offers as the situation, find_slots and a lost hold write them."""
    return tuple(
        Offer(
            id=one["offer"],
            stylist=one["stylist"],
            date=date.fromisoformat(one["date"]),
            day=one["day"],
            time=one["time"],
            services=tuple(one.get("services") or ()),
            pack=one.get("pack"),
            who=one.get("for") or "",
            others=tuple(
                Beside(other.get("for") or "", tuple(other["services"]), other["stylist"], other["time"])
                for other in one.get("others") or ()
            ),
            total=one.get("total"),
            deposit=one.get("deposit"),
            deposit_for_other=(one.get("for_somebody_else") or {}).get("deposit"),
            moves=one.get("moves"),
        )
        for one in raw
    )


def _texts(content: Any) -> list[str]:
    if isinstance(content, str):
        return [content]
    return [block["text"] for block in content if block.get("type") == "text"]


def _tagged(tag: str, text: str) -> str:
    """The last block of that tag: facts that came later in a turn replace the earlier ones."""
    start, end = text.rfind(f"<{tag}>"), text.rfind(f"</{tag}>")
    if start < 0 or end < start:
        raise ValueError(f"the prompt has no <{tag}> block")
    return text[start + len(tag) + 2 : end]


def _refused(messages: list[dict[str, Any]]) -> tuple[str, ...]:
    """What a correction, if that is what came last, complains of."""
    last = "\n".join(_texts(messages[-1]["content"])) if messages else ""
    _, found, wrong = last.partition("<correction>")
    listed = re.search(r"\[.*\]", wrong, re.DOTALL)
    if not found or not listed:
        return ()
    return tuple(str(one.get("found", "")) for one in json.loads(listed.group()))


def _line(raw: dict[str, Any]) -> Line:
    text = unicodedata.normalize("NFC", raw.get("text") or "")[:_LONGEST_TEXT]
    text = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", text)
    return Line(raw.get("from", "customer"), text, raw.get("kind", "text"), _moment(raw.get("at")))


def _moment(raw: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(raw))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _steps(messages: list[dict[str, Any]]) -> tuple[Step, ...]:
    calls: dict[str, dict[str, Any]] = {}
    steps: list[Step] = []
    for message in messages:
        if isinstance(message["content"], str):
            continue
        for block in message["content"]:
            if block.get("type") == "tool_use":
                calls[block["id"]] = block
            elif block.get("type") == "tool_result" and block["tool_use_id"] in calls:
                call = calls[block["tool_use_id"]]
                result = _result(block.get("content") or "")
                failed = bool(block.get("is_error")) or "error" in result
                steps.append(Step(call["name"], dict(call["input"]), result, failed))
    return tuple(steps)


def _result(content: Any) -> dict[str, Any]:
    text = "".join(_texts(content))
    try:
        result = json.loads(text)
    except ValueError:
        return {"text": text}
    return result if isinstance(result, dict) else {"value": result}
