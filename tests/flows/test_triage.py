"""How a handover is sorted in Chatwoot: every reason has its label and urgency, and people's own labels stay."""

import re

import pytest

from flows.triage import LABELS, OURS, labelled, triage
from models import Policy
from models.enums import HandoverReason as Reason

SORTED = [reason for reason in Reason if reason is not Reason.PERSON_WROTE]


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("reason", SORTED)
def test_every_reason_has_a_label_that_chatwoot_takes(reason: Reason, language: str) -> None:
    told = triage(reason, language, Policy())
    assert re.fullmatch(r"[a-z0-9_-]{3,}", told["label"])
    assert told["priority"] in ("urgent", "high", "medium")
    assert told["assignee"] is None


def test_no_two_reasons_share_one() -> None:
    assert len(OURS) == sum(len(set(labels.values())) for labels in LABELS.values()) == 2 * len(SORTED)


def test_an_emergency_is_the_only_urgent_one() -> None:
    urgent = [reason for reason in SORTED if triage(reason, "es", Policy())["priority"] == "urgent"]
    assert urgent == [Reason.EMERGENCY]


def test_who_wrote_by_herself_needs_no_sorting() -> None:
    assert triage(Reason.PERSON_WROTE, "es", Policy(handover_agent=2)) == {}


def test_a_language_without_labels_has_english_ones() -> None:
    assert triage(Reason.DELAY, "fr", Policy(handover_agent=2)) == {
        "label": "running-late",
        "priority": "high",
        "assignee": 2,
    }


@pytest.mark.parametrize(
    ("before", "label", "after"),
    [
        ([], "retraso", ["retraso"]),
        (["vip"], "retraso", ["vip", "retraso"]),
        (["emergencia", "vip"], "retraso", ["vip", "retraso"]),
        (["retraso"], "retraso", ["retraso"]),
        (["vip", "retraso", "running-late"], None, ["vip"]),
        ([], None, []),
    ],
)
def test_labels_of_people_stay_and_ours_is_one(before: list[str], label: str | None, after: list[str]) -> None:
    assert labelled(before, label) == after
