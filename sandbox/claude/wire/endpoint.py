"""Anthropic's Messages API below `/claude/v1`, in front of the brain that stands in for Claude."""

import asyncio
import hashlib
import json
import logging
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from sandbox.claude.wire.conversation import check_messages
from sandbox.claude.wire.errors import error, invalid, request_id
from sandbox.claude.wire.latency import Latency
from sandbox.claude.wire.signature import Signer
from sandbox.claude.wire.tools import check_tools
from sandbox.claude.wire.usage import PromptCache, breakpoints
from sandbox.clock import Clock
from sandbox.routes import PlainRoute
from sandbox.schema import Schema
from sandbox.specs import spec
from sandbox.store import Document, Store

Brain = Callable[[Document], Document]
"""A Messages request in, `{"content": [blocks], "stop_reason": …}` out. Called in a thread."""

MOST_BREAKPOINTS = 4

log = logging.getLogger(__name__)


@dataclass
class Claude:
    """Answers calls. `key` is the API key that is asked for; None accepts any."""

    store: Store
    clock: Clock
    brain: Brain
    key: str | None = None
    latency: Latency = field(default_factory=Latency)
    _cache: PromptCache = field(default_factory=PromptCache)
    _threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(4, "claude"))

    def __post_init__(self) -> None:
        kept = self.store.get("claude.state", "secret")
        if kept is None:
            fresh = {"hex": secrets.token_hex(32)}
            kept = self.store.put("claude.state", "secret", fresh)
        self._signer = Signer(bytes.fromhex(kept["hex"]))

    def router(self) -> APIRouter:
        """The routes."""
        api = APIRouter(prefix="/claude/v1", route_class=PlainRoute)

        @api.post("/messages")
        async def create(request: Request) -> JSONResponse:
            self._authenticate(request)
            body = _read(await request.body())
            self._check(body)
            self._note(body)
            await asyncio.sleep(self.latency.seconds())
            content, stop_reason = await self._think(body)
            message = {
                "id": f"msg_{secrets.token_hex(12)}",
                "type": "message",
                "role": "assistant",
                "model": body["model"],
                "content": content,
                "stop_reason": stop_reason,
                "stop_sequence": None,
                "stop_details": None,
                "usage": self._cache.usage(body, content),
            }
            return JSONResponse(message, headers={"request-id": request_id()})

        return api

    def close(self) -> None:
        """Let its threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def calls(self) -> list[Document]:
        """Every well-formed call: `n`, `at`, `model`, and `digest`, which is the same for the same
        request."""
        return self.store.all("claude.call")

    def _authenticate(self, request: Request) -> None:
        given = request.headers.get("x-api-key") or request.headers.get("authorization", "").removeprefix("Bearer ")
        if not given or self.key not in (None, given):
            raise error("authentication_error", "invalid x-api-key")
        if "anthropic-version" not in request.headers:
            raise invalid("anthropic-version: header is required")

    def _check(self, body: Document) -> None:
        for violation in Schema(spec("claude.request")).violations(body):
            where = ".".join(map(str, violation.path))
            raise invalid(f"{where}: {violation.detail}")
        if body["model"] not in spec("claude.models"):
            raise error("not_found_error", f"model: {body['model']}")
        if body["max_tokens"] < 1:
            raise invalid("max_tokens: Input should be greater than or equal to 1")
        if body.get("tool_choice", {"type": "auto"})["type"] in ("any", "tool"):
            raise invalid("Thinking may not be enabled when tool_choice forces tool use.")
        check_tools(body.get("tools", []))
        check_messages(body["messages"], self._signer)
        marks = breakpoints(body)
        if marks > MOST_BREAKPOINTS:
            raise invalid(f"A maximum of {MOST_BREAKPOINTS} blocks with cache_control may be provided. Found {marks}.")

    def _note(self, body: Document) -> None:
        n = self.store.number("claude.call")
        digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        call = {"n": n, "at": self.clock.now().isoformat(timespec="milliseconds")}
        self.store.put("claude.call", n, {**call, "model": body["model"], "digest": digest})

    async def _think(self, body: Document) -> tuple[list[Document], str]:
        loop = asyncio.get_running_loop()
        try:
            answer = await loop.run_in_executor(self._threads, self.brain, body)
            content = [_block(block, body) for block in answer["content"]]
        except Exception:
            log.exception("the brain failed")
            raise error("api_error", "Internal server error") from None
        thinks = body.get("thinking", {"type": "adaptive"})["type"] != "disabled"
        if thinks and not any(block["type"] == "thinking" for block in content):
            content.insert(0, {"type": "thinking", "thinking": ""})
        signed = [
            self._signer.thinking(block["thinking"]) if block["type"] == "thinking" else block for block in content
        ]
        return signed, answer["stop_reason"]


def _read(raw: bytes) -> Document:
    try:
        body = json.loads(raw)
    except ValueError:
        raise invalid("The request body is not valid JSON.") from None
    if not isinstance(body, dict):
        raise invalid("Input should be an object")
    return body


def _block(block: Document, body: Document) -> Document:
    """A block of the brain as the API sends it.

    A strict tool's input always fits its schema: `ValueError` if not.
    """
    if block["type"] == "text":
        return {"citations": None, **block}
    if block["type"] != "tool_use":
        return block
    tool = next((tool for tool in body.get("tools", []) if tool["name"] == block["name"]), None)
    if tool is None:
        raise ValueError(f"the brain called {block['name']}, which was not offered")
    violations = Schema(tool["input_schema"]).violations(block["input"])
    if violations:
        raise ValueError(f"the brain called {block['name']} wrongly: {violations[0]}")
    fresh = {"id": f"toolu_{secrets.token_hex(12)}", "caller": {"type": "direct"}}
    return {**fresh, **block}
