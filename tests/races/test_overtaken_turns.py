"""What happens while Claude thinks: the reply knows it, or is not sent."""

from collections.abc import Callable
from typing import TypeVar

from gateways.database import Unit
from gateways.embedded import EmbeddedServers
from models.enums import HandoverReason
from models.ids import BusinessId
from tasks.commands.handover import hand_over
from tasks.commands.lapse import lapse
from tasks.world import world
from tests.chaos.killing import LAURA, dies, killed, replies
from tests.house import House, house
from tests.minds import Scripted, says, uses
from tests.races.turns import forget_publishing

Result = TypeVar("Result")


def beside(home: House, command: Callable[[Unit], Result]) -> Result:
    """Somebody else's command; nobody is woken."""
    with world().database.unit(BusinessId(home.business_id)) as unit:
        found = command(unit)
        unit.commit()
    return found


def let_lapse(home: House, booking: int) -> None:
    """The time of her hold is over, and the sweep has seen it."""
    home.advance(31)
    assert beside(home, lambda unit: lapse(unit, booking))


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
    mind.answers[:0] = [
        find,
        says("Tengo a las 10:00 con Pilar"),
        uses("hold", offer="a1"),
        says("Te lo guardo. Paga la señal y es tuyo"),
    ]
    home.writes(LAURA, "quiero cortarme el pelo el viernes")
    home.writes(LAURA, "a las 10:00")
    booking: int = home.row("SELECT id FROM booking WHERE status = 'held'")["id"]
    return booking


def test_paid_while_claude_thinks_is_told_not_contradicted(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([says("Hola")])
    with house(salon_url, servers.redis_url, mind) as home:
        booking = held(home)

        def pays_meanwhile(_: object) -> object:
            amount, payment = (home.row("SELECT amount_cents, id FROM payment")[k] for k in ("amount_cents", "id"))
            assert home.row("SELECT booking_id FROM payment")["booking_id"] == booking
            beside(home, lambda unit: world()._mark_paid(unit, payment, "pi_1", amount, "cs_1"))
            return says("Te falta pagar la señal de 5,24 €")

        mind.answers = [pays_meanwhile, says("¡Ya está todo!")]  # type: ignore[list-item]
        home.writes(LAURA, "¿qué me falta?")
        assert replies(home)[-1] == "¡Ya está todo!"
        assert "Te falta pagar la señal de 5,24 €" not in replies(home)
        assert "<news>" in str(mind.asked[-1].messages[-1])
        assert home.row("SELECT status FROM booking")["status"] == "confirmed"


def test_lapsed_while_claude_thinks(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([says("Hola")])
    with house(salon_url, servers.redis_url, mind) as home:
        booking = held(home)

        def lapses_meanwhile(_: object) -> object:
            let_lapse(home, booking)
            return says("Te lo guardo hasta las 9:30")

        mind.answers = [lapses_meanwhile, says("Se ha soltado, ¿te busco otro?")]  # type: ignore[list-item]
        home.writes(LAURA, "¿hasta cuándo me lo guardas?")
        assert replies(home)[-1] == "Se ha soltado, ¿te busco otro?"
        assert not [text for text in replies(home) if "hasta las 9:30" in text]


def test_handed_over_while_claude_thinks_is_silence(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([])
    with house(salon_url, servers.redis_url, mind) as home:

        def taken_meanwhile(_: object) -> object:
            conversation = home.row("SELECT id FROM conversation")["id"]
            assert beside(home, lambda unit: hand_over(unit, conversation, HandoverReason.MANUAL_REQUEST, ""))
            return says("yo, el bot")

        mind.answers = [taken_meanwhile]  # type: ignore[list-item]
        home.writes(LAURA, "hola")
        assert [text for text in replies(home) if "bot" in text] == []
        assert home.row("SELECT outcome FROM turn")["outcome"] == "handed_over"
        assert home.rows("SELECT 1 FROM outbox WHERE kind = 'reply'") == []


def test_without_the_fact_sequence_the_stale_reply_would_go_out(salon_url: str, servers: EmbeddedServers) -> None:
    """The same race with the sequence put back: what it is there for."""
    mind = Scripted([says("Hola")])
    with house(salon_url, servers.redis_url, mind) as home:
        booking = held(home)

        def lapses_unnoticed(_: object) -> object:
            let_lapse(home, booking)
            home.rows("UPDATE conversation SET fact_seq = fact_seq - 1")
            return says("Te lo guardo hasta las 9:30")

        mind.answers = [lapses_unnoticed]  # type: ignore[list-item]
        home.writes(LAURA, "¿hasta cuándo me lo guardas?")
        assert replies(home)[-1] == "Te lo guardo hasta las 9:30"


def test_what_changed_while_the_process_was_dead_is_not_missed(salon_url: str, servers: EmbeddedServers) -> None:
    """Killed between two rounds, and the hold lapses before another process goes on: the reply still knows."""
    mind = Scripted([says("Hola")])
    with house(salon_url, servers.redis_url, mind) as home:
        booking = held(home)
        mind.answers = [uses("my_appointments"), dies]
        with killed():
            home.writes(LAURA, "¿hasta cuándo me lo guardas?")
        let_lapse(home, booking)
        mind.answers = [says("Te lo guardo hasta las 9:30"), says("Se ha soltado, ¿te busco otro?")]
        home.waking.waiting.clear()
        home.rows("UPDATE turn SET lease_until = NULL")
        forget_publishing(home)
        home.work()
        assert replies(home)[-1] == "Se ha soltado, ¿te busco otro?"
        assert not [text for text in replies(home) if "hasta las 9:30" in text]


def test_after_a_handover_the_model_is_not_asked_again(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([uses("hand_over", reason="other", summary="no lo sé")])
    with house(salon_url, servers.redis_url, mind) as home:
        (told,) = home.writes(LAURA, "¿me hacéis un presupuesto para una boda?")
        assert "persona" in told
        assert len(mind.asked) == 1
        assert home.row("SELECT outcome FROM turn")["outcome"] == "handed_over"
