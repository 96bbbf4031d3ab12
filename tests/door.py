"""A browser in front of the pay links of a shop."""

from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.pay import pay_routes
from tests.shop import Shop

Answer = Any
"""What the test client answers."""

BROWSER = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36"


@dataclass
class Woken:
    """Who was told about hints."""

    hints: list[int] = field(default_factory=list)

    def hint(self, inbox_id: int) -> None:
        """Remembers it."""
        self.hints.append(inbox_id)


@dataclass
class Door:
    """A browser in front of the pay link of a shop."""

    shop: Shop
    woken: Woken
    client: TestClient

    def get(self, code: str, query: str = "", agent: str = BROWSER, **headers: str) -> Answer:
        """Opens the link as that user agent, without following anything."""
        return self.client.get(
            f"/pay/{code}{query}",
            headers={"user-agent": agent, **headers},
            follow_redirects=False,
        )


class opened:
    """A door to the shop, with its own limits."""

    def __init__(self, shop: Shop, **limits: int) -> None:
        woken = Woken()
        app = FastAPI()
        app.include_router(pay_routes(shop.database, shop.stripe, woken, **limits))
        self.door = Door(shop, woken, TestClient(app))

    def __enter__(self) -> Door:
        self.door.client.__enter__()
        return self.door

    def __exit__(self, *_: object) -> None:
        self.door.client.__exit__()


def goes_to(answer: Answer) -> str:
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def says(answer: Answer, *words: str) -> None:
    for word in words:
        assert word in answer.text, answer.text
