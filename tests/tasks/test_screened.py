"""The safety screen hands over with her words; they are an answer only where it is known what they answer."""

from typing import Any

import pytest

from flows.intake import put_in
from models.enums import HandoverReason
from tasks.commands.handover import hand_over
from tasks.commands.screened import screened
from tests.salon import Guest, Salon
from tests.told import situation

ALLERGY = "¿Tienes alguna alergia o has reaccionado a un tinte?"
SKIN = "¿Tienes la piel sensible?"
WORDS = "sí, soy alérgica al tinte"
ASK = """
INSERT INTO intake_question (business_id, service_id, key, position, text, answer_schema, red_flag, required, active)
SELECT business_id, id, %(key)s, 0, jsonb_build_object('es', %(text)s::text, 'en', 'Any of that?'),
       '{"type": "boolean"}', '{"const": true}', true, true
FROM service WHERE name = 'Cultura de color' RETURNING id
"""
REPLY = """
INSERT INTO outbox (business_id, stream, dedupe_key, kind, payload, status, created_at, conversation_id)
VALUES (%(business)s, 'chatwoot:' || %(id)s, 'reply:' || %(text)s, 'reply', jsonb_build_object('text', %(text)s::text),
        %(status)s, now(), %(id)s)
"""
WROTE = """
INSERT INTO inbox (business_id, source, key, kind, author, content, conversation_id, message_number, text, received_at)
VALUES (%(business)s, 'chatwoot', 'message_created:' || %(n)s, 'message', 'customer', 'text', %(id)s, %(n)s, %(text)s,
        now())
"""


def asks(salon: Salon, key: str, text: str) -> int:
    found: int = salon.row(ASK, key=key, text=text)["id"]
    return found


def replied(salon: Salon, guest: Guest, text: str, status: str = "sent") -> None:
    salon.rows(REPLY, business=salon.business_id, id=guest.conversation, text=text, status=status)


def found(salon: Salon, guest: Guest, *texts: str, reason: HandoverReason = HandoverReason.MEDICAL) -> bool:
    """The screen has found something in what she wrote."""
    for n, text in enumerate(texts or [WORDS]):
        salon.rows(WROTE, business=salon.business_id, id=guest.conversation, text=text, n=n)
    with salon.unit() as unit:
        return screened(unit, guest.conversation, reason, texts or [WORDS])


def answers(salon: Salon) -> list[tuple[Any, ...]]:
    rows = salon.rows("SELECT customer_id, intake_question_id, answer, red_flag, booking_id FROM intake_answer")
    return [tuple(row.values()) for row in rows]


def note(salon: Salon) -> str:
    row = salon.row("SELECT payload->>'text' AS text FROM outbox WHERE kind = 'note'")
    text: str = row["text"]
    return text


@pytest.fixture
def nuria(salon: Salon) -> Guest:
    return salon.guest("Nuria", "Paz")


def test_asked_one_question_her_words_are_its_answer(salon: Salon, nuria: Guest) -> None:
    question = asks(salon, "allergy", ALLERGY)
    replied(salon, nuria, f"Genial. Antes de reservar: **{ALLERGY.lower()}**")
    assert found(salon, nuria, "sí", "soy alérgica\n al tinte")
    assert answers(salon) == [(nuria.customer, question, "sí soy alérgica al tinte", True, None)]
    assert (
        note(salon)
        == f"🙋 **Necesita a una persona** (pregunta de salud). {ALLERGY}\n\n**Ha escrito:** sí · soy alérgica al tinte"
    )
    assert salon.conversation(nuria)["handover_reason"] == "medical"
    salon.rows(
        "UPDATE conversation SET memory = jsonb_build_object('requested_service_ids', ARRAY[%(id)s::bigint])",
        id=salon.services("Cultura de color")[0],
    )
    assert situation(salon, nuria)["intake"] == [], "it is not asked again"


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        ("¿Eres alérgica a algo?", "sent"),
        (f"{ALLERGY} Y otra cosa: {SKIN}", "sent"),
        ("¿A qué hora te viene bien?", "sent"),
        (ALLERGY, "failed"),
    ],
    ids=["in other words", "two at once", "something else", "never arrived"],
)
def test_where_it_would_be_a_guess_nothing_is_stored_and_staff_read_her_words(
    salon: Salon, nuria: Guest, reply: str, status: str
) -> None:
    asks(salon, "allergy", ALLERGY)
    asks(salon, "skin", SKIN)
    replied(salon, nuria, reply, status)
    assert found(salon, nuria)
    assert answers(salon) == []
    assert note(salon) == f"🙋 **Necesita a una persona** (pregunta de salud).\n\n**Ha escrito:** {WORDS}"


def test_a_question_that_was_asked_before_our_last_reply_is_not_what_she_answers(salon: Salon, nuria: Guest) -> None:
    asks(salon, "allergy", ALLERGY)
    replied(salon, nuria, ALLERGY)
    replied(salon, nuria, "Perfecto. ¿El jueves o el viernes?")
    assert found(salon, nuria)
    assert answers(salon) == []


def test_an_answer_that_stands_is_not_overwritten(salon: Salon, nuria: Guest) -> None:
    question = asks(salon, "allergy", ALLERGY)
    salon.rows(
        "INSERT INTO intake_answer (business_id, intake_question_id, customer_id, answer, red_flag, answered_at)"
        " VALUES (%(business)s, %(question)s, %(customer)s, 'false', false, now())",
        business=salon.business_id,
        question=question,
        customer=nuria.customer,
    )
    replied(salon, nuria, ALLERGY)
    assert found(salon, nuria)
    assert [row[2] for row in answers(salon)] == [False]
    assert WORDS in note(salon)


def test_who_wants_a_person_has_answered_nothing(salon: Salon, nuria: Guest) -> None:
    asks(salon, "allergy", ALLERGY)
    replied(salon, nuria, ALLERGY)
    assert found(salon, nuria, "prefiero hablar con una persona", reason=HandoverReason.MANUAL_REQUEST)
    assert answers(salon) == []
    assert note(salon) == "🙋 **Necesita a una persona** (lo pide).\n\n**Ha escrito:** prefiero hablar con una persona"


def test_when_a_person_has_it_already_nothing_happens(salon: Salon, nuria: Guest) -> None:
    asks(salon, "allergy", ALLERGY)
    replied(salon, nuria, ALLERGY)
    with salon.unit() as unit:
        assert hand_over(unit, nuria.conversation, HandoverReason.OTHER, "")
    before = salon.effects()
    assert not found(salon, nuria)
    assert (salon.effects(), answers(salon)) == (before, [])


def test_her_words_are_data_for_staff_too(salon: Salon, nuria: Guest) -> None:
    assert found(salon, nuria, "**alergia** [aquí](http://x.example) " + "a" * 900)
    assert "\\*\\*alergia\\*\\* \\[aquí\\]" in note(salon)
    assert len(note(salon)) < 700


@pytest.mark.parametrize(
    ("reply", "put"),
    [
        (f"Antes de nada, {ALLERGY}", True),
        ("Tienes alguna alergia o has reaccionado a un tinte", True),
        ("¿Tienes alguna alergia?", False),
        ("", False),
    ],
)
def test_a_question_is_put_where_its_words_stand(reply: str, put: bool) -> None:
    assert put_in(reply, [ALLERGY, ""]) is put
