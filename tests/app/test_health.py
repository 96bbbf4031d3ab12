"""Alive, and ready: which part is not, in words, within a second, whatever hangs."""

import asyncio
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import httpx
import psycopg
import pytest
from fastapi import FastAPI
from redis import Redis

from app import health
from gateways import pulse
from gateways.embedded import EmbeddedServers
from tests.databases import Databases
from tests.silence import silence

OK = health.OK
NOBODY = "127.0.0.1:1"


def app(database_url: str, redis_url: str) -> FastAPI:
    made = FastAPI()
    made.state.database = SimpleNamespace(url=database_url)
    made.state.settings = SimpleNamespace(redis_url=redis_url)
    made.include_router(health.router)
    return made


def ask(path: str, database_url: str, redis_url: str) -> tuple[int, dict[str, Any], int]:
    """Status, body, and how often the event loop turned to others meanwhile."""

    async def asking() -> tuple[int, dict[str, Any], int]:
        turns = 0

        async def watch() -> None:
            nonlocal turns
            while True:
                await asyncio.sleep(0.01)
                turns += 1

        watching = asyncio.create_task(watch())
        transport = httpx.ASGITransport(app(database_url, redis_url))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            answer = await client.get(path)
        watching.cancel()
        return answer.status_code, answer.json(), turns

    return asyncio.run(asking())


@pytest.fixture
def redis(servers: EmbeddedServers) -> Iterator[Redis]:
    """Redis, with every worker alive in it."""
    with Redis.from_url(servers.redis_url) as client:
        for name in pulse.EXPECTED:
            pulse.beat(client, name)
        yield client
        client.delete(*pulse.KEYS)


def test_alive_asks_nobody() -> None:
    status, body, _ = ask("/health/live", f"postgresql://{NOBODY}/x", f"redis://{NOBODY}/0")
    assert (status, body) == (200, {"status": "alive"})


def test_ready(servers: EmbeddedServers, database_url: str, redis: Redis) -> None:
    health.heads()
    status, body, _ = ask("/health/ready", database_url, servers.redis_url)
    assert status == 200, body
    assert body == {
        "status": "ready",
        "parts": {
            "database": OK,
            "migrations": OK,
            "redis": OK,
            "worker turns": OK,
            "worker sweeps": OK,
            "beat": OK,
        },
    }


@pytest.mark.parametrize(
    ("name", "part", "words"),
    [
        (pulse.TURNS, "worker turns", "no worker for turns has shown itself for 30 s"),
        (pulse.SWEEPS, "worker sweeps", "no worker for sweeps has shown itself for 30 s"),
        (pulse.BEAT, "beat", "no sweep has run for 30 s: beat, or the worker for sweeps, is gone"),
    ],
)
def test_a_worker_that_is_not_there_is_named(
    servers: EmbeddedServers, database_url: str, redis: Redis, name: str, part: str, words: str
) -> None:
    redis.delete(pulse.key(name))
    assert pulse.alive(redis) == set(pulse.EXPECTED) - {name}
    status, body, _ = ask("/health/ready", database_url, servers.redis_url)
    assert status == 503
    assert body["why"] == [f"{part}: {words}"]
    assert [name for name, said in body["parts"].items() if said != OK] == [part]


def test_a_sign_of_life_lapses(redis: Redis) -> None:
    assert pulse.alive(redis) == set(pulse.EXPECTED)
    assert 0 < redis.ttl(pulse.key(pulse.TURNS)) <= pulse.LAPSES_SECONDS


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE alembic_version SET version_num = '0000'", "at 0000, not at "),
        ("DELETE FROM alembic_version", "at nothing, not at "),
        ("DROP TABLE alembic_version", "none has run: `make migrate`"),
    ],
)
def test_a_database_that_is_not_migrated_says_so(
    servers: EmbeddedServers,
    databases: Databases,
    database_url: str,
    redis: Redis,
    change: str,
    words: str,
) -> None:
    with psycopg.connect(databases.owner(database_url), autocommit=True) as owner:
        owner.execute(change)
    status, body, _ = ask("/health/ready", database_url, servers.redis_url)
    assert status == 503
    assert body["parts"]["database"] == OK
    assert body["parts"]["migrations"].startswith(words)


def test_frozen_servers_hang_nobody() -> None:
    with silence() as both:
        status, body, turns = ask(
            "/health/ready",
            f"postgresql://x:x@127.0.0.1:{both.port}/x?sslmode=disable",
            f"redis://:x@127.0.0.1:{both.port}/0",
        )
    assert status == 503
    assert body["parts"]["database"] == "gives no answer within 0.8 s"
    assert body["parts"]["redis"] == "gives no answer within 0.8 s"
    assert body["parts"]["worker turns"] == "not known, as Redis does not answer"
    assert body["parts"]["migrations"] == "not known, as the database does not answer"
    assert both.most == 2, "both at once, not one after the other"
    assert turns > 3, "others are served meanwhile"


def test_closed_doors_are_closed_doors() -> None:
    status, body, _ = ask("/health/ready", f"postgresql://x:x@{NOBODY}/x", f"redis://:x@{NOBODY}/0")
    assert status == 503
    assert body["parts"]["database"] == "refuses the connection or breaks it off"
    assert body["parts"]["redis"] == "refuses the connection or breaks it off"


def test_a_database_that_freezes_in_the_middle_of_a_query(
    servers: EmbeddedServers, databases: Databases, database_url: str, redis: Redis
) -> None:
    with psycopg.connect(databases.owner(database_url)) as owner:
        owner.execute("LOCK TABLE alembic_version")
        status, body, _ = ask("/health/ready", database_url, servers.redis_url)
    assert status == 503
    assert body["parts"]["database"] == "gives no answer within 0.8 s"
