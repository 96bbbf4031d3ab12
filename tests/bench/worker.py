"""Our worker as in production, but for Claude and Chatwoot: `celery -A tests.bench.worker:celery worker ...`."""

import os
from typing import Any

from celery.signals import task_postrun, worker_init, worker_ready

from flows.ports import Mind
from gateways.claude import Claude
from gateways.settings import load
from tasks.celery_app import celery
from tasks.world import World, inhabit
from tests.bench.chatwoot import Swallowing
from tests.bench.minds import Claudelike, Prompt
from tests.bench.notes import Teller

__all__ = ["celery"]

teller = Teller()
CARRIED = Claude
"""Imported for its weight: a worker in production carries the SDK."""


@worker_init.connect
def build(**_: Any) -> None:
    """The product's own world with the bench's mind in it."""
    prompt = Prompt(int(os.environ["BENCH_SERVICE"]))
    mind: Mind = Claudelike(prompt, int(os.environ["BENCH_SEED"])) if "BENCH_SEED" in os.environ else prompt
    world = World(load(), celery, mind)
    world.chatwoot = Swallowing(teller)
    inhabit(world)


@worker_ready.connect
def ready(**_: Any) -> None:
    """Says that work may come."""
    teller.tell("ready", os.getpid())


@task_postrun.connect
def ended(sender: Any, args: Any, **_: Any) -> None:
    """Says that a turn's last link is over."""
    if sender.name == "tasks.turn.settle":
        teller.tell("ended", args[0])
