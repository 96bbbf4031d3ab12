"""Services added or taken out: prices, deposit, what is owed and given back, and sessions follow."""

from datetime import timedelta

import pytest

from gateways.session_packs import sessions_left
from models.money import Money
from tasks.commands.change_services import Changed
from tasks.commands.hold import Confirmed, Held
from tasks.commands.pay import Paid, RefundDue
from tests.changes import appointments, booked, mother_and_daughter, moved, places
from tests.salon import Guest, Salon
from tests.service_changes import URL, changed, lines, money, only, pay_supplement, shares
from tests.session_packs import FACIAL, bought, left

FRIDAY = "2026-11-27"


def test_an_unpaid_hold_with_more_asks_for_more(salon: Salon) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Marta", f"{FRIDAY} 12:30")
    salon.attempt(held)
    appointment = only(salon, held.booking_id)
    salon.rows("UPDATE service SET price_cents = 9900, minutes = 90 WHERE name = 'Cortar'")
    salon.advance(5)
    done = changed(salon, appointment, "Cortar", "Secado")
    assert isinstance(done, Changed)
    assert (done.total, done.deposit, done.supplement, done.given_back) == (
        Money(3440),
        Money(688),
        Money(0),
        Money(0),
    )
    assert lines(salon, appointment) == [("Cortar", 2620, 40), ("Secado", 820, 5)]
    booking = salon.booking(held.booking_id)
    assert (booking["status"], booking["total_cents"], booking["deposit_cents"]) == ("held", 3440, 688)
    assert booking["held_until"] == held.held_until
    assert salon.row("SELECT lapses_at FROM occupancy")["lapses_at"] == held.held_until
    assert places(salon, held.booking_id) == [("Marta", f"{FRIDAY} 12:30", "13:15", "provisional")]
    assert (money(salon, held.booking_id), shares(salon, held.booking_id)) == ([("deposit", "open", 688, 0)], [688])
    attempt = salon.row("SELECT id, status FROM payment_attempt")
    assert attempt["status"] == "expired"
    assert salon.effects() == [
        f"google:{appointment}:0",
        f"google:{appointment}:1",
        f"expire:{attempt['id']}",
        f"services:{appointment}:1",
    ]
    notice = salon.effect(f"services:{appointment}:1")["payload"]
    assert "**Cortar y Secado** con Marta" in notice["text"]
    assert notice["text"].endswith(f"En total son 34,40 €. La señal es ahora de 6,88 €: {URL}/pay/{held.code}")
    assert salon.conversation(laura)["mode"] == "paying"
    assert salon.breaches() == []
    assert salon.pay(held, cents=524) == RefundDue(held.booking_id, "pi_1")
    assert salon.pay(held, "pi_2", session="cs_2") == Paid(held.booking_id)
    assert salon.breaches() == []


def test_a_paid_booking_with_more_owes_a_supplement(salon: Salon) -> None:
    laura = salon.guest()
    held = booked(salon, laura, "Marta", f"{FRIDAY} 12:30")
    appointment = only(salon, held.booking_id)
    before = salon.effects()
    done = changed(salon, appointment, "Cortar", "Cultura de color", "Secado")
    assert isinstance(done, Changed)
    assert (done.total, done.deposit, done.supplement) == (Money(7740), Money(1548), Money(1024))
    assert done.ends_at - salon.appointment(held.booking_id)["starts_at"] == timedelta(minutes=95)
    assert money(salon, held.booking_id) == [("deposit", "paid", 524, 0), ("supplement", "open", 1024, 0)]
    assert salon.booking(held.booking_id)["status"] == "confirmed"
    assert salon.row("SELECT lapses_at FROM occupancy")["lapses_at"] is None
    mark = f"{appointment}:2"
    told = [f"google:{mark}", f"services:{mark}", f"staff-services:{mark}", f"mail:services:{mark}"]
    assert salon.effects() == before + told
    notice = salon.effect(f"services:{mark}")["payload"]["text"]
    assert notice.endswith(f"Faltan **10,24 €** de señal; puedes pagarlos aquí: {URL}/pay/{held.code}")
    assert salon.effect(f"staff-services:{mark}")["payload"]["text"] == (
        "✏️ **Servicios cambiados**: Laura Torres, viernes 27 de noviembre de 12:30 a 14:05 con Marta. Antes: Cortar."
        " Ahora: Cortar, Cultura de color y Secado. Total de la reserva: 77,40 €, faltan 10,24 € de señal."
    )
    assert salon.effect(f"mail:services:{mark}")["payload"]["to"] == "marta@salon.example"
    assert salon.breaches() == []
    assert pay_supplement(salon, held.booking_id, 1024) == Paid(held.booking_id)
    assert money(salon, held.booking_id)[1] == ("supplement", "paid", 1024, 0)
    assert salon.breaches() == []


def test_a_supplement_that_was_not_paid_follows_the_next_change(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    appointment = only(salon, held.booking_id)
    changed(salon, appointment, "Cortar", "Cultura de color")
    done = changed(salon, appointment, "Cortar", "Secado")
    assert isinstance(done, Changed)
    assert (done.deposit, done.supplement, done.given_back) == (Money(688), Money(164), Money(0))
    assert [one[:3] for one in money(salon, held.booking_id)] == [
        ("deposit", "paid", 524),
        ("supplement", "withdrawn", 860),
        ("supplement", "open", 164),
    ]
    done = changed(salon, appointment, "Cortar")
    assert isinstance(done, Changed)
    assert (done.deposit, done.supplement, done.given_back) == (Money(524), Money(0), Money(0))
    assert salon.rows("SELECT 1 FROM payment WHERE status = 'open'") == []
    assert salon.breaches() == []


def test_taken_out_in_time_the_difference_goes_back(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30", "Cortar", "Cultura de color", "Secado")
    appointment = only(salon, held.booking_id)
    done = changed(salon, appointment, "Secado", "Cortar")
    assert isinstance(done, Changed)
    assert (done.total, done.deposit, done.given_back) == (Money(3440), Money(688), Money(860))
    assert lines(salon, appointment) == [("Secado", 820, 5), ("Cortar", 2620, 40)]
    assert places(salon, held.booking_id) == [("Marta", f"{FRIDAY} 12:30", "13:15", "confirmed")]
    assert money(salon, held.booking_id) == [("deposit", "paid", 1548, 860)]
    assert salon.effect(f"refund:pi_1:services:{appointment}:2")["payload"]["amount_cents"] == 860
    assert "Te devolvemos 8,60 €" in salon.effect(f"services:{appointment}:2")["payload"]["text"]
    assert isinstance(salon.hold(salon.guest("Ana"), "Marta", f"{FRIDAY} 13:15"), Held)
    assert salon.breaches() == []


def test_taken_out_too_late_the_deposit_stays_and_counts_for_what_comes_next(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30", "Cortar", "Cultura de color", "Secado")
    appointment = only(salon, held.booking_id)
    salon.at("2026-11-26 12:31")
    done = changed(salon, appointment, "Cortar", "Secado")
    assert isinstance(done, Changed)
    assert (done.total, done.deposit, done.given_back) == (Money(3440), Money(1548), Money(0))
    assert (money(salon, held.booking_id), shares(salon, held.booking_id)) == ([("deposit", "paid", 1548, 0)], [1548])
    assert "Tu señal de 15,48 € sigue valiendo." in salon.effect(f"services:{appointment}:2")["payload"]["text"]
    done = changed(salon, appointment, "Cortar", "Secado", "Cultura de color")
    assert isinstance(done, Changed)
    assert (done.deposit, done.supplement) == (Money(1548), Money(0))
    assert salon.breaches() == []


def test_moved_late_the_difference_stays_too(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30", "Cortar", "Secado")
    salon.at("2026-11-27 05:00")
    moved(salon, held.booking_id, ("Marta", "2026-12-02 12:30"))
    done = changed(salon, only(salon, held.booking_id), "Cortar")
    assert isinstance(done, Changed)
    assert (done.total, done.deposit, done.given_back) == (Money(2620), Money(688), Money(0))


def test_too_late_what_was_paid_beyond_the_total_is_kept(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30", "Mechas", "Secado")
    salon.at("2026-11-26 12:31")
    done = changed(salon, only(salon, held.booking_id), "Secado")
    assert isinstance(done, Changed)
    assert (done.total, done.deposit, done.given_back) == (Money(820), Money(820), Money(0))
    assert money(salon, held.booking_id) == [("deposit", "paid", 1414, 0)]
    assert salon.row("SELECT forfeited_cents FROM payment")["forfeited_cents"] == 594
    assert salon.breaches() == []


def test_one_of_a_group_changes_and_the_shares_follow(salon: Salon) -> None:
    julia = salon.guest("Julia", "Ramos")
    held = mother_and_daughter(salon, julia)
    assert shares(salon, held.booking_id) == [524, 350]
    hers, daughters = appointments(salon, held.booking_id)
    done = changed(salon, daughters, "Peinado", "Corte niña")
    assert isinstance(done, Changed)
    assert (done.total, done.deposit, done.supplement) == (Money(5920), Money(1184), Money(310))
    assert shares(salon, held.booking_id) == [524, 660]
    assert lines(salon, hers) == [("Cortar", 2620, 40)]
    note = salon.effect(f"staff-services:{daughters}:2")["payload"]["text"]
    assert "Julia Ramos (para su hija), viernes 27 de noviembre de 16:00 a 17:10 con Sara" in note
    assert salon.breaches() == []


def test_a_pack_that_no_longer_fits_is_priced_alone(salon: Salon) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Marta", f"{FRIDAY} 12:30", "Mechas", "Cortar", pack=salon.pack)
    salon.pay(held)
    appointment = only(salon, held.booking_id)
    done = changed(salon, appointment, "Mechas", "Cortar", "Secado")
    assert isinstance(done, Changed)
    assert lines(salon, appointment) == [("Mechas", 5637, 36), ("Cortar", 2363, 24), ("Secado", 820, 5)]
    assert (done.total, salon.booking(held.booking_id)["pack_id"]) == (Money(8820), salon.pack)
    assert "**Mechas, Cortar y Secado**" in salon.effect(f"services:{appointment}:2")["payload"]["text"]
    done = changed(salon, appointment, "Mechas", "Secado")
    assert isinstance(done, Changed)
    assert lines(salon, appointment) == [("Mechas", 6250, 60), ("Secado", 820, 5)]
    assert (done.total, done.deposit, salon.booking(held.booking_id)["pack_id"]) == (Money(7070), Money(1414), None)
    assert done.given_back == Money(1600 - 1414)
    assert salon.breaches() == []


def test_nothing_owed_any_more_confirms_an_unpaid_hold(salon: Salon) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Marta", f"{FRIDAY} 12:30", "Cortar", "Consulta gratuita")
    attempt = salon.attempt(held)
    done = changed(salon, only(salon, held.booking_id), "Consulta gratuita")
    assert isinstance(done, Changed)
    assert (done.total, done.deposit) == (Money(0), Money(0))
    assert salon.booking(held.booking_id)["status"] == "confirmed"
    assert money(salon, held.booking_id) == [("deposit", "withdrawn", 524, 0)]
    assert {f"expire:{attempt}", f"confirmed:{held.booking_id}"} <= set(salon.effects())
    assert salon.row("SELECT lapses_at FROM occupancy")["lapses_at"] is None
    assert salon.conversation(laura)["mode"] == "booked"
    assert salon.breaches() == []


def test_a_free_booking_that_costs_something_now_owes_a_deposit(salon: Salon) -> None:
    taken = salon.hold(salon.guest(), "Marta", f"{FRIDAY} 12:30", "Consulta gratuita")
    assert isinstance(taken, Confirmed)
    done = changed(salon, only(salon, taken.booking_id), "Consulta gratuita", "Cortar")
    assert isinstance(done, Changed)
    assert (done.total, done.deposit, done.supplement) == (Money(2620), Money(524), Money(524))
    assert money(salon, taken.booking_id) == [("supplement", "open", 524, 0)]


def facials(salon: Salon) -> tuple[Guest, int]:
    """Elena has a pack and a facial booked with it; her appointment."""
    elena = salon.guest("Elena", "Ruiz")
    bought(salon, elena)
    taken = salon.hold(elena, "Rosa", f"{FRIDAY} 10:00", FACIAL)
    assert isinstance(taken, Confirmed)
    return elena, only(salon, taken.booking_id)


def test_a_session_stays_used_while_other_services_come_and_go(salon: Salon) -> None:
    elena, appointment = facials(salon)
    done = changed(salon, appointment, FACIAL, "Cejas")
    assert isinstance(done, Changed)
    assert (done.total, done.deposit, done.supplement, left(salon, elena)) == (Money(700), Money(0), Money(0), 5)
    assert lines(salon, appointment) == [(FACIAL, 0, 60), ("Cejas", 700, 15)]
    assert salon.breaches() == []


@pytest.mark.parametrize(("when", "sessions"), [("2026-11-26 09:59", 6), ("2026-11-26 10:01", 5)])
def test_a_session_taken_out_in_time_comes_back(salon: Salon, when: str, sessions: int) -> None:
    elena, appointment = facials(salon)
    changed(salon, appointment, FACIAL, "Cejas")
    salon.at(when)
    done = changed(salon, appointment, "Cejas")
    assert isinstance(done, Changed)
    assert left(salon, elena) == sessions
    assert done.total == Money(700)
    assert salon.breaches() == []


def test_a_session_is_used_for_what_is_added(salon: Salon) -> None:
    elena = salon.guest("Elena")
    bought(salon, elena)
    held = salon.held(elena, "Rosa", f"{FRIDAY} 10:00", "Cejas")
    done = changed(salon, only(salon, held.booking_id), "Cejas", FACIAL)
    assert isinstance(done, Changed)
    assert (done.total, done.deposit, left(salon, elena)) == (Money(700), Money(0), 5)
    assert salon.booking(held.booking_id)["status"] == "confirmed"
    taken_out = changed(salon, only(salon, held.booking_id), "Cejas")
    assert isinstance(taken_out, Changed)
    again = changed(salon, only(salon, held.booking_id), "Cejas", FACIAL)
    assert isinstance(again, Changed)
    assert left(salon, elena) == 5
    with salon.unit() as unit:
        assert sessions_left(unit, [elena.customer], []) == {}
    assert salon.breaches() == []
