"""Scenarios 24 and 25, and who may say what when."""

import httpx

from tests.house import House

LAURA = "+34600000001"


def test_24_five_messages_in_four_seconds_get_one_reply(home: House) -> None:
    for text in ("hola", "buenas", "quería", "cortarme el pelo", "el viernes por la mañana"):
        home.says(LAURA, text)
        home.advance(0.8 / 60)
    home.settle()
    (reply,) = home.heard(LAURA)
    assert "viernes 27 de noviembre" in reply
    (turn,) = home.rows("SELECT * FROM turn")
    assert turn["outcome"] == "replied"
    handled = home.rows("SELECT DISTINCT turn_id, handled_as FROM inbox WHERE kind = 'message'")
    assert handled == [{"turn_id": turn["id"], "handled_as": "turn"}]


def staff(home: House, text: str) -> None:
    """A person of the salon answers in Chatwoot."""
    home.standins.post(f"/sandbox/staff/%2B{LAURA[1:]}/messages", {"text": text})
    home.settle()


def hand_back(home: House) -> None:
    """... and gives the conversation back."""
    home.standins.post(f"/sandbox/staff/%2B{LAURA[1:]}/hand-back", {})
    home.settle()


def test_25_a_person_writes_and_the_bot_is_silent_until_handed_back(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    home.writes(LAURA, "Soy Laura Torres, quiero cortarme el pelo el viernes")
    home.writes(LAURA, "a las 10:00")
    assert home.row("SELECT status FROM booking")["status"] == "held"
    staff(home, "Hola Laura, soy Eva. ¿Todo bien?")
    (talk,) = home.standins.get("/sandbox/inbox")
    assert talk["status"] == "open"

    before = len(home.heard(LAURA))
    assert home.writes(LAURA, "sí, ¿tenéis aparcamiento?") == []
    staff(home, "Sí, en la calle Central.")
    code = home.row("SELECT code FROM booking")["code"]
    httpx.get(f"{home.api}/pay/{code}")
    home.pay()
    assert "confirmada" in home.heard(LAURA)[-1]
    assert home.writes(LAURA, "gracias, ¿y cuánto dura el corte?") == []
    assert len(home.heard(LAURA)) == before + 2

    hand_back(home)
    (answer,) = home.heard(LAURA)[before + 2 :]
    assert "40 min" in answer
    assert "Central" not in answer
    ways = home.rows("SELECT text, handled_as FROM inbox WHERE author = 'customer' ORDER BY id")
    assert [row["handled_as"] for row in ways] == ["turn", "turn", "person", "turn"]


def test_who_wants_a_person_gets_one_before_any_name_is_known(home: House) -> None:
    (told,) = home.writes(LAURA, "quiero hablar con una persona", name="✨✨")
    assert "persona" in told
    (talk,) = home.standins.get("/sandbox/inbox")
    assert talk["status"] == "open"
    assert home.row("SELECT handover_reason FROM conversation")["handover_reason"] == "manual_request"
    assert home.writes(LAURA, "¿hola?") == []


def test_an_emergency_is_never_left_to_the_model(home: House) -> None:
    (told,) = home.writes(LAURA, "me cuesta respirar")
    assert "112" in told
    assert home.standins.get("/sandbox/ledger") and not home.rows("SELECT 1 FROM round")


def test_own_appointments_only(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    home.writes(LAURA, "Soy Laura Torres, quiero cortarme el pelo el viernes")
    home.writes(LAURA, "a las 10:00")
    (answer,) = home.writes("+34600000099", "¿Qué citas tengo? ¿Y qué citas tiene Laura Torres?", name="Eva")
    assert "10:00" not in answer and "Pilar" not in answer and "Torres" not in answer


def test_32_who_writes_in_english_is_answered_in_english_to_the_end(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    (first,) = home.writes(LAURA, "Hi! I am Laura Torres, I'd like a haircut on Friday please")
    assert "virtual assistant" in first and "€26.20" in first and "Friday 27 November" in first
    (held,) = home.writes(LAURA, "10:00 is perfect, thank you")
    assert "€5.24" in held and "/pay/" in held
    httpx.get(f"{home.api}/pay/{home.row('SELECT code FROM booking')['code']}")
    home.pay()
    assert "confirmed" in home.heard(LAURA)[-1] and "Friday 27 November" in home.heard(LAURA)[-1]
