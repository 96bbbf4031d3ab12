"""Stripe's idempotency keys: the first answer is kept and given again, whatever it was, for 24
hours of domain time."""

import json
from collections.abc import Callable
from datetime import datetime

from fastapi.responses import JSONResponse

from sandbox.errors import Refusal
from sandbox.store import Document, Store
from sandbox.stripe.objects import API_VERSION, new_id

KEPT = 24 * 3600
"""Seconds."""

BROKEN: Document = {"error": {"type": "api_error", "message": "An unknown error occurred."}}

Operation = Callable[[Document], Document]
"""Does the work for a `request` (as events name it) and returns the answer, or raises `Refusal`."""


def answered(status: int, body: Document, headers: Document) -> JSONResponse:
    """An answer with the headers that every one has.

    A retry of a 500 is no use, and the header says so.
    """
    extra = {"stripe-should-retry": "false"} if status == 500 else {}
    common = {"stripe-version": API_VERSION, **extra}
    return JSONResponse(body, status, {**common, **headers})


def once(
    store: Store,
    now: datetime,
    *,
    key: str | None,
    path: str,
    params: Document,
    breaks: bool,
    operation: Operation,
) -> JSONResponse:
    """Run the operation, unless this key has an answer already. `breaks`: fail with a 500, which is
    kept too.

    A refused request (4xx) is not kept: it never began.
    """
    request: Document = {"id": new_id("req", 14), "idempotency_key": key}
    headers = {"request-id": request["id"]}
    if key is None:
        body = BROKEN if breaks else operation(request)
        return answered(500 if breaks else 200, body, headers)
    headers["idempotency-key"] = key
    fingerprint = json.dumps([path, params], sort_keys=True)
    kept = store.get("stripe.key", key)
    if kept is not None and now.timestamp() - kept["at"] < KEPT:
        if kept["fingerprint"] != fingerprint:
            raise _changed(key)
        headers |= {"idempotent-replayed": "true", "original-request": kept["request"]}
        return answered(kept["status"], kept["body"], headers)
    with store.transaction():
        body = BROKEN if breaks else operation(request)
        status = 500 if breaks else 200
        kept = {"at": now.timestamp(), "fingerprint": fingerprint, "request": request["id"]}
        store.put("stripe.key", key, {**kept, "status": status, "body": body})
    return answered(status, body, headers)


def _changed(key: str) -> Refusal:
    message = (
        "Keys for idempotent requests can only be used with the same parameters they were first"
        f" used with. Try using a key other than '{key}' if you meant to execute a different"
        " request."
    )
    return Refusal(400, {"error": {"type": "idempotency_error", "message": message}})
