"""First contest: the webhook's answer, signed, stored and committed, beside a bare FastAPI route."""

import os
import signal
import time
from dataclasses import replace
from statistics import median

from tests.bench.load import Answered, Load, post
from tests.bench.report import Line, show
from tests.bench.stage import SECRET, Stage, set_policy

CONNECTIONS = 50
QUIET_SECONDS = 1
"""Shorter than a round, so that wake-ups are published while messages still come in."""


def run(stage: Stage, rounds: int, requests: int, warm_up: int = 1000) -> None:
    """Alternating rounds: bare, ours, ours with Valkey frozen; `warm_up` requests to each before."""
    quiet(stage, QUIET_SECONDS)
    ports = [stage.fresh_port() for _ in range(2)]
    bare_server = stage.children.serve("bare", "tests.bench.bare:app", ports[0], "/", stage.environment)
    api = stage.children.serve("api", "app.main:app", ports[1], "/health/live", stage.environment)
    valkey = stage.servers.pids()["Valkey"]
    bare = Load(ports[0], "/", SECRET, CONNECTIONS, requests)
    ours = Load(ports[1], "/webhooks/chatwoot", SECRET, CONNECTIONS, requests)
    found: dict[str, list[Answered]] = {"bare": [], "ours": [], "frozen": []}
    post(replace(bare, requests=warm_up))
    post(replace(ours, requests=warm_up, first=10_000_000))
    sent = warm_up
    for _ in range(rounds):
        found["bare"].append(post(bare))
        found["ours"].append(post(replace(ours, first=1 + sent)))
        time.sleep(QUIET_SECONDS + 1)  # its last wake-ups are not the next one's burden
        os.kill(valkey, signal.SIGSTOP)
        try:
            found["frozen"].append(post(replace(ours, first=1 + sent + requests)))
        finally:
            os.kill(valkey, signal.SIGCONT)
        sent += 2 * requests
        time.sleep(QUIET_SECONDS + 1)
    stage.children.stop(bare_server)
    stage.children.stop(api)
    _report(stage, found, sent)


def quiet(stage: Stage, seconds: int) -> None:
    """Sets the salon's quiet period."""
    set_policy(stage.database, quiet_seconds=seconds)


def _report(stage: Stage, found: dict[str, list[Answered]], sent: int) -> None:
    rps = {name: median(answered.rps for answered in rounds) for name, rounds in found.items()}
    p99 = {name: median(answered.p99_ms for answered in rounds) for name, rounds in found.items()}
    row = stage.database.row("SELECT count(*) AS n, count(DISTINCT conversation_id) AS talks FROM inbox")
    assert row is not None
    refused = sum(n for rounds in found.values() for a in rounds for status, n in a.statuses.items() if status != "200")
    ratios = {name: median(a.rps / b.rps for a, b in zip(found[name], found["bare"], strict=True)) for name in found}

    def line(what: str, name: str, target: str = "") -> Line:
        return Line(what, f"{rps[name]:,.0f} rps", ratios[name], target)

    show(
        f"1. Webhook's answer: {CONNECTIONS} connections, one process each, {len(found['bare'])} alternating rounds",
        [
            line("bare async FastAPI route", "bare"),
            line("ours", "ours", ">= 0.5"),
            line("ours, Valkey frozen", "frozen", ">= 0.4"),
            Line("slowest hundredth: bare, ours, frozen", " ".join(f"{p99[name]:.0f}" for name in p99) + " ms"),
            Line("stored of sent", f"{row['n']:,}", row["n"] / sent, ">= 1"),
        ],
        f"{sent:,} messages in {row['talks']:,} conversations; {refused} not answered by 200",
    )
