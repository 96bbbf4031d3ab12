"""Staff hand a conversation back in /admin: Chatwoot follows, what waits is answered, and nothing is answered twice."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from admin.accounts import ensure_owner
from models.ids import BusinessId
from tests.admin.desk import said
from tests.admin.visitor import FROM_OUR_PAGE, PASSWORD
from tests.house import House
from tests.settings import PATIENCE_SECONDS

ANA = "+34600000004"
STAFF = f"/sandbox/staff/%2B{ANA[1:]}"
DONE = "Hecho: el asistente vuelve a llevar esta conversación."


@pytest.fixture
def desk(home: House) -> Iterator[httpx.Client]:
    """A browser in which the owner has logged in at the real API."""
    ensure_owner(home.world.database, BusinessId(home.business_id), PASSWORD)
    with httpx.Client(
        base_url=f"{home.api}/admin", headers=FROM_OUR_PAGE, follow_redirects=True, timeout=PATIENCE_SECONDS
    ) as client:
        client.post("/login", data={"username": "owner", "password": PASSWORD})
        yield client


def press(home: House, desk: httpx.Client) -> None:
    """The button on the conversation's page."""
    conversation = home.row("SELECT id FROM conversation")["id"]
    assert "Devolver a Maite" in desk.get(f"/conversation/details/{conversation}").text
    again(home, desk)


def again(home: House, desk: httpx.Client) -> None:
    """The same, on a page that is not fresh any more."""
    conversation = home.row("SELECT id FROM conversation")["id"]
    assert said(desk.post(f"/desk/conversation/{conversation}/hand-back").text) == DONE


def place(home: House) -> tuple[str, str | None]:
    """Status and assignee in Chatwoot."""
    (talk,) = home.standins.get("/sandbox/inbox")
    return talk["status"], talk["assignee"]


def tellings(home: House) -> list[str]:
    """Which status we have asked Chatwoot for."""
    asked: list[dict[str, Any]] = home.standins.get("/sandbox/ledger")
    return [one["request"]["status"] for one in asked if one["operation"] == "conversation.toggle_status"]


@pytest.fixture
def with_person(home: House) -> House:
    """Ana has asked about her health: a person has taken it over in Chatwoot and answered, and she has written on."""
    home.writes(ANA, "¿el tinte es seguro en el embarazo?", name="Ana")
    home.standins.post(f"{STAFF}/take-over")
    home.standins.post(f"{STAFF}/messages", {"text": "Hola Ana, consúltalo con tu médica."})
    home.settle()
    assert home.writes(ANA, "vale, ¿y cuánto cuesta cortarme el pelo?", name="Ana") == []
    assert place(home) == ("open", "Recepción")
    return home


def test_handed_back_in_admin(with_person: House, desk: httpx.Client) -> None:
    home = with_person
    before = len(home.heard(ANA))
    press(home, desk)
    again(home, desk)
    home.settle()
    (answer,) = home.heard(ANA)[before:]
    assert "26,20 €" in answer, "what nobody had answered"
    assert "tinte" not in answer, "what a person had"
    assert place(home) == ("pending", None)
    (talk,) = home.standins.get("/sandbox/inbox")
    assert (talk["labels"], talk["priority"]) == ([], None), "nothing is left of why a person was needed"
    assert tellings(home) == ["open", "pending"], "told once"
    home.settle()
    assert home.heard(ANA)[before:] == [answer], "the webhooks of the change say nothing new"
    (told,) = home.writes(ANA, "¿y cuánto dura?", name="Ana")
    assert "40 min" in told
    assert {row["actor"] for row in home.rows("SELECT actor FROM audit WHERE table_name = 'conversation'")} == {
        "staff:owner"
    }


def test_handed_back_in_admin_and_in_chatwoot_at_once(with_person: House, desk: httpx.Client) -> None:
    home = with_person
    before = len(home.heard(ANA))
    home.standins.post(f"{STAFF}/hand-back")
    press(home, desk)
    home.settle()
    assert len(home.heard(ANA)) == before + 1
    assert place(home) == ("pending", None)
    assert home.rows("SELECT 1 FROM turn WHERE outcome = 'replied'") == [{"?column?": 1}]


def test_handed_back_in_chatwoot_first(with_person: House, desk: httpx.Client) -> None:
    home = with_person
    before = len(home.heard(ANA))
    home.standins.post(f"{STAFF}/hand-back")
    home.settle()
    again(home, desk)
    home.settle()
    assert len(home.heard(ANA)) == before + 1
    assert tellings(home) == ["open"], "Chatwoot knows"
    assert home.rows("SELECT actor FROM audit") == []


def test_while_chatwoot_is_away_it_is_handed_back_all_the_same(with_person: House, desk: httpx.Client) -> None:
    home = with_person
    before = len(home.heard(ANA))
    home.standins.post("/sandbox/faults", {"vendor": "chatwoot", "fault": "refuse", "seconds": 600})
    press(home, desk)
    home.settle()
    assert place(home) == ("open", "Recepción")
    assert len(home.heard(ANA)) == before
    home.standins.delete("/sandbox/faults")
    home.rows("UPDATE outbox SET next_attempt_at = NULL WHERE status = 'pending'")
    home.settle()
    assert place(home) == ("pending", None)
    (answer,) = home.heard(ANA)[before:]
    assert "26,20 €" in answer
    order = [row["kind"] for row in home.rows("SELECT kind FROM outbox WHERE stream LIKE 'chatwoot:%%' ORDER BY id")]
    assert order[-2:] == ["hand_back", "reply"]
    assert home.rows("SELECT 1 FROM outbox WHERE status NOT IN ('sent', 'withdrawn')") == []
