"""A conversation as its page shows it beside its columns, and one press: it is the assistant's again."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException

from admin.audit import Changed, changes_in
from admin.desk.acting import Desk
from admin.desk.asked import Answer, Asked, Went
from gateways.database import Unit
from gateways.statements import rows
from tasks.commands.hand_back_by_staff import hand_back_by_staff

TALK = """
SELECT b.assistant FROM conversation c JOIN business b ON b.id = c.business_id
WHERE c.id = %(conversation)s AND c.business_id = %(business)s
"""

CHANGES = """
SELECT at, actor, action, table_name, before, after, NULL AS stylists FROM audit
WHERE business_id = %(business)s AND table_name = 'conversation' AND row_id = %(conversation)s
ORDER BY id DESC LIMIT 30
"""


@dataclass(frozen=True, slots=True)
class Talk:
    """Who answers in it when no person does, and who has handed it back or over here."""

    assistant: str
    changes: Sequence[Changed]


def see(unit: Unit, conversation_id: int) -> Talk | None:
    """The conversation; None when there is none in this business."""
    values = {"business": unit.business_id, "conversation": conversation_id}
    found = rows(unit, TALK, values)
    if not found:
        return None
    return Talk(found[0].assistant, [changes_in(row._asdict()) for row in rows(unit, CHANGES, values)])


def hand_back(desk: Desk, asked: Asked) -> Answer:
    """The assistant has it again. Sent twice it is handed back once; so it is when Chatwoot was faster."""
    with desk.looking(asked.staff) as unit:
        if see(unit, asked.id) is None:
            raise HTTPException(404)
    desk.do(asked.staff, hand_back_by_staff, asked.id)
    return Went(f"/conversation/details/{asked.id}", "handed_back")
