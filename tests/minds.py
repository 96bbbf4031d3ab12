"""Minds written by hand: they answer what a test says, and do what a test does while they think."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flows.ports import Answer, Question

Thought = Callable[[Question], Answer]


def says(text: str) -> Answer:
    """A reply."""
    return Answer([{"type": "text", "text": text}], "end_turn", "by-hand", 100, 10)


def uses(name: str, **arguments: Any) -> Answer:
    """One tool."""
    block = {"type": "tool_use", "id": f"toolu_{name}", "name": name, "input": arguments}
    return Answer([block], "tool_use", "by-hand", 100, 10)


@dataclass
class Scripted:
    """Answers in order. An entry may be a function of the question, which can do something meanwhile."""

    answers: list[Answer | Thought]
    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        """The next answer; a question too many is a test's failure."""
        self.asked.append(question)
        following = self.answers.pop(0)
        return following(question) if callable(following) else following
