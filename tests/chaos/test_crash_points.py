"""At every named point between webhook and delivered reply the process is killed (-9) and started again.

A customer asks for a cut on Friday, takes the first time she is offered, and pays. Wherever it happens: one booking,
one reply to each message, one calendar event, one confirmation, nothing waiting.
"""

import ast
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from gateways.checkpoint import POINTS
from tests.chaos.product import Product
from tests.chaos.visit import Step, Visit
from tests.databases import ROOT

ASKS, CHOOSES, PAYS = Step.ASKS, Step.CHOOSES, Step.PAYS

KILLED = [
    {CHOOSES: "webhook.received", PAYS: "outbox.claimed"},
    {CHOOSES: "webhook.stored", PAYS: "outbox.done"},
    {ASKS: "gather.taken", CHOOSES: "wake.opened", PAYS: "stripe.stored"},
    {ASKS: "gather.screened", CHOOSES: "think.claimed", PAYS: "hint.read"},
    {ASKS: "outbox.done", CHOOSES: "think.answered", PAYS: "hint.done"},
    {CHOOSES: "think.stored"},
    {CHOOSES: "tool.written"},
    {CHOOSES: "tool.committed"},
    {CHOOSES: "settle.claimed"},
    {CHOOSES: "settle.queued"},
    {CHOOSES: "outbox.claimed"},
    {CHOOSES: "outbox.recorded"},
]
"""Visits: where somebody dies during which step. After each death all is at rest before the next step begins."""


@pytest.mark.parametrize("points", KILLED, ids=lambda points: "-".join(f"{step}:{points[step]}" for step in points))
def test_killed_at(product: Product, points: Mapping[Step, str]) -> None:
    product.until_up()
    visit = Visit(product)
    before = len(product.deaths)
    for step in Step:
        if (point := points.get(step)) is None:
            visit.goes(step)
            continue
        deaths = len(product.deaths)
        product.arm(point)
        visit.goes(step)
        assert not product.armed(point), "nobody came there"
        product.until_dead(deaths + 1)
        product.until_rest()
        product.until_up()
    assert len(product.deaths) == before + len(points)
    visit.has_left_one_of_each()


def test_every_point_is_crossed() -> None:
    assert {point for points in KILLED for point in points.values()} == set(POINTS)


def test_every_point_has_its_place_and_every_place_its_point() -> None:
    """Names that are passed to `checkpoint` anywhere in the product, each at one place."""
    called = []
    for room in ("flows", "gateways", "tasks", "admin", "app"):
        for file in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "checkpoint":
                    called.append(ast.literal_eval(node.args[0]))
    assert sorted(called) == sorted(POINTS)


@pytest.mark.parametrize(("sandbox", "ends"), [("1", -signal.SIGKILL), ("0", 0)])
def test_nobody_dies_outside_a_sandbox(tmp_path: Path, sandbox: str, ends: int) -> None:
    point = tmp_path / POINTS[0]
    point.touch()
    program = f"from gateways.checkpoint import checkpoint; checkpoint({point.name!r})"
    told = os.environ | {"SANDBOX": sandbox, "CRASH_FOLDER": str(tmp_path)}
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=told, check=False)
    assert ended.returncode == ends
    assert point.exists() is (ends == 0)
