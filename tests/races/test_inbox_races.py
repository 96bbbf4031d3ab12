"""Messages that arrive at the wrong moment are not overlooked, and what was lost outside is found again."""

import threading

import httpx
import psycopg

from gateways.embedded import EmbeddedServers
from tasks import sweeps, turn
from tasks.world import world
from tests.house import House, house
from tests.minds import Scripted, says, uses
from tests.payloads import message, signed
from tests.settings import PATIENCE_SECONDS

LAURA = "+34600000001"


def test_a_message_that_commits_while_a_turn_opens_is_answered(salon_url: str, servers: EmbeddedServers) -> None:
    """The conversation is due for messages that are gathered already; another commits while OPEN waits for its lock."""
    with house(salon_url, servers.redis_url, Scripted([says("uno"), says("dos"), says("tres")])) as home:
        home.writes(LAURA, "hola")
        talk = home.row("SELECT id, number, channel_id, business_id FROM conversation")
        home.rows("UPDATE conversation SET due_at = %(now)s, burst_at = %(now)s", now=home.now)
        with psycopg.connect(home.world.database.url) as rival:
            rival.execute("UPDATE conversation SET last_message_number = last_message_number + 1")
            rival.execute(
                """INSERT INTO inbox (business_id, source, key, kind, conversation_id, author, content, text,
                                      message_number, received_at)
                   VALUES (%s, 'chatwoot', 'message_created:999', 'message', %s, 'customer', 'text', 'y otra cosa',
                           999, now())""",
                (talk["business_id"], talk["id"]),
            )
            waking = threading.Thread(target=turn.wake, args=(talk["id"],))
            waking.start()
            while not home.rows("SELECT 1 FROM pg_locks WHERE NOT granted"):
                assert waking.is_alive(), "it has not waited for the row"
            rival.commit()
            waking.join()
        home.work()
        assert home.rows("SELECT 1 FROM inbox WHERE kind = 'message' AND handled_at IS NULL") == []
        assert len(home.heard(LAURA)) == 2


def test_offers_found_but_not_shown_do_not_block_the_next_search(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([])
    with house(salon_url, servers.redis_url, mind) as home:
        home.free_only("2026-11-27", Pilar=[("10:00", "10:40")], Ana=[("17:00", "17:40")])
        service = home.row("SELECT id FROM service WHERE name = 'Cortar'")["id"]
        wanted = {"services": [f"s{service}"], "pack": None, "part": "any", "time": None, "stylist": None}
        find = uses("find_slots", date="2026-11-27", **wanted)
        mind.answers = [find, says("Tengo a las 10:00 con Pilar."), find, says("¿Y a las 17:00 con Ana?")]
        home.writes(LAURA, "quiero cortarme el pelo el viernes")
        home.writes(LAURA, "¿y más tarde?")
        codes = [row["code"] for row in home.rows("SELECT code FROM offer ORDER BY id")]
        assert codes == ["a1", "a2", "a3", "a4"]
        assert len(home.heard(LAURA)) == 2


def post(home: House, number: int, text: str) -> None:
    """One webhook, as Chatwoot sends it."""
    raw, headers = signed(
        message(number, text, conversation=1), home.settings.chatwoot_webhook_secret[0].get_secret_value()
    )
    httpx.post(
        f"{home.api}/webhooks/chatwoot", content=raw, headers=headers, timeout=PATIENCE_SECONDS
    ).raise_for_status()


def test_webhooks_that_overtake_one_another_are_read_as_they_were_written(
    salon_url: str, servers: EmbeddedServers
) -> None:
    """Chatwoot's webhooks go out beside each other: the correction can be here before what it corrects."""
    mind = Scripted([says("uno"), says("dos"), says("tres")])
    with house(salon_url, servers.redis_url, mind) as home:
        home.writes(LAURA, "hola")
        post(home, 9003, "no, mejor el viernes")
        post(home, 9002, "quiero cortarme el pelo el jueves")
        home.settle()
        home.writes(LAURA, "¿hola?")
        for question in mind.asked[1:]:  # as new messages, and as what was said before
            told = str(question.messages[0]["content"])
            assert told.index("el jueves") < told.index("mejor el viernes")


def test_a_lost_webhook_is_made_good_even_after_a_later_one(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([says("uno"), says("dos"), says("tres")])
    with house(salon_url, servers.redis_url, mind) as home:
        home.writes(LAURA, "hola")
        home.rows("DELETE FROM inbox WHERE kind = 'message'")  # as if its webhook had never come
        home.writes(LAURA, "¿hola?")
        sweeps.chatwoot()
        home.advance(1)
        home.work()
        texts = {row["text"] for row in home.rows("SELECT text FROM inbox WHERE kind = 'message'")}
        assert texts == {"hola", "¿hola?"}


def test_one_lost_conversation_does_not_stop_the_others(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([says("uno"), says("dos")])
    with house(salon_url, servers.redis_url, mind) as home:
        home.writes(LAURA, "hola")
        channel = home.row("SELECT channel_id, business_id FROM conversation")
        home.rows(
            """INSERT INTO conversation (business_id, channel_id, number, memory, last_customer_at, created_at)
               VALUES (%(business)s, %(channel)s, 0, '{}', %(now)s, %(now)s)""",
            business=channel["business_id"],
            channel=channel["channel_id"],
            now=home.now,
        )
        home.rows("DELETE FROM inbox WHERE kind = 'message'")
        assert world().reconciling.chatwoot_messages() == 1
