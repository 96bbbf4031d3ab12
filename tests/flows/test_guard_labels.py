"""What the guard stops of labelled replies and what it lets pass: precision and recall by language and kind.

`replies/*_unseen.json` were written before the guard was measured and it was not tuned on them.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.guard import breaches
from tests.flows.replies.turns import texts

REPLIES = Path(__file__).with_name("replies")
CLAIMS = ("confirmed", "booked", "moved", "cancelled", "paid", "refunded")
"""Said of a thing that did not happen, each of these costs somebody a wasted way or money: none may pass."""


@dataclass(frozen=True, slots=True)
class Label:
    """A reply, and what is false in it (`ok` when nothing is)."""

    turn: str
    kind: str
    reply: str
    stopped: bool


def labels(name: str) -> Iterator[Label]:
    """The labelled replies of that file, each as the guard finds it."""
    told: dict[str, list[list[str]]] = json.loads((REPLIES / f"{name}.json").read_text("utf-8"))
    for turn, replies in told.items():
        facts = texts(turn, name[:2])
        for kind, reply in replies:
            yield Label(turn, kind, reply, bool(breaches(reply, facts)))


def recall(found: list[Label]) -> float:
    """Of the false ones, how many are stopped."""
    false = [one for one in found if one.kind != "ok"]
    return sum(one.stopped for one in false) / len(false)


def precision(found: list[Label]) -> float:
    """Of those that are stopped, how many are false."""
    stopped = [one for one in found if one.stopped]
    return sum(one.kind != "ok" for one in stopped) / len(stopped)


@pytest.mark.parametrize("language", ["es", "en"])
def test_false_replies_are_stopped_and_true_ones_sent(language: str) -> None:
    seen, unseen = list(labels(language)), list(labels(f"{language}_unseen"))
    for name, found in (("seen", seen), ("unseen", unseen), ("all", seen + unseen)):
        print(f"{language} {name}: {len(found)} replies, recall {recall(found):.3f}, precision {precision(found):.3f}")
    for kind in sorted({one.kind for one in seen + unseen} - {"ok"}):
        some = [one for one in seen + unseen if one.kind == kind]
        print(f"   {kind:10} {sum(one.stopped for one in some)}/{len(some)}")
    for one in seen:
        if one.stopped != (one.kind != "ok"):
            print(f"   {one.kind} in {one.turn}: {one.reply!r}, {breaches(one.reply, texts(one.turn, language))}")
    assert not [one for one in seen + unseen if one.kind in CLAIMS and not one.stopped]
    assert recall(seen + unseen) >= 0.97
    assert precision(seen + unseen) >= 0.95


@pytest.mark.parametrize(("language", "least"), [("es", 200), ("en", 80)])
def test_there_are_enough_of_both(language: str, least: int) -> None:
    found = [*labels(language), *labels(f"{language}_unseen")]
    true = sum(one.kind == "ok" for one in found)
    assert len(found) >= least
    assert 0.4 < true / len(found) < 0.6
