"""Scenario 22: paid late and the time is gone. Refunded once, an apology, and other times that can be taken at once."""

from datetime import timedelta
from typing import Any

import pytest

from flows.plan import plan_of
from models import Offer
from tasks.commands.hold import Held, hold
from tasks.commands.lapse import lapse
from tasks.commands.pay import AlreadyPaid, PaidLate, RefundDue
from tasks.commands.release import release
from tests.changes import places, state
from tests.free_time import moment
from tests.salon import Guest, Salon

FRIDAY = "2026-11-27"


def run_out(salon: Salon, booking_id: int) -> None:
    salon.advance(31)
    with salon.unit() as unit:
        assert lapse(unit, booking_id)


def offers(salon: Salon) -> list[dict[str, Any]]:
    return salon.rows(
        "SELECT o.*, s.name AS stylist, to_char(starts_at AT TIME ZONE 'Europe/Madrid', 'YYYY-MM-DD HH24:MI') AS at"
        " FROM offer o JOIN stylist s ON s.id = o.stylist_id ORDER BY o.id"
    )


def lost(salon: Salon, guest: Guest, *services: str) -> Held:
    """Her hold has lapsed, and somebody else has its time for good."""
    held = salon.held(guest, "Marta", f"{FRIDAY} 12:30", *services)
    run_out(salon, held.booking_id)
    salon.block("Marta", f"{FRIDAY} 12:30/{FRIDAY} 12:45")
    return held


def take(salon: Salon, guest: Guest, offer_id: int) -> object:
    """She chooses it, as the tool does."""
    with salon.unit() as unit:
        offer = unit.session.get_one(Offer, offer_id)
        return hold(unit, salon.catalogue, guest.conversation, guest.customer, plan_of(offer))


def test_other_times_of_that_day_are_in_the_apology_and_can_be_taken(salon: Salon) -> None:
    salon.only_free(FRIDAY, Marta="12:30-13:10 17:00-17:40", Ana="18:00-18:40")
    laura = salon.guest()
    held = lost(salon, laura)
    assert salon.pay(held) == RefundDue(held.booking_id, "pi_1")
    notice = salon.effect("paid-late:pi_1")
    assert notice["payload"]["text"] == (
        "Lo siento mucho, Laura: tu pago ha llegado cuando el hueco de Cortar (viernes 27 de noviembre a las 12:30) ya"
        " no estaba reservado y no he podido recuperarlo.\n\n"
        "Te devolvemos los **5,24 €** enteros a la misma tarjeta; suele tardar unos días en verse.\n\n"
        "Para lo mismo tengo libre:\n\n"
        "- **viernes 27 de noviembre a las 17:00 con Marta**\n"
        "- **viernes 27 de noviembre a las 18:00 con Ana**\n\n"
        "¿Te guardo uno?"
    )
    first, second = offers(salon)
    assert [(one["stylist"], one["at"]) for one in (first, second)] == [
        ("Marta", f"{FRIDAY} 17:00"),
        ("Ana", f"{FRIDAY} 18:00"),
    ]
    for one, code in ((first, "w1"), (second, "w2")):
        assert (one["turn_id"], one["shown_in"], one["code"]) == (None, notice["id"], code)
        assert (one["conversation_id"], one["service_ids"]) == (laura.conversation, salon.services("Cortar"))
        assert one["ends_at"] - one["starts_at"] == timedelta(minutes=40)
        assert one["made_at"] == salon.payment(held.booking_id)["paid_at"]
    assert salon.conversation(laura)["mode"] == "choosing"
    assert salon.effects().count("refund:pi_1") == 1
    before = state(salon.database)
    assert salon.pay(held) == AlreadyPaid(held.booking_id)
    assert (state(salon.database), len(offers(salon))) == (before, 2)
    assert salon.breaches() == []
    taken = take(salon, laura, second["id"])
    assert isinstance(taken, Held)
    assert places(salon, taken.booking_id) == [("Ana", f"{FRIDAY} 18:00", "18:40", "provisional")]


def test_when_the_day_has_nothing_more_the_next_days_are_looked_at(salon: Salon) -> None:
    salon.only_free(FRIDAY, Marta="12:30-13:10")
    for day in range(23, 27):
        salon.only_free(f"2026-11-{day}")
    salon.only_free("2026-11-28", Pilar="10:00-10:40")
    laura = salon.guest(language="en")
    held = lost(salon, laura)
    salon.pay(held)
    shown = offers(salon)
    assert (shown[0]["stylist"], shown[0]["at"]) == ("Pilar", "2026-11-28 10:00")
    assert "- **Saturday 28 November at 10:00 with Pilar**" in salon.effect("paid-late:pi_1")["payload"]["text"]


def test_when_nothing_at_all_is_free_she_is_told_so_kindly(salon: Salon) -> None:
    laura = salon.guest()
    held = lost(salon, laura)
    salon.rows(
        "INSERT INTO time_off (business_id, stylist_id, starts_at, ends_at)"
        " SELECT business_id, id, %(from)s, %(to)s FROM stylist",
        **{"from": moment("2026-11-23 00:00"), "to": moment("2027-04-01 00:00")},
    )
    assert salon.pay(held) == RefundDue(held.booking_id, "pi_1")
    assert offers(salon) == []
    assert salon.effect("paid-late:pi_1")["payload"]["text"].endswith(
        "Ahora mismo no me queda ningún otro hueco para lo mismo. Si quieres, te aviso en cuanto se libere uno."
    )
    assert salon.conversation(laura)["mode"] == "choosing", "she was, since the hold lapsed"


def test_with_a_person_the_mode_stays_and_the_options_are_still_told(salon: Salon) -> None:
    laura = salon.guest()
    held = lost(salon, laura)
    salon.rows("UPDATE conversation SET mode = 'with_person' WHERE id = %(id)s", id=laura.conversation)
    salon.pay(held)
    assert salon.conversation(laura)["mode"] == "with_person"
    assert len(offers(salon)) == 2


def test_another_hold_of_hers_stays_hers_to_pay(salon: Salon) -> None:
    laura = salon.guest()
    held = lost(salon, laura)
    other = salon.held(laura, "Pilar", f"{FRIDAY} 10:30")
    salon.pay(held)
    assert salon.conversation(laura)["mode"] == "paying"
    assert salon.booking(other.booking_id)["status"] == "held"
    with salon.unit() as unit:
        release(unit, other.booking_id, "customer")
    assert salon.conversation(laura)["mode"] == "choosing"


def test_what_is_not_sold_any_more_is_not_offered(salon: Salon) -> None:
    laura = salon.guest()
    held = lost(salon, laura)
    salon.rows("UPDATE service SET active = false WHERE name = 'Cortar'")
    assert salon.pay(held) == RefundDue(held.booking_id, "pi_1")
    assert offers(salon) == []


def test_codes_go_on_from_those_of_the_conversation(salon: Salon) -> None:
    laura = salon.guest()
    held = lost(salon, laura)
    with salon.unit() as unit:
        known = salon.offer(laura, "Ana", f"{FRIDAY} 10:00")
        known.turn_id, known.code = None, "a7"
        unit.session.add(known)
    salon.pay(held)
    assert [one["code"] for one in offers(salon)] == ["a7", "w8", "w9"]


def group(salon: Salon, guest: Guest) -> Held:
    wanted = salon.offer(guest, "Marta", f"{FRIDAY} 16:00", "Cortar")
    wanted.others = [
        {
            "stylist_id": salon.stylist("Sara"),
            "starts_at": moment(f"{FRIDAY} 16:00").isoformat(),
            "ends_at": moment(f"{FRIDAY} 16:40").isoformat(),
            "service_ids": salon.services("Peinado"),
            "pack_id": None,
            "guest": "mi hija",
        }
    ]
    held = salon.take(guest, wanted)
    assert isinstance(held, Held)
    return held


@pytest.mark.parametrize("swept", [True, False])
def test_a_group_whose_time_is_free_is_taken_again_whole(salon: Salon, swept: bool) -> None:
    julia = salon.guest("Julia", "Mora")
    held = group(salon, julia)
    if swept:
        run_out(salon, held.booking_id)
    else:
        salon.advance(31)
    assert salon.pay(held) == PaidLate(held.booking_id)
    assert [place[3] for place in places(salon, held.booking_id)] == ["confirmed", "confirmed"]
    assert salon.occupied() == 2
    assert salon.breaches() == []


def test_of_a_group_all_or_nothing_and_other_times_for_all_of_it(salon: Salon) -> None:
    salon.only_free(FRIDAY, Marta="16:00-16:40 18:00-18:40", Sara="16:00-16:40 18:00-18:40")
    julia = salon.guest("Julia", "Mora")
    held = group(salon, julia)
    run_out(salon, held.booking_id)
    salon.block("Sara", f"{FRIDAY} 16:00/{FRIDAY} 16:30")
    assert salon.pay(held) == RefundDue(held.booking_id, "pi_1")
    assert [place[3] for place in places(salon, held.booking_id)] == ["lapsed", "lapsed"]
    assert salon.occupied() == 0
    assert salon.effect("refund:pi_1")["payload"]["amount_cents"] == 874
    text = salon.effect("paid-late:pi_1")["payload"]["text"]
    assert "Te devolvemos los **8,74 €** enteros" in text
    one = offers(salon)[0]
    assert (one["stylist"], one["at"], one["guest"]) == ("Marta", f"{FRIDAY} 18:00", None)
    assert "- **viernes 27 de noviembre a las 18:00 con Marta y Sara**" in text
    (other,) = one["others"]
    assert (other["stylist_id"], other["guest"]) == (salon.stylist("Sara"), "mi hija")
    assert other["service_ids"] == salon.services("Peinado")
    assert salon.breaches() == []
    taken = take(salon, julia, one["id"])
    assert isinstance(taken, Held)
    assert [place[:2] for place in places(salon, taken.booking_id)] == [
        ("Marta", f"{FRIDAY} 18:00"),
        ("Sara", f"{FRIDAY} 18:00"),
    ]
