"""Handed back: what a person has dealt with is not answered again, and what nobody answered is."""

from typing import Any

import pytest

from flows.ports import Answer, Question
from gateways.embedded import EmbeddedServers
from gateways.invariants import check
from models.ids import BusinessId
from tasks import sweeps
from tests.house import TASKS, House, house
from tests.minds import Scripted, Thought, says, uses
from tests.scenarios.regulars import notes, places, regular
from tests.tasks.test_budget import Dear

LAURA, JULIA = "+34600000001", "+34600000031"
STAFF = f"/sandbox/staff/%2B{LAURA[1:]}"
PRICE = "Cortar cuesta 26,20 €."
ASKS = "¿cuánto cuesta cortarme el pelo? y necesito factura"


def hand_back(home: House) -> list[str]:
    """In Chatwoot; what she is told then."""
    before = len(home.heard(LAURA))
    home.standins.post(f"{STAFF}/hand-back")
    home.settle()
    return home.heard(LAURA)[before:]


def ways(home: House) -> list[tuple[str, str | None]]:
    """What became of each of her messages."""
    rows = home.rows("SELECT text, handled_as FROM inbox WHERE author = 'customer' ORDER BY message_number")
    return [(row["text"], row["handled_as"]) for row in rows]


def others(home: House) -> None:
    """What other workers do while a turn is being thought about."""
    for _ in range(6):
        home.standins.flush()
        sweeps.hints()
        sweeps.outbox()
        sweeps.handovers()
        kept = list(home.waking.waiting)
        home.waking.waiting.clear()
        for task, argument in kept:
            if task.startswith("tasks.turn."):
                home.waking.waiting.append((task, argument))
            else:
                TASKS[task](argument)


def sound(home: House) -> bool:
    """Whether everything is as it always is."""
    return check(home.world.database, BusinessId(home.business_id)) == []


def test_a_question_beside_what_needed_a_person_is_answered(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([uses("hand_over", reason="other", summary="Quiere factura"), says(PRICE)])
    with house(salon_url, servers.redis_url, mind) as home:
        home.writes(LAURA, ASKS)
        (answer,) = hand_back(home)
        assert PRICE in answer
        assert "a person of the salon had this conversation (other)" in mind.asked[1].messages[0]["content"]
        assert ways(home) == [(ASKS, "turn")]
        assert sound(home)


def test_what_is_handed_over_again_at_once_is_left_to_the_person(salon_url: str, servers: EmbeddedServers) -> None:
    gives_up = uses("hand_over", reason="other", summary="Quiere factura")
    mind = Scripted([gives_up, gives_up, says("Hay un parking muy cerca.")])
    with house(salon_url, servers.redis_url, mind) as home:
        home.writes(LAURA, "necesito una factura")
        assert len(hand_back(home)) == 1, "a person, once more"
        assert hand_back(home) == []
        assert ways(home) == [("necesito una factura", "person")]
        assert "Hay un parking muy cerca." in home.writes(LAURA, "¿tenéis parking?")[-1]
        assert home.row("SELECT memory->>'handed_back' AS why FROM conversation")["why"] is None


def test_what_came_while_it_was_thought_about_is_answered(salon_url: str, servers: EmbeddedServers) -> None:
    def more(_: Question) -> Answer:
        home.says(LAURA, "ah, ¿y tenéis parking?")
        home.standins.flush()
        home.advance(0.05)
        return uses("hand_over", reason="payment_failure", summary="No puede pagar")

    mind = Scripted([more, says("Hay un parking muy cerca.")])
    with house(salon_url, servers.redis_url, mind) as home:
        home.writes(LAURA, "no me deja pagar")
        (answer,) = hand_back(home)
        assert "parking" in answer
        assert ways(home) == [("no me deja pagar", "person"), ("ah, ¿y tenéis parking?", "turn")]
        assert sound(home)


def test_what_stood_beside_a_wish_for_a_person_is_answered(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([says(PRICE)])
    with house(salon_url, servers.redis_url, mind) as home:
        home.writes(LAURA, "¿cuánto cuesta cortarme el pelo?", "y quiero hablar con una persona")
        assert mind.asked == []
        (answer,) = hand_back(home)
        assert PRICE in answer
        assert [way for _, way in ways(home)] == ["turn", "person"]


@pytest.mark.parametrize("text", ["quiero hablar con una persona", "¿el tinte es seguro en el embarazo?"])
def test_what_only_a_person_can_do_is_not_handed_over_again(
    salon_url: str, servers: EmbeddedServers, text: str
) -> None:
    with house(salon_url, servers.redis_url, Scripted([])) as home:
        home.writes(LAURA, text)
        assert hand_back(home) == [], "dealt with by phone, perhaps"
        assert ways(home) == [(text, "person")]
        assert home.row("SELECT handed_over_at FROM conversation")["handed_over_at"] is None


def test_the_budget_was_spent_and_the_question_waits_till_it_may_be_asked(
    salon_url: str, servers: EmbeddedServers
) -> None:
    mind = Dear()
    with house(salon_url, servers.redis_url, mind) as home:
        home.writes(LAURA, "hola")
        home.writes(LAURA, "¿cuánto cuesta la manicura?")
        assert ways(home)[1] == ("¿cuánto cuesta la manicura?", None)
        home.at("2026-11-24 08:30")
        assert len(hand_back(home)) == 1
        assert ways(home)[1] == ("¿cuánto cuesta la manicura?", "turn")


def test_answered_and_handed_back_while_claude_thinks(salon_url: str, servers: EmbeddedServers) -> None:
    """The turn is over: it began before a person spoke, and does nothing any more."""

    def meanwhile(_: Question) -> Answer:
        home.standins.post(f"{STAFF}/messages", {"text": "Sí, en la calle Central tienes parking."})
        others(home)
        home.standins.post(f"{STAFF}/hand-back", {})
        others(home)
        return late.pop()

    def is_late(answer: Answer) -> Thought:
        late.append(answer)
        return meanwhile

    late: list[Answer] = []
    call = {"type": "tool_use", "id": "toolu_1", "name": "remember_name", "input": {"name": "Pepa", "surname": "Ruiz"}}
    too_late = Answer([call], "tool_use", "by-hand", 100, 10)
    mind = Scripted([says("Hola"), is_late(says("¡Hola! Hay un parking muy cerca."))])
    with house(salon_url, servers.redis_url, mind) as home:
        home.writes(LAURA, "hola")
        assert home.writes(LAURA, "¿tenéis parking?") == ["Sí, en la calle Central tienes parking."]
        assert ways(home)[1] == ("¿tenéis parking?", "person")
        mind.answers[:] = [is_late(too_late)]
        assert len(home.writes(LAURA, "me llamo Pepa Ruiz")) == 1
        assert home.rows("SELECT 1 FROM customer WHERE name = 'Pepa'") == []
        assert sound(home)


def test_a_slot_of_the_waiting_list_that_came_meanwhile_can_be_taken(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([says("Hola"), says("Hola")])
    with house(salon_url, servers.redis_url, mind) as home:
        cut = home.row("SELECT id FROM service WHERE name = 'Cortar'")["id"]
        home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
        julia = regular(home, JULIA, "Julia", "Mora")
        laura = regular(home, LAURA, "Laura", "Torres")
        home.rows("UPDATE customer SET surname = 'Torres', name = 'Laura' WHERE id = %(id)s", id=laura.customer)
        julia.holds("Pilar", "2026-11-27 10:00")
        wish: dict[str, Any] = {"first_day": "2026-11-27", "last_day": "2026-11-27", "part": "any", "stylist": ""}
        mind.answers += [uses("wait", services=[f"s{cut}"], pack="", **wish), says("Estás en la lista.")]
        home.writes(LAURA, "ponme en lista de espera el viernes")
        home.writes(LAURA, "quiero hablar con una persona")
        home.advance(31)
        home.work()
        assert "Te lo guardo hasta" in home.heard(LAURA)[-1]
        home.standins.post(f"{STAFF}/messages", {"text": "Ha salido uno; contéstale al asistente."})
        hand_back(home)
        (offer,) = home.rows("SELECT code FROM offer WHERE waitlist_entry_id IS NOT NULL")
        mind.answers += [uses("hold", offer=offer["code"], person=""), says("Te lo guardo. Falta la señal.")]
        home.writes(LAURA, "sí, lo quiero")
        assert places(home)[-1] == ("Pilar", "2026-11-27 10:00", "10:40", "provisional")
        assert home.row("SELECT mode FROM conversation WHERE id = %(id)s", id=laura.conversation)["mode"] == "paying"


def test_staff_read_what_she_wrote_whatever_the_reason(salon_url: str, servers: EmbeddedServers) -> None:
    confused = uses("not_understood")
    mind = Scripted([confused, says("¿Me lo dices de otra forma?"), confused])
    with house(salon_url, servers.redis_url, mind) as home:
        home.writes(LAURA, "blabla")
        home.rows('UPDATE conversation SET memory = memory || \'{"summary": "Busca algo para su boda"}\'')
        home.writes(LAURA, "*blublu*")
        (note,) = notes(home)
        assert "no se le entiende" in note
        assert "**Ha escrito:** \\*blublu\\*" in note, "data, also for Chatwoot"
        assert "**De qué venía hablando:** Busca algo para su boda" in note
        home.writes(JULIA, "Quería cita para mi boda; quiero hablar con una persona", name="Julia")
        assert "**Ha escrito:** Quería cita para mi boda; quiero hablar con una persona" in "".join(notes(home))
