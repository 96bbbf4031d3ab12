"""Whatever a command answers, the desk has a sentence for it."""

import re
from pathlib import Path

import pytest

from admin.desk.answers import DONE, REFUSED, refusal, sentence
from flows.policy import Reason
from tasks.commands.asking import StaffDecides
from tasks.commands.hold import JustTaken, NotAllowed

SOURCES = ("flows/availability", "flows/quotes", "flows/alteration", "tasks/commands/block", "tasks/commands/move",
           "tasks/commands/change_services", "tasks/commands/hold")  # fmt: skip
CODES = re.compile(r'(?:NotAllowed|QuoteRefused)\("(\w+)"|return "(same_time|too_many_\w+)"')


def codes() -> set[str]:
    """Every refusal's code, as the commands that the desk uses have them."""
    found = {code for source in SOURCES for pair in CODES.findall(Path(f"{source}.py").read_text()) for code in pair}
    why_not = {"no_skill", "past", "too_soon", "beyond_horizon", "closed", "outside_hours"}
    return found - {""} | why_not


def test_every_refusal_has_a_sentence_of_its_own() -> None:
    assert {"same_time", "not_live", "too_long", "mixed_categories"} <= codes()
    assert codes() - REFUSED.keys() == set()
    assert len(set(REFUSED.values())) == len(REFUSED)


@pytest.mark.parametrize("words", [*DONE.values(), *REFUSED.values()])
def test_sentences_are_whole(words: str) -> None:
    assert words[0].isupper() and words[-1] in ".…"


def test_how_answers_are_read() -> None:
    assert refusal(JustTaken()) == "just_taken"
    assert refusal(NotAllowed("past")) == "past"
    assert {refusal(StaffDecides(1, (), reason)) for reason in Reason} <= REFUSED.keys()
    assert sentence("<b>mentira</b>") is None
