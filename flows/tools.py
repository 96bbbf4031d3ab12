"""The model's tools: what each may be asked.

No argument decides a customer, a price, a time or a duration: slots are offers by short id, appointments and people
aliases of this conversation, and dates only narrow a search.
"""

import datetime as dt
import re
from functools import cache
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from flows.tool_schema import tool_schema
from models.state import PartOfDay

Reason = Literal["manual_request", "medical", "emergency", "payment_failure", "ambiguity", "delay", "other"]
Services = Annotated[list[str], Field(min_length=1, max_length=8, description="service ids such as s13")]
Pack = Annotated[str | None, Field(max_length=20, description="pack id such as k1")]
Stylist = Annotated[str | None, Field(max_length=20, description="stylist id such as p4")]
Day = Annotated[dt.date, Field(ge=dt.date(2000, 1, 1), le=dt.date(2100, 1, 1))]
"""Near enough to be reckoned with in every time zone; the salon's own horizon is much nearer."""
Alias = Annotated[str, Field(max_length=20)]
Words = Annotated[str, Field(max_length=200)]
NoPack = Annotated[str, Field(max_length=20, description="pack id such as k1, or empty")]
"""Claude takes few parameters that may be null: these say nothing by being empty."""
NoStylist = Annotated[str, Field(max_length=20, description="stylist id such as p4, or empty")]
NoAlias = Annotated[str, Field(max_length=20, description="an alias, or empty")]


class Arguments(BaseModel):
    """Arguments of one tool. The class's docstring is what the model is told."""

    model_config = ConfigDict(extra="forbid")


class Search(Arguments):
    """When, as far as she has said. Everything here only narrows a search; null or any: no wish."""

    date: Day | None
    part: PartOfDay
    time: Annotated[str | None, Field(description="HH:MM")]
    stylist: Stylist

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


class RememberName(Arguments):
    """Store the customer's name once she has said or confirmed it. Give the surname only if she wrote it."""

    name: Words
    surname: Words | None


class RememberPerson(Arguments):
    """Somebody else the customer books for, by full name as she wrote it. Answers an alias for hold."""

    name: Words
    surname: Words


class SearchServices(Arguments):
    """Services that could be meant by the customer's words, for words that match no name in the catalogue."""

    words: Words


class Quote(Arguments):
    """Exact price, minutes and deposit of services done together by one person, cheaper packs that contain them, and
    session packs (bonos)."""

    services: Services
    pack: Pack


class FindSlots(Search):
    """Free slots for services for one person. Every value except services only narrows the search."""

    services: Services
    pack: Pack


class Wish(BaseModel):
    """What one person of a group wants. `who` in the customer's words ("mi hija"); empty: the customer herself."""

    model_config = ConfigDict(extra="forbid")

    who: Words
    services: Services
    pack: NoPack


class FindGroupSlots(Search):
    """Free slots for several people in one booking, or for one person who wants hairdressing and aesthetics. together
    true: all begin at the same time; false: one after the other. All are held together or none."""

    people: Annotated[list[Wish], Field(min_length=2, max_length=4)]
    together: bool


class Usual(Arguments):
    """What this customer had last time, and with whom: for "lo de siempre"."""


class Hold(Arguments):
    """Hold a slot that was shown to the customer in an earlier message and that she has chosen. person: alias from
    remember_person when it is for somebody else, else empty."""

    offer: Alias
    person: NoAlias = ""


class ReleaseHold(Arguments):
    """Give back the slot that is held and not paid, because the customer does not want it any more."""


class PaymentTrouble(Arguments):
    """The customer says that paying the deposit does not work."""


class MyAppointments(Arguments):
    """This customer's own coming appointments, sessions left in her packs and places on the waiting list."""


class FindTimesToMove(Search):
    """Free times to which one of her appointments could be moved. The same stylist unless she wants another."""

    appointment: Alias


class Move(Arguments):
    """Move an appointment to an offer of find_times_to_move that was shown in an earlier message and chosen."""

    appointment: Alias
    offer: Alias


class Cancel(Arguments):
    """Cancel appointments. The first call answers what she must be asked; call it again after her yes."""

    appointments: Annotated[list[Alias], Field(min_length=1, max_length=8)]


class ChangeServices(Arguments):
    """Add or take out services of an appointment: give all services it shall have. The first call answers the new
    price and time to be asked; call it again after her yes."""

    appointment: Alias
    services: Services


class RunningLate(Arguments):
    """She is late for today's appointment. arriving_in: minutes from now until she is there, as she said. The first
    call answers what to ask; after her yes call it again: staff are told."""

    arriving_in: int


class Wait(Arguments):
    """Put her on the waiting list, when nothing suits and she wants to be told if a slot becomes free. Only once she
    asks for it or says yes to it: a question about the list is answered. Days, part and stylist as she has said."""

    services: Services
    pack: NoPack
    first_day: Day
    last_day: Day
    part: PartOfDay
    stylist: NoStylist


class LeaveWaitingList(Arguments):
    """Take her off the waiting list."""


class BuyPack(Arguments):
    """Buy a session pack (bono) that a quote has shown; id such as b1. It is paid in full by link."""

    pack: Alias


class IntakeEntry(BaseModel):
    """Her answer to one question of a service, by the question's id."""

    model_config = ConfigDict(extra="forbid")

    question: Alias
    answer: Words


class AnswerIntake(Arguments):
    """Store her answers to a service's questions (intake), exactly as she gave them."""

    answers: Annotated[list[IntakeEntry], Field(min_length=1, max_length=8)]


class AcknowledgeReminder(Arguments):
    """She has answered a reminder: she comes."""


class NotUnderstood(Arguments):
    """You do not understand what she wants and are about to ask. The second time a person takes over."""


class HandOver(Arguments):
    """Ask a person of the salon to take over. The customer is told by the house, and you stay silent afterwards."""

    reason: Reason
    summary: Annotated[str, Field(max_length=1000)]


TOOLS: Final[dict[str, type[Arguments]]] = {
    "remember_name": RememberName,
    "remember_person": RememberPerson,
    "search_services": SearchServices,
    "quote": Quote,
    "find_slots": FindSlots,
    "find_group_slots": FindGroupSlots,
    "usual": Usual,
    "hold": Hold,
    "release_hold": ReleaseHold,
    "payment_trouble": PaymentTrouble,
    "my_appointments": MyAppointments,
    "find_times_to_move": FindTimesToMove,
    "move": Move,
    "cancel": Cancel,
    "change_services": ChangeServices,
    "running_late": RunningLate,
    "wait": Wait,
    "leave_waiting_list": LeaveWaitingList,
    "buy_pack": BuyPack,
    "answer_intake": AnswerIntake,
    "acknowledge_reminder": AcknowledgeReminder,
    "not_understood": NotUnderstood,
    "hand_over": HandOver,
}


def schemas(names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Those tools as Anthropic wants them."""
    return [_schema(name) for name in names]


@cache
def _schema(name: str) -> dict[str, Any]:
    """Made once: pydantic takes milliseconds for each of them. Not to be changed."""
    return tool_schema(name, TOOLS[name])
