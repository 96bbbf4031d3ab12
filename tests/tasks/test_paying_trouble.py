"""Scenario 5: she says that paying fails. First a fresh page, then a person; her words count, Stripe's are context."""

import pytest

from flows.pay_page import Leave, Visit
from models.money import Money
from tasks.checkout import open_link
from tasks.commands.hand_back import hand_back
from tasks.commands.hold import Held
from tasks.commands.pay import Paid, RefundDue
from tasks.commands.paying_trouble import FreshPage, HandedOver, NothingToPay, payment_trouble
from tasks.commands.supplement import ask_supplement
from tasks.commands.whole import lock_whole
from tests.changes import booked, state
from tests.salon import Guest, Salon
from tests.shop import open_shop

THURSDAY = "2026-11-26 11:00"


def says_it_fails(salon: Salon, guest: Guest) -> FreshPage | HandedOver | NothingToPay:
    with salon.unit() as unit:
        return payment_trouble(unit, salon.catalogue, guest.conversation, guest.customer)


@pytest.fixture
def carla(salon: Salon) -> Guest:
    return salon.guest("Carla", "Ruiz")


@pytest.fixture
def held(salon: Salon, carla: Guest) -> Held:
    return salon.held(carla, "Marta", THURSDAY, "Cultura de color")


def attempts(salon: Salon) -> list[str]:
    return [row["status"] for row in salon.rows("SELECT status FROM payment_attempt ORDER BY id")]


def test_first_a_fresh_page_and_the_hold_is_kept(salon: Salon, carla: Guest, held: Held) -> None:
    page = salon.attempt(held, "cs_1")
    effects, occupied = salon.effects(), salon.occupied()
    done = says_it_fails(salon, carla)
    amount = Money(salon.payment(held.booking_id)["amount_cents"])
    assert done == FreshPage(held.booking_id, held.code, amount, held.held_until)
    assert salon.effects()[len(effects) :] == [f"expire:{page}"]
    assert attempts(salon) == ["expired"]
    assert (salon.booking(held.booking_id)["status"], salon.occupied()) == ("held", occupied)
    assert salon.booking(held.booking_id)["payment_failures"] == 1
    conversation = salon.conversation(carla)
    assert (conversation["mode"], conversation["handed_over_at"]) == ("paying", None)


def test_then_a_person_and_the_hold_is_over(salon: Salon, carla: Guest, held: Held) -> None:
    salon.attempt(held, "cs_1")
    says_it_fails(salon, carla)
    salon.rows(
        "INSERT INTO payment_attempt (business_id, payment_id, number, key, session, expires_at, status, declines,"
        " decline_reason) SELECT business_id, payment_id, 2, 'second', 'cs_2', expires_at, 'open', 2, 'card_declined'"
        " FROM payment_attempt"
    )
    effects = salon.effects()
    assert says_it_fails(salon, carla) == HandedOver(held.booking_id)
    appointment, conversation = salon.appointment(held.booking_id)["id"], salon.conversation(carla)
    mark = f"{carla.conversation}:{conversation['fact_seq']}"
    second = salon.row("SELECT id FROM payment_attempt WHERE session = 'cs_2'")["id"]
    assert salon.effects()[len(effects) :] == [
        f"expire:{second}",
        f"google:{appointment}:1",
        f"handover-note:{mark}",
        f"handover:{mark}",
        f"open:{mark}",
    ]
    assert attempts(salon) == ["expired", "expired"]
    assert (salon.booking(held.booking_id)["status"], salon.occupied()) == ("cancelled", 0)
    assert salon.payment(held.booking_id)["status"] == "withdrawn"
    assert (conversation["mode"], conversation["handover_reason"]) == ("with_person", "payment_failure")
    note = salon.effect(f"handover-note:{mark}")["payload"]["text"]
    deposit = salon.payment(held.booking_id)["amount_cents"]
    assert "problema con el pago" in note
    assert (
        f"Carla Ruiz dice por 2.ª vez que no puede pagar {deposit // 100},{deposit % 100:02} € de Cultura de color"
        " (jueves 26 de noviembre a las 11:00). Tarjetas que Stripe ha rechazado: 2 (la última, \\`card\\_declined\\`)."
        " La reserva se ha soltado y el hueco está libre."
    ) in note
    assert salon.breaches() == []
    before = state(salon.database)
    assert says_it_fails(salon, carla) == NothingToPay()
    assert state(salon.database) == before


def test_the_counting_is_the_policys(salon: Salon, carla: Guest, held: Held) -> None:
    salon.rows("UPDATE business SET policy = policy || '{\"payment_failures_before_handover\": 3}'")
    assert isinstance(says_it_fails(salon, carla), FreshPage)
    assert isinstance(says_it_fails(salon, carla), FreshPage)
    assert isinstance(says_it_fails(salon, carla), HandedOver)


def test_a_page_that_was_paid_after_all_confirms_while_the_hold_lives(salon: Salon, carla: Guest, held: Held) -> None:
    salon.attempt(held, "cs_1")
    says_it_fails(salon, carla)
    assert salon.pay(held, session="cs_1") == Paid(held.booking_id)
    assert says_it_fails(salon, carla) == NothingToPay()
    assert salon.booking(held.booking_id)["payment_failures"] == 1


def test_paid_after_the_handover_it_goes_back(salon: Salon, carla: Guest, held: Held) -> None:
    says_it_fails(salon, carla)
    says_it_fails(salon, carla)
    assert salon.pay(held) == RefundDue(held.booking_id, "pi_1")
    assert salon.conversation(carla)["mode"] == "with_person"
    assert salon.breaches() == []


def test_each_booking_has_its_own_count(salon: Salon, carla: Guest, held: Held) -> None:
    says_it_fails(salon, carla)
    says_it_fails(salon, carla)
    with salon.unit() as unit:
        hand_back(unit, carla.conversation)
    other = salon.held(carla, "Marta", "2026-11-26 13:00")
    assert isinstance(says_it_fails(salon, carla), FreshPage)
    assert salon.booking(other.booking_id)["payment_failures"] == 1


@pytest.mark.parametrize("minutes", [30, 45])
def test_a_hold_that_has_run_out_is_nothing_to_pay(salon: Salon, carla: Guest, held: Held, minutes: float) -> None:
    salon.advance(minutes)
    before = state(salon.database)
    assert says_it_fails(salon, carla) == NothingToPay()
    assert says_it_fails(salon, salon.guest("Ana")) == NothingToPay()
    after = state(salon.database)
    assert {name: rows for name, rows in after.items() if name != "conversation"} == {
        name: rows for name, rows in before.items() if name != "conversation"
    }


def test_a_booking_that_stands_is_never_ended_by_it(salon: Salon, carla: Guest) -> None:
    held = booked(salon, carla, "Marta", THURSDAY)
    with salon.unit() as unit:
        whole = lock_whole(unit, held.booking_id)
        assert whole is not None
        ask_supplement(unit, whole, 350)
    assert says_it_fails(salon, carla) == FreshPage(held.booking_id, held.code, Money(350), None)
    assert says_it_fails(salon, carla) == HandedOver(held.booking_id)
    assert (salon.booking(held.booking_id)["status"], salon.occupied()) == ("confirmed", 1)
    (note,) = salon.rows("SELECT payload FROM outbox WHERE dedupe_key LIKE 'handover-note:%%'")
    assert "3,50 €" in note["payload"]["text"] and "La cita sigue confirmada." in note["payload"]["text"]
    assert salon.breaches() == []


def test_her_next_click_opens_another_page_at_stripe(salon: Salon, carla: Guest, held: Held) -> None:
    with open_shop(salon.database) as shop:
        first = open_link(shop.database, shop.stripe, held.code, Visit.CLICK)
        again = open_link(shop.database, shop.stripe, held.code, Visit.CLICK)
        assert first.step == again.step
        says_it_fails(salon, carla)
        fresh = open_link(shop.database, shop.stripe, held.code, Visit.CLICK)
        assert isinstance(fresh.step, Leave) and fresh.step != first.step
        assert len(shop.sessions()) == 2
    assert attempts(salon) == ["expired", "open"]
