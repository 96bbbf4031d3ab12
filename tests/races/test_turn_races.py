"""What may happen to a turn while it is being worked on: lost, repeated, overtaken by events."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from gateways.database import Database
from gateways.dispatch import Dispatch
from gateways.embedded import EmbeddedServers
from gateways.turns import CLAIM, Claim
from models.enums import HandoverReason, TurnStep
from models.ids import BusinessId
from tasks import sweeps, turn
from tasks.commands.handover import hand_over
from tasks.commands.lapse import lapse
from tasks.world import world
from tests.bare_business import small_salon
from tests.house import House, house
from tests.minds import Scripted, says, uses

LAURA = "+34600000001"


class Killed(BaseException):
    """The process is gone: nothing catches this."""


@pytest.fixture
def servers_url(servers: EmbeddedServers) -> str:
    return servers.redis_url


@contextmanager
def home_with(mind: Scripted, salon_url: str, redis_url: str) -> Iterator[House]:
    with house(salon_url, redis_url, mind) as home:
        yield home


def replies(home: House) -> list[str]:
    """Everything she was sent, but for the introduction in front of the first."""
    return [text.split("\n\n")[-1] for text in home.heard(LAURA)]


def open_turn(home: House, text: str = "hola") -> int:
    """A turn that nobody has begun to work on; its chain is lost."""
    home.says(LAURA, text)
    home.standins.flush()
    home.advance(1)
    conversation = home.row("SELECT id FROM conversation")["id"]
    turn.wake(conversation)
    home.waking.waiting.clear()
    turn_id: int = home.row("SELECT id FROM turn WHERE step <> 'done'")["id"]
    return turn_id


def forget_publishing(home: House) -> None:
    """As if the last publish were a minute ago (machine time cannot be moved)."""
    home.rows("UPDATE turn SET published_at = published_at - interval '1 minute'")


@pytest.mark.parametrize("lost_after", ["wake", "gather", "think"])
def test_a_lost_link_is_found_and_resumed_where_it_stopped(
    salon_url: str, servers_url: str, lost_after: str
) -> None:
    with home_with(Scripted([says("Hola, Laura")]), salon_url, servers_url) as home:
        turn_id = open_turn(home)
        if lost_after in ("gather", "think"):
            turn.gather(turn_id)
        if lost_after == "think":
            turn.think(turn_id)
        sweeps.turns()
        assert not home.waking.waiting, "the last publish is only seconds old"
        forget_publishing(home)
        home.work()
        assert replies(home) == ["Hola, Laura"]
        assert home.row("SELECT outcome FROM turn")["outcome"] == "replied"


def test_every_link_run_twice_answers_once(salon_url: str, servers_url: str) -> None:
    mind = Scripted([uses("quote", services=["s1"], pack=None), says("Hola, Laura")])
    with home_with(mind, salon_url, servers_url) as home:
        turn_id = open_turn(home)
        for link in (turn.gather, turn.think, turn.settle):
            link(turn_id)
            link(turn_id)
        turn.gather(turn_id)
        home.work()
        assert replies(home) == ["Hola, Laura"]
        assert len(mind.asked) == 2


def test_links_in_the_wrong_order_do_nothing(salon_url: str, servers_url: str) -> None:
    with home_with(Scripted([says("Hola, Laura")]), salon_url, servers_url) as home:
        turn_id = open_turn(home)
        turn.settle(turn_id)
        turn.think(turn_id)
        assert home.row("SELECT step FROM turn")["step"] == "gather"
        forget_publishing(home)
        home.work()
        assert replies(home) == ["Hola, Laura"]


def test_a_link_that_lost_its_claim_stores_nothing(salon_url: str, servers_url: str) -> None:
    def overtaken(_: object) -> object:
        # While it thinks its lease lapses and another process claims the turn.
        world().database.rows("UPDATE turn SET lease_until = now() - interval '1 second'")
        rival = {"turn": 1, "step": "think", "owner": "rival", "lease": 30}
        rival["turn"] = world().database.rows("SELECT id FROM turn")[0]["id"]
        assert world().database.rows(CLAIM, rival)
        return says("stale")

    with home_with(Scripted([overtaken, says("fresh")]), salon_url, servers_url) as home:  # type: ignore[list-item]
        turn_id = open_turn(home)
        turn.gather(turn_id)
        turn.think(turn_id)
        assert home.rows("SELECT 1 FROM round") == []
        assert home.row("SELECT step, draft FROM turn") == {"step": "think", "draft": None}
        home.rows("UPDATE turn SET lease_until = NULL")
        forget_publishing(home)
        home.work()
        assert replies(home) == ["fresh"]


def test_without_the_epoch_the_stale_answer_would_be_stored(salon_url: str, servers_url: str) -> None:
    """The same, written as if nobody looked at the epoch: what the fence is there for."""
    with home_with(Scripted([]), salon_url, servers_url) as home:
        turn_id = open_turn(home)
        turn.gather(turn_id)
        row = world().turns.situation(turn_id, window=10)
        assert row is not None
        home.rows("UPDATE turn SET lease_epoch = lease_epoch + 1")  # a rival has claimed it
        current = home.row("SELECT lease_epoch FROM turn")["lease_epoch"]
        values = {
            "prompt": "", "fact_seq": 0, "n": 1, "preface": None, "draft": "stale", "content": [],
            "stop_reason": "end_turn", "model": "",
            "input_tokens": 0, "output_tokens": 0, "cache_read_tokens": 0, "cache_write_tokens": 0,
            "day": home.now.date(), "cost_micros": 0,
        }  # fmt: skip
        assert not world().turns.store_round(Claim(turn_id, row["epoch"], TurnStep.THINK), **values)
        assert world().turns.store_round(Claim(turn_id, current, TurnStep.THINK), **values)


def test_a_busy_lease_with_a_full_queue_is_left_alone(salon_url: str, servers_url: str) -> None:
    with home_with(Scripted([says("Hola, Laura")]), salon_url, servers_url) as home:
        turn_id = open_turn(home)
        row = world().turns.gather(turn_id)  # somebody claims it, and is slow
        assert row is not None
        forget_publishing(home)
        for _ in range(20):  # repeated links return at once, sweeps publish nothing
            turn.gather(turn_id)
            sweeps.turns()
        assert not home.waking.waiting
        assert home.row("SELECT lease_epoch, publishes FROM turn") == {"lease_epoch": 1, "publishes": 1}
        home.rows("UPDATE turn SET lease_until = now() - interval '1 second'")
        sweeps.turns()
        sweeps.turns()
        assert len(home.waking.waiting) == 3, "one chain, not two"
        home.work()
        assert replies(home) == ["Hola, Laura"]


def held(home: House) -> int:
    """A held cut for Laura, without any talk; the booking's id."""
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    service = home.row("SELECT id FROM service WHERE name = 'Cortar'")["id"]
    home.writes(LAURA, "hola")
    home.rows("UPDATE customer SET name = 'Laura', surname = 'Torres'")
    mind = world().mind
    assert isinstance(mind, Scripted)
    find = uses(
        "find_slots", services=[f"s{service}"], pack=None, date="2026-11-27", part="any", time=None, stylist=None
    )
    mind.answers[:0] = [find, says("Tengo a las 10:00 con Pilar"), uses("hold", offer="a1"), says("Te lo guardo")]
    home.writes(LAURA, "quiero cortarme el pelo el viernes")
    home.writes(LAURA, "a las 10:00")
    booking: int = home.row("SELECT id FROM booking WHERE status = 'held'")["id"]
    return booking


def test_paid_while_claude_thinks_is_told_not_contradicted(salon_url: str, servers_url: str) -> None:
    mind = Scripted([says("Hola")])
    with home_with(mind, salon_url, servers_url) as home:
        booking = held(home)

        def pays_meanwhile(_: object) -> object:
            amount, payment = (home.row("SELECT amount_cents, id FROM payment")[k] for k in ("amount_cents", "id"))
            assert home.row("SELECT booking_id FROM payment")["booking_id"] == booking
            with world().database.unit(BusinessId(home.business_id)) as unit:
                world()._mark_paid(unit, payment, "pi_1", amount, "cs_1")
                unit.commit()
            return says("Te falta pagar la señal de 5,24 €")

        mind.answers = [pays_meanwhile, says("¡Ya está todo!")]  # type: ignore[list-item]
        home.writes(LAURA, "¿qué me falta?")
        assert replies(home)[-1] == "¡Ya está todo!"
        assert "Te falta pagar la señal de 5,24 €" not in replies(home)
        assert "<news>" in str(mind.asked[-1].messages[-1])
        assert home.row("SELECT status FROM booking")["status"] == "confirmed"


def test_lapsed_while_claude_thinks(salon_url: str, servers_url: str) -> None:
    mind = Scripted([says("Hola")])
    with home_with(mind, salon_url, servers_url) as home:
        booking = held(home)

        def lapses_meanwhile(_: object) -> object:
            home.advance(31)
            with world().database.unit(BusinessId(home.business_id)) as unit:
                assert lapse(unit, booking)
                unit.commit()
            return says("Te lo guardo hasta las 9:30")

        mind.answers = [lapses_meanwhile, says("Se ha soltado, ¿te busco otro?")]  # type: ignore[list-item]
        home.writes(LAURA, "¿hasta cuándo me lo guardas?")
        assert replies(home)[-1] == "Se ha soltado, ¿te busco otro?"
        assert not [text for text in replies(home) if "hasta las 9:30" in text]


def test_handed_over_while_claude_thinks_is_silence(salon_url: str, servers_url: str) -> None:
    mind = Scripted([])
    with home_with(mind, salon_url, servers_url) as home:

        def taken_meanwhile(_: object) -> object:
            conversation = home.row("SELECT id FROM conversation")["id"]
            with world().database.unit(BusinessId(home.business_id)) as unit:
                assert hand_over(unit, conversation, HandoverReason.MANUAL_REQUEST, "")
                unit.commit()
            return says("yo, el bot")

        mind.answers = [taken_meanwhile]  # type: ignore[list-item]
        home.writes(LAURA, "hola")
        assert [text for text in replies(home) if "bot" in text] == []
        assert home.row("SELECT outcome FROM turn")["outcome"] == "handed_over"
        assert home.rows("SELECT 1 FROM outbox WHERE kind = 'reply'") == []


def test_without_the_fact_sequence_the_stale_reply_would_go_out(salon_url: str, servers_url: str) -> None:
    """The same race with the sequence put back: what it is there for."""
    mind = Scripted([says("Hola")])
    with home_with(mind, salon_url, servers_url) as home:
        booking = held(home)

        def lapses_unnoticed(_: object) -> object:
            home.advance(31)
            with world().database.unit(BusinessId(home.business_id)) as unit:
                assert lapse(unit, booking)
                unit.commit()
            home.rows("UPDATE conversation SET fact_seq = fact_seq - 1")
            return says("Te lo guardo hasta las 9:30")

        mind.answers = [lapses_unnoticed]  # type: ignore[list-item]
        home.writes(LAURA, "¿hasta cuándo me lo guardas?")
        assert replies(home)[-1] == "Te lo guardo hasta las 9:30"


def test_a_lost_answer_of_chatwoot_is_one_message(salon_url: str, servers_url: str) -> None:
    with home_with(Scripted([says("Hola, Laura")]), salon_url, servers_url) as home:
        home.standins.post(
            "/sandbox/faults", {"vendor": "chatwoot", "fault": "lost_response", "seconds": 60, "method": "POST"}
        )
        home.writes(LAURA, "hola")
        row = home.row("SELECT status, attempts, next_attempt_at - claimed_at AS wait FROM outbox")
        assert (row["status"], row["attempts"]) == ("pending", 1)
        assert row["wait"].total_seconds() > 29, "no sooner than an answer could still arrive"
        home.standins.delete("/sandbox/faults")
        home.rows("UPDATE outbox SET next_attempt_at = now()")
        home.work()
        assert replies(home) == ["Hola, Laura"]
        assert home.row("SELECT status, attempts FROM outbox") == {"status": "sent", "attempts": 2}


def test_without_the_look_up_a_lost_answer_is_two_messages(salon_url: str, servers_url: str) -> None:
    """The second try as if it were a first one: what the look-up is there for."""
    with home_with(Scripted([says("Hola, Laura")]), salon_url, servers_url) as home:
        home.standins.post(
            "/sandbox/faults", {"vendor": "chatwoot", "fault": "lost_response", "seconds": 60, "method": "POST"}
        )
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


def test_what_changed_while_the_process_was_dead_is_not_missed(salon_url: str, servers_url: str) -> None:
    """Killed between two rounds, and the hold lapses before another process goes on: the reply still knows."""
    mind = Scripted([says("Hola")])
    with home_with(mind, salon_url, servers_url) as home:
        booking = held(home)
        dies = uses("my_appointments")
        mind.answers = [dies, lambda _: (_ for _ in ()).throw(Killed())]
        with pytest.raises(Killed):
            home.writes(LAURA, "¿hasta cuándo me lo guardas?")
        home.advance(31)
        with world().database.unit(BusinessId(home.business_id)) as unit:
            assert lapse(unit, booking)
            unit.commit()
        mind.answers = [says("Te lo guardo hasta las 9:30"), says("Se ha soltado, ¿te busco otro?")]
        home.waking.waiting.clear()
        home.rows("UPDATE turn SET lease_until = NULL")
        forget_publishing(home)
        home.work()
        assert replies(home)[-1] == "Se ha soltado, ¿te busco otro?"
        assert not [text for text in replies(home) if "hasta las 9:30" in text]


def test_after_a_handover_the_model_is_not_asked_again(salon_url: str, servers_url: str) -> None:
    mind = Scripted([uses("hand_over", reason="other", summary="no lo sé")])
    with home_with(mind, salon_url, servers_url) as home:
        (told,) = home.writes(LAURA, "¿me hacéis un presupuesto para una boda?")
        assert "persona" in told
        assert len(mind.asked) == 1
        assert home.row("SELECT outcome FROM turn")["outcome"] == "handed_over"
