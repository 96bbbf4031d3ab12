"""Staff hand a conversation back to the assistant in /admin: once, by whom the audit says, and Chatwoot is told."""

from dataclasses import replace
from typing import Any

from models.enums import HandoverReason, OutboxKind
from tasks.commands.handover import hand_over
from tasks.commands.trouble import tell_of_failure
from tests.admin.desk import Desk, clara, nobody, owner, staffed, stranger
from tests.admin.visitor import FROM_ELSEWHERE
from tests.salon import Salon, salon
from tests.shop import claimed

__all__ = ["clara", "nobody", "owner", "salon", "staffed", "stranger"]

DONE = "Hecho: el asistente vuelve a llevar esta conversación."


def with_person(salon: Salon, reason: HandoverReason = HandoverReason.MEDICAL) -> int:
    """Laura's conversation, which a person has."""
    conversation = salon.guest().conversation
    with salon.unit() as unit:
        assert hand_over(unit, conversation, reason, "¿El tinte es seguro en el embarazo?")
    return conversation


def way(conversation: int) -> str:
    """What the button sends to."""
    return f"/desk/conversation/{conversation}/hand-back"


def told(salon: Salon) -> list[dict[str, Any]]:
    """What Chatwoot is to be told about it."""
    return salon.rows("SELECT stream, conversation_id, payload, status FROM outbox WHERE kind = 'hand_back'")


def talk(salon: Salon) -> dict[str, Any]:
    """In whose hands it is."""
    return salon.row("SELECT handed_over_at, handover_reason, handover_told_at, mode FROM conversation")


def test_the_page_of_a_conversation_offers_to_hand_it_back(clara: Desk, owner: Desk) -> None:
    conversation = with_person(clara.salon)
    for desk in (clara, owner):
        page = desk.looks(f"/conversation/details/{conversation}")
        assert "La lleva una persona desde el lun 23 nov, 9:00: consulta médica" in page
        assert f'<form method="post" action="/admin{way(conversation)}">' in page
        assert "Devolver a Maite" in page and "<script" not in page
        assert "Quién lo ha cambiado" not in page, "the assistant handed it over by itself"
    hers = clara.salon.guest("Ana").conversation
    assert "Devolver a" not in clara.looks(f"/conversation/details/{hers}")


def test_it_is_handed_back_once_however_often_it_is_pressed(clara: Desk) -> None:
    salon = clara.salon
    conversation = with_person(salon)
    page = f"/conversation/details/{conversation}"
    assert clara.sends(way(conversation)) == (page, DONE)
    assert talk(salon) == {"handed_over_at": None, "handover_reason": None, "handover_told_at": None, "mode": "talking"}
    stream = f"chatwoot:{conversation}"
    effect = {"stream": stream, "conversation_id": conversation, "payload": {}, "status": "pending"}
    assert told(salon) == [effect]
    assert stream in clara.visitor.woken.streams
    assert clara.unchanged(way(conversation)) == DONE, "a double click"
    assert told(salon) == [effect]
    assert salon.breaches() == []
    after = clara.looks(page)
    assert "Devolver a" not in after
    assert "<b>clara</b>" in after and "Conversación: cambiada" in after
    assert "Con una persona desde: <s>lun 23 nov, 9:00</s> –" in after


def test_the_audit_says_who_and_nothing_of_what_was_said(clara: Desk, owner: Desk) -> None:
    salon = clara.salon
    conversation = with_person(salon)
    assert clara.actors() == set(), "the house's own work"
    clara.sends(way(conversation))
    (row,) = salon.rows("SELECT actor, table_name, row_id, action, before, after FROM audit")
    assert (row["actor"], row["table_name"], row["row_id"]) == ("staff:clara", "conversation", conversation)
    assert (set(row["before"]), row["after"]) == ({"handed_over_at"}, {"handed_over_at": None})
    assert row["before"]["handed_over_at"].startswith("2026-11-23T08:00")
    listed = owner.looks("/audit/list")
    assert "clara" in listed and "Conversación" in listed and "Con una persona desde" in listed


def test_handed_over_again_it_can_be_handed_back_again(clara: Desk) -> None:
    conversation = with_person(clara.salon)
    clara.sends(way(conversation))
    with clara.salon.unit() as unit:
        hand_over(unit, conversation, HandoverReason.MANUAL_REQUEST, "")
    assert clara.sends(way(conversation))[1] == DONE
    assert len(told(clara.salon)) == 2
    assert talk(clara.salon)["handed_over_at"] is None


def test_what_nobody_has_is_not_handed_back(clara: Desk) -> None:
    conversation = clara.salon.guest().conversation
    assert clara.unchanged(way(conversation)) == DONE
    assert (told(clara.salon), clara.visitor.woken.streams, clara.actors()) == ([], set(), set())


def test_who_may_not_hands_nothing_back(clara: Desk, nobody: Desk, stranger: Desk) -> None:
    path = way(with_person(clara.salon))
    assert nobody.refuses(path) == 303
    assert nobody.visitor.post(path).headers["location"] == "/admin/login"
    assert stranger.refuses(path) == 404, "another salon's"
    assert clara.refuses(path, headers=FROM_ELSEWHERE) == 403
    assert clara.refuses(path, headers={}) == 403
    clara.salon.rows("UPDATE staff_user SET active = false WHERE username = 'clara'")
    assert clara.refuses(path) == 303, "she works here no more"
    assert told(clara.salon) == []
    assert talk(clara.salon)["handed_over_at"] is not None


def test_no_link_hands_it_back(clara: Desk) -> None:
    path = way(with_person(clara.salon))
    assert clara.visitor.get(path, **{"sec-fetch-site": "same-origin"}).status_code == 405
    assert told(clara.salon) == []
    for wrong in ("abc", "0", "-1", "99999999999999999999", "٣"):
        assert clara.refuses(f"/desk/conversation/{wrong}/hand-back") == 404


def test_staff_hear_when_chatwoot_could_not_be_told(clara: Desk) -> None:
    salon = clara.salon
    conversation = with_person(salon)
    clara.sends(way(conversation))
    row = replace(claimed(salon.database, OutboxKind.HAND_BACK, {}), conversation_id=conversation)
    with salon.unit() as unit:
        assert tell_of_failure(unit, row, "Chatwoot refused (404)")
    note = salon.effect(f"failed:{row.dedupe_key}")["payload"]["text"]
    assert "devolver la conversación al asistente (Chatwoot refused (404))" in note
