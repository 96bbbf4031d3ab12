"""A browser in front of /admin, as far as cookies and headers go."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from admin.site import mount
from gateways.database import Database, Unit

PASSWORD = "correcta caballo batería grapa"
FROM_OUR_PAGE = {"sec-fetch-site": "same-origin"}
FROM_ELSEWHERE = {"sec-fetch-site": "cross-site", "origin": "https://evil.example"}


@dataclass(frozen=True)
class Address:
    """What the site needs of the settings."""

    public_url: str


class Woken:
    """Keeps what staff have made due instead of publishing it."""

    def __init__(self) -> None:
        self.streams: set[str] = set()
        self.freed = 0

    def unit(self, unit: Unit) -> None:
        """Of a committed unit."""
        self.streams |= unit.streams
        self.freed += unit.freed


@dataclass
class Visitor:
    """Follows no redirects; answers of the server's errors are pages, as in a browser."""

    client: TestClient
    woken: Woken

    def get(self, path: str, **headers: str) -> Response:
        """A page."""
        return self.client.get(f"/admin{path}", headers=headers)

    def page(self, path: str) -> str:
        """A page that must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[-500:])
        return answer.text

    def post(
        self, path: str, form: Mapping[str, str | list[str]] | None = None, *, headers: dict[str, str] = FROM_OUR_PAGE
    ) -> Response:
        """A form, from a page of ours unless the headers say otherwise."""
        return self.client.post(f"/admin{path}", data=form, headers=headers)

    def login(self, username: str, password: str) -> Response:
        """The login form."""
        return self.post("/login", {"username": username, "password": password})


@contextmanager
def visit(database: Database, public_url: str = "http://testserver") -> Iterator[Visitor]:
    """A new browser at a new site over that database."""
    app = FastAPI()
    woken = Woken()
    mount(app, database, woken, Address(public_url))
    with TestClient(app, base_url=public_url, follow_redirects=False, raise_server_exceptions=False) as client:
        yield Visitor(client, woken)
