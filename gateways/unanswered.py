"""What a customer has written and nobody has answered, as rows."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import col, update

from flows.handed_back import Unanswered
from gateways.database import Unit
from gateways.statements import rows
from models import Inbox
from models.enums import Handling

UNANSWERED = """
SELECT i.id, coalesce(i.message_number, 0) AS number, coalesce(i.text, '') AS text,
       t.id IS NOT NULL AND t.outcome IS DISTINCT FROM 'replied' AS taken,
       (SELECT k.name FROM tool_call k WHERE k.turn_id = i.turn_id AND k.result -> 'handed_over' = 'true'
        ORDER BY k.n DESC, k.position DESC LIMIT 1) AS tool
FROM inbox i LEFT JOIN turn t ON t.id = i.turn_id
WHERE i.conversation_id = %(conversation)s AND i.business_id = %(business)s
  AND i.kind = 'message' AND i.author = 'customer' AND i.handled_at IS NULL
ORDER BY i.message_number, i.id
"""

LAST_HUMAN = """
SELECT coalesce(max(message_number), 0) AS number FROM inbox
WHERE conversation_id = %(conversation)s AND business_id = %(business)s AND author = 'person'
"""

HOUSE_OFFERS = """
SELECT 1 FROM offer o LEFT JOIN waitlist_entry e ON e.id = o.waitlist_entry_id
WHERE o.conversation_id = %(conversation)s AND o.business_id = %(business)s AND o.turn_id IS NULL
  AND o.starts_at > %(now)s
  AND CASE WHEN e.id IS NULL THEN o.made_at >= %(since)s ELSE e.status = 'offered' AND e.offered_until > %(now)s END
LIMIT 1
"""


def unanswered_in(unit: Unit, conversation_id: int) -> list[Unanswered]:
    """Her messages that nobody has dealt with, oldest first. The conversation is locked."""
    unit.session.flush()
    found = rows(unit, UNANSWERED, {"conversation": conversation_id, "business": unit.business_id})
    return [Unanswered(**row._asdict()) for row in found]


def last_human_in(unit: Unit, conversation_id: int) -> int:
    """The number of the last message that a person of the salon has written; 0 when there is none."""
    (row,) = rows(unit, LAST_HUMAN, {"conversation": conversation_id, "business": unit.business_id})
    number: int = row.number
    return number


def leave_to_person(unit: Unit, messages: Collection[Unanswered]) -> None:
    """A person has dealt with these."""
    unit.session.exec(
        update(Inbox)
        .where(col(Inbox.id).in_([one.id for one in messages]), col(Inbox.handled_at).is_(None))
        .values(handled_at=unit.now, handled_as=Handling.PERSON)
    )


def has_house_offer(unit: Unit, conversation_id: int, since: datetime) -> bool:
    """Whether she can take a slot that the house itself has offered her here: one of the waiting list that is still
    reserved for her, or another one that she was shown after `since`."""
    values = {"conversation": conversation_id, "business": unit.business_id, "now": unit.now, "since": since}
    return bool(rows(unit, HOUSE_OFFERS, values))
