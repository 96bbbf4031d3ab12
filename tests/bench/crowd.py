"""Third contest: a hundred new customers write at once, and the stand-in for Claude takes its time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from tests.bench.load import Load, post
from tests.bench.machine import resident_mib
from tests.bench.minds import thinks
from tests.bench.report import Line, show
from tests.bench.stage import SECRET, Stage
from tests.bench.turn import worker_command
from tests.bench.webhook import quiet

CUSTOMERS = 100
ROUNDS = 2
"""Of Claude, a turn."""
QUIET_SECONDS = 2
FIRST = 5_000_000


@dataclass
class Peak:
    """The most memory that processes were seen to have together."""

    mib: float = 0.0


def run(stage: Stage, seed: int, times: int, workers: int = 2, customers: int = CUSTOMERS, warm_up: int = 8) -> None:
    """From the webhook through API, Redis and workers to the reply; `times` crowds, one after the other."""
    quiet(stage, QUIET_SECONDS)
    port = stage.fresh_port()
    api = stage.children.serve("crowd-api", "app.main:app", port, "/health/live", stage.environment)
    environment = stage.environment | {"BENCH_SEED": str(seed)}
    running = []
    for name in [f"work-{n + 1}" for n in range(workers)]:
        command = worker_command("tests.bench.worker:celery", "turns,outbox", name)
        running.append(stage.children.start(name, *command, environment=environment))
        stage.notes.next("ready")
    if warm_up:
        _crowd(stage, port, seed, FIRST, warm_up)
    beyond, took = [], []
    with _watched([worker.pid for worker in running]) as peak:
        for n in range(times):
            claude, whole = _crowd(stage, port, seed, FIRST + 1000 * (n + 1), customers)
            beyond.append(sorted(w - c - QUIET_SECONDS for w, c in zip(whole, claude, strict=True)))
            took += claude
    for process in (api, *running):
        stage.children.stop(process)
    p95 = median(found[int(customers * 0.95)] for found in beyond)
    show(
        f"3. {customers} new customers at once, {ROUNDS} rounds and a tool each, workers: {workers}",
        [
            Line("p95 beyond Claude and the quiet period", f"{p95:.2f} s", p95, "<= 0.4"),
            Line("median", f"{median(found[customers // 2] for found in beyond):.2f} s"),
            Line("the workers' memory at its peak", f"{peak.mib:.0f} MiB", peak.mib, "<= 350"),
        ],
        f"Claude took {median(took):.1f} s a turn in the middle; each worker has imported its SDK",
    )


def _crowd(stage: Stage, port: int, seed: int, first: int, count: int) -> tuple[list[float], list[float]]:
    """Seconds that Claude took for each customer, and seconds from her message to its answer."""
    sent_at = post(Load(port, "/webhooks/chatwoot", SECRET, count, count, first, each=1)).sent_at
    answered = {note.number: note.at for note in (stage.notes.next("sent") for _ in range(count))}
    claude = [sum(thinks(seed, first + n, round_) for round_ in range(1, ROUNDS + 1)) for n in range(count)]
    return claude, [answered[first + n] - sent_at[n] for n in range(count)]


@contextmanager
def _watched(pids: list[int]) -> Iterator[Peak]:
    peak, over = Peak(), threading.Event()

    def watch() -> None:
        while not over.wait(0.2):
            peak.mib = max(peak.mib, sum(map(resident_mib, pids)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()
