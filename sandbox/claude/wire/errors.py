"""Anthropic's errors."""

import secrets
from typing import Literal

from sandbox.errors import Refusal

Kind = Literal["invalid_request_error", "authentication_error", "not_found_error", "api_error"]

_STATUS: dict[Kind, int] = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "not_found_error": 404,
    "api_error": 500,
}


def request_id() -> str:
    """A fresh one, as the `request-id` header carries it."""
    return f"req_{secrets.token_hex(12)}"


def error(kind: Kind, message: str) -> Refusal:
    """An answer with that error."""
    number = request_id()
    body = {"type": "error", "error": {"type": kind, "message": message}, "request_id": number}
    return Refusal(_STATUS[kind], body, {"request-id": number})


def invalid(message: str) -> Refusal:
    """The request can never succeed as it is."""
    return error("invalid_request_error", message)
