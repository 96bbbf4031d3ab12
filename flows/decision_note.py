"""What staff are told when a customer wants what only a person may do: a line for the handover's note."""

from collections.abc import Mapping
from enum import StrEnum

from flows.policy import Reason


class Wish(StrEnum):
    """What does she want?"""

    CANCEL = "cancel"
    MOVE = "move"


TEXTS = {
    "es": "{customer} quiere {wish} su cita: {services} con {stylist}, {day} de {time} a {ends}. {reason}",
    "en": "{customer} wants to {wish} her appointment: {services} with {stylist}, {day} {time} to {ends}. {reason}",
}
WISHES = {
    "es": {Wish.CANCEL: "cancelar", Wish.MOVE: "cambiar"},
    "en": {Wish.CANCEL: "cancel", Wish.MOVE: "move"},
}
REASONS = {
    "es": {
        Reason.BEGUN: "Ya ha empezado.",
        Reason.SHORT_NOTICE: "Queda demasiado poco para hacerlo sin vosotros.",
        Reason.MOVED_OFTEN: "La señal ya se ha guardado tantas veces como permitimos.",
    },
    "en": {
        Reason.BEGUN: "It has begun.",
        Reason.SHORT_NOTICE: "There is too little time left to do it without you.",
        Reason.MOVED_OFTEN: "Its deposit was kept for another time as often as we do that.",
    },
}
NAMELESS = {"es": "Una clienta", "en": "A customer"}


def word_decision(wish: Wish, reason: Reason, language: str, facts: Mapping[str, str]) -> str:
    """The line, plain text; `facts` as of a notice about the booking. In Spanish for a language we do not speak."""
    language = language if language in TEXTS else "es"
    customer = facts["customer"] or NAMELESS[language]
    worded = {"wish": WISHES[language][wish], "reason": REASONS[language][reason], "customer": customer}
    return TEXTS[language].format(**{**facts, **worded})
