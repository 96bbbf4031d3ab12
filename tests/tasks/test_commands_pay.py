"""Money that comes: in time, late, twice, for nothing; each applied or given back exactly once."""

import pytest

from tasks.commands.lapse import lapse
from tasks.commands.pay import AlreadyPaid, Paid, PaidLate, RefundDue, mark_paid
from tasks.commands.release import release
from tests.free_time import moment
from tests.salon import Salon

PACK_SERVICES = ("Mechas", "Cortar")


def run_out(salon: Salon, booking_id: int, minutes: float = 31) -> None:
    """The hold lapses and a sweep has seen it."""
    salon.advance(minutes)
    with salon.unit() as unit:
        assert lapse(unit, booking_id)


def test_scenario_1_paid_and_confirmed(salon: Salon) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Marta", "2026-11-27 12:30", *PACK_SERVICES, pack=salon.pack)
    salon.attempt(held, "cs_1")
    appointment = salon.appointment(held.booking_id)["id"]
    assert salon.pay(held) == Paid(held.booking_id)
    booking, payment = salon.booking(held.booking_id), salon.payment(held.booking_id)
    assert booking["status"] == "confirmed"
    assert booking["closed_at"] is not None
    assert (payment["status"], payment["payment_intent"]) == ("paid", "pi_1")
    assert payment["paid_at"] is not None
    assert salon.appointment(held.booking_id)["status"] == "confirmed"
    assert salon.row("SELECT lapses_at FROM occupancy")["lapses_at"] is None
    assert salon.effects() == [
        f"google:{appointment}:0",
        f"google:{appointment}:1",
        f"confirmed:{held.booking_id}",
        f"staff-booked:{held.booking_id}",
        f"mail:booked:{appointment}",
    ]
    notice = salon.effect(f"confirmed:{held.booking_id}")["payload"]
    assert "**viernes 27 de noviembre a las 12:30** (60 min)" in notice["text"]
    assert notice["params"]["deposit"] == "16,00 €"
    note = salon.effect(f"staff-booked:{held.booking_id}")
    assert (note["kind"], note["conversation_id"]) == ("note", laura.conversation)
    assert note["payload"]["text"] == (
        "✅ **Cita confirmada**: Laura Torres, Mechas + Corte, viernes 27 de noviembre de 12:30 a 13:30 con Marta."
        " Total 80,00 €, señal 16,00 € pagada."
    )
    mail = salon.effect(f"mail:booked:{appointment}")
    assert mail["payload"]["to"] == "marta@salon.example"
    assert mail["payload"]["subject"] == "Nueva cita: viernes 27 de noviembre a las 12:30"
    assert mail["stream"] == f"mail:booked:{appointment}"
    customer = salon.row("SELECT * FROM customer WHERE id = %(id)s", id=laura.customer)
    assert (customer["total_spent_cents"], customer["preferred_stylist_id"]) == (1600, salon.stylist("Marta"))
    conversation = salon.conversation(laura)
    assert (conversation["mode"], conversation["fact_seq"], conversation["say_seq"]) == ("booked", 2, 2)
    assert salon.breaches() == []


def test_told_twice_it_is_applied_once(salon: Salon) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Marta", "2026-11-27 12:30")
    assert salon.pay(held) == Paid(held.booking_id)
    effects, conversation = salon.effects(), salon.conversation(laura)
    assert salon.pay(held) == AlreadyPaid(held.booking_id)
    assert (salon.effects(), salon.conversation(laura)) == (effects, conversation)
    assert salon.row("SELECT total_spent_cents FROM customer")["total_spent_cents"] == 524


def test_paying_a_live_hold_looks_at_no_rule(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Marta", "2026-11-27 12:30")
    salon.rows(
        "INSERT INTO closure (business_id, day, reason) VALUES (%(id)s, '2026-11-27', 'Obras')", id=salon.business_id
    )
    salon.rows("UPDATE stylist SET active = false WHERE name = 'Marta'")
    salon.rows("UPDATE service SET active = false WHERE name = 'Cortar'")
    assert salon.pay(held) == Paid(held.booking_id)


def test_a_second_payment_goes_back_and_the_booking_stays(salon: Salon) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Marta", "2026-11-27 12:30")
    payment = salon.payment(held.booking_id)["id"]
    salon.pay(held, "pi_1")
    assert salon.pay(held, "pi_2", session="cs_2") == RefundDue(held.booking_id, "pi_2")
    assert salon.pay(held, "pi_2", session="cs_2") == AlreadyPaid(held.booking_id)
    assert salon.payment(held.booking_id)["status"] == "paid"
    assert salon.payment(held.booking_id)["payment_intent"] == "pi_1"
    assert salon.booking(held.booking_id)["status"] == "confirmed"
    refund = salon.effect("refund:pi_2")
    assert refund["payload"] == {"payment_id": payment, "payment_intent": "pi_2", "amount_cents": 524}
    assert (refund["kind"], refund["stream"]) == ("refund", f"stripe:{payment}")
    assert "**5,24 €**" in salon.effect("paid-twice:pi_2")["payload"]["text"]
    assert salon.effects().count("refund:pi_2") == 1
    assert salon.conversation(laura)["mode"] == "booked"
    assert salon.breaches() == []


def test_another_amount_than_was_asked_for_goes_back_and_confirms_nothing(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Marta", "2026-11-27 12:30")
    assert salon.pay(held, cents=523) == RefundDue(held.booking_id, "pi_1")
    assert salon.booking(held.booking_id)["status"] == "held"
    assert salon.payment(held.booking_id)["status"] == "open"
    assert salon.effect("refund:pi_1")["payload"]["amount_cents"] == 523


def test_scenario_21_paid_late_and_taken_again(salon: Salon) -> None:
    for hour, swept in ((10, True), (12, False)):
        laura = salon.guest()
        held = salon.held(laura, "Marta", f"2026-11-27 {hour}:30")
        if swept:
            run_out(salon, held.booking_id)
        else:
            salon.advance(31)
        assert salon.pay(held, f"pi_{hour}") == PaidLate(held.booking_id)
        assert salon.booking(held.booking_id)["status"] == "confirmed"
        appointment = salon.appointment(held.booking_id)
        assert appointment["status"] == "confirmed"
        assert salon.payment(held.booking_id)["status"] == "paid"
        row = salon.row("SELECT lapses_at FROM occupancy WHERE appointment_id = %(id)s", id=appointment["id"])
        assert row["lapses_at"] is None
        assert f"confirmed:{held.booking_id}" in salon.effects()
        assert f"refund:pi_{hour}" not in salon.effects()
        assert salon.conversation(laura)["mode"] == "booked"
    assert salon.breaches() == []


def test_scenario_22_paid_late_and_the_slot_is_gone(salon: Salon) -> None:
    laura, ana = salon.guest(), salon.guest("Ana")
    held = salon.held(laura, "Marta", "2026-11-27 12:30")
    payment = salon.payment(held.booking_id)["id"]
    run_out(salon, held.booking_id)
    hers = salon.held(ana, "Marta", "2026-11-27 12:45")
    assert salon.pay(held) == RefundDue(held.booking_id, "pi_1")
    assert salon.pay(held) == AlreadyPaid(held.booking_id)
    row = salon.payment(held.booking_id)
    assert (row["status"], row["payment_intent"], row["refunded_cents"]) == ("refunding", "pi_1", 0)
    assert salon.booking(held.booking_id)["status"] == "lapsed"
    assert salon.booking(hers.booking_id)["status"] == "held"
    refund = salon.effect("refund:pi_1")["payload"]
    assert refund == {"payment_id": payment, "payment_intent": "pi_1", "amount_cents": 524}
    assert salon.effects().count("refund:pi_1") == 1
    notice = salon.effect("paid-late:pi_1")["payload"]
    assert notice["template"] == "paid_late_refund"
    assert "**5,24 €**" in notice["text"]
    assert f"confirmed:{held.booking_id}" not in salon.effects()
    assert salon.row("SELECT sum(total_spent_cents) AS sum FROM customer")["sum"] == 0
    assert salon.breaches() == []


def test_paid_late_frees_a_lapsed_hold_in_its_time(salon: Salon) -> None:
    laura, ana = salon.guest(), salon.guest("Ana")
    held = salon.held(laura, "Marta", "2026-11-27 12:30")
    run_out(salon, held.booking_id)
    hers = salon.held(ana, "Marta", "2026-11-27 12:30")
    salon.advance(31)
    assert salon.pay(held) == PaidLate(held.booking_id)
    assert salon.booking(hers.booking_id)["status"] == "lapsed"
    assert f"lapsed:{hers.booking_id}" in salon.effects()
    assert salon.occupied() == 1
    assert salon.breaches() == []


BETWEEN = {
    "closed": "INSERT INTO closure (business_id, day, reason) VALUES (%(business)s, '2026-11-27', 'Obras')",
    "away": "INSERT INTO time_off (business_id, stylist_id, starts_at, ends_at)"
    " SELECT business_id, id, %(start)s, %(end)s FROM stylist WHERE name = 'Marta'",
}


@pytest.mark.parametrize("what", ["closed", "away", "begun"])
def test_paid_late_and_something_has_come_between(salon: Salon, what: str) -> None:
    swept = salon.held(salon.guest(), "Marta", "2026-11-27 12:30")
    unseen = salon.held(salon.guest("Ana"), "Marta", "2026-11-27 13:30")
    run_out(salon, swept.booking_id)
    if what == "begun":
        salon.at("2026-11-27 13:31")
    else:
        values = {"start": moment("2026-11-27 13:00"), "end": moment("2026-11-27 20:00")}
        salon.rows(BETWEEN[what], business=salon.business_id, **values)
    for intent, held in (("pi_1", swept), ("pi_2", unseen)):
        assert salon.pay(held, intent) == RefundDue(held.booking_id, intent)
        assert salon.booking(held.booking_id)["status"] == "lapsed"
        assert salon.payment(held.booking_id)["status"] == "refunding"
        assert salon.effects().count(f"refund:{intent}") == 1
    assert salon.occupied() == 0
    assert salon.breaches() == []


def test_paid_after_it_was_given_back(salon: Salon) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Marta", "2026-11-27 12:30")
    with salon.unit() as unit:
        release(unit, held.booking_id, "customer")
    assert salon.pay(held) == RefundDue(held.booking_id, "pi_1")
    assert salon.booking(held.booking_id)["status"] == "cancelled"
    assert salon.payment(held.booking_id)["status"] == "refunding"
    assert salon.breaches() == []


def test_paying_what_was_replaced_does_not_touch_the_new_hold(salon: Salon) -> None:
    laura = salon.guest()
    old = salon.held(laura, "Pilar", "2026-11-27 10:30")
    new = salon.held(laura, "Marta", "2026-11-27 12:30")
    assert salon.pay(old) == RefundDue(old.booking_id, "pi_1")
    assert salon.booking(new.booking_id)["status"] == "held"
    assert salon.pay(new, "pi_2") == Paid(new.booking_id)
    assert salon.breaches() == []


def test_another_open_page_is_closed_when_one_is_paid(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Marta", "2026-11-27 12:30")
    attempt = salon.attempt(held, "cs_2")
    salon.pay(held, session="cs_1")
    assert f"expire:{attempt}" in salon.effects()


def test_a_payment_nobody_knows(salon: Salon) -> None:
    with salon.unit() as unit, pytest.raises(LookupError):
        mark_paid(unit, salon.catalogue, 77, "pi_1", 524, "cs_1")
