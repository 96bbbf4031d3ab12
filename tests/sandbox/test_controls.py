"""The sandbox's own calls, in the shapes that scripts rely on."""

from sandbox.clock import FixedClock
from sandbox.server import Standins
from tests.sandbox.chatwoot_client import Bot
from tests.sandbox.given import NINE

AT = "2026-11-23T08:00:00.000+00:00"


def test_a_conversation_as_the_customer_sees_it(standins: Standins) -> None:
    answer = standins.client.post(
        "/sandbox/customers/+34 600 111 222/messages",
        json={"name": "Laura", "text": "Hola"},
    )
    assert answer.status_code == 202
    Bot(standins).say(1, "**Hola**, soy Maite")
    standins.post("/sandbox/staff/+34600111222/messages", {"text": "Y yo Ana"})
    standins.post("/sandbox/staff/+34600111222/messages", {"text": "ojo", "private": True})
    assert standins.get("/sandbox/customers/34600111222/messages") == [
        {"from": "customer", "text": "Hola", "at": AT},
        {"from": "bot", "text": "*Hola*, soy Maite", "at": AT},
        {"from": "staff", "text": "Y yo Ana", "at": AT},
    ]
    assert standins.get("/sandbox/customers/+34600999999/messages") == []


def test_on_her_phone_two_conversations_are_one_thread(standins: Standins) -> None:
    path = "/sandbox/customers/+34600111222/messages"
    standins.post(path, {"name": "Laura", "text": "Hola"})
    standins.post("/sandbox/staff/+34600111222/resolve")
    standins.post(path, {"name": "Laura", "text": "Otra cosa"})
    Bot(standins).say(1, "Tu cita queda confirmada")
    Bot(standins).say(2, "Dime")
    texts = ["Hola", "Otra cosa", "Tu cita queda confirmada", "Dime"]
    assert [one["text"] for one in standins.get(path)] == texts
    assert standins.get("/sandbox/customers")[0]["last"]["text"] == "Dime"


def test_staff_take_over_and_hand_back(standins: Standins) -> None:
    path = "/sandbox/staff/+34600111222"
    standins.post("/sandbox/customers/+34600111222/messages", {"name": "Laura", "text": "Hola"})
    standins.post(f"{path}/messages", {"text": "Le atiendo"})
    entry = standins.get("/sandbox/inbox")[0]
    assert (entry["status"], entry["assignee"]) == ("pending", None)
    taken = standins.post(f"{path}/take-over")
    assert (taken["status"], taken["assignee"]) == ("open", "Recepción")
    given = standins.post(f"{path}/hand-back")
    assert (given["status"], given["assignee"]) == ("pending", None)
    # What people did is no effect of ours.
    assert standins.get("/sandbox/ledger") == []


def test_customers_are_listed(standins: Standins) -> None:
    for phone, name in (("+34600111222", "Laura"), ("+34600333444", "✨✨")):
        path = f"/sandbox/customers/{phone}/messages"
        standins.post(path, {"name": name, "text": "Hola"})
    standins.post("/sandbox/customers/+34600111222/messages", {"kind": "location"})
    laura, sparkles = standins.get("/sandbox/customers")
    assert laura == {
        "phone": "+34600111222",
        "name": "Laura",
        "conversation": 1,
        "status": "pending",
        "unread": 2,
        "typing": False,
        "last": {"from": "customer", "text": "[location]", "at": AT},
    }
    assert (sparkles["name"], sparkles["unread"]) == ("✨✨", 1)


def test_nonsense_is_refused(standins: Standins) -> None:
    cases: list[tuple[str, dict[str, object], int]] = [
        ("customers/12/messages", {"text": "Hola"}, 422),
        ("customers/+34600111222/messages", {"text": ""}, 422),
        ("customers/+34600111222/messages", {"kind": "video"}, 422),
        ("staff/+34600111222/messages", {"text": "Hola"}, 404),
        ("staff/+34600111222/hand-back", {}, 404),
        ("payments/cs_test_x/pay", {}, 404),
        ("calendars/Nobody/events", {"title": "x", "start": "x", "end": "y"}, 404),
        ("clock", {"advance_minutes": -1}, 422),
        ("webhooks", {"copies": 0}, 422),
    ]
    for path, body, status in cases:
        assert standins.client.post(f"/sandbox/{path}", json=body).status_code == status, path
    assert standins.get("/sandbox/inbox") == standins.get("/sandbox/ledger") == []


def test_the_clock_goes_forward(standins: Standins, clock: FixedClock) -> None:
    assert standins.get("/sandbox/clock") == {"now": AT}
    moved = standins.post("/sandbox/clock", {"advance_minutes": 2 * 24 * 60})
    assert moved == {"now": "2026-11-25T08:00:00.000+00:00"}
    assert (clock.now() - NINE).days == 2


def test_webhooks_can_be_configured(standins: Standins) -> None:
    assert standins.post("/sandbox/webhooks", {"configured": "bot"}) == {
        "configured": "bot",
        "copies": 1,
        "waiting": 0,
    }
    assert standins.post("/sandbox/webhooks", {"copies": 3})["configured"] == "bot"
