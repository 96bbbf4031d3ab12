"""What the safety screen makes of labelled messages: every emergency is seen, and false alarms are few.

`messages/*_late.json` were written when the screen was tuned to the rest: 9 of their 13 emergencies were seen at first.
`*_reader.json` are a reviewer's, of which 8 in 63 were seen at first. Each `*_round*.json` was written without seeing
the words, when they had been mended for those before it; rightly taken when first met, rounds 1 to 6:

    emergencies  6/24 14/24 10/24 15/24 16/24 19/23
    health       5/19 14/20 19/21 16/20 12/20 18/19
    a person     3/11  5/11  6/11  8/11 10/11  8/10
    nothing      17/17 19/19 18/19 18/18 16/16 16/16
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from flows.notices import render
from flows.safety import screen

MESSAGES = Path(__file__).with_name("messages")
NAMES = {"emergency": "emergency", "medical": "medical", "manual_request": "person", None: "none"}
URGENCY = ["none", "person", "medical", "emergency"]


def found(language: str) -> list[tuple[str, str, list[str]]]:
    """Label, what the screen says, and the messages of one burst."""
    told = [row for path in sorted(MESSAGES.glob(f"{language}*.json")) for row in json.loads(path.read_text("utf-8"))]
    return [(label, NAMES[reason.value if (reason := screen(texts)) else None], texts) for label, texts in told]


@pytest.mark.parametrize(("language", "least"), [("es", 380), ("en", 190)])
def test_emergencies_are_never_missed_and_false_alarms_are_few(language: str, least: int) -> None:
    rows = found(language)
    counts = sorted(Counter((label, said) for label, said, _ in rows).items())
    print(f"{language}: {len(rows)}", *(f"{label} taken for {said}: {n}" for (label, said), n in counts), sep="\n   ")
    missed = [row for row in rows if URGENCY.index(row[1]) < URGENCY.index(row[0])]
    alarms = [row for row in rows if row[0] == "none" and row[1] != "none"]
    print(*missed, *alarms, sep="\n   ")
    assert len(rows) >= least
    assert not [row for row in missed if row[0] == "emergency"]
    assert len(missed) <= len(rows) * 0.02
    assert len(alarms) <= sum(row[0] == "none" for row in rows) * 0.05


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_emergency_number_is_always_said(language: str) -> None:
    assert "112" in render("handover_emergency", language, {"emergency_number": "112"})


def test_the_assistant_says_that_it_is_no_medical_professional() -> None:
    assert "no soy profesional sanitaria" in render("handover_medical", "es", {})
    assert "not a medical professional" in render("handover_medical", "en", {})
