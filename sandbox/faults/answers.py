"""How each vendor words its own trouble."""

import json

from sandbox.faults.registry import Fault

Answer = tuple[int, dict[str, str], str]
"""HTTP status, headers, body."""


def trouble(fault: Fault) -> Answer:
    """The answer to a request that a `429`, `5xx` or `529` strikes."""
    status, body = _BODIES[fault.vendor, fault.fault]
    headers = {"content-type": "text/plain" if isinstance(body, str) else "application/json"}
    if status == 429 and fault.retry_after is not None and fault.vendor in ("claude", "chatwoot"):
        headers["retry-after"] = f"{fault.retry_after:g}"
    return status, headers, body if isinstance(body, str) else json.dumps(body)


def _claude(kind: str, message: str) -> dict[str, object]:
    error = {"type": kind, "message": message}
    return {"type": "error", "error": error, "request_id": "req_sandbox_fault"}


def _google(code: int, reason: str, domain: str, message: str) -> dict[str, object]:
    detail = {"domain": domain, "reason": reason, "message": message}
    return {"error": {"errors": [detail], "code": code, "message": message}}


_BODIES: dict[tuple[str, str], tuple[int, str | dict[str, object]]] = {
    ("chatwoot", "429"): (429, "Retry later\n"),
    ("chatwoot", "5xx"): (500, {"status": 500, "error": "Internal Server Error"}),
    ("stripe", "429"): (
        429,
        {
            "error": {
                "type": "invalid_request_error",
                "code": "rate_limit",
                "message": "Request rate limit exceeded.",
            }
        },
    ),
    ("stripe", "5xx"): (
        500,
        {"error": {"type": "api_error", "message": "An unknown error occurred."}},
    ),
    ("google", "429"): (
        429,
        _google(429, "rateLimitExceeded", "usageLimits", "Rate Limit Exceeded"),
    ),
    ("google", "5xx"): (503, _google(503, "backendError", "global", "Backend Error")),
    ("claude", "429"): (
        429,
        _claude("rate_limit_error", "This request would exceed your rate limit."),
    ),
    ("claude", "5xx"): (500, _claude("api_error", "Internal server error")),
    ("claude", "529"): (529, _claude("overloaded_error", "Overloaded")),
}
