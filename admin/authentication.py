"""Who may open /admin: a form, a cookie with a random token, and a session row that can be revoked."""

import anyio
import structlog
from anyio import CapacityLimiter
from sqladmin.authentication import AuthenticationBackend
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from admin import accounts, throttle
from admin.context import Staff, current
from gateways.database import Database

log = structlog.get_logger()

LONGEST_FORM = 4_096
"""Bytes of a login."""

CAME_FROM_ELSEWHERE = """<!doctype html><html lang="es"><meta charset="utf-8">
<meta http-equiv="refresh" content="0"><title>Turno</title>"""
"""A link on another site brings no SameSite=Strict cookie; asked again from this page, it comes."""


class LoginRefused(Exception):
    """Says why, to the person at the form."""

    def __init__(self, words: str, status: int = 400, wait_seconds: int | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.status = status
        self.wait_seconds = wait_seconds


class StaffAuthentication(AuthenticationBackend):
    """SQLAdmin asks it before every page. `secure`: the cookie travels by HTTPS only."""

    def __init__(self, database: Database, *, base_url: str, secure: bool) -> None:
        self.middlewares = []  # no signed session cookie: the database holds the sessions
        self._database = database
        self._base_url = base_url
        self._secure = secure
        self.cookie = "__Host-turno" if secure else "turno"
        self._one_hash = CapacityLimiter(1)  # each takes memory and a core

    async def login(self, request: Request) -> Response:
        """Checks the form; the front page with a cookie, or `LoginRefused`."""
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > LONGEST_FORM:
            raise LoginRefused("Formulario no válido.", status=413)
        form = await request.form()
        given = [form.get(field) for field in ("username", "password")]
        username, password = (value if isinstance(value, str) else "" for value in given)
        token = await anyio.to_thread.run_sync(self._enter, _clean(username), password, limiter=self._one_hash)
        response = RedirectResponse(self._base_url + "/", status_code=303)
        response.set_cookie(
            self.cookie,
            token,
            max_age=int(accounts.SESSION_LENGTH.total_seconds()),
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="strict",
        )
        return response

    async def logout(self, request: Request) -> Response:
        """Ends the session, here and in the database."""
        if token := request.cookies.get(self.cookie):
            await anyio.to_thread.run_sync(accounts.revoke, self._database, token)
        response = RedirectResponse(self._base_url + "/login", status_code=303)
        response.delete_cookie(self.cookie, path="/", secure=self._secure, httponly=True, samesite="strict")
        return response

    async def authenticate(self, request: Request) -> Response | bool:
        """Knows her again, or sends her to the form."""
        token = request.cookies.get(self.cookie)
        if token is None and request.headers.get("sec-fetch-site") == "cross-site":
            return Response(CAME_FROM_ELSEWHERE, media_type="text/html")
        staff = await self._find(token) if token else None
        if staff is None:
            return RedirectResponse(self._base_url + "/login", status_code=303)
        request.state.staff = staff
        current.set(staff)
        return True

    async def get_user_id(self, request: Request) -> int:
        """Her id, for whoever asks SQLAdmin."""
        staff: Staff = request.state.staff
        return staff.user_id

    async def _find(self, token: str) -> Staff | None:
        return await anyio.to_thread.run_sync(accounts.find_staff, self._database, token)

    def _enter(self, username: str, password: str) -> str:
        user = accounts.find_user(self._database, username)
        try:
            attempt = throttle.attempt(self._database, username, user)
        except throttle.MustWait as error:
            log.warning("login throttled", staff_user_id=user["id"] if user else None)
            raise LoginRefused(
                f"Demasiados intentos. Prueba otra vez dentro de {_minutes(error.seconds)}.",
                status=429,
                wait_seconds=error.seconds,
            ) from None
        right = accounts.is_password(user, password)
        if user is None or not right:
            log.warning("login failed", staff_user_id=user["id"] if user else None)
            raise LoginRefused("El usuario o la contraseña no son correctos.")
        throttle.forgive(self._database, attempt)
        log.info("login", staff_user_id=user["id"])
        return accounts.open_session(self._database, user)


def _clean(username: str) -> str:
    return username.replace("\0", "").strip()[:100]


def _minutes(seconds: int) -> str:
    minutes = -(-seconds // 60)
    return "un minuto" if minutes == 1 else f"{minutes} minutos"
