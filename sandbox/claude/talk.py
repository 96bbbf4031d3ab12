"""One turn as a story that is told again from the start in every round.

The policy is written as if tools answered at once. A tool that has not been called yet stops the
story: the calls go out, and the next round tells it again with their results at hand. So nothing has
to be remembered between two requests.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .prompt import Step, View

MAX_ROUNDS = 6  # the house answers no more calls in one turn


@dataclass(frozen=True)
class ToolCall:
    tool: str
    input: dict[str, Any]


class ToolsWanted(Exception):
    """The story cannot go on before these tools have answered."""

    def __init__(self, calls: list[ToolCall]) -> None:
        super().__init__(", ".join(call.tool for call in calls))
        self.calls = calls


@dataclass(frozen=True)
class Result:
    data: dict[str, Any]
    error: str | None = None  # the house's code, or "unavailable" when the tool cannot be called now

    @property
    def ok(self) -> bool:
        return self.error is None


@dataclass
class Talk:
    view: View
    _told: Counter[str] = field(default_factory=Counter)
    _waiting: list[ToolCall] = field(default_factory=list)

    def can(self, tool: str) -> bool:
        return tool in self.view.tools

    @property
    def noticed(self) -> bool:
        """Whether the house has written to her in this turn: what it said need not be said again."""
        return any(step.result.get("she_has_read") for step in self.view.steps)

    def call(self, tool: str, **given: Any) -> Result:
        """The tool's result. Raises ToolsWanted when it has not answered yet."""
        return self._call(ToolCall(tool, given), now=True)

    def also(self, tool: str, **given: Any) -> Result:
        """Call a tool whose answer need not be waited for: it goes out with the next call."""
        return self._call(ToolCall(tool, given), now=False)

    def finish(self) -> None:
        """Raises ToolsWanted when a call still waits to go out."""
        if self._waiting:
            raise ToolsWanted(self._waiting)

    def _call(self, call: ToolCall, now: bool) -> Result:
        if step := self._step(call):
            error = step.result.get("error", "refused") if step.failed else None
            return Result(step.result, error)
        if not self.can(call.tool) or self.view.rounds >= MAX_ROUNDS - 1:
            return Result({}, "unavailable")
        self._waiting.append(call)
        if now:
            raise ToolsWanted(self._waiting)
        return Result({})

    def _step(self, call: ToolCall) -> Step | None:
        """The next result of just this call that the story has not used yet."""
        key = json.dumps([call.tool, call.input], sort_keys=True)
        made = [s for s in self.view.steps if s.tool == call.tool and s.input == call.input]
        if not made:
            return None
        self._told[key] += 1
        return made[min(self._told[key], len(made)) - 1]
