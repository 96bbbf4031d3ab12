"""What a customer is after, apart from services, days and names."""

import re
from enum import Enum, auto

from .sayings import SAYINGS, TOPICS
from .words import fold, whole_words


class Intent(Enum):
    EMERGENCY = auto()
    MEDICAL = auto()
    PERSON = auto()
    COMPLAINT = auto()  # of what was done to her
    DELAY = auto()
    CANCEL = auto()
    GIVES_UP = auto()  # cancels and does not only ask what happens if she did
    FORGET = auto()  # gives all of it up, whatever was asked last
    NOTHING = auto()  # "nada, gracias"
    STILL = auto()  # wants what ran out
    MOVE = auto()
    APPOINTMENTS = auto()
    OTHERS = auto()  # somebody else's appointments
    PAY_LINK = auto()
    PAY_TROUBLE = auto()
    HAS_PAID = auto()  # asks what she has paid
    PAID = auto()
    OWES = auto()  # what is left to pay
    PRICE = auto()
    DURATION = auto()
    BOOK = auto()
    OFFERINGS = auto()  # what do you do?
    TEAM = auto()
    UNSURE = auto()
    ANOTHER = auto()  # another slot, other options
    NO_DAY = auto()  # finds no day that suits her
    ENOUGH = auto()  # "nada, era una duda", "that's all"
    ADD = auto()
    ANY_STYLIST = auto()
    GREETING = auto()
    THANKS = auto()
    BYE = auto()
    MEDDLING = auto()  # orders to the assistant, things for free
    ROBOT = auto()
    CONTEXT = auto()  # who it is for, or what she always has


def _pattern(block: str) -> re.Pattern[str]:
    lines = [line[8:] for line in block.splitlines() if line.strip()]
    return whole_words(*"\n".join(lines).replace("\n@", "").split("\n"))


_PATTERNS = {Intent[name.upper()]: _pattern(block) for name, block in SAYINGS.items()}
_TOPICS = {name: _pattern(block) for name, block in TOPICS.items()}


def intents_in(text: str) -> frozenset[Intent]:
    folded = fold(text)
    said = (folded, _in_one(folded))
    return frozenset(intent for intent, pattern in _PATTERNS.items() if any(map(pattern.search, said)))


def _in_one(folded: str) -> str:
    """A sentence that was sent in pieces ("a qué hora", "es mi cita?") in one."""
    return re.sub(r"(?<=[\w,])[ ]*\n", " ", folded)


def spans_of(intent: Intent, text: str) -> tuple[tuple[int, int], ...]:
    """Where the text says it."""
    return tuple(match.span() for match in _PATTERNS[intent].finditer(fold(text)))


def topics_in(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The FAQ's topics that are asked about, in the order of the FAQ."""
    folded = _in_one(fold(text))
    return tuple(topic for topic in known if _topic(topic).search(folded))


def _topic(topic: str) -> re.Pattern[str]:
    """How a topic is asked for; one that we do not know is found by its own name."""
    return _TOPICS.get(topic) or whole_words(re.escape(fold(topic).replace("_", " ")))
