"""Where personal data lies: every column that holds some, and every text column that holds none.

Erasure, exports and the log's list of forbidden keys start from here. A text or JSON column that is
in neither list fails a test: whoever adds one says which it is.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Subject(StrEnum):
    """Whose data is it?"""

    CUSTOMER = "customer"
    STAFF = "staff"


class Place(NamedTuple):
    """One column of one table."""

    table: str
    column: str


CUSTOMER_COLUMNS: dict[str, tuple[str, ...]] = {
    "appointment": ("guest",),
    "audit": ("after", "before"),
    "conversation": ("memory", "handover_reason"),
    "conversation_history": ("memory", "messages"),
    "customer": ("language", "name", "surname"),
    "customer_identity": ("value",),
    "inbox": ("contact", "phone", "sender_name", "text", "whatsapp"),
    "intake_answer": ("answer",),
    "occupancy": ("note",),
    "offer": ("guest", "others"),
    "outbox": ("payload", "reason"),
    "round": ("content", "preface"),
    "tool_call": ("arguments", "result"),
    "turn": ("draft", "prompt"),
}
"""Who she is, what she wrote and was told, why a person took over (it can be her health)."""

STAFF_COLUMNS: dict[str, tuple[str, ...]] = {
    "audit": ("actor",),
    "calendar_sync": ("calendar_id",),
    "login_failure": ("username",),
    "staff_user": ("username",),
    "stylist": ("calendar_id", "email", "name"),
    "time_off": ("reason",),
}

IMPERSONAL_COLUMNS: dict[str, tuple[str, ...]] = {
    "appointment_line": ("name",),
    "audit": ("action", "table_name"),
    "booking": ("code",),
    "business": (
        "assistant",
        "currency",
        "default_language",
        "holiday_region",
        "languages",
        "name",
        "policy",
        "privacy_url",
        "timezone",
    ),
    "busy_time": ("event",),
    "calendar_sync": ("token", "trouble"),
    "closure": ("reason",),
    "faq": ("key", "language", "text"),
    "inbox": ("key", "subject"),
    "intake_question": ("answer_schema", "key", "red_flag", "text"),
    "ledger_entry": ("currency", "key", "vendor_id"),
    "offer": ("code",),
    "outbox": ("claimed_by", "dedupe_key", "external_id", "stream"),
    "pack": ("name",),
    "payment": ("currency", "payment_intent"),
    "payment_attempt": ("decline_reason", "key", "session", "url"),
    "reminder": ("reason",),
    "round": ("model", "stop_reason"),
    "service": ("name",),
    "service_alias": ("alias",),
    "session_pack": ("name",),
    "staff_session": ("token_hash",),
    "staff_user": ("password_hash",),
    "tool_call": ("name",),
    "turn": ("lease_owner",),
    "waitlist_entry": ("free_then", "part"),
}
"""Words of the house, numbers that vendors gave, hashes. Secret perhaps, personal not."""


def personal(subject: Subject | None = None) -> Iterator[Place]:
    """Every column with personal data; only one subject's if it is named."""
    lists = {Subject.CUSTOMER: CUSTOMER_COLUMNS, Subject.STAFF: STAFF_COLUMNS}
    for whose, tables in lists.items():
        if subject in (None, whose):
            yield from _places(tables)


def impersonal() -> Iterator[Place]:
    """Every text or JSON column that somebody looked at and found free of personal data."""
    return _places(IMPERSONAL_COLUMNS)


def _places(tables: dict[str, tuple[str, ...]]) -> Iterator[Place]:
    return (Place(table, column) for table, columns in tables.items() for column in columns)
