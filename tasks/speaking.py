"""Deliverers for what goes to Chatwoot: replies, notices, notes to staff, and who has the conversation."""

import time
from typing import Any

from flows.triage import NOT_URGENT, labelled
from flows.whatsapp import template_params
from gateways.chatwoot import Chatwoot, NotSent
from gateways.dispatch import Claimed
from gateways.outcome import NotWanted, Refused


class Speaking:
    """Sends messages once: before any second try the message is looked up by our key."""

    def __init__(self, chatwoot: Chatwoot) -> None:
        self._chatwoot = chatwoot

    def message(self, row: Claimed) -> str | None:
        """A reply or a notice, as the customer reads it.

        When WhatsApp's 24 hours are over only an approved template gets through; what has none is withdrawn.
        """
        conversation = self._conversation(row)
        template = None if row.window_open else template_params(row.payload)
        if template is None and not row.window_open:
            raise NotWanted("WhatsApp's 24 hours are over")
        fields: dict[str, Any] = {"template_params": template} if template else {}
        if items := row.payload.get("items"):
            fields |= {"content_type": "input_select", "items": items}
        return self._earlier(row) or self._chatwoot.send(conversation, row.dedupe_key, row.payload["text"], **fields)

    def note(self, row: Claimed) -> str | None:
        """A private note that only staff see."""
        conversation = self._conversation(row)
        return self._earlier(row) or self._chatwoot.send(
            conversation, row.dedupe_key, row.payload["text"], private=True
        )

    def open(self, row: Claimed) -> str | None:
        """Opens the conversation for a person: first of all that, then how it is sorted. Harmless when done twice."""
        conversation = self._conversation(row)
        self._chatwoot.open(conversation)
        if label := row.payload.get("label"):
            self._chatwoot.label(conversation, lambda labels: labelled(labels, label))
            self._chatwoot.prioritise(conversation, row.payload["priority"])
        if agent := row.payload.get("assignee"):
            self._chatwoot.assign(conversation, agent)
        return None

    def hand_back(self, row: Claimed) -> str | None:
        """Tells Chatwoot that the conversation is the bot's again, unless a person has it by now. Harmless twice."""
        if row.handed_over_at is not None:
            raise NotWanted("a person has the conversation again")
        conversation = self._conversation(row)
        self._chatwoot.hand_back(conversation)
        self._chatwoot.label(conversation, lambda labels: labelled(labels, None))
        self._chatwoot.prioritise(conversation, NOT_URGENT)
        return None

    def _earlier(self, row: Claimed) -> str | None:
        found = self._chatwoot.find(self._conversation(row), row.dedupe_key) if row.attempts > 1 else None
        if found is None and time.monotonic() > row.send_before:
            raise NotSent("too late to send safely under this claim")
        return found

    @staticmethod
    def _conversation(row: Claimed) -> int:
        if row.conversation_number is None:
            raise Refused("the message has no conversation")
        return row.conversation_number
