"""Who sits at the desk: Claude, its stand-in, or somebody who does nothing."""

from dataclasses import dataclass

from flows.ports import Answer, Mind, Question
from gateways.claude import Claude
from tests.house import House

GREETING, ABSENT = "¡Hola! ¿En qué puedo ayudarte?", "Un momento, por favor."


@dataclass(frozen=True)
class Says:
    """Always the same words, and never a tool."""

    text: str
    name: str

    def ask(self, question: Question) -> Answer:
        """Costs nothing."""
        return Answer([{"type": "text", "text": self.text}], "end_turn", self.name)


def nobody() -> Mind:
    """The do-nothing agent: what it passes, the house does without a model, or asks nothing to be done."""
    return Says(ABSENT, "do-nothing")


@dataclass(frozen=True)
class Pair:
    """Live Claude as the product has it: the small model writes the summaries, whose questions have no tools."""

    large: Mind
    small: Mind

    def ask(self, question: Question) -> Answer:
        """One round."""
        return (self.large if question.tools else self.small).ask(question)


@dataclass
class Seat:
    """Given to the house; who sits on it may change: while the scene is set, somebody who only greets."""

    mind: Mind

    def ask(self, question: Question) -> Answer:
        """One round."""
        return self.mind.ask(question)


def stand_in(home: House) -> Claude:
    """The house's own gateway to the stand-in, over HTTP as ever."""
    given = home.settings
    key = given.anthropic_api_key.get_secret_value()
    return Claude(key, given.anthropic_base_url, given.claude_model, given.claude_timeout_seconds)
