"""Staff read words, not the values of enums."""

from datetime import timedelta
from enum import StrEnum

import pytest

from admin.show import chat, money, span
from admin.words import INVARIANTS, WORDS, Tone, word
from gateways.invariants import Invariant


@pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.__name__)
def test_every_member_has_a_word_of_its_own(kind: type[StrEnum]) -> None:
    assert set(WORDS[kind]) == set(kind)
    texts = [word(member)[0] for member in kind]
    assert len(set(texts)) == len(texts)
    assert {word(member)[1] for member in kind} <= set(Tone)


def test_every_invariant_has_a_sentence() -> None:
    assert set(INVARIANTS) == set(Invariant)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (3599, "59 min"),
        (3600, "1 h"),
        (7500, "2 h 5 min"),
        (172800, "2 días"),
    ],
)
def test_spans(seconds: int, text: str) -> None:
    assert span(timedelta(seconds=seconds)) == text


def test_money_and_messages() -> None:
    assert money(123456) == "1.234,56\xa0€"
    assert money(-50) == "-0,50\xa0€"
    assert chat("**<b>**") == "<strong>&lt;b&gt;</strong>"
    assert chat("a ** b") == "a ** b"
