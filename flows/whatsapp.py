"""Templates that WhatsApp has approved: the only messages that get through when its 24 hours are over."""

from collections.abc import Mapping
from typing import Any, Final

APPROVED: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "booking_confirmed": ("booking_confirmed", ("name", "services", "stylist", "day", "time", "deposit")),
    "booking_changed": ("booking_changed", ("name", "services", "stylist", "day", "time")),
    "services_changed": ("booking_changed", ("name", "services", "stylist", "day", "time")),
    "booking_cancelled": ("booking_cancelled", ("name", "services", "day", "time", "refund")),
    "appointment_reminder": (
        "appointment_reminder",
        ("name", "services", "stylist", "day", "time", "minutes", "paid", "rule"),
    ),
    "waitlist_offer": ("waitlist_offer", ("name", "services", "stylist", "day", "time", "until")),
    "paid_late_refund": ("payment_refunded", ("name", "deposit")),
    "pack_paid_late_refund": ("payment_refunded", ("name", "deposit")),
    "pack_paid_twice_refund": ("payment_refunded", ("name", "amount")),
    "paid_twice_refund": ("payment_refunded", ("name", "amount")),
}
"""Our notice, the approved template that says the same, and its parameters in the order of its body."""

EMPTY: Final = "-"
"""WhatsApp takes no parameter without a text: this stands for a name that nobody has told."""


def template_params(payload: Mapping[str, Any]) -> dict[str, Any] | None:
    """What Chatwoot wants for a notice's template; None when it has no approved one."""
    if payload.get("template") not in APPROVED:
        return None
    name, facts = APPROVED[payload["template"]]
    body = {str(place): payload["params"][fact] or EMPTY for place, fact in enumerate(facts, start=1)}
    return {
        "name": name,
        "category": "UTILITY",
        "language": payload["language"],
        "processed_params": {"body": body},
    }
