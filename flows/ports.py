"""What the house needs from outside, as Protocols. Gateways implement them; tests write them by hand."""

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Question:
    """One round's request to the model: Anthropic's own shapes."""

    system: list[dict[str, Any]]
    tools: list[dict[str, Any]]
    messages: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model said. `content` is replayed unchanged in the next round."""

    content: list[dict[str, Any]]
    stop_reason: str
    model: str
    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_write_tokens: int = 0

    @property
    def text(self) -> str:
        """Its words, thinking and tool uses left out."""
        return "\n\n".join(b["text"].strip() for b in self.content if b["type"] == "text" and b["text"].strip())

    @property
    def tool_uses(self) -> list[dict[str, Any]]:
        """The tools it wants, in order."""
        return [block for block in self.content if block["type"] == "tool_use"]


class Mind(Protocol):
    """A model that words and chooses. Raises `gateways.outcome.TryLater` or `Refused`."""

    def ask(self, question: Question) -> Answer:
        """One round. Blocks up to the gateway's time-out."""
