"""Links of a turn that are lost, repeated, out of order, or claimed by two."""

import pytest

from gateways.embedded import EmbeddedServers
from gateways.turns import CLAIM, Claim
from models.enums import TurnStep
from tasks import sweeps, turn
from tasks.world import world
from tests.chaos.killing import replies
from tests.house import house
from tests.minds import Scripted, says, uses
from tests.races.turns import forget_publishing, open_turn


@pytest.mark.parametrize("lost_after", ["wake", "gather", "think"])
def test_a_lost_link_is_found_and_resumed_where_it_stopped(
    salon_url: str, servers: EmbeddedServers, lost_after: str
) -> None:
    with house(salon_url, servers.redis_url, Scripted([says("Hola, Laura")])) as home:
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


def test_every_link_run_twice_answers_once(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([uses("quote", services=["s1"], pack=None), says("Hola, Laura")])
    with house(salon_url, servers.redis_url, mind) as home:
        turn_id = open_turn(home)
        for link in (turn.gather, turn.think, turn.settle):
            link(turn_id)
            link(turn_id)
        turn.gather(turn_id)
        home.work()
        assert replies(home) == ["Hola, Laura"]
        assert len(mind.asked) == 2


def test_links_in_the_wrong_order_do_nothing(salon_url: str, servers: EmbeddedServers) -> None:
    with house(salon_url, servers.redis_url, Scripted([says("Hola, Laura")])) as home:
        turn_id = open_turn(home)
        turn.settle(turn_id)
        turn.think(turn_id)
        assert home.row("SELECT step FROM turn")["step"] == "gather"
        forget_publishing(home)
        home.work()
        assert replies(home) == ["Hola, Laura"]


def test_a_link_that_lost_its_claim_stores_nothing(salon_url: str, servers: EmbeddedServers) -> None:
    def overtaken(_: object) -> object:
        # While it thinks its lease lapses and another process claims the turn.
        world().database.rows("UPDATE turn SET lease_until = now() - interval '1 second'")
        rival = {"turn": 1, "step": "think", "owner": "rival", "lease": 30}
        rival["turn"] = world().database.rows("SELECT id FROM turn")[0]["id"]
        assert world().database.rows(CLAIM, rival)
        return says("stale")

    with house(salon_url, servers.redis_url, Scripted([overtaken, says("fresh")])) as home:  # type: ignore[list-item]
        turn_id = open_turn(home)
        turn.gather(turn_id)
        turn.think(turn_id)
        assert home.rows("SELECT 1 FROM round") == []
        assert home.row("SELECT step, draft FROM turn") == {"step": "think", "draft": None}
        home.rows("UPDATE turn SET lease_until = NULL")
        forget_publishing(home)
        home.work()
        assert replies(home) == ["fresh"]


def test_without_the_epoch_the_stale_answer_would_be_stored(salon_url: str, servers: EmbeddedServers) -> None:
    """The same, written as if nobody looked at the epoch: what the fence is there for."""
    with house(salon_url, servers.redis_url, Scripted([])) as home:
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


def test_a_busy_lease_with_a_full_queue_is_left_alone(salon_url: str, servers: EmbeddedServers) -> None:
    with house(salon_url, servers.redis_url, Scripted([says("Hola, Laura")])) as home:
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
