"""What is open between a customer and the salon beside her appointments: packs, waiting list, reminder, questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows import wording
from flows.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Sessions:
    """A session pack of hers with something left."""

    pack: str
    service_id: int
    left: int


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
    waiting: Sequence[Waiting] = ()
    reminded: bool = False
    questions: Sequence[Question] = ()

    def told(self, catalogue: Catalogue, language: str) -> dict[str, Any]:
        """As the model may repeat it."""
        timezone = catalogue.business.timezone
        return {
            "sessions": [
                {"pack": one.pack, "service": f"s{one.service_id}", "left": one.left} for one in self.sessions
            ],
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
