"""Second contest: a turn without Claude's time, beside the same turn on LangGraph. Two rounds and a tool, no HTTP."""

import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from celery import Celery

from tasks.broker import producer
from tests.bench import people
from tests.bench.machine import cpu_seconds
from tests.bench.report import Line, show
from tests.bench.stage import Stage

THREADS = 50
MOST_TURNS = 100_000
"""More than any form of the bench takes, on a day."""

MONEY = """
SELECT (policy ->> 'budget_cents_per_day')::bigint * 10000
       / ((SELECT sum(cost_micros) FROM spend) / (SELECT count(*) FROM turn))::bigint AS turns
FROM business
"""
"""For how many turns such as these a day's money would do."""


@dataclass
class Contender:
    """One worker process, and what it has needed for turns one at a time and many at once."""

    task: str
    queue: str
    process: subprocess.Popen[bytes]
    wall_ms: list[float] = field(default_factory=list)
    alone_cpu_ms: list[float] = field(default_factory=list)
    crowded_cpu_ms: list[float] = field(default_factory=list)
    per_second: list[float] = field(default_factory=list)


def worker_command(app: str, queues: str, name: str) -> list[str]:
    """As `app/processes.py` starts the product's."""
    options = f"-P threads -c {THREADS} --without-gossip --without-mingle -Q {queues} -n {name}@%h"
    return ["celery", "-A", app, "worker", *options.split()]


def run(stage: Stage, rounds: int, alone: int, crowded: int, warm_up: int = 30) -> None:
    """Alternating rounds: `alone` turns one after the other, then `crowded` turns at once, for each contender."""
    contenders = {
        "graph": Contender("tests.bench.graph.turn", "graph", _start(stage, "graph", "graph")),
        "ours": Contender("tasks.turn.wake", "turns", _start(stage, "worker", "turns,outbox")),
    }
    celery = producer(stage.servers.redis_url)
    for contender in contenders.values():
        _one_by_one(stage, celery, contender, warm_up)
        _at_once(stage, celery, contender, warm_up)
        contender.wall_ms.clear()
        contender.alone_cpu_ms.clear()
        contender.crowded_cpu_ms.clear()
        contender.per_second.clear()
    for _ in range(rounds):
        for contender in contenders.values():
            _one_by_one(stage, celery, contender, alone)
    for _ in range(rounds):
        for contender in contenders.values():
            _at_once(stage, celery, contender, crowded)
    for contender in contenders.values():
        stage.children.stop(contender.process)
    _check(stage)
    _report(stage, contenders, rounds * alone)


def _start(stage: Stage, module: str, queues: str) -> subprocess.Popen[bytes]:
    command = worker_command(f"tests.bench.{module}:celery", queues, module)
    process = stage.children.start(module, *command, environment=stage.environment)
    try:
        stage.notes.next("ready", seconds=60)
    except TimeoutError:
        raise RuntimeError(f"{module} did not start: {stage.children.log(module)}") from None
    return process


def _one_by_one(stage: Stage, celery: Celery, contender: Contender, count: int) -> None:
    talks = people.waiting(stage.database, count)
    before = cpu_seconds(contender.process.pid)
    for talk in talks:
        began = time.monotonic()
        celery.send_task(contender.task, (talk,), queue=contender.queue)
        contender.wall_ms.append((stage.notes.next("ended").at - began) * 1000)
    contender.alone_cpu_ms.append((cpu_seconds(contender.process.pid) - before) / count * 1000)


def _at_once(stage: Stage, celery: Celery, contender: Contender, count: int) -> None:
    talks = people.waiting(stage.database, count)
    before = cpu_seconds(contender.process.pid)
    began = time.monotonic()
    for talk in talks:
        celery.send_task(contender.task, (talk,), queue=contender.queue)
    for _ in talks:
        last = stage.notes.next("ended").at
    contender.per_second.append(count / (last - began))
    contender.crowded_cpu_ms.append((cpu_seconds(contender.process.pid) - before) / count * 1000)


def _check(stage: Stage) -> None:
    """A turn that failed would be a quick one."""
    row = stage.database.row(
        "SELECT count(*) AS turns, count(*) FILTER (WHERE outcome = 'replied') AS replied,"
        " (SELECT count(*) FROM outbox WHERE status = 'sent') AS sent, (SELECT count(*) FROM offer) AS offers FROM turn"
    )
    if row is None or not row["turns"] == row["replied"] == row["sent"] or row["offers"] < row["turns"]:
        raise RuntimeError(f"our turns did not all succeed: {row}; {stage.children.log('worker')}")
    money = stage.database.row(MONEY)
    assert money is not None
    if money["turns"] < MOST_TURNS:
        raise RuntimeError(f"the day's budget for Claude ends after {money['turns']} turns; the others are handovers")


def _report(stage: Stage, contenders: dict[str, Contender], alone: int) -> None:
    graph, ours = contenders["graph"], contenders["ours"]

    def pair(what: str, unit: str, target: str, measure: Callable[[Contender], float]) -> list[Line]:
        theirs, mine = measure(graph), measure(ours)
        return [
            Line(f"{what}: LangGraph", f"{theirs:.1f} {unit}", 1.0),
            Line(f"{what}: ours", f"{mine:.1f} {unit}", mine / theirs, target),
        ]

    show(
        "2. A turn without Claude's time: two rounds and a tool, "
        f"one worker of {THREADS} threads each, {alone} turns alone",
        [
            *pair("wall, one at a time", "ms", "<= 0.7", lambda one: median(one.wall_ms)),
            *pair("processor, one at a time", "ms", "<= 0.65", lambda one: median(one.alone_cpu_ms)),
            *pair("turns, worker saturated", "/s", ">= 1.6", lambda one: median(one.per_second)),
            *pair("processor, worker saturated", "ms", "", lambda one: median(one.crowded_cpu_ms)),
        ],
        "HTTP to Chatwoot is left out for both; processor time is the worker process's, user and system",
    )
