"""Whose database it is: decided before anything in it is changed."""

import psycopg
import pytest

from app.launch.ownership import Found, Kind, broker_refusal, claim, claim_broker, look, refusal
from gateways.embedded import EmbeddedServers


def run(url: str, statement: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    ("wanted", "found", "allowed"),
    [
        ("sandbox", Found("sandbox", True), True),
        ("sandbox", Found("production", True), False),
        ("sandbox", Found("production", False), False),
        ("sandbox", Found(None, False), True),
        ("sandbox", Found(None, True), False),
        ("production", Found("production", True), True),
        ("production", Found("sandbox", True), False),
        ("production", Found(None, False), True),
        ("production", Found(None, True), True),
    ],
)
def test_who_may_use_what(wanted: Kind, found: Found, allowed: bool) -> None:
    refused = refusal(wanted, found)
    assert (refused is None) == allowed
    assert refused is None or refused.startswith("DATABASE_URL names a")


def test_a_redis_belongs_to_the_first(own_servers: EmbeddedServers) -> None:
    database_9 = own_servers.redis_url[:-1] + "9"
    assert claim_broker(database_9, "production") == "production"
    assert claim_broker(database_9, "sandbox") == "production"
    assert broker_refusal("production", "production") is None
    assert broker_refusal("sandbox", "production") == (
        "REDIS_URL names a Redis that a production start uses: unset it or name another"
    )


def test_an_empty_database_is_nobodys(empty_database: str) -> None:
    assert look(empty_database) == Found(None, False)


def test_tables_without_rows_are_nobodys(empty_database: str) -> None:
    # So a demo that was killed between migrating and claiming does not block the next.
    run(empty_database, "CREATE TABLE deployment (id int PRIMARY KEY, kind text)")
    run(empty_database, "CREATE TABLE alembic_version AS SELECT '0001' AS version_num")
    assert look(empty_database) == Found(None, False)


def test_anybodys_row_is_seen(empty_database: str) -> None:
    run(empty_database, 'CREATE SCHEMA "Other"')
    run(empty_database, 'CREATE TABLE "Other"."Of whom?" AS SELECT 1')
    assert look(empty_database) == Found(None, True)


def test_a_claim_is_kept(empty_database: str) -> None:
    run(empty_database, "CREATE TABLE deployment (id int PRIMARY KEY, kind text)")
    claim(empty_database, "sandbox")
    claim(empty_database, "production")
    assert look(empty_database) == Found("sandbox", True)


def test_nobody_waits_long_for_a_database_that_is_locked(empty_database: str) -> None:
    run(empty_database, "CREATE TABLE deployment (id int, kind text)")
    with psycopg.connect(empty_database) as other:
        other.execute("LOCK TABLE deployment IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(psycopg.OperationalError):
            look(empty_database)
