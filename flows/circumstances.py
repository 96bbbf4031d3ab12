"""What is open between a customer and the salon beside her appointments: packs, money, waiting list, questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows import wording
from flows.catalogue import Catalogue
from flows.session_packs import Sessions
from models.money import Money


@dataclass(frozen=True, slots=True)
class Buying:
    """A session pack that she has ordered and not paid yet: all of its price, until then, at `/pay/{code}`."""

    pack: str
    service_id: int
    sessions: int
    price: Money
    until: datetime
    code: str


@dataclass(frozen=True, slots=True)
class Owing:
    """What the deposit of a booking that stands lacks since a service was added, to be paid at `/pay/{code}`."""

    appointments: tuple[str, ...]
    """Their aliases."""
    supplement: Money
    code: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody she books for, under the alias that a hold takes."""

    alias: str
    name: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place of hers on the waiting list; `offer` is the code of the slot that is reserved for her, if one is."""

    service_ids: tuple[int, ...]
    first_day: str
    last_day: str
    offer: str | None
    offered_until: datetime | None


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a service asks before it is booked, and that she has not answered yet."""

    id: int
    service_id: int
    text: Mapping[str, str]
    answer_schema: Mapping[str, Any]
    required: bool


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All of it. `reminded` says that a reminder of a coming appointment waits for her answer."""

    sessions: Sequence[Sessions] = ()
    buying: Buying | None = None
    owing: Sequence[Owing] = ()
    people: Sequence[Person] = ()
    waiting: Sequence[Waiting] = ()
    reminded: bool = False
    questions: Sequence[Question] = ()

    def told(self, catalogue: Catalogue, language: str, public_url: str) -> dict[str, Any]:
        """As the model may repeat it."""
        timezone, currency = catalogue.business.timezone, catalogue.business.currency
        return {
            "sessions": [
                {"pack": one.pack, "service": f"s{one.service_id}", "left": one.left} for one in self.sessions
            ],
            "buying": {
                "pack": self.buying.pack,
                "service": f"s{self.buying.service_id}",
                "sessions": self.buying.sessions,
                "total": wording.money(self.buying.price, currency, language),
                "until": wording.clock_of(self.buying.until, timezone),
                "pay_link": f"{public_url}/pay/{self.buying.code}",
            }
            if self.buying
            else None,
            "owing": [
                {
                    "appointments": list(one.appointments),
                    "supplement": wording.money(one.supplement, currency, language),
                    "pay_link": f"{public_url}/pay/{one.code}",
                }
                for one in self.owing
            ],
            "books_for": [{"person": one.alias, "name": one.name} for one in self.people],
            "waiting": [
                {
                    "services": [f"s{service_id}" for service_id in one.service_ids],
                    "first_day": one.first_day,
                    "last_day": one.last_day,
                    "offer": one.offer,
                    "until": wording.clock_of(one.offered_until, timezone) if one.offered_until else None,
                }
                for one in self.waiting
            ],
            "reminded": self.reminded,
            "intake": [question_facts(one, language) for one in self.questions],
        }


def question_facts(question: Question, language: str) -> dict[str, Any]:
    """A service's question as the model may ask it."""
    return {
        "question": f"q{question.id}",
        "service": f"s{question.service_id}",
        "ask": question.text.get(language) or next(iter(question.text.values())),
        "answer": dict(question.answer_schema),
        "required": question.required,
    }


NOTHING = Circumstances()
