"""Templates that WhatsApp has approved: the only messages that get through when its 24 hours are over."""

from collections.abc import Mapping
from typing import Any, Final

APPROVED: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "booking_confirmed": ("booking_confirmed", ("name", "services", "stylist", "day", "time", "deposit")),
    "paid_late_refund": ("payment_refunded", ("name", "deposit")),
    "paid_twice_refund": ("payment_refunded", ("name", "amount")),
}
"""Our notice, the approved template that says the same, and its parameters in the order of its body."""


def template_params(payload: Mapping[str, Any]) -> dict[str, Any] | None:
    """What Chatwoot wants for a notice's template; None when it has no approved one."""
    if payload.get("template") not in APPROVED:
        return None
    name, facts = APPROVED[payload["template"]]
    body = {str(place): payload["params"][fact] for place, fact in enumerate(facts, start=1)}
    return {
        "name": name,
        "category": "UTILITY",
        "language": payload["language"],
        "processed_params": {"body": body},
    }
