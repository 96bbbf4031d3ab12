"""Commands on what was read a moment ago: they do nothing when the conversation has changed hands since."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from gateways.database import Unit
from gateways.locks import lock_conversation, lock_open_turn

HandsCommand = Callable[[Unit, int], bool]
"""Gives a conversation into other hands; False when there was nothing to do."""


def unless_moved(seen: datetime | None, command: HandsCommand) -> HandsCommand:
    """The command, for a conversation that has been with a person since `seen` and still is; for None, with the bot.

    Who asks Chatwoot hears of a moment that is over: somebody may have given it into other hands since, in /admin too.
    """

    @wraps(command)
    def still(unit: Unit, conversation_id: int) -> bool:
        lock_open_turn(unit, conversation_id)  # comes first: `hand_back` ends it
        conversation = lock_conversation(unit, conversation_id)
        if conversation is None or conversation.handed_over_at != seen:
            return False
        return command(unit, conversation_id)

    return still
