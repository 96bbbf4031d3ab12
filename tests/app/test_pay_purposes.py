"""The pay link of what is no deposit: the supplement of a booking that stands, and a session pack."""

from collections.abc import Iterator

import pytest

from tasks.commands.buy_pack import PackHeld, buy_pack
from tasks.commands.hold import Held
from tasks.commands.supplement import ask_supplement
from tasks.commands.whole import lock_whole
from tests.changes import booked
from tests.door import Door, goes_to, opened, says
from tests.salon import Salon
from tests.salon import salon as salon
from tests.shop import open_shop
from tests.till import apply_all

WHEN = "2026-11-27 12:30"
MACHINE = "WhatsApp/2.26"


@pytest.fixture
def door(salon: Salon) -> Iterator[Door]:
    with open_shop(salon.database) as shop, opened(shop) as front:
        yield front


@pytest.fixture
def held(salon: Salon) -> Held:
    return booked(salon, salon.guest(), "Marta", WHEN)


def ask(salon: Salon, held: Held, cents: int) -> None:
    with salon.unit() as unit:
        whole = lock_whole(unit, held.booking_id)
        assert whole is not None
        ask_supplement(unit, whole, cents)


def attempts(salon: Salon) -> list[tuple[int, str, str]]:
    rows = salon.rows("SELECT number, key, status FROM payment_attempt ORDER BY id")
    return [(row["number"], row["key"], row["status"]) for row in rows]


def test_a_supplement_is_payable_at_the_bookings_own_link(salon: Salon, door: Door, held: Held) -> None:
    says(door.get(held.code), "Tu cita está confirmada", "La señal de 5,24 € está pagada.")
    ask(salon, held, 350)
    says(
        door.get(held.code, agent=MACHINE),
        "Falta un poco de la señal",
        "3,50 €",
        "desde que has añadido algo a tu cita del viernes 27 de noviembre a las 12:30",
    )
    assert door.shop.sessions() == []
    url = goes_to(door.get(held.code))
    assert goes_to(door.get(held.code)) == url
    (session,) = door.shop.sessions()
    assert (session["amount_cents"], session["currency"]) == (350, "eur")
    page = door.shop.standins.get(f"/sandbox/payments/{session['session']}")
    assert page["items"] == ["Lo que falta de la señal de tu cita en Atrévete Peluquería"]
    assert attempts(salon) == [(1, f"checkout:{held.code}:1", "open")]
    says(door.get(held.code, "?from=back"), "Falta un poco de la señal")
    door.shop.pay(str(session["session"]))
    says(door.get(held.code, "?from=done"), "Pago recibido")
    apply_all(door.shop)
    says(door.get(held.code), "Tu cita está confirmada", "La señal de 8,74 € está pagada.")
    assert [status for _, _, status in attempts(salon)] == ["paid"]
    paid = salon.row("SELECT status, kind FROM payment WHERE kind = 'supplement'")
    assert paid == {"status": "paid", "kind": "supplement"}
    assert salon.breaches() == []


def test_attempts_are_numbered_through_all_payments_of_a_booking(salon: Salon, door: Door) -> None:
    held = salon.held(salon.guest(), "Marta", WHEN)
    goes_to(door.get(held.code))
    door.shop.pay(str(door.shop.sessions()[0]["session"]))
    apply_all(door.shop)
    ask(salon, held, 350)
    goes_to(door.get(held.code))
    ask(salon, held, 500)
    goes_to(door.get(held.code))
    assert [(number, key) for number, key, _ in attempts(salon)] == [
        (number, f"checkout:{held.code}:{number}") for number in (1, 2, 3)
    ]
    assert [session["amount_cents"] for session in door.shop.sessions()] == [524, 350, 500]


def test_once_the_visit_has_begun_nothing_is_asked_for_any_more(salon: Salon, door: Door, held: Held) -> None:
    ask(salon, held, 350)
    salon.at(WHEN)
    says(door.get(held.code), "Tu cita está confirmada", "5,24 €")
    assert door.shop.sessions() == []
    assert attempts(salon) == []


def test_a_supplement_paid_from_a_page_that_was_open_when_the_visit_began(salon: Salon, door: Door, held: Held) -> None:
    ask(salon, held, 350)
    salon.at("2026-11-27 12:15")
    goes_to(door.get(held.code))
    door.shop.pay(str(door.shop.sessions()[0]["session"]))
    salon.at("2026-11-27 12:31")
    says(door.get(held.code), "Pago recibido")
    apply_all(door.shop)
    says(door.get(held.code), "La señal de 8,74 € está pagada.")


def test_a_withdrawn_supplement_is_no_more(salon: Salon, door: Door, held: Held) -> None:
    ask(salon, held, 350)
    ask(salon, held, 0)
    says(door.get(held.code), "Tu cita está confirmada", "La señal de 5,24 € está pagada.")
    assert door.shop.sessions() == []


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_session_pack_has_a_page_without_an_appointment(salon: Salon, door: Door, language: str) -> None:
    elena = salon.guest("Elena", "Ruiz", language)
    pack = salon.row("SELECT id FROM session_pack ORDER BY id LIMIT 1")["id"]
    with salon.unit() as unit:
        held = buy_pack(unit, salon.catalogue, elena.conversation, elena.customer, pack)
    assert isinstance(held, PackHeld)
    unpaid, ours, over = {
        "es": ("Tu bono te espera", "El bono ya es tuyo", "Este enlace ha caducado"),
        "en": ("Your pack is waiting", "The pack is yours", "This link has expired"),
    }[language]
    says(door.get(held.code, agent=MACHINE), unpaid, "9:30")
    goes_to(door.get(held.code))
    (session,) = door.shop.sessions()
    assert session["amount_cents"] == held.price.cents
    page = door.shop.standins.get(f"/sandbox/payments/{session['session']}")
    assert page["items"] == [
        {"es": "Bono de sesiones en Atrévete Peluquería", "en": "Pack of sessions at Atrévete Peluquería"}[language]
    ]
    door.shop.pay(str(session["session"]))
    apply_all(door.shop)
    says(door.get(held.code), ours)
    with salon.unit() as unit:
        again = buy_pack(unit, salon.catalogue, elena.conversation, elena.customer, pack)
    assert isinstance(again, PackHeld)
    salon.advance(31)
    answer = door.get(again.code)
    assert answer.status_code == 410
    says(answer, over)
    assert salon.breaches() == []
