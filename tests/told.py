"""A turn that is thinking in the demo salon, without a model: what it would be told, and what its tools answer."""

import json
from typing import Any

from flows.prompt import as_data
from flows.situation import situation_facts
from gateways.appointments import coming_of
from gateways.circumstances import circumstances_of
from gateways.turns import Turns
from models import ConversationState
from models.ids import CustomerId
from tasks.tools.outcome import Outcome, Work
from tests.salon import Guest, Salon

URL = "https://turno.example"

OPENED = """
INSERT INTO turn (business_id, conversation_id, step, opened_at, published_at)
VALUES (%(business)s, %(id)s, 'think', now(), now()) RETURNING id
"""
SHOWN = """
WITH said AS (
    INSERT INTO outbox (business_id, stream, dedupe_key, kind, payload, status, created_at, conversation_id)
    SELECT %(business)s, 'chatwoot:' || %(id)s, 'reply:' || turn_id, 'reply', '{"text": "..."}', 'sent', now(), %(id)s
    FROM offer WHERE conversation_id = %(id)s AND shown_in IS NULL
    RETURNING id
)
UPDATE offer SET shown_in = said.id FROM said WHERE conversation_id = %(id)s AND shown_in IS NULL
"""


def turn(salon: Salon, guest: Guest) -> int:
    """Opens a turn of hers that is thinking; the one before is over."""
    salon.rows("UPDATE turn SET step = 'done' WHERE conversation_id = %(id)s", id=guest.conversation)
    values = {"business": salon.business_id, "id": guest.conversation}
    found: int = salon.row(OPENED, **values)["id"]
    return found


def work(salon: Salon, guest: Guest) -> Work:
    """What her next turn works with."""
    row = Turns(salon.database, "by-hand", 30).situation(turn(salon, guest), window=10)
    assert row is not None
    return Work(salon.database, salon.catalogue, row, URL)


def shows(salon: Salon, guest: Guest, stylist: str, when: str, *services: str, moves: int | None = None) -> None:
    """She reads an offer of that slot; `moves`: the appointment that it would move there."""
    offer = salon.offer(guest, stylist, when, *services)
    offer.turn_id, offer.appointment_id = turn(salon, guest), moves
    with salon.unit() as unit:
        unit.session.add(offer)
    salon.rows(SHOWN, business=salon.business_id, id=guest.conversation)


def situation(salon: Salon, guest: Guest, now: Work | None = None) -> dict[str, Any]:
    """What the model is told first, as it reads it."""
    now = now or work(salon, guest)
    wanted = ConversationState.model_validate(now.row["memory"]).requested_service_ids
    coming = coming_of(salon.database, salon.business_id, CustomerId(guest.customer))
    circumstances = circumstances_of(salon.database, salon.business_id, guest.customer, wanted)
    return read(situation_facts(now.catalogue, now.row, coming, circumstances, now.language, URL))


def answered(outcome: Outcome) -> dict[str, Any]:
    """What a tool has answered without a complaint, as the model reads it."""
    assert not outcome.is_error, outcome.payload
    return read(outcome.payload)


def read(told: dict[str, Any]) -> dict[str, Any]:
    """As it stands in the prompt."""
    found: dict[str, Any] = json.loads(as_data(told))
    return found
