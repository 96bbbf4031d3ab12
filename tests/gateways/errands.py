"""A worker and a beat that really run, on a broker in memory, for `test_log_at_rest`: `errands LEVEL`."""

import os
import sys
import threading
from typing import Any

import structlog
from celery import Celery, Task
from celery.beat import Scheduler
from celery.contrib.testing.worker import start_worker
from celery.schedules import schedule
from celery.signals import setup_logging, task_postrun

from gateways.log import configure

app = Celery("errands", broker="memory://")
app.conf.update(worker_redirect_stdouts=False, broker_transport_options={"polling_interval": 0.01})
over = threading.Semaphore(0)


def log_as_we_do(**_: Any) -> None:
    """As the product's workers do."""
    configure("errands", sys.argv[1])


def ended(**_: Any) -> None:
    """Each try of a task."""
    over.release()


def finds_nothing() -> None:
    """An empty sweep."""


def does_something() -> None:
    """A sweep that has found something, and says so."""
    structlog.get_logger("tasks").info("hold lapsed", booking_id=7)


def answers() -> int:
    """Has something to say by what it returns."""
    return 3


def fails() -> None:
    """A fault of ours."""
    raise ValueError("it went wrong")


def tries_again(self: Task) -> None:
    """Fails once."""
    if not self.request.retries:
        raise self.retry(exc=TimeoutError("not yet"))


def sent(scheduler: Scheduler, name: str) -> None:
    """As beat does it."""
    scheduler.apply_entry(scheduler.schedule[name])


def main() -> None:
    """All of them, then an entry that beat cannot send."""
    setup_logging.connect(log_as_we_do)
    task_postrun.connect(ended)
    app.task(finds_nothing, name="finds.nothing")
    app.task(does_something, name="does.something")
    app.task(answers, name="answers")
    app.task(fails, name="fails")
    app.task(tries_again, name="tries.again", bind=True, default_retry_delay=0, max_retries=1)
    tasks = ("finds.nothing", "does.something", "answers", "fails", "tries.again")
    app.conf.beat_schedule = {name: {"task": name, "schedule": schedule(1)} for name in tasks}
    with start_worker(app, pool="solo", perform_ping_check=False):
        scheduler = Scheduler(app=app)
        for name in tasks:
            sent(scheduler, name)
            over.acquire()
        over.acquire()  # the second try
        app.conf.beat_schedule = {"unsendable": {"task": "answers", "schedule": schedule(1), "args": (object(),)}}
        sent(Scheduler(app=app), "unsendable")
        sys.stdout.flush()
        os._exit(0)  # the worker would wait for further messages for seconds


if __name__ == "__main__":
    main()
