"""Buying a session pack: held, paid in full and hers, or let go; it takes nobody's time."""

import pytest

from gateways.appointments import coming_of
from models.ids import CustomerId
from models.money import Money
from tasks.commands.buy_pack import PackHeld
from tasks.commands.hold import NotAllowed
from tasks.commands.lapse import lapse, nudge
from tasks.commands.pay import AlreadyPaid, Paid, PaidLate, RefundDue
from tasks.commands.release import release
from tests.salon import Salon
from tests.session_packs import FACIAL, buy, ledger, left, pack_of, pay

URL = "https://turno.example"


def test_a_pack_is_held_paid_in_full_and_hers(salon: Salon) -> None:
    elena = salon.guest("Elena", "Ruiz")
    held = buy(salon, elena)
    assert isinstance(held, PackHeld)
    assert (held.price, held.held_until) == (Money(30750), salon.booking(held.booking_id)["held_until"])
    booking = salon.booking(held.booking_id)
    assert (booking["status"], booking["total_cents"], booking["deposit_cents"]) == ("held", 30750, 30750)
    assert (booking["session_pack_id"], booking["code"]) == (pack_of(salon), held.code)
    payment = salon.payment(held.booking_id)
    assert (payment["kind"], payment["status"], payment["amount_cents"]) == ("deposit", "open", 30750)
    conversation = salon.conversation(elena)
    assert (conversation["mode"], conversation["fact_seq"]) == ("paying", 1)
    assert (salon.effects(), left(salon, elena), salon.breaches()) == ([], 0, [])

    assert pay(salon, held) == Paid(held.booking_id)
    assert pay(salon, held) == AlreadyPaid(held.booking_id)
    pack = salon.row("SELECT * FROM customer_pack")
    assert (pack["customer_id"], pack["booking_id"]) == (elena.customer, held.booking_id)
    assert (pack["sessions"], pack["price_cents"]) == (6, 30750)
    assert (left(salon, elena), ledger(salon)) == (6, [("pack_bought", 0)])
    assert salon.effects() == [f"confirmed:{held.booking_id}", f"staff-booked:{held.booking_id}"]
    notice = salon.effect(f"confirmed:{held.booking_id}")["payload"]
    assert (notice["template"], notice["params"]["total"]) == ("pack_booking_confirmed", "307,50 €")
    assert "**Bioterapia facial detox (5+1)**" in notice["text"]
    note = salon.effect(f"staff-booked:{held.booking_id}")["payload"]["text"]
    assert note == ("🎟️ **Bono vendido**: Elena Ruiz, Bioterapia facial detox (5+1), 6 sesiones. 307,50 € pagados.")
    assert salon.conversation(elena)["mode"] == "booked"
    assert coming_of(salon.database, salon.business_id, CustomerId(elena.customer)) == []
    assert salon.breaches() == []


def test_asked_twice_it_is_one_purchase(salon: Salon) -> None:
    elena = salon.guest()
    first = buy(salon, elena)
    before = salon.effects(), salon.conversation(elena)
    assert buy(salon, elena) == first
    assert (salon.effects(), salon.conversation(elena)) == before
    assert len(salon.rows("SELECT 1 FROM booking")) == len(salon.rows("SELECT 1 FROM payment")) == 1


def test_it_replaces_an_unpaid_hold_and_is_replaced_by_one(salon: Salon) -> None:
    elena = salon.guest()
    old = salon.held(elena, "Pilar", "2026-11-27 10:30")
    held = buy(salon, elena)
    assert isinstance(held, PackHeld)
    assert salon.booking(old.booking_id)["status"] == "cancelled"
    assert salon.occupied() == 0
    new = salon.held(elena, "Pilar", "2026-11-27 10:30")
    assert salon.booking(held.booking_id)["status"] == "cancelled"
    assert salon.payment(held.booking_id)["status"] == "withdrawn"
    assert salon.booking(new.booking_id)["status"] == "held"
    assert salon.breaches() == []


def test_what_is_refused_changes_nothing(salon: Salon) -> None:
    elena = salon.guest()
    old = salon.held(elena, "Pilar", "2026-11-27 10:30")
    before = salon.effects(), salon.conversation(elena)
    assert buy(salon, elena, 999) == NotAllowed("unknown_pack")
    salon.rows("UPDATE session_pack SET price_cents = 34500 WHERE id = %(id)s", id=pack_of(salon))
    assert buy(salon, elena) == NotAllowed("no_saving")
    salon.rows("UPDATE service SET active = false WHERE name = %(name)s", name=FACIAL)
    assert buy(salon, elena) == NotAllowed("unknown_pack")
    assert salon.booking(old.booking_id)["status"] == "held"
    assert (salon.effects(), salon.conversation(elena)) == before
    assert len(salon.rows("SELECT 1 FROM booking")) == 1


def test_it_is_nudged_and_lapses_in_words_of_its_own(salon: Salon) -> None:
    elena = salon.guest("Elena")
    held = buy(salon, elena)
    assert isinstance(held, PackHeld)
    salon.advance(26)
    with salon.unit() as unit:
        assert nudge(unit, held.booking_id, URL)
    nudged = salon.effect(f"nudge:{held.booking_id}")["payload"]
    assert nudged["template"] == "pack_hold_nudge"
    assert nudged["text"].endswith(f"Son 307,50 € por 6 sesiones: {URL}/pay/{held.code}")
    salon.advance(5)
    with salon.unit() as unit:
        assert lapse(unit, held.booking_id)
    lapsed = salon.effect(f"lapsed:{held.booking_id}")["payload"]
    assert (lapsed["template"], " con " in lapsed["text"]) == ("pack_hold_lapsed", False)
    assert salon.booking(held.booking_id)["status"] == "lapsed"
    assert salon.payment(held.booking_id)["status"] == "withdrawn"
    assert salon.breaches() == []


@pytest.mark.parametrize("seen", [True, False])
def test_paid_late_it_is_hers_all_the_same(salon: Salon, seen: bool) -> None:
    elena = salon.guest()
    held = buy(salon, elena)
    assert isinstance(held, PackHeld)
    salon.advance(60 * 24)
    if seen:
        with salon.unit() as unit:
            assert lapse(unit, held.booking_id)
    assert pay(salon, held) == PaidLate(held.booking_id)
    assert (left(salon, elena), ledger(salon)) == (6, [("pack_bought", 0)])
    assert salon.breaches() == []


def test_paid_after_she_let_it_go_it_is_given_back(salon: Salon) -> None:
    elena = salon.guest()
    held = buy(salon, elena)
    assert isinstance(held, PackHeld)
    with salon.unit() as unit:
        assert release(unit, held.booking_id, "test")
    assert pay(salon, held) == RefundDue(held.booking_id, "pi_pack")
    notice = salon.effect("paid-late:pi_pack")["payload"]
    assert (notice["template"], notice["params"]["deposit"]) == ("pack_paid_late_refund", "307,50 €")
    assert (left(salon, elena), ledger(salon)) == (0, [])
    assert salon.effect("refund:pi_pack")["payload"]["amount_cents"] == 30750
