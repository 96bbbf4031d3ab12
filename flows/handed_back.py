"""What a person has dealt with, and what still waits for its answer when a conversation is handed back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flows.safety import screen
from models.enums import HandoverReason as Reason

NOT_ABOUT_HER_WORDS: Final = (Reason.PERSON_WROTE, Reason.TECHNICAL, Reason.BUDGET)
"""Handovers that nothing she has written was the matter of."""
HAND_OVER = "hand_over"
"""The tool by which the model asks for a person in its own words."""
SCRAP: Final = 2
"""So few words without a question ("hola", "por favor", "del salón") belong to what she wrote beside them."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A message of hers that no turn has answered."""

    id: int
    number: int
    """Chatwoot's: the order in which it was written."""
    text: str
    taken: bool = False
    """A turn had gathered it, and ended without a reply; else it came later."""
    tool: str | None = None
    """The tool with which that turn handed over; None when it was no tool."""


def dealt_with(reason: Reason, messages: Sequence[Unanswered], last_human: int, *, again: bool) -> list[Unanswered]:
    """Those that a person has dealt with; the others form the next turn.

    In Chatwoot: all that stands before her last message (`last_human`). Else, by phone perhaps: what the handover was
    about, for that would only hand over again. What stood beside it and what came later waits. `again`: it was handed
    over for the same reason before, and nothing was answered since.
    """
    before = [one for one in messages if one.number < last_human]
    if reason in NOT_ABOUT_HER_WORDS:
        return before
    taken = [one for one in messages if one.taken and one.number >= last_human]
    return before + _matter(reason, taken, again=again)


def _matter(reason: Reason, taken: Sequence[Unanswered], *, again: bool) -> list[Unanswered]:
    """What of a turn's messages made it hand over: which of them a tool meant nobody knows, so it is all of them.

    Only what the model had no name for (`other`) goes to it once more: there may be a question beside it in the same
    message, and it is told that a person had the conversation.
    """
    tools = {one.tool for one in taken if one.tool}
    if tools:
        return [] if reason is Reason.OTHER and tools == {HAND_OVER} and not again else list(taken)
    if screen([one.text for one in taken]) is None:
        return []  # it was about something else: her holds lapsed, say
    beside = [one for one in taken if _stands_alone(one.text)]
    matter = [one for one in taken if one not in beside]
    apart = screen([one.text for one in matter]) is not None and screen([one.text for one in beside]) is None
    return matter if apart else list(taken)  # else it lies in how they follow each other


def _stands_alone(text: str) -> bool:
    """Whether it asks or says something by itself that may be answered, and is no scrap of the message beside it."""
    return screen([text]) is None and ("?" in text or len(text.split()) > SCRAP)
