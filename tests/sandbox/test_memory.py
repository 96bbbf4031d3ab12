"""What the sandbox remembers over a restart, and whose time it tells."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from sandbox.clock import ClockError, DatabaseClock, FixedClock
from sandbox.server import Standins
from sandbox.store import Store
from tests.databases import Databases
from tests.sandbox.bodies import body
from tests.sandbox.given import NINE, parrot


def test_a_transaction_is_whole_or_not_at_all() -> None:
    store = Store(":memory:")
    store.put("fruit", 1, {"name": "pear"})

    def fail() -> None:
        with store.transaction():
            store.put("fruit", 1, {"name": "apple"})
            with store.transaction():
                store.put("fruit", 2, {"name": "plum"})
                raise ValueError("rotten")

    with pytest.raises(ValueError, match="rotten"):
        fail()
    assert store.all("fruit") == [{"name": "pear"}]
    assert [store.number("seeds"), store.number("seeds")] == [1, 2]
    store.remove("fruit", 1)
    assert (store.get("fruit", 1), store.count("fruit")) == (None, 0)
    store.close()


def test_a_second_start_goes_on(tmp_path: Path) -> None:
    file = str(tmp_path / "sandbox.sqlite3")
    path = "/sandbox/customers/+34600111222/messages"
    with Standins(clock=FixedClock(NINE), brain=parrot, store=file) as first:
        assert first.post(path, {"name": "Laura", "text": "uno"}) == {"id": 1, "conversation": 1}
    with Standins(clock=FixedClock(NINE), brain=parrot, store=file) as second:
        assert second.post(path, {"text": "dos"}) == {"id": 2, "conversation": 1}
        assert [message["text"] for message in second.get(path)] == ["uno", "dos"]
        assert len(second.get("/sandbox/calendars")) == 8


def test_a_webhook_that_was_not_delivered_is_delivered_after_a_restart(tmp_path: Path) -> None:
    file = str(tmp_path / "sandbox.sqlite3")
    path = "/sandbox/customers/+34600111222/messages"
    with Standins(public_url=lambda webhook: 500, brain=parrot, store=file) as first:
        first.post("/sandbox/webhooks", {"configured": "bot"})
        first.post(path, {"name": "Laura", "text": "Hola"})
        with pytest.raises(TimeoutError, match="2 webhooks"):
            first.flush(0.2)
    with Standins(brain=parrot, store=file) as second:
        second.flush()
        told = {body(webhook)["event"] for webhook in second.webhooks}
        assert told == {"message_created", "conversation_updated"}


def test_the_product_and_the_sandbox_share_one_clock(databases: Databases, database_url: str) -> None:
    clock = DatabaseClock(databases.owner(database_url))
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    clock.advance(timedelta(days=2))
    with psycopg.connect(databases.superuser(database_url), autocommit=True) as connection:
        row = connection.execute("SELECT clock_offset FROM deployment").fetchone()
        assert row == (timedelta(days=2),)
        connection.execute("UPDATE deployment SET clock_offset = '3 days'")
        assert abs(clock.now() - datetime.now(UTC) - timedelta(days=3)) < timedelta(seconds=5)
        # Its connection is lost; the next look makes another.
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert clock.now() - datetime.now(UTC) > timedelta(days=2)
    clock.close()


def test_production_has_no_movable_clock(databases: Databases) -> None:
    with databases.fresh("production") as url:
        clock = DatabaseClock(databases.owner(url))
        with pytest.raises(ClockError, match="not a sandbox's"):
            clock.advance(timedelta(minutes=1))
        assert clock.now() - datetime.now(UTC) < timedelta(seconds=5)
        clock.close()


def test_the_last_offset_holds_while_the_database_is_away(databases: Databases) -> None:
    with databases.fresh() as url:
        clock = DatabaseClock(databases.owner(url))
        clock.advance(timedelta(days=1))
    assert clock.now() - datetime.now(UTC) > timedelta(hours=23)
    with pytest.raises(ClockError):
        clock.advance(timedelta(days=1))
