"""What becomes of an answer of the model's: it is sent, asked for again, or replaced by the house's own words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flows.fallback import fallback
from flows.guard import Breach
from flows.ports import Answer
from flows.prompt import correction

Guard = Callable[[str, Sequence[str]], list[Breach]]
"""A reply, and everything the model was sent: what of the reply must not be sent."""
PERSON_NEEDED = ("refusal", "model_context_window_exceeded")
"""Ways of stopping after which asking again is of no use."""
FINISHED = ("end_turn", "stop_sequence")
LONGEST_REPLY = 3500
"""Characters: WhatsApp takes 4,096 in one message, and the first one begins with the introduction."""


class Next(StrEnum):
    """What is to be done now."""

    DRAFT = "draft"
    """`text` goes to her; when it is empty she has been answered by a notice."""
    TOOLS = "tools"
    GO_ON = "go_on"
    """It has more to say: asked again, it goes on."""
    CORRECT = "correct"
    """One more try, after `text` has been said to it."""
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The step, the words that belong to it, and what the guard has found."""

    next: Next
    text: str = ""
    breaches: tuple[Breach, ...] = ()


def verdict(
    answer: Answer, facts: Sequence[str], language: str, guard: Guard, *, noticed: bool, last_try: bool
) -> Verdict:
    """`facts`: everything the model has been sent. `noticed`: a notice of the house has told her what was done.
    `last_try`: what the guard refuses now is replaced, as it was corrected before or no round is left."""
    if answer.stop_reason in PERSON_NEEDED:
        return Verdict(Next.PERSON)
    if answer.stop_reason == "tool_use" and answer.tool_uses:
        return Verdict(Next.TOOLS)
    if answer.stop_reason == "pause_turn" and not answer.tool_uses:
        return Verdict(Next.GO_ON)
    if answer.stop_reason == "end_turn" and noticed and not answer.tool_uses and not answer.text:
        return Verdict(Next.DRAFT)
    if answer.stop_reason not in FINISHED or answer.tool_uses or not answer.text:
        return Verdict(Next.DRAFT, fallback(facts, language))
    found = tuple(guard(answer.text, facts))
    if len(answer.text) > LONGEST_REPLY:
        found = (Breach("too_long", f"{len(answer.text)} of {LONGEST_REPLY} characters"), *found)
    if not found:
        return Verdict(Next.DRAFT, answer.text)
    if last_try:
        return Verdict(Next.DRAFT, fallback(facts, language), found)
    return Verdict(Next.CORRECT, correction(found), found)
