"""Claude through Anthropic's SDK: one call, our own time-out, our own policy on errors."""

import json
import math
from typing import Any, cast

import anthropic

from flows.ports import Answer, Question
from gateways.outcome import Refused, TryLater
from gateways.tls import authorities

MOST_TOKENS = 4096
"""Room for thinking and a WhatsApp message."""


class Claude:
    """A `Mind`. The SDK's own retries are off: a turn waits in PostgreSQL, not in a thread."""

    def __init__(self, api_key: str, base_url: str, model: str, timeout_seconds: float) -> None:
        self._model = model
        self._client = anthropic.Anthropic(
            api_key=api_key,
            base_url=base_url,
            timeout=timeout_seconds,
            max_retries=0,
            http_client=anthropic.DefaultHttpxClient(verify=authorities(), timeout=timeout_seconds),
        )

    def close(self) -> None:
        """Closes its connections."""
        self._client.close()

    def ask(self, question: Question) -> Answer:
        """One round. A 429 without `retry-after` is a spent budget and therefore `Refused`."""
        try:
            raw = self._client.messages.with_raw_response.create(
                model=self._model,
                max_tokens=MOST_TOKENS,
                system=cast(Any, question.system),
                tools=cast(Any, question.tools),
                messages=cast(Any, question.messages),
            )
        except anthropic.RateLimitError as error:
            wait = error.response.headers.get("retry-after")
            if wait is None:
                raise Refused("Claude's budget is spent (429)") from None
            raise TryLater("Claude is busy (429)", _seconds(wait)) from None
        except anthropic.APIStatusError as error:
            if error.status_code >= 500 or error.status_code in (408, 409):
                wait = error.response.headers.get("retry-after")
                raise TryLater(f"Claude failed ({error.status_code})", _seconds(wait)) from None
            raise Refused(f"Claude refused the request ({error.status_code})") from None
        except anthropic.APIError as error:
            raise TryLater(f"no answer from Claude ({type(error).__name__})") from None
        try:
            return _answer(storable(json.loads(raw.text())))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise TryLater(f"Claude's answer cannot be read ({type(error).__name__})") from None


def _answer(message: Any) -> Answer:
    """An answer of the shape that everything after it relies on. Errors of any kind: it has another."""
    content, usage, stop_reason = message["content"], message["usage"], message["stop_reason"] or "end_turn"
    for block in content:
        kind = block["type"]
        words = {"text": ("text",), "tool_use": ("id", "name")}.get(kind, ())
        if not all(isinstance(value, str) for value in (kind, *(block[word] for word in words))):
            raise TypeError(kind)
        if kind == "tool_use" and "input" not in block:
            raise KeyError("input")
    if not isinstance(content, list) or not isinstance(stop_reason, str) or not isinstance(message["model"], str):
        raise TypeError("message")
    return Answer(
        content=content,
        stop_reason=stop_reason,
        model=message["model"],
        input_tokens=int(usage["input_tokens"]),
        output_tokens=int(usage["output_tokens"]),
        cache_read_tokens=int(usage.get("cache_read_input_tokens") or 0),
        cache_write_tokens=int(usage.get("cache_creation_input_tokens") or 0),
    )


def storable(node: Any) -> Any:
    """The same without what PostgreSQL cannot keep: NUL, halves of surrogate pairs, numbers that are none.

    What has none of it is unchanged.
    """
    if isinstance(node, str):
        clean = node.replace("\x00", "\N{SYMBOL FOR NULL}")
        return clean if clean.isprintable() else clean.encode("utf-8", "replace").decode()
    if isinstance(node, float) and not math.isfinite(node):
        return str(node)
    if isinstance(node, dict):
        return {storable(key): storable(value) for key, value in node.items()}
    return [storable(one) for one in node] if isinstance(node, list) else node


def _seconds(header: str | None) -> float | None:
    try:
        return min(float(header), 60) if header else None
    except ValueError:
        return None
