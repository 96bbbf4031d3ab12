"""How many tokens a call costs, with the prompt cache: four characters count as a token.

Machine time, as with the API.
"""

import hashlib
import json
import time
from collections.abc import Iterator

from sandbox.store import Document

LEAST_CACHED = 1024
"""Tokens. A shorter prefix is not cached."""

_LIFETIMES = {"5m": 300.0, "1h": 3600.0}


class PromptCache:
    """Prefixes that were marked with `cache_control` and seen lately."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def usage(self, request: Document, content: list[Document]) -> Document:
        """The `usage` of an answer, and what it leaves in the cache."""
        now = time.monotonic()
        prefix = hashlib.sha256(request["model"].encode())
        total = read = cached = 0
        created = {"5m": 0, "1h": 0}
        marks: list[tuple[str, int, str]] = []
        for text, control in _segments(request):
            prefix.update(text.encode())
            total += _tokens(text)
            if control is not None and total >= LEAST_CACHED:
                marks.append((prefix.hexdigest(), total, control.get("ttl", "5m")))
        for key, tokens, ttl in marks:
            if self._until.get(key, 0.0) > now:
                read = tokens
            else:
                created[ttl] += tokens - max(read, cached)
            cached = tokens
            self._until[key] = now + _LIFETIMES[ttl]
        return {
            "cache_creation": {
                "ephemeral_1h_input_tokens": created["1h"],
                "ephemeral_5m_input_tokens": created["5m"],
            },
            "cache_creation_input_tokens": sum(created.values()),
            "cache_read_input_tokens": read,
            "inference_geo": "not_available",
            "input_tokens": total - cached,
            "output_tokens": _tokens(json.dumps(content, ensure_ascii=False)),
            "service_tier": "standard",
        }


def _tokens(text: str) -> int:
    return len(text) // 4 + 1


def _segments(request: Document) -> Iterator[tuple[str, Document | None]]:
    """The prompt in the order in which it is cached: tools, system, messages."""
    blocks: list[Document] = [*request.get("tools", ())]
    system = request.get("system", ())
    blocks += [{"text": system}] if isinstance(system, str) else system
    for message in request["messages"]:
        content = message["content"]
        blocks += [{"text": content}] if isinstance(content, str) else content
    last = len(blocks) - 1
    for index, block in enumerate(blocks):
        text = json.dumps({k: v for k, v in block.items() if k != "cache_control"})
        automatic = request.get("cache_control") if index == last else None
        yield text, block.get("cache_control") or automatic


def breakpoints(request: Document) -> int:
    """How many `cache_control` marks a request has; the API allows four."""
    return sum(control is not None for _, control in _segments(request))
