"""What a stylist reads in her calendar about an appointment. Nothing of it is a phone number."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from flows.whom import whom
from flows.wording import money
from models.enums import AppointmentStatus, PaymentStatus
from models.money import Money

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "turno:appointment")

OURS = "turno"
"""The private property that marks an event as ours; its value is the appointment's id."""

PROVISIONAL_MARK = "⏳"

WORDS = {
    "es": {
        "minutes": "{name} ({minutes} min)",
        "none": "Sin señal",
        "due": "Señal pendiente: {amount}",
        "paid": "Señal pagada: {amount}",
        "returned": "Señal devuelta: {amount}",
        "booked_by": "Reserva gestionada por el asistente",
    },
    "en": {
        "minutes": "{name} ({minutes} min)",
        "none": "No deposit",
        "due": "Deposit due: {amount}",
        "paid": "Deposit paid: {amount}",
        "returned": "Deposit returned: {amount}",
        "booked_by": "Kept by the booking assistant",
    },
}
DEPOSIT_WORD = {
    None: "none",
    PaymentStatus.OPEN: "due",
    PaymentStatus.PAID: "paid",
    PaymentStatus.FORFEITED: "paid",
    PaymentStatus.REFUNDING: "returned",
    PaymentStatus.REFUNDED: "returned",
    PaymentStatus.WITHDRAWN: "none",
}


@dataclass(frozen=True, slots=True)
class CalendarFacts:
    """An appointment as the calendar needs it. `services`: names and minutes as booked."""

    appointment_id: int
    status: AppointmentStatus
    starts_at: datetime
    ends_at: datetime
    timezone: str
    language: str
    customer: str
    """Who has booked."""
    services: Sequence[tuple[str, int]]
    deposit_status: PaymentStatus | None
    deposit_cents: int
    currency: str
    guest: str | None = None
    """Whom she brings along, in her words."""
    comes: str | None = None
    """Who comes, when she has booked for somebody else."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event of ours. `description` is HTML, as Google shows it; `tentative` until the deposit is paid."""

    id: str
    appointment_id: int
    title: str
    description: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    tentative: bool


def event_id(appointment_id: int) -> str:
    """The appointment's event has this id in whichever calendar: made twice, it is still one."""
    return uuid.uuid5(NAMESPACE, str(appointment_id)).hex


def render_event(facts: CalendarFacts, admin_url: str) -> CalendarEvent:
    """The event of a live appointment; `admin_url` is its page in /admin."""
    language = facts.language if facts.language in WORDS else "es"
    words = WORDS[language]
    who = whom(facts.customer, facts.guest, facts.comes, language)
    title = f"{who} · {' + '.join(name for name, _ in facts.services)}"
    tentative = facts.status is AppointmentStatus.PROVISIONAL
    if tentative:
        title = f"{PROVISIONAL_MARK} {title}"
    amount = money(Money(facts.deposit_cents), facts.currency, language)
    lines = [words["minutes"].format(name=name, minutes=m) for name, m in facts.services]
    lines.append(words[DEPOSIT_WORD[facts.deposit_status]].format(amount=amount))
    text = "<br>".join(escape(line) for line in lines)
    link = f'<a href="{escape(admin_url)}">{escape(words["booked_by"])}</a>'
    return CalendarEvent(
        id=event_id(facts.appointment_id),
        appointment_id=facts.appointment_id,
        title=title,
        description=f"{text}<br><br>{link}",
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        timezone=facts.timezone,
        tentative=tentative,
    )
