"""What Prometheus is told."""

import time
from itertools import count
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from app.metrics import ack_seconds, router, webhooks
from gateways.database import Database
from tests.day import Day, monday
from tests.silence import silent_server


def scrape(url: str) -> tuple[str, dict[str, float]]:
    """The text, and each sample by its name and labels."""
    app = FastAPI()
    app.state.database = SimpleNamespace(url=url)
    app.include_router(router)
    with TestClient(app) as client:
        answer = client.get("/metrics")
    assert answer.status_code == 200
    samples = {
        " ".join([sample.name, *(value for _, value in sorted(sample.labels.items()))]): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }
    return answer.text, samples


numbers = count()


@pytest.fixture
def database_url(database_url: str) -> str:
    """An address of its own for each test: what was read there a moment ago is told again."""
    return f"{database_url}?application_name=metrics-{next(numbers)}"


@pytest.fixture
def day(database: Database) -> Day:
    """A day in the salon, with a message that waits since 90 s and an effect since 20 min."""
    made = monday(database)
    database.rows(
        "UPDATE conversation SET handed_over_at = NULL, handover_reason = NULL, mode = 'talking',"
        " due_at = %(now)s WHERE id = %(talk)s",
        {"now": made.now, "talk": made.ids["handover"]},
    )
    database.rows("UPDATE outbox SET status = 'pending' WHERE kind = 'mail'")
    database.rows("UPDATE conversation SET handed_over_at = %(now)s WHERE number = 101", {"now": made.now})
    database.rows("UPDATE turn SET step = 'think' WHERE id = %(turn)s", {"turn": made.ids["turn 1"]})
    return made


def test_what_the_database_holds(day: Day) -> None:
    text, samples = scrape(day.database.url)
    expected = {
        "turno_database_up": 1,
        "turno_conversations_due": 1,
        "turno_turns_open": 1,
        "turno_outbox_open pending": 1,
        "turno_outbox_open claimed": 0,
        "turno_outbox_latest sent": 12,
        "turno_outbox_latest pending": 1,
        "turno_outbox_latest failed": 0,
        "turno_holds_live": 1,
        "turno_tokens_today input": 1800,
        "turno_tokens_today output": 240,
        "turno_tokens_today cache_read": 8000,
        "turno_tokens_today cache_write": 0,
        "turno_handovers_today": 1,
    }
    assert {name: samples.get(name) for name in expected} == expected
    assert samples["turno_oldest_waiting_seconds"] == pytest.approx(14 * 60, abs=30)
    assert samples["turno_outbox_oldest_seconds"] == pytest.approx(20 * 60, abs=30)
    for personal in ("Laura", "600111", "mechas", "Marta"):
        assert personal not in text


def test_an_empty_database_has_numbers_too(database_url: str) -> None:
    _, samples = scrape(database_url)
    assert samples["turno_database_up"] == 1
    assert samples["turno_oldest_waiting_seconds"] == 0
    assert samples["turno_tokens_today input"] == 0


def test_webhooks_are_counted(database_url: str) -> None:
    before = scrape(database_url)[1].get("turno_webhooks_total tested chatwoot", 0)
    webhooks.labels("chatwoot", "tested").inc()
    ack_seconds.labels("chatwoot").observe(0.004)
    _, samples = scrape(database_url)
    assert samples["turno_webhooks_total tested chatwoot"] == before + 1
    assert samples["turno_webhook_ack_seconds_bucket 0.005 chatwoot"] >= 1


def test_scraping_often_asks_the_database_seldom(day: Day) -> None:
    assert scrape(day.database.url)[1]["turno_holds_live"] == 1
    day.database.rows("UPDATE booking SET status = 'lapsed' WHERE status = 'held'")
    assert scrape(day.database.url)[1]["turno_holds_live"] == 1


def test_without_the_database_the_rest_is_still_told() -> None:
    with silent_server() as port:
        started = time.monotonic()
        _, samples = scrape(f"postgresql://x:x@127.0.0.1:{port}/x?sslmode=disable")
    assert time.monotonic() - started < 2
    assert samples["turno_database_up"] == 0
    assert "turno_holds_live" not in samples
