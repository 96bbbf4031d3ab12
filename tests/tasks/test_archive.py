"""Talks that have fallen quiet: written down once, and never while somebody is writing."""

from datetime import timedelta
from threading import Thread
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

from flows.archive import is_over
from flows.incoming import read
from gateways.archive import quiet_conversations, talk_of
from gateways.clock import machine_now
from gateways.inbox import STORE, parameters
from models import Conversation, Policy
from tasks.commands.archive import archive
from tests.free_time import moment
from tests.payloads import message
from tests.salon import Guest, Salon

ANSWERED = """
WITH said AS (
    INSERT INTO outbox (business_id, stream, dedupe_key, kind, conversation_id, payload, status, created_at, sent_at)
    SELECT business_id, 'chatwoot:' || id, %(key)s, 'notice', id, jsonb_build_object('text', %(text)s::text), 'sent',
           %(at)s, %(at)s
    FROM conversation WHERE id = %(conversation)s
), handled AS (
    UPDATE inbox SET handled_at = %(at)s, handled_as = 'person' WHERE conversation_id = %(conversation)s
)
UPDATE conversation SET due_at = NULL, burst_at = NULL WHERE id = %(conversation)s
"""


def written(salon: Salon, guest: Guest, number: int, text: str) -> dict[str, Any]:
    """What the webhook's statement needs for her next message."""
    talk = salon.conversation(guest)
    channel = salon.row("SELECT account_number AS account, inbox_number AS inbox FROM channel")
    body = message(number, text, conversation=talk["number"])
    body["account"] = body["conversation"]["account"] = {"id": channel["account"], "name": "Salon"}
    body["conversation"]["inbox_id"] = body["inbox"]["id"] = channel["inbox"]
    return parameters(read(body, f"delivery-{number}"), machine_now())


def writes(salon: Salon, guest: Guest, number: int, text: str) -> None:
    """Her message comes in."""
    salon.database.rows(STORE, written(salon, guest, number, text))


def answered(salon: Salon, guest: Guest, key: str, text: str) -> None:
    """The house says something, and nothing waits any more."""
    now = salon.database.now()
    salon.rows(ANSWERED, key=key, text=text, at=now, conversation=guest.conversation)


def quiet(salon: Salon) -> list[int]:
    """What the sweep would look at."""
    now = salon.database.now()
    return [conversation for _, conversation in quiet_conversations(salon.database, now, 24)]


def archived(salon: Salon, guest: Guest) -> bool:
    """Runs the command and commits."""
    with salon.unit() as unit:
        return archive(unit, guest.conversation)


def history(salon: Salon) -> list[dict[str, Any]]:
    """What was written down."""
    return salon.rows("SELECT * FROM conversation_history ORDER BY id")


@pytest.fixture
def laura(salon: Salon) -> Guest:
    """She asked on Monday at nine, and was answered two minutes later."""
    guest = salon.guest()
    writes(salon, guest, 1, "¿Tenéis hora el viernes?")
    salon.at("2026-11-23 09:02")
    answered(salon, guest, "told:1", "Sí, a las 10:00 con **Pilar**.")
    salon.rows('UPDATE conversation SET memory = \'{"intent": "booking"}\'')
    return guest


def test_after_24_quiet_hours_the_talk_is_written_down_once(salon: Salon, laura: Guest) -> None:
    salon.at("2026-11-24 09:01")
    assert quiet(salon) == []
    assert not archived(salon, laura)
    assert history(salon) == []
    salon.at("2026-11-24 09:02")
    salon.advance(0.1)
    assert quiet(salon) == [laura.conversation]
    assert archived(salon, laura)
    assert quiet(salon) == []
    assert not archived(salon, laura)
    (row,) = history(salon)
    assert [(one["from"], one["text"]) for one in row["messages"]] == [
        ("customer", "¿Tenéis hora el viernes?"),
        ("bot", "Sí, a las 10:00 con **Pilar**."),
    ]
    assert row["memory"] == {"intent": "booking"}
    assert (row["conversation_id"], row["customer_id"]) == (laura.conversation, laura.customer)
    assert abs(row["started_at"] - moment("2026-11-23 09:00")) < timedelta(minutes=1)
    assert abs(row["ended_at"] - moment("2026-11-23 09:02")) < timedelta(minutes=1)
    talk = salon.conversation(laura)
    assert (talk["mode"], talk["archived_at"], talk["memory"]["intent"]) == ("talking", row["ended_at"], None)
    assert salon.breaches() == []


def test_the_next_talk_is_a_row_of_its_own(salon: Salon, laura: Guest) -> None:
    salon.at("2026-11-24 10:00")
    assert archived(salon, laura)
    answered(salon, laura, "told:2", "Te recuerdo tu cita")
    salon.at("2026-11-26 10:00")
    assert quiet(salon) == [], "what only the house has said waits for her"
    writes(salon, laura, 2, "perfecto")
    answered(salon, laura, "told:3", "¡Hasta mañana!")
    salon.at("2026-11-27 10:01")
    assert quiet(salon) == [laura.conversation]
    assert archived(salon, laura)
    texts = [[one["text"] for one in row["messages"]] for row in history(salon)]
    assert texts[1] == ["Te recuerdo tu cita", "perfecto", "¡Hasta mañana!"]
    assert len(texts) == 2


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE inbox SET handled_at = NULL, handled_as = NULL",
        "UPDATE outbox SET status = 'pending', sent_at = NULL",
        "UPDATE conversation SET due_at = created_at",
        "UPDATE conversation SET handed_over_at = created_at, handover_reason = 'medical', mode = 'with_person'",
        "INSERT INTO turn (business_id, conversation_id, opened_at, published_at)"
        " SELECT business_id, id, now(), now() FROM conversation",
    ],
)
def test_what_is_not_over_stays(salon: Salon, laura: Guest, change: str) -> None:
    salon.rows(change)
    salon.at("2026-11-30 10:00")
    before = salon.conversation(laura)
    assert not archived(salon, laura)
    assert history(salon) == []
    assert salon.conversation(laura) == before


def test_a_person_who_wrote_late_keeps_it_fresh(salon: Salon, laura: Guest) -> None:
    salon.at("2026-11-24 08:00")
    salon.rows(
        "INSERT INTO inbox (business_id, source, key, kind, conversation_id, author, content, text, received_at,"
        " handled_at) SELECT business_id, 'chatwoot', 'message_created:9', 'message', id, 'person', 'text',"
        " 'Soy Eva', %(now)s, %(now)s FROM conversation",
        now=salon.database.now(),
    )
    salon.at("2026-11-24 10:00")
    assert not archived(salon, laura)
    salon.at("2026-11-25 08:01")
    assert archived(salon, laura)
    (row,) = history(salon)
    assert [one["from"] for one in row["messages"]] == ["customer", "bot", "staff"]


def test_the_mode_is_what_she_has_with_us(salon: Salon, laura: Guest) -> None:
    held = salon.held(laura, "Pilar", "2026-11-27 10:00")
    salon.pay(held)
    salon.rows("UPDATE outbox SET status = 'sent', sent_at = created_at")
    salon.rows("UPDATE conversation SET mode = 'choosing'")
    salon.at("2026-11-25 10:00")
    assert archived(salon, laura)
    assert salon.conversation(laura)["mode"] == "booked"


def test_a_hold_that_stands_is_still_to_be_paid(salon: Salon, laura: Guest) -> None:
    salon.held(laura, "Pilar", "2026-11-27 10:00")
    salon.rows("UPDATE outbox SET status = 'sent', sent_at = created_at")
    salon.rows("UPDATE booking SET held_until = %(until)s", until=moment("2026-11-26 10:00"))
    salon.at("2026-11-25 10:00")
    assert archived(salon, laura)
    assert salon.conversation(laura)["mode"] == "paying"


def test_never_while_she_writes(salon: Salon, laura: Guest) -> None:
    """Her message is stored, but not committed, when the sweep comes to her conversation."""
    salon.at("2026-11-24 10:00")
    done: list[bool] = []
    with psycopg.connect(salon.database.url, row_factory=dict_row) as webhook:
        webhook.execute(STORE, written(salon, laura, 2, "¿sigue libre?"))
        with salon.database.unit(salon.business_id) as unit:
            # What is read without the lock says that the talk is over: she would be cut off.
            unlocked = unit.session.get_one(Conversation, laura.conversation)
            assert is_over(unlocked, talk_of(unit, laura.conversation, None), Policy(), unit.now)
        sweep = Thread(target=lambda: done.append(archived(salon, laura)))
        sweep.start()
        while not salon.rows("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"):
            assert sweep.is_alive(), "the sweep did not wait for her message"
        webhook.commit()
        sweep.join()
    assert done == [False]
    assert history(salon) == []
    talk = salon.conversation(laura)
    assert (talk["archived_at"], talk["memory"]) == (None, {"intent": "booking"})
    assert talk["due_at"] is not None


def test_a_message_that_comes_while_it_is_written_down_begins_the_next_talk(salon: Salon, laura: Guest) -> None:
    salon.at("2026-11-24 10:00")
    late = written(salon, laura, 2, "¿sigue libre?")  # stamped before the archive, stored after it
    assert archived(salon, laura)
    salon.database.rows(STORE, late)
    talk = salon.conversation(laura)
    (row,) = salon.rows("SELECT received_at FROM inbox WHERE message_number = 2")
    assert row["received_at"] > talk["archived_at"], "it is part of the talk"
    with salon.unit() as unit:
        assert [one.text for one in talk_of(unit, laura.conversation, talk["archived_at"]).messages] == [
            "¿sigue libre?"
        ]


def test_two_sweeps_at_once_write_one_row(salon: Salon, laura: Guest) -> None:
    salon.at("2026-11-24 10:00")
    done: list[bool] = []
    sweeps = [Thread(target=lambda: done.append(archived(salon, laura))) for _ in range(4)]
    for sweep in sweeps:
        sweep.start()
    for sweep in sweeps:
        sweep.join()
    assert sorted(done) == [False, False, False, True]
    assert len(history(salon)) == 1


def test_the_business_says_how_long(salon: Salon, laura: Guest) -> None:
    salon.rows("UPDATE business SET policy = policy || '{\"archive_after_hours\": 2}'")
    salon.at("2026-11-23 11:03")
    assert quiet(salon) == [laura.conversation]
    assert archived(salon, laura)


def test_another_business_cannot_archive_it(salon: Salon, laura: Guest) -> None:
    salon.at("2026-11-30 10:00")
    with salon.database.unit(type(salon.business_id)(99)) as unit:
        assert not archive(unit, laura.conversation)
    assert history(salon) == []
