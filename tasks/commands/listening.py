"""What she writes while no turn takes it is screened for emergencies all the same."""

import structlog

from flows.safety import alarming
from gateways.database import Unit
from gateways.locks import lock_conversation
from gateways.unscreened import latest_in, mark_screened
from models.enums import HandoverReason
from tasks.commands.screened import screened

log = structlog.get_logger()


def listen(unit: Unit, conversation_id: int) -> bool:
    """Screens what nobody has screened; True when an emergency was found and people were called.

    A person has the conversation, and may not look at it now; or a turn is running, and Claude takes its time. All
    else that she writes waits for them.
    """
    if lock_conversation(unit, conversation_id) is None:
        return False
    before, new = latest_in(unit, conversation_id)
    found = bool(new) and alarming(before, list(new.values()))
    called = found and screened(unit, conversation_id, HandoverReason.EMERGENCY, list(new.values()))
    if called:
        log.info("an emergency beside the turns", conversation_id=conversation_id)
    mark_screened(unit, new, to_person=found)
    return called
