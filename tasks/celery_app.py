"""The Celery application of workers and beat: every task, and what runs by the clock."""

import threading
import time
from typing import Any

import structlog
from celery import Celery
from celery.schedules import schedule
from celery.signals import celeryd_init, setup_logging, worker_ready
from redis.exceptions import RedisError

from gateways import pulse
from gateways.log import configure
from gateways.settings import load
from tasks.broker import TRANSPORT, configured

SWEEPS = ("conversations", "turns", "outbox", "hints", "handovers", "holds", "reminders", "waiting")
TIDYING = ("visits", "talks")
"""Nobody waits for these: they run as seldom as reconciliations, beside the sweeps."""
RECONCILIATIONS = ("chatwoot", "stripe", "calendars", "clashes")


MODULES = ("turn", "outbox", "hints", "calendars", "summaries", "waiting", "sweeps")
"""Where tasks are."""


def worker() -> Celery:
    """For workers and beat: every task and the schedule."""
    settings = load()
    app = configured(settings.redis_url, TRANSPORT)
    app.conf.include = [f"tasks.{name}" for name in MODULES]
    app.conf.beat_schedule = {
        name: {
            "task": f"tasks.sweeps.{name}",
            "schedule": schedule(every),
            # A sweep that could not run in time is not worth running late: the next one is coming.
            "options": {"expires": every, "queue": queue},
        }
        for names, every, queue in (
            (SWEEPS, settings.sweep_seconds, "sweeps"),
            (TIDYING, settings.reconcile_seconds, "sweeps"),
            (RECONCILIATIONS, settings.reconcile_seconds, "sync"),
        )
        for name in names
    }
    return app


@setup_logging.connect
def log_as_we_do(**_: Any) -> None:
    """Instead of Celery's own log set-up."""
    configure("worker", load().log_level)


@celeryd_init.connect
def outlive_the_broker(conf: Any, **_: Any) -> None:
    """A worker that loses Redis connects again; see `tasks.transport`."""
    conf.broker_transport = "tasks.transport:Transport"


@worker_ready.connect
def show_life(sender: Any, **_: Any) -> None:
    """Builds this process's world, so that the first customer does not wait for it, then shows that it is alive."""
    from tasks.world import world

    serves = {pulse.TURNS, pulse.SWEEPS} & set(sender.app.amqp.queues.consume_from)
    if pulse.TURNS in serves:
        world().warm()
    threading.Thread(target=_beat, args=(serves,), name="pulse", daemon=True).start()


def _beat(serves: set[str]) -> None:
    from tasks.world import world

    while True:
        for name in serves:
            try:
                pulse.beat(world().redis, name)
            except RedisError as error:
                structlog.get_logger().warning("no sign of life given", error=type(error).__name__)
        time.sleep(pulse.EVERY_SECONDS)


celery = worker()
