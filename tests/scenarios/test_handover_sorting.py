"""What a person finds in Chatwoot's list: why she is needed, how urgent it is, and whose it is."""

import pytest

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import notes

ANA = "+34600000004"


def sorting(home: House) -> tuple[list[str], str | None, str | None, str]:
    """Labels, priority, assignee and status in Chatwoot."""
    (talk,) = home.standins.get("/sandbox/inbox")
    return talk["labels"], talk["priority"], talk["assignee"], talk["status"]


def ours(home: House, policy: str) -> None:
    """The salon's rules, with these changed."""
    home.rows("UPDATE business SET policy = policy || %(policy)s::jsonb", policy=policy)


@pytest.mark.parametrize(
    ("text", "label", "priority"),
    [
        ("me cuesta respirar", "emergencia", "urgent"),
        ("¿el tinte es seguro en el embarazo?", "consulta-de-salud", "high"),
        ("quiero hablar con una persona", "pide-una-persona", "medium"),
    ],
)
def test_the_reason_and_how_urgent_it_is(home: House, text: str, label: str, priority: str) -> None:
    home.writes(ANA, text, name="Ana")
    assert sorting(home) == ([label], priority, None, "open")


def test_the_agent_whom_the_salon_has_named_gets_it(home: House) -> None:
    ours(home, '{"handover_agent": 2}')
    home.writes(ANA, "quiero hablar con una persona", name="Ana")
    assert sorting(home) == (["pide-una-persona"], "medium", "Recepción", "open")
    assert home.writes(ANA, "¿hola?", name="Ana") == []
    assert check(home.world.database, BusinessId(home.business_id)) == []


def test_an_agent_who_is_no_more_hinders_nothing_and_staff_are_told(home: House) -> None:
    ours(home, '{"handover_agent": 99}')
    told = home.writes(ANA, "me cuesta respirar", name="Ana")
    assert sorting(home) == (["emergencia"], "urgent", None, "open")
    assert any("112" in one for one in told)
    assert len(notes(home)) == 2, "why a person is needed, and that the assignment failed"
    assert check(home.world.database, BusinessId(home.business_id)) == []


def test_labels_of_people_stay_and_the_next_reason_replaces_ours(home: House) -> None:
    home.writes(ANA, "quiero hablar con una persona", name="Ana")
    number = home.row("SELECT number FROM conversation")["number"]
    home.standins.client.post(
        f"/chatwoot/api/v1/accounts/1/conversations/{number}/labels",
        json={"labels": ["vip", "pide-una-persona"]},
        headers={"api_access_token": "bot-token"},
    ).raise_for_status()
    home.standins.post(f"/sandbox/staff/%2B{ANA[1:]}/hand-back")
    home.settle()
    home.writes(ANA, "me cuesta respirar", name="Ana")
    assert sorting(home) == (["vip", "emergencia"], "urgent", None, "open")
