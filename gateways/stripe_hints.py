"""What Stripe's webhook brought, in the inbox: hints to read something again, each stored once."""

from dataclasses import dataclass

from sqlalchemy import text

from gateways.clock import machine_now
from gateways.database import Database, Unit

STORE = """
INSERT INTO inbox (business_id, source, kind, key, subject, received_at)
SELECT coalesce(
           (SELECT business_id FROM payment_attempt WHERE session = %(object)s),
           (SELECT business_id FROM payment WHERE payment_intent = %(intent)s),
           (SELECT business_id FROM channel ORDER BY id LIMIT 1)
       ), 'stripe', 'hint', %(key)s, %(subject)s, %(real)s::timestamptz + clock_offset
FROM deployment
ON CONFLICT (source, key) DO NOTHING
RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Hint:
    """An event's type and the id of the object it was about."""

    business_id: int
    event: str
    object_id: str


def store_hint(database: Database, key: str, event: str, object_id: str, intent: str | None) -> int | None:
    """Stores a hint under `key` and answers its id; None when it is there already.

    Its business is that of our own row of the object, never what the event claims; what we do not
    know (yet) goes to the first channel's business.
    """
    values = {
        "key": key,
        "subject": f"{event} {object_id}".rstrip(),
        "object": object_id,
        "intent": intent,
        "real": machine_now(),
    }
    row = database.row(STORE, values)
    return row["id"] if row else None


def read_hint(database: Database, inbox_id: int) -> Hint | None:
    """The hint; None when there is none of Stripe's with that id, or it is handled."""
    row = database.row(
        "SELECT business_id, subject FROM inbox WHERE id = %(id)s AND source = 'stripe' AND handled_at IS NULL",
        {"id": inbox_id},
    )
    if row is None:
        return None
    event, _, object_id = (row["subject"] or "").partition(" ")
    return Hint(row["business_id"], event, object_id)


def take_hint(unit: Unit, inbox_id: int) -> bool:
    """Marks the hint handled with the unit's changes; False when somebody else has handled it."""
    taken = unit.session.execute(
        text(
            "UPDATE inbox SET handled_at = :now, handled_as = 'hint' WHERE id = :id AND handled_at IS NULL RETURNING id"
        ),
        {"id": inbox_id, "now": unit.now},
    )
    return taken.first() is not None
