"""The model's tools: argument models and the strict schemas made from them.

No argument decides a customer, a price, a time or a duration: slots are offers by short id, and dates only narrow a
search.
"""

import datetime as dt
import re
from typing import Any, Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator

from models.state import PartOfDay

Reason = Literal["manual_request", "medical", "emergency", "payment_failure", "ambiguity", "delay", "other"]


class Arguments(BaseModel):
    """Arguments of one tool. The class's docstring is what the model is told."""

    model_config = ConfigDict(extra="forbid")


class RememberName(Arguments):
    """Store the customer's name once she has said or confirmed it. Give the surname only if she wrote it."""

    name: str = Field(max_length=200)
    surname: str | None = Field(max_length=200)


class Quote(Arguments):
    """Exact price, minutes and deposit of services done together, and cheaper packs that contain them."""

    services: list[str] = Field(min_length=1, max_length=8)
    pack: str | None


class FindSlots(Arguments):
    """Free slots for services. Every value except services only narrows the search; null means no preference."""

    services: list[str] = Field(min_length=1, max_length=8)
    pack: str | None
    date: dt.date | None
    part: PartOfDay
    time: str | None
    stylist: str | None

    @field_validator("time")
    @classmethod
    def _clock(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value):
            raise ValueError("HH:MM")
        return value

    @property
    def clock(self) -> dt.time | None:
        """The time of day asked for."""
        return dt.time.fromisoformat(self.time.zfill(5)) if self.time else None


class Hold(Arguments):
    """Hold a slot that was shown to the customer in an earlier message and that she has chosen."""

    offer: str


class ReleaseHold(Arguments):
    """Give back the slot that is held and not paid, because the customer does not want it any more."""


class MyAppointments(Arguments):
    """This customer's own coming appointments."""


class HandOver(Arguments):
    """Ask a person of the salon to take over. The customer is told by the house, and you stay silent afterwards."""

    reason: Reason
    summary: str = Field(max_length=1000)


TOOLS: Final[dict[str, type[Arguments]]] = {
    "remember_name": RememberName,
    "quote": Quote,
    "find_slots": FindSlots,
    "hold": Hold,
    "release_hold": ReleaseHold,
    "my_appointments": MyAppointments,
    "hand_over": HandOver,
}

TEXT: Final[dict[str, Any]] = {"type": "string"}
TEXT_OR_NULL: Final[dict[str, Any]] = {"type": ["string", "null"]}
TEXTS: Final[dict[str, Any]] = {"type": "array", "items": TEXT}


def _property(name: str) -> dict[str, Any]:
    match name:
        case "services":
            return TEXTS
        case "pack" | "surname" | "stylist":
            return TEXT_OR_NULL
        case "date":
            return TEXT_OR_NULL | {"description": "YYYY-MM-DD"}
        case "time":
            return TEXT_OR_NULL | {"description": "HH:MM"}
        case "part":
            return TEXT | {"enum": list(get_args(PartOfDay))}
        case "reason":
            return TEXT | {"enum": list(get_args(Reason))}
        case _:
            return TEXT


def schemas(names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Those tools as Anthropic wants them: strict, every property required, nothing else allowed."""
    return [_schema(name, TOOLS[name]) for name in names]


def _schema(name: str, arguments: type[Arguments]) -> dict[str, Any]:
    fields = list(arguments.model_fields)
    return {
        "name": name,
        "description": " ".join((arguments.__doc__ or "").split()),
        "strict": True,
        "input_schema": {
            "type": "object",
            "properties": {field: _property(field) for field in fields},
            "required": fields,
            "additionalProperties": False,
        },
    }
