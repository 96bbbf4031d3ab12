"""A booking is told of in the conversation it was made in: on her phone one thread with the one she writes in."""

from flows.notices import render
from flows.ports import Answer, Question
from gateways.embedded import EmbeddedServers
from gateways.invariants import check
from gateways.threads import read_here
from models.ids import BusinessId
from tests.house import House, house
from tests.minds import Scripted, Thought, says, uses
from tests.salon import Salon
from tests.scenarios.regulars import places, regular

LAURA = "+34600000019"
QUESTION = "¿Cancelo tu cita del viernes 27 de noviembre a las 12:30 con Marta? Te devolvemos la señal de 5,24 €."
GIVES_UP = uses("cancel", appointments=["c1"])
OTHER_PHONE = """
UPDATE inbox SET whatsapp = '34600000999' WHERE conversation_id = (SELECT min(id) FROM conversation) RETURNING id
"""
WRITTEN = """
INSERT INTO inbox (business_id, source, key, kind, conversation_id, author, content, text, whatsapp, received_at)
VALUES (%(business)s, 'chatwoot', 'by-hand:' || %(conversation)s, 'message', %(conversation)s, 'customer', 'text',
        'Hola', '34600000019', now()) RETURNING id
"""


def cancels(home: House, mind: Scripted, *after_her_yes: Answer | Thought) -> list[str]:
    """What she reads after her yes, in a conversation that is younger than the booking."""
    mind.answers = [says("Hola"), GIVES_UP, says(QUESTION), *after_her_yes]
    regular(home, LAURA, "Laura", "Torres").has("Marta", "2026-11-27 12:30")
    home.standins.post(f"/sandbox/staff/%2B{LAURA[1:]}/resolve", {})
    home.writes(LAURA, "cancélala")
    assert home.row("SELECT count(DISTINCT customer_id) AS who, count(*) AS n FROM conversation") == {"who": 1, "n": 2}
    read = home.writes(LAURA, "sí")
    assert places(home) == [("Marta", "2026-11-27 12:30", "13:10", "cancelled")]
    assert check(home.world.database, BusinessId(home.business_id)) == []
    return read


def told(mind: Scripted) -> str:
    """What the tool has answered the model last."""
    found: str = mind.asked[-1].messages[-1]["content"][0]["content"]
    return found


def test_on_her_phone_she_has_read_it(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([])
    with house(salon_url, servers.redis_url, mind) as home:
        (read,) = cancels(home, mind, GIVES_UP, says(""))
        assert "cancelada" in read and "5,24 €" in read
        assert '"she_has_read":["' in told(mind)
        notice = home.row("SELECT conversation_id FROM outbox WHERE dedupe_key LIKE 'cancelled:%%'")
        assert notice == home.row("SELECT min(id) AS conversation_id FROM conversation")


def test_on_another_phone_of_hers_she_has_not(salon_url: str, servers: EmbeddedServers) -> None:
    """Two contacts of hers that Chatwoot has merged: what goes to the one is not seen on the other."""
    mind = Scripted([])

    def from_another_phone(_: Question) -> Answer:
        home.rows(OTHER_PHONE)
        return GIVES_UP

    with house(salon_url, servers.redis_url, mind) as home:
        read = cancels(home, mind, from_another_phone, says(""))
        assert "she_has_read" not in told(mind)
        assert render("not_understood", "es", {}) in read, "she is not left without a word where she writes"


def test_what_somebody_else_is_told_she_has_not_read(salon: Salon) -> None:
    laura, ana = salon.guest("Laura"), salon.guest("Ana")
    for talk in (laura, ana):
        salon.rows(WRITTEN, business=salon.business_id, conversation=talk.conversation)
    with salon.unit() as unit:
        both = {laura.conversation, ana.conversation}
        assert read_here(unit, laura.conversation, both) == {laura.conversation}, "whatever Chatwoot says of numbers"
        assert read_here(unit, ana.conversation, {laura.conversation}) == set()
        assert read_here(unit, ana.conversation, set()) == set()
