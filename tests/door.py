"""A browser in front of the pay links of a shop."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.pay import pay_routes
from gateways.database import Database
from tests.held import Held, hold
from tests.shop import Shop, open_shop

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


@pytest.fixture
def door(database: Database) -> Iterator[Door]:
    """A door to a shop with nothing in it."""
    with open_shop(database) as shop, opened(shop) as front:
        yield front


@pytest.fixture
def held(door: Door) -> Held:
    """The shop's first booking, to be paid."""
    return hold(door.shop.database)


def goes_to(answer: Answer) -> str:
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def says(answer: Answer, *words: str) -> None:
    for word in words:
        assert word in answer.text, answer.text
