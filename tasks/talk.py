"""One turn's exchange with the model, as it grows: what it was told, what it said, what its tools answered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg.rows import DictRow

from flows import prompt
from flows.catalogue import Catalogue
from flows.fallback import NOTICED
from flows.ports import Question
from gateways.turns import Claim
from models import Policy


@dataclass
class Talk:
    """One turn's exchange with the model so far."""

    row: DictRow
    claim: Claim
    question: Question
    prompt: str
    facts: list[str]
    """Everything the model has been told: what it may repeat."""
    policy: Policy
    language: str
    day: date
    """The salon's day: what the rounds cost counts for it."""
    n: int = 0
    """Rounds stored."""
    settled: bool = True
    """Whether the last stored round left nothing to do (no rounds, or words without a tool)."""
    corrections: int = 0
    noticed: bool = False
    """The house has sent her a notice of what a tool has done: no words of the model's are an answer too."""
    over: bool = False
    """A person has it now: nothing more is to be said."""
    told_seq: int | None = None
    """`fact_seq` of the facts that the model is told in the coming round; None when they are old ones, replayed."""

    def said(self, content: list[dict[str, Any]]) -> None:
        """What the model has said, as it takes it back: it refuses blocks without words, and answers only thought."""
        kept = [block for block in content if block["type"] != "text" or block["text"].strip()]
        if any(block["type"] not in ("thinking", "redacted_thinking") for block in kept):
            self.question.messages.append({"role": "assistant", "content": kept})

    def preface(self, text: str) -> None:
        """Tells the model something before its next round: in the last user message, else in a new one."""
        self.facts.append(text)
        last = self.question.messages[-1]
        if last["role"] == "user":
            content = last["content"]
            blocks = content if isinstance(content, list) else [{"type": "text", "text": content}]
            last["content"] = [*blocks, {"type": "text", "text": text}]
        else:
            self.question.messages.append({"role": "user", "content": text})

    def answered(self, results: list[tuple[str, dict[str, Any], bool]]) -> None:
        """What its tools have answered: id of the use, payload, whether it is an error."""
        blocks = []
        for use_id, payload, is_error in results:
            self.over = self.over or bool(payload.get("handed_over"))
            self.noticed = self.noticed or bool(payload.get(NOTICED))
            text = prompt.as_data(payload)
            self.facts.append(text)
            blocks.append({"type": "tool_result", "tool_use_id": use_id, "content": text, "is_error": is_error})
        self.question.messages.append({"role": "user", "content": blocks})
        self.settled = False


class Prefixes:
    """The fixed part of the prompt, made once for every catalogue that is loaded. Safe in threads."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, str], tuple[Catalogue, list[dict[str, Any]]]] = {}

    def of(self, catalogue: Catalogue, language: str) -> list[dict[str, Any]]:
        """The blocks to begin with; not to be changed."""
        key = (catalogue.business.id, language)
        kept, blocks = self._kept.get(key, (None, []))
        if kept is not catalogue:
            blocks = prompt.system(catalogue, language)
            self._kept[key] = (catalogue, blocks)
        return blocks
