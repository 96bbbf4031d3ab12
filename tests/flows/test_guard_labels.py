"""What the guard stops of labelled replies and what it lets pass: precision and recall by language and kind.

What a guard made of replies that it had not been tuned on is what counts; these figures are written down as they came.
Each of the eleven rounds was written before it was first tried, then taught to the guard, then kept here. `before`
is the guard of regular expressions, one a wording, which the rounds replaced; it never saw one of them.

| round | wordings | es: recall, precision | before | en: recall, precision | before |
|---|---|---|---|---|---|
| 1 | mixed (it is that guard) | 0.630, 0.895 | 0.630, 0.895 | 0.462, 0.750 | 0.462, 0.750 |
| 2 | mixed | 0.679, 0.864 | 0.464, 0.812 | 0.786, 0.917 | 0.500, 0.875 |
| 3 | mixed | 0.654, 0.944 | 0.577, 0.882 | 0.846, 1.000 | 0.769, 1.000 |
| 4 | odd | 0.692, 0.900 | 0.462, 0.923 | 0.462, 0.750 | 0.308, 0.800 |
| 5 | odd | 0.750, 0.955 | 0.536, 0.882 | 0.667, 1.000 | 0.167, 1.000 |
| 6 | odd | 0.800, 0.909 | 0.600, 0.938 | 0.769, 0.769 | 0.538, 0.875 |
| 7 | plain | 0.960, 0.960 | 0.760, 0.950 | 0.857, 0.923 | 0.929, 0.929 |
| 8 | odd | 0.786, 0.917 | 0.536, 0.833 | 0.615, 1.000 | 0.385, 1.000 |
| 9 | plain | 0.963, 1.000 | 0.852, 0.958 | 0.857, 0.923 | 0.786, 0.917 |
| 10 | plain | 1.000, 0.962 | 0.920, 0.920 | 1.000, 1.000 | 0.857, 1.000 |
| 11 | as odd as could be | 0.692, 0.857 | 0.462, 0.750 | 0.500, 1.000 | 0.286, 0.800 |

Plain is how a model words it; odd are idioms and understatement, chosen to slip through. Of the guard before that the
older parts say: `es_late` 0.800, 1.000, `en_late` 0.818, 0.900; `es_last` 0.556, 1.000, `en_last` 0.333, 0.667.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.guard import breaches
from tests.flows.replies.turns import texts

REPLIES = Path(__file__).with_name("replies")
PARTS = (
    "",
    "_unseen",
    "_late",
    "_last",
    "_round1",
    "_round2",
    "_round3",
    "_round4",
    "_round5",
    "_round6",
    "_round7",
    "_round8",
    "_round9",
)
CLAIMS = ("confirmed", "booked", "held", "moved", "cancelled", "paid", "refunded", "waiting", "told")
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
    assert recall(found) == 1.0
    assert precision(found) >= 0.97


@pytest.mark.parametrize(("language", "least"), [("es", 700), ("en", 300)])
def test_there_are_enough_of_both(language: str, least: int) -> None:
    found = [one for part in PARTS for one in labels(f"{language}{part}")]
    true = sum(one.kind == "ok" for one in found)
    assert len(found) >= least
    assert 0.4 < true / len(found) < 0.6
