"""Requests that change something come from our own pages, or do not come through."""

import anyio
import pytest
from starlette.types import Message, Receive, Scope, Send

from admin.same_origin import SameOrigin
from gateways.database import Database
from tests.admin.visitor import FROM_ELSEWHERE, PASSWORD, Visitor

OURS = "https://salon.example"
PROXIED = "http://127.0.0.1:8000"


async def _everything(_scope: Scope, _receive: Receive, send: Send) -> None:
    """An application that lets everything through: what the guard stands before."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def _ask(method: str, path: str, headers: dict[str, str]) -> int:
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        told.append(message)

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {
        "type": "http",
        "method": method,
        "path": "/admin" + path,
        "root_path": "/admin",
        "headers": [(b"host", b"127.0.0.1:8000"), *raw],
    }
    anyio.run(SameOrigin(_everything, OURS), scope, receive, send)
    status: int = told[0]["status"]
    return status


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "same-origin"},
        {"origin": OURS},
        {"origin": PROXIED},
        {"referer": f"{OURS}/admin/booking/list"},
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/login"), ("DELETE", "/booking/delete"), ("GET", "/booking/action/cancel")],
)
def test_ours_come_through(method: str, path: str, headers: dict[str, str]) -> None:
    assert _ask(method, path, headers) == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        FROM_ELSEWHERE,
        {"sec-fetch-site": "same-site", "origin": OURS},
        {"sec-fetch-site": "none"},
        {"origin": "null"},
        {"origin": "https://salon.example.evil.example"},
        {"origin": "http://127.0.0.1:8100"},
        {"referer": "https://evil.example/?https://salon.example"},
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/login"),
        ("PUT", "/x"),
        ("GET", "/booking/action/cancel"),
        ("GET", "/logout"),
        ("HEAD", "/logout/"),
    ],
)
def test_others_do_not(method: str, path: str, headers: dict[str, str]) -> None:
    assert _ask(method, path, headers) == 403


@pytest.mark.parametrize("headers", [{}, FROM_ELSEWHERE])
def test_anybody_may_look(headers: dict[str, str]) -> None:
    assert _ask("GET", "/booking/list", headers) == 200


def test_another_site_can_neither_log_in_nor_out(owner: Visitor, database: Database) -> None:
    assert owner.post("/logout", headers=FROM_ELSEWHERE).status_code == 403
    form = {"username": "owner", "password": PASSWORD}
    assert owner.post("/login", form, headers=FROM_ELSEWHERE).status_code == 403
    (session,) = database.rows("SELECT revoked_at FROM staff_session")
    assert session["revoked_at"] is None
    assert owner.get("/").status_code == 200


def test_leaving_is_no_link(owner: Visitor) -> None:
    answer = owner.get("/logout", **{"sec-fetch-site": "same-origin"})
    assert answer.status_code == 405
    assert owner.get("/").status_code == 200
