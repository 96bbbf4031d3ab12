"""How a handover shows in Chatwoot's list: a label for its reason, how urgent it is, and whose it is first.

A conversation keeps the labels that people gave it; of ours it has at most one.
"""

from collections.abc import Sequence
from typing import Any, Final

from models import Policy
from models.enums import HandoverReason as Reason

URGENCY: Final[dict[Reason, str]] = {
    Reason.EMERGENCY: "urgent",
    Reason.MEDICAL: "high",
    Reason.PAYMENT_FAILURE: "high",
    Reason.DELAY: "high",
}
"""Chatwoot's words; whatever is not named is `medium`."""
USUAL = "medium"
NOT_URGENT = "none"

LABELS: Final[dict[str, dict[Reason, str]]] = {
    "es": {
        Reason.EMERGENCY: "emergencia",
        Reason.MEDICAL: "consulta-de-salud",
        Reason.MANUAL_REQUEST: "pide-una-persona",
        Reason.PAYMENT_FAILURE: "problema-de-pago",
        Reason.DELAY: "retraso",
        Reason.AMBIGUITY: "no-se-entiende",
        Reason.TECHNICAL: "fallo-tecnico",
        Reason.BUDGET: "tope-de-gasto",
        Reason.OTHER: "otro-motivo",
    },
    "en": {
        Reason.EMERGENCY: "emergency",
        Reason.MEDICAL: "health-question",
        Reason.MANUAL_REQUEST: "wants-a-person",
        Reason.PAYMENT_FAILURE: "payment-trouble",
        Reason.DELAY: "running-late",
        Reason.AMBIGUITY: "not-understood",
        Reason.TECHNICAL: "technical-trouble",
        Reason.BUDGET: "budget-spent",
        Reason.OTHER: "other-reason",
    },
}
OURS: Final = frozenset(label for labels in LABELS.values() for label in labels.values())


def triage(reason: Reason, language: str, policy: Policy) -> dict[str, Any]:
    """What Chatwoot is told when a person is needed. A person who wrote by herself needs no sorting."""
    if reason is Reason.PERSON_WROTE:
        return {}
    return {
        "label": LABELS.get(language, LABELS["en"])[reason],
        "priority": URGENCY.get(reason, USUAL),
        "assignee": policy.handover_agent,
    }


def labelled(labels: Sequence[str], label: str | None) -> list[str]:
    """Labels with ours replaced by `label`, or taken away."""
    kept = [one for one in labels if one not in OURS]
    return [*kept, label] if label else kept
