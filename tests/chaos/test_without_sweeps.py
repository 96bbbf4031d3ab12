"""What the sweeps are there for: the same loss with them and without."""

import pytest

from gateways.embedded import EmbeddedServers
from tasks import sweeps
from tests.chaos.killing import LAURA, dies, killed, minute_later, replies
from tests.house import House, house
from tests.minds import Scripted, says

SWEPT = pytest.mark.parametrize("swept", [True, False], ids=["with sweeps", "without"])


def goes_on(home: House, swept: bool) -> None:
    """A minute later everything runs again; what was published is gone."""
    home.waking.waiting.clear()
    minute_later(home)
    if swept:
        home.work()
    else:
        home.run_waiting()


@SWEPT
def test_wake_ups_that_redis_has_forgotten(salon_url: str, servers: EmbeddedServers, swept: bool) -> None:
    with house(salon_url, servers.redis_url, Scripted([says("Hola, Laura")])) as home:
        home.says(LAURA, "hola")
        home.standins.flush()
        home.advance(1)
        goes_on(home, swept)
        assert replies(home) == (["Hola, Laura"] if swept else [])
        waiting = home.rows("SELECT 1 FROM inbox WHERE kind = 'message' AND handled_at IS NULL")
        assert bool(waiting) is not swept


@SWEPT
def test_a_worker_killed_while_claude_thinks(salon_url: str, servers: EmbeddedServers, swept: bool) -> None:
    with house(salon_url, servers.redis_url, Scripted([dies, says("Hola, Laura")])) as home:
        with killed():
            home.writes(LAURA, "hola")
        goes_on(home, swept)
        assert replies(home) == (["Hola, Laura"] if swept else [])
        assert home.row("SELECT step FROM turn")["step"] == ("done" if swept else "think")


@SWEPT
def test_a_payment_whose_wake_up_was_lost(salon_url: str, servers: EmbeddedServers, swept: bool) -> None:
    with house(salon_url, servers.redis_url) as home:
        home.writes(LAURA, "Hola, soy Laura Torres. Quiero cortarme el pelo el viernes")
        home.writes(LAURA, "la primera")
        code = home.row("SELECT code FROM booking")["code"]
        assert home.opens_link(code).status_code == 303
        (payment,) = home.standins.get("/sandbox/payments")
        home.standins.post(f"/sandbox/payments/{payment['session']}/pay")
        home.standins.flush()
        goes_on(home, swept)
        assert home.row("SELECT status FROM booking")["status"] == ("confirmed" if swept else "held")
        confirmations = [text for text in home.heard(LAURA) if "está confirmada" in text]
        assert len(confirmations) == (1 if swept else 0)


@SWEPT
def test_a_webhook_that_never_arrived(salon_url: str, servers: EmbeddedServers, swept: bool) -> None:
    with house(salon_url, servers.redis_url, Scripted([says("Hola, Laura")])) as home:
        home.rows("UPDATE channel SET inbox_number = 99")  # nobody's: the webhook leaves no trace
        home.says(LAURA, "hola")
        home.standins.flush()
        home.rows("UPDATE channel SET inbox_number = 3")
        if swept:
            sweeps.chatwoot()
        home.advance(1)
        home.work()
        assert replies(home) == (["Hola, Laura"] if swept else [])
