"""POST /webhooks/stripe: verify, store a hint, answer. What it means is found out elsewhere."""

import json
import re
from typing import Any

import structlog
from fastapi import APIRouter, BackgroundTasks, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool
from stripe import SignatureVerificationError, WebhookSignature

from app.pay import HintWaker
from gateways.checkpoint import checkpoint
from gateways.database import Database
from gateways.stripe_hints import store_hint

log = structlog.get_logger()

LARGEST_BODY = 1024 * 1024
SIGNATURE_WINDOW_SECONDS = 300

EVENT_ID = re.compile(r"evt_[A-Za-z0-9_]{1,250}")
EVENT_TYPE = re.compile(r"[a-z0-9_.]{1,100}")
OBJECT_ID = re.compile(r"[A-Za-z0-9_]{1,255}")


class Rejected(Exception):
    """The request is none of Stripe's, or says nothing. The message goes into the log."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def stripe_routes(database: Database, secret: str, waker: HintWaker) -> APIRouter:
    """The route. `secret` is the endpoint's signing secret (`whsec_...`)."""
    router = APIRouter()

    @router.post("/webhooks/stripe", include_in_schema=False)
    async def take_event(request: Request, afterwards: BackgroundTasks) -> Response:
        try:
            body = await read_body(request)
            verify(body, request.headers.get("stripe-signature"), secret)
            key, event, object_id, intent = read_event(body)
        except Rejected as error:
            log.warning("webhook refused", vendor="stripe", status=error.status, why=str(error))
            return JSONResponse({"error": str(error)}, error.status)
        hint = await run_in_threadpool(store_hint, database, key, event, object_id, intent)
        checkpoint("stripe.stored")
        if hint is not None:
            afterwards.add_task(waker.hint, hint)
        return JSONResponse({})

    return router


async def read_body(request: Request) -> bytes:
    """The raw body; 413 as soon as it is over the limit."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > LARGEST_BODY:
            raise Rejected(413, "body too large")
        parts.append(part)
    return b"".join(parts)


def verify(body: bytes, header: str | None, secret: str) -> None:
    """Stripe's scheme `v1` over the raw body, at most five minutes old; else 401."""
    try:
        WebhookSignature.verify_header(body, header, secret, SIGNATURE_WINDOW_SECONDS)
    except UnicodeDecodeError:
        raise Rejected(400, "not UTF-8") from None
    except (SignatureVerificationError, TypeError, ValueError):  # a header that is not ASCII
        raise Rejected(401, "wrong signature") from None


def read_event(body: bytes) -> tuple[str, str, str, str | None]:
    """Id and type of the event, id of its object, and the payment intent it names; else 400."""
    try:
        event: Any = json.loads(body)
    except (ValueError, RecursionError):
        raise Rejected(400, "not JSON") from None
    if not isinstance(event, dict) or event.get("object") != "event":
        raise Rejected(400, "not an event")
    key, kind = _matching(EVENT_ID, event.get("id")), _matching(EVENT_TYPE, event.get("type"))
    if key is None or kind is None:
        raise Rejected(400, "not an event")
    data = event.get("data")
    subject = data.get("object") if isinstance(data, dict) else None
    if not isinstance(subject, dict):
        raise Rejected(400, "not an event")
    # Some objects (a balance) have no id.
    object_id = _matching(OBJECT_ID, subject.get("id")) or ""
    return key, kind, object_id, _matching(OBJECT_ID, subject.get("payment_intent"))


def _matching(pattern: re.Pattern[str], value: object) -> str | None:
    return value if isinstance(value, str) and pattern.fullmatch(value) else None
