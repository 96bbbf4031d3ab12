"""What the guard stops of labelled replies and what it lets pass: precision and recall by language and kind.

What the guard made of replies that it had not been tuned on (recall, precision; `last` are odd wordings):
the first guard on all of `es`, `es_unseen`: 0.697, 0.855; `en`, `en_unseen`: 0.712, 0.860. This one when it first met
`es_unseen` 1.000, 0.950, `en_unseen` 1.000, 1.000 (written before it, by its author); `es_late` 0.800, 1.000, `en_late`
0.818, 0.900; `es_last` 0.556, 1.000, `en_last` 0.333, 0.667. It was then taught each of `late` and `last`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.guard import breaches
from tests.flows.replies.turns import texts

REPLIES = Path(__file__).with_name("replies")
PARTS = ("", "_unseen", "_late", "_last")
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
    sets = {part: list(labels(f"{language}{part}")) for part in PARTS}
    found = [one for some in sets.values() for one in some]
    for part, some in (*sets.items(), (" in all", found)):
        print(f"{language}{part}: {len(some)} replies, recall {recall(some):.3f}, precision {precision(some):.3f}")
    for kind in sorted({one.kind for one in found} - {"ok"}):
        some = [one for one in found if one.kind == kind]
        print(f"   {kind:10} {sum(one.stopped for one in some)}/{len(some)}")
    for one in found:
        if one.stopped != (one.kind != "ok"):
            print(f"   {one.kind} in {one.turn}: {one.reply!r}, {breaches(one.reply, texts(one.turn, language))}")
    assert not [one for one in found if one.kind in CLAIMS and not one.stopped]
    assert recall(found) >= 0.97
    assert precision(found) >= 0.95


@pytest.mark.parametrize(("language", "least"), [("es", 200), ("en", 80)])
def test_there_are_enough_of_both(language: str, least: int) -> None:
    found = [one for part in PARTS for one in labels(f"{language}{part}")]
    true = sum(one.kind == "ok" for one in found)
    assert len(found) >= least
    assert 0.4 < true / len(found) < 0.6
