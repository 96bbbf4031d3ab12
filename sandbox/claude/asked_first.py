"""What a service asks before it is booked, and her answers."""

import re
from typing import Any

from .desk import Desk
from .polarity import verdicts_in
from .words import fold

_NONE = re.compile(r"\b(?:ningun[oa]?|nada|none|nothing|nunca|never)\b")


def open_questions(desk: Desk) -> list[dict[str, Any]]:
    """Those that our last message asked and that this burst answers."""
    said = desk.view.last_said()
    asked = [one for one in desk.view.situation.get("intake") or [] if one["ask"] in said]
    return asked if asked and desk.talk.can("answer_intake") and _answers(desk, asked) else []


def store(desk: Desk, questions: list[dict[str, Any]]) -> list[str]:
    """Note what she said; a question again when it was no answer."""
    entries = [{"question": one["question"], "answer": said} for one, said in _shares(desk, questions)]
    result = desk.talk.call("answer_intake", answers=entries)
    if result.error == "unfit_answer":
        return [desk.voice.say("intake_again", question=result.data["question"]["ask"])]
    if not result.ok:
        return [desk.voice.say("trouble")]
    return []


def _answers(desk: Desk, questions: list[dict[str, Any]]) -> bool:
    """Whether it is an answer, and not a question of hers or another wish."""
    meaning = desk.meaning
    if all(one["answer"].get("type") == "boolean" for one in questions):
        return meaning.agrees is not None or bool(_NONE.search(fold(meaning.text)))
    return "?" not in meaning.text and not meaning.says_when


def _shares(desk: Desk, questions: list[dict[str, Any]]) -> list[tuple[dict[str, Any], str]]:
    """Her words for each question: a line or a sentence each where she wrote as many, else all of them."""
    text = desk.meaning.text.strip()
    parts = [part.strip() for part in re.split(r"[\n.;]|, (?=(?:y )?(?:si|sí|no)\b)", text) if part.strip()]
    each = parts if len(parts) == len(questions) else [text] * len(questions)
    return [(one, _plain(one, said)) for one, said in zip(questions, each, strict=True)]


def _plain(question: dict[str, Any], said: str) -> str:
    """A yes or no first, where one is wanted: that is what the house reads."""
    if question["answer"].get("type") != "boolean":
        return said
    told = [one.yes for one in verdicts_in(said)]
    if not told and _NONE.search(fold(said)):
        told = [False]
    if not told or re.match(r"\W*(?:s[ií]|no|yes)\b", said, re.IGNORECASE):
        return said[:200]
    return f"{'sí' if told[-1] else 'no'}, {said}"[:200]
