"""What Prometheus reads: this process's counters, and what the database holds at that moment."""

import time
from collections.abc import Iterator, Sequence

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from psycopg import Error
from psycopg.rows import DictRow

from app.metric_facts import FACTS, HELP
from gateways import probe
from gateways.clock import machine_now

SECONDS = 1.0
"""How long the database may take; then a scrape goes on without it."""

FRESH_SECONDS = 5.0
"""However often somebody scrapes, the database is asked no more than this often."""

registry = CollectorRegistry()

webhooks = Counter(
    "turno_webhooks",
    "Webhooks by what became of them.",
    ("source", "outcome"),
    registry=registry,
)
ack_seconds = Histogram(
    "turno_webhook_ack_seconds",
    "Seconds from a webhook's arrival to its answer.",
    ("source",),
    registry=registry,
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)

router = APIRouter()
_read: dict[str, tuple[float, list[DictRow]]] = {}


class Facts(Collector):
    """Rows of `FACTS` as gauges; none at all means that the database did not answer."""

    def __init__(self, rows: Sequence[DictRow]) -> None:
        self._rows = rows

    def collect(self) -> Iterator[GaugeMetricFamily]:
        up = GaugeMetricFamily("turno_database_up", "1 when the database answered this scrape.")
        up.add_metric((), 1 if self._rows else 0)
        yield up
        for name, (help_text, label) in HELP.items():
            rows = [row for row in self._rows if row["name"] == name]
            gauge = GaugeMetricFamily(name, help_text, labels=(label,) if label else ())
            for row in rows:
                gauge.add_metric((row["label"],) if label else (), float(row["value"]))
            if rows:
                yield gauge


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """Counters of this process, gauges of the database. Numbers only: nothing names anybody."""
    facts = CollectorRegistry()
    facts.register(Facts(await _facts(request.app.state.database.url)))
    return Response(generate_latest(registry) + generate_latest(facts), media_type=CONTENT_TYPE_LATEST)


async def _facts(url: str) -> list[DictRow]:
    read_at, rows = _read.get(url, (0.0, []))
    if time.monotonic() - read_at < FRESH_SECONDS and rows:
        return rows
    try:
        rows = await probe.rows(url, FACTS, SECONDS, real=machine_now())
    except (probe.NoAnswer, Error):
        return []
    _read[url] = (time.monotonic(), rows)
    return rows
