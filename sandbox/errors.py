"""Answers that a vendor gives instead of a result."""

from collections.abc import Mapping

from fastapi import Request
from fastapi.responses import JSONResponse, Response

from sandbox.store import Document


class Refusal(Exception):
    """Ends a request with this status and body, in the vendor's own words."""

    def __init__(self, status: int, body: Document, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body
        self.headers = dict(headers or {})


async def refuse(request: Request, refusal: Exception) -> Response:
    """FastAPI's handler of `Refusal`."""
    assert isinstance(refusal, Refusal)
    return JSONResponse(refusal.body, refusal.status, refusal.headers)
