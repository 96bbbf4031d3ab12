"""The assistant says once who she is: at the beginning of a talk, or where she takes it on from a colleague."""

from collections.abc import Iterator

import pytest

from gateways.embedded import EmbeddedServers
from tests.house import House, house

LAURA = "+34600000001"


@pytest.fixture
def home(salon_url: str, servers: EmbeddedServers) -> Iterator[House]:
    with house(salon_url, servers.redis_url) as built:
        yield built


def colleague(home: House, text: str) -> None:
    """She answers in Chatwoot, and gives the talk back."""
    home.standins.post(f"/sandbox/staff/%2B{LAURA[1:]}/messages", {"text": text})
    home.settle()
    home.standins.post(f"/sandbox/staff/%2B{LAURA[1:]}/hand-back", {})
    home.settle()


@pytest.mark.parametrize(
    ("asks", "later"),
    [
        ("hola", "¿tenéis parking?"),
        ("quiero hablar con una persona", "¿tenéis parking?"),
        ("can I talk to a real person please?", "where can I park?"),
    ],
)
def test_after_a_colleague_there_is_no_second_welcome(home: House, asks: str, later: str) -> None:
    home.writes(LAURA, asks)
    colleague(home, "Hola Laura, soy Eva. Ya está arreglado.")
    (answer,) = home.writes(LAURA, later)
    assert "Central" in answer
    assert "👋" not in answer and "Eres" not in answer and "Are you" not in answer
    introduced = [text for text in home.heard(LAURA) if "Maite" in text]
    assert len(introduced) == 1 and "/privacy" in introduced[0]
    assert home.row("SELECT privacy_notice_at IS NOT NULL AS told FROM customer")["told"]


def test_who_is_new_is_welcomed(home: House) -> None:
    (answer,) = home.writes(LAURA, "¿tenéis parking?")
    assert answer.startswith("¡Hola! 👋 Soy *Maite*") and "/privacy" in answer
    assert "👋" not in home.writes(LAURA, "gracias")[0]
