"""Scenarios 24, 25 and 32, and who may say what when."""

import pytest

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import events, occupied, places
from tests.scenarios.variants import Script, written
from tests.scenarios.visits import link, standing, visits

LAURA, MARTA = "+34600000001", "+34600000018"


@written(
    plain={"five": ("hola", "buenas", "quería", "cortarme el pelo", "el viernes por la mañana")},
    typos={"five": ("ola", "wenas", "keria", "kortarme el pelo", "el biernes x la mañana")},
    no_accents={"five": ("buenos dias", "queria pedir", "una cita", "para cortar", "el viernes por la manana")},
    burst={"five": ("Hola", "para el viernes", "por la mañana", "un corte", "porfa")},
    second_thoughts={"five": ("hola", "quiero cortarme el pelo", "el jueves", "no", "mejor el viernes por la mañana")},
)
def test_24_five_messages_in_four_seconds_get_one_reply(home: House, script: Script) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")], Ana=[("17:00", "17:40")])
    (five,) = script.bursts("five")
    assert len(five) == 5
    for text in five:
        home.says(LAURA, text)
        home.advance(0.8 / 60)
    home.settle()
    (reply,) = home.heard(LAURA)
    assert "viernes 27 de noviembre" in reply and "10:00" in reply and "Pilar" in reply and "26,20 €" in reply
    assert "17:00" not in reply
    (turn,) = home.rows("SELECT * FROM turn")
    assert turn["outcome"] == "replied"
    handled = home.rows("SELECT turn_id, handled_as FROM inbox WHERE kind = 'message'")
    assert handled == [{"turn_id": turn["id"], "handled_as": "turn"}] * 5
    assert check(home.world.database, BusinessId(home.business_id)) == []


def staff(home: House, text: str) -> None:
    """A person of the salon answers in Chatwoot."""
    home.standins.post(f"/sandbox/staff/%2B{LAURA[1:]}/messages", {"text": text})
    home.settle()


def hand_back(home: House) -> None:
    """... and gives the conversation back."""
    home.standins.post(f"/sandbox/staff/%2B{LAURA[1:]}/hand-back", {})
    home.settle()


@written(
    plain={"answered": "sí, ¿tenéis aparcamiento?", "left": "gracias, ¿y cuánto dura el corte?"},
    typos={"answered": "sii teneis aparkamiento??", "left": "grasias i kuanto dura el korte"},
    no_accents={"answered": "si, una cosa donde puedo aparcar", "left": "muchas gracias y cuanto tardais en cortar"},
    burst={
        "answered": ("sí!", "una cosa", "¿tenéis aparcamiento?"),
        "left": ("gracias!", "oye", "¿y cuánto dura", "el corte?"),
    },
    second_thoughts={
        "answered": ("¿abrís el sábado?", "no, da igual", "¿tenéis aparcamiento?"),
        "left": ("gracias", "¿cuánto dura un peinado largo?", "no, perdona, el corte, ¿cuánto dura el corte?"),
    },
)
def test_25_a_person_writes_and_the_bot_is_silent_until_handed_back(home: House, script: Script) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    home.writes(LAURA, "Soy Laura Torres, quiero cortarme el pelo el viernes")
    home.writes(LAURA, "a las 10:00")
    assert home.row("SELECT status FROM booking")["status"] == "held"
    staff(home, "Hola Laura, soy Eva. ¿Todo bien?")
    (talk,) = home.standins.get("/sandbox/inbox")
    assert talk["status"] == "open"

    before = len(home.heard(LAURA))
    assert script.say(home, LAURA, "answered") == []
    staff(home, "Sí, en la calle Central.")
    code = home.row("SELECT code FROM booking")["code"]
    home.opens_link(code)
    home.pay()
    assert "confirmada" in home.heard(LAURA)[-1]
    assert script.say(home, LAURA, "left") == []
    assert len(home.heard(LAURA)) == before + 2

    hand_back(home)
    (answer,) = home.heard(LAURA)[before + 2 :]
    assert "40 min" in answer
    assert "Central" not in answer and "sábado" not in answer, "what a person has answered is not answered again"
    ways = home.rows("SELECT text, handled_as FROM inbox WHERE author = 'customer' ORDER BY message_number")
    (answered,), (left,) = script.bursts("answered"), script.bursts("left")
    assert [row["handled_as"] for row in ways] == ["turn"] * 2 + ["person"] * len(answered) + ["turn"] * len(left)
    assert places(home) == [("Pilar", "2026-11-27 10:00", "10:40", "confirmed")]
    assert check(home.world.database, BusinessId(home.business_id)) == []


@written(
    plain={"ask": "quiero hablar con una persona"},
    typos={"ask": "kiero ablar con una persona xfa"},
    no_accents={"ask": "me puede atender una persona de verdad"},
    burst={"ask": ("hola", "prefiero", "hablar con alguien", "del salón")},
    second_thoughts={"ask": ("quiero una cita", "bueno no", "mejor quiero hablar con la encargada")},
    english={"ask": "can I talk to a real person please"},
)
def test_who_wants_a_person_gets_one_before_any_name_is_known(home: House, script: Script) -> None:
    (told,) = script.say(home, LAURA, "ask", "✨✨")
    assert "una persona del equipo" in told or "one of the team" in told
    (talk,) = home.standins.get("/sandbox/inbox")
    assert talk["status"] == "open"
    assert home.row("SELECT handover_reason FROM conversation")["handover_reason"] == "manual_request"
    assert home.writes(LAURA, "¿hola?") == []


@written(
    plain={
        "ask": "Hi! I am Laura Torres, I'd like a haircut on Friday please",
        "choose": "10:00 is perfect, thank you",
        "ask_later": "What time is my appointment?",
    },
    also="lower_case",
    typos={
        "ask": "hii im Laura Torres id like a hair cut on fryday pls",
        "choose": "10 is perfct thx",
        "ask_later": "wat time is my apointment",
    },
    lower_case={
        "ask": "hello my name is Laura Torres can i get a haircut this friday",
        "choose": "yes please hold it",
        "ask_later": "when is my appointment",
    },
    burst={
        "ask": ("Hello", "I'm Laura Torres", "could I get a haircut", "on Friday?"),
        "choose": ("great", "10:00 please"),
        "ask_later": ("sorry", "one more thing", "what time is my appointment?"),
    },
    second_thoughts={
        "ask": ["Hi, I'm Laura Torres. A haircut on Thursday please", "sorry, Friday would be better"],
        "choose": ["do you have anything later?", "OK, 10:00 then"],
        "ask_later": ("where can I park?", "actually, when is my appointment?"),
    },
)
def test_32_who_writes_in_english_is_answered_in_english_to_the_end(home: House, script: Script) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    asked = script.say(home, LAURA, "ask")
    assert "virtual assistant" in asked[0] and "€26.20" in "".join(asked)
    assert "Friday 27 November" in asked[-1] and "10:00" in asked[-1] and "Pilar" in asked[-1]
    held = script.say(home, LAURA, "choose")[-1]
    booking = standing(home)
    assert (booking["status"], booking["total_cents"], booking["deposit_cents"]) == ("held", 2620, 524)
    assert visits(home) == [("Pilar", "2026-11-27 10:00", "10:40", ["Cortar"])]
    assert "€5.24" in held and link(home, booking["code"]) in held
    home.opens_link(booking["code"])
    home.pay()
    assert standing(home)["status"] == "confirmed"
    assert "confirmed" in home.heard(LAURA)[-1] and "Friday 27 November" in home.heard(LAURA)[-1]
    assert events(home, "Pilar") == [("Laura Torres · Cortar", "2026-11-27T10:00")]
    told = script.say(home, LAURA, "ask_later")[-1]
    assert "10:00" in told and "Friday 27 November" in told and "Pilar" in told
    for said in home.heard(LAURA):
        assert "€" not in said.replace("€26.20", "").replace("€5.24", "").replace("€20.96", ""), said
        assert "Te " not in said and "¿" not in said and "viernes" not in said, said
    assert occupied(home) == [("Pilar", "2026-11-27 10:00")]
    assert check(home.world.database, BusinessId(home.business_id)) == []


@pytest.mark.parametrize("word", ["hola", "ola wenas", "buenas, una cosa"])
def test_who_comes_back_after_months_begins_a_fresh_talk_without_introduction(home: House, word: str) -> None:
    home.writes(MARTA, "Hola, soy Marta Ruiz, ¿cuánto cuesta cortarme el pelo?", name="Marta")
    home.at("2027-02-15 10:00")
    home.work()
    (row,) = home.rows("SELECT messages FROM conversation_history")
    assert [one["from"] for one in row["messages"]] == ["customer", "bot"]
    (reply,) = home.writes(MARTA, word, name="Marta")
    assert "Maite" not in reply and "virtual" not in reply
    prompts = home.rows("SELECT prompt FROM turn ORDER BY id")
    assert "cuánto cuesta cortarme el pelo" in prompts[0]["prompt"]
    assert "cuánto cuesta cortarme el pelo" not in prompts[1]["prompt"]
    assert '"name":"Marta"' in prompts[1]["prompt"]
