"""A voice note whose words came later than the note itself."""

from collections.abc import Mapping

from sqlalchemy import func
from sqlmodel import col, select

from flows.safety import screen
from gateways.database import Unit
from gateways.locks import lock_conversation
from models import Inbox
from models.enums import Author, ContentKind, Handling, HandoverReason, InboxKind
from tasks.commands.screened import screened


def hear(unit: Unit, conversation_id: int, heard: Mapping[int, str]) -> bool:
    """Stores the words, by the number of the message; False when none of them is new.

    A note that was answered without its words waits for its answer again; a reply to it that is being written is looked
    at once more. What a person has answered stays answered. Words that no model may answer go to a person as those
    that are written do, and a turn that is running falls silent.
    """
    conversation = lock_conversation(unit, conversation_id)
    if conversation is None:
        return False
    notes = unit.session.exec(
        select(Inbox)
        .where(
            Inbox.conversation_id == conversation_id,
            Inbox.kind == InboxKind.MESSAGE,
            Inbox.author == Author.CUSTOMER,
            Inbox.content == ContentKind.AUDIO,
            col(Inbox.message_number).in_(heard),
            func.coalesce(Inbox.text, "") == "",
        )
        .with_for_update()
    ).all()
    for note in notes:
        note.text = heard[note.message_number or 0]
        if note.handled_as is Handling.TURN and conversation.handed_over_at is None:
            note.handled_at = note.handled_as = None
            conversation.due_at = unit.now
            unit.conversations.add(conversation_id)
    if notes:
        conversation.fact_seq += 1
    unit.session.add_all([conversation, *notes])
    unit.session.flush()
    words = [note.text or "" for note in notes]
    reason = screen(words)
    if reason is not None and (
        screened(unit, conversation_id, reason, words) or reason is HandoverReason.EMERGENCY  # she was heard just now
    ):
        for note in notes:
            note.handled_at, note.handled_as = unit.now, Handling.PERSON
    return bool(notes)
