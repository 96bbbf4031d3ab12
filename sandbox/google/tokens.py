"""Access tokens for service accounts: a signed assertion in, a bearer token out.

Machine time, as with Google.
"""

import secrets
import time
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from google.auth import exceptions, jwt

from sandbox.errors import Refusal
from sandbox.routes import PlainRoute
from sandbox.store import Document

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
SCOPE = "https://www.googleapis.com/auth/calendar"
LIFETIME = 3600
"""Seconds."""


class Tokens:
    """Issues and checks them.

    `public_keys` are those of the known service accounts, by e-mail address.
    """

    def __init__(self, public_keys: dict[str, bytes]) -> None:
        self._public_keys = public_keys
        self._valid_until: dict[str, float] = {}

    def issue(self, assertion: str) -> str:
        """A token for whoever signed the assertion. Raises `Refusal`."""
        try:
            claims = _decoded(assertion, verify=False)
            key = self._public_keys[str(claims["iss"])]
            _decoded(assertion, certs=key, clock_skew_in_seconds=10)
        except (ValueError, KeyError, exceptions.GoogleAuthError):
            raise _refused("invalid_grant", "Invalid JWT Signature.") from None
        if SCOPE not in str(claims.get("scope", "")).split():
            raise _refused("invalid_scope", "The calendar scope is missing.")
        token = "ya29." + secrets.token_urlsafe(48)
        self._valid_until[token] = time.monotonic() + LIFETIME
        return token

    def check(self, authorization: str) -> None:
        """Raises `Refusal` unless the header carries a token that is still valid."""
        token = authorization.removeprefix("Bearer ")
        if self._valid_until.get(token, 0.0) < time.monotonic():
            detail = {
                "message": "Invalid Credentials",
                "domain": "global",
                "reason": "authError",
                "location": "Authorization",
                "locationType": "header",
            }
            error = {"code": 401, "message": "Invalid Credentials", "errors": [detail]}
            challenge = {"www-authenticate": 'Bearer realm="https://accounts.google.com/"'}
            raise Refusal(401, {"error": {**error, "status": "UNAUTHENTICATED"}}, challenge)

    def router(self) -> APIRouter:
        """The endpoint that key files name as `token_uri`."""
        api = APIRouter(route_class=PlainRoute)

        @api.post("/google/token")
        async def token(request: Request) -> JSONResponse:
            form = dict(parse_qsl((await request.body()).decode()))
            if form.get("grant_type") != GRANT:
                raise _refused("unsupported_grant_type", f"Invalid grant_type: {GRANT} expected")
            issued = self.issue(form.get("assertion", ""))
            body = {"access_token": issued, "expires_in": LIFETIME - 1, "token_type": "Bearer"}
            return JSONResponse(body)

        return api


def _decoded(assertion: str, **how: object) -> Document:
    return dict(jwt.decode(assertion, **how))  # type: ignore[no-untyped-call]


def _refused(error: str, description: str) -> Refusal:
    return Refusal(400, {"error": error, "error_description": description})
