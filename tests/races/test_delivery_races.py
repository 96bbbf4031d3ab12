"""What goes out, goes out once: answers that are lost on the way, and two who deliver at once."""

from gateways.database import Database
from gateways.dispatch import Dispatch
from gateways.embedded import EmbeddedServers
from tests.bare_business import small_salon
from tests.chaos.killing import LAURA, replies
from tests.house import house
from tests.minds import Scripted, says

LOST = {"vendor": "chatwoot", "fault": "lost_response", "seconds": 60, "method": "POST"}
"""Chatwoot takes what it is sent, and its answer does not arrive."""


def test_a_lost_answer_of_chatwoot_is_one_message(salon_url: str, servers: EmbeddedServers) -> None:
    with house(salon_url, servers.redis_url, Scripted([says("Hola, Laura")])) as home:
        home.standins.post("/sandbox/faults", LOST)
        home.writes(LAURA, "hola")
        row = home.row("SELECT status, attempts, next_attempt_at - claimed_at AS wait FROM outbox")
        assert (row["status"], row["attempts"]) == ("pending", 1)
        assert row["wait"].total_seconds() > 29, "no sooner than an answer could still arrive"
        home.standins.delete("/sandbox/faults")
        home.rows("UPDATE outbox SET next_attempt_at = now()")
        home.work()
        assert replies(home) == ["Hola, Laura"]
        assert home.row("SELECT status, attempts FROM outbox") == {"status": "sent", "attempts": 2}


def test_without_the_look_up_a_lost_answer_is_two_messages(salon_url: str, servers: EmbeddedServers) -> None:
    """The second try as if it were a first one: what the look-up is there for."""
    with house(salon_url, servers.redis_url, Scripted([says("Hola, Laura")])) as home:
        home.standins.post("/sandbox/faults", LOST)
        home.writes(LAURA, "hola")
        home.standins.delete("/sandbox/faults")
        home.rows("UPDATE outbox SET next_attempt_at = now(), attempts = 0")
        home.work()
        assert replies(home) == ["Hola, Laura", "Hola, Laura"]


def test_one_process_alone_may_claim_an_effect(database: Database) -> None:
    """Two dispatchers on one stream: one row, one claim, and its order is kept."""

    business = small_salon(database)
    for key in ("first", "second"):
        database.rows(
            """INSERT INTO outbox (business_id, stream, dedupe_key, kind, payload, created_at)
               VALUES (%(business)s, 'mail:x', %(key)s, 'mail', '{}', now())""",
            {"business": business, "key": key},
        )
    one, other = Dispatch(database, "one", 30), Dispatch(database, "other", 30)
    claimed = one.claim("mail:x")
    assert claimed is not None and claimed.dedupe_key == "first"
    assert other.claim("mail:x") is None
    database.rows("UPDATE outbox SET claimed_at = now() - interval '31 seconds' WHERE id = %(id)s", {"id": claimed.id})
    again = other.claim("mail:x")
    assert again is not None and (again.dedupe_key, again.attempts) == ("first", 2)
