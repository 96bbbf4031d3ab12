"""What a customer has written and no turn has taken, as a person has the conversation or one is still running."""

from collections.abc import Collection
from datetime import timedelta

from psycopg.rows import DictRow
from sqlmodel import col, update

from gateways.database import Database, Unit
from gateways.statements import rows
from models import Inbox
from models.enums import Handling

TOGETHER = timedelta(minutes=1)
"""Messages so close to each other may be one sentence."""

WAITING = """
SELECT DISTINCT c.id, c.business_id FROM inbox i JOIN conversation c ON c.id = i.conversation_id
WHERE i.kind = 'message' AND i.author = 'customer' AND i.turn_id IS NULL AND i.handled_at IS NULL
  AND i.screened_at IS NULL
  AND (c.handed_over_at IS NOT NULL
       OR EXISTS (SELECT FROM turn t WHERE t.conversation_id = c.id AND t.step <> 'done'))
ORDER BY c.id LIMIT 200
"""

LATEST = """
SELECT id, coalesce(text, '') AS text,
       turn_id IS NULL AND handled_at IS NULL AND screened_at IS NULL AS unscreened
FROM inbox
WHERE conversation_id = %(conversation)s AND business_id = %(business)s AND kind = 'message' AND author = 'customer'
  AND (received_at > %(since)s OR turn_id IS NULL AND handled_at IS NULL AND screened_at IS NULL)
ORDER BY message_number, id
"""

ALARMED = """
SELECT 1 FROM outbox
WHERE conversation_id = %(conversation)s AND business_id = %(business)s AND kind = 'notice'
  AND payload ->> 'template' = 'handover_emergency' AND created_at > %(since)s
LIMIT 1
"""


def unscreened_conversations(database: Database) -> list[DictRow]:
    """Conversations with messages that no turn will screen soon: `id`, `business_id`."""
    return database.rows(WAITING)


def latest_in(unit: Unit, conversation_id: int) -> tuple[list[str], dict[int, str]]:
    """What she wrote just before, and by id what nobody has screened. The conversation is locked."""
    since = unit.now - TOGETHER
    found = rows(unit, LATEST, {"conversation": conversation_id, "business": unit.business_id, "since": since})
    return [row.text for row in found if not row.unscreened], {row.id: row.text for row in found if row.unscreened}


def mark_screened(unit: Unit, messages: Collection[int], *, to_person: bool) -> None:
    """They have been looked at; `to_person`: they are a person's to answer, and no turn's after a hand-back."""
    values = {"screened_at": unit.now} | ({"handled_at": unit.now, "handled_as": Handling.PERSON} if to_person else {})
    unit.session.exec(update(Inbox).where(col(Inbox.id).in_(messages)).values(values))


def alarmed_within(unit: Unit, conversation_id: int, span: timedelta) -> bool:
    """Whether she was told the emergency number so recently."""
    values = {"conversation": conversation_id, "business": unit.business_id, "since": unit.now - span}
    return bool(rows(unit, ALARMED, values))
