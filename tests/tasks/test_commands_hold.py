"""The hold command on a real PostgreSQL: what it writes, what it refuses, what it leaves alone."""

from datetime import timedelta

import pytest

from flows.plan import plan_of
from flows.quotes import quote
from models.money import Money
from tasks.commands.hold import Confirmed, Held, JustTaken, NotAllowed, hold
from tasks.commands.pay import Paid
from tests.changes import places
from tests.free_time import moment
from tests.salon import Salon

PACK_SERVICES = ("Mechas", "Cortar")


def test_scenario_1_a_hold_writes_everything_at_once(salon: Salon) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Marta", "2026-11-27 12:30", *PACK_SERVICES, pack=salon.pack)
    assert (held.draft.total, held.draft.deposit, held.hold_minutes) == (Money(8000), Money(1600), 30)
    assert held.draft.appointments[0].slot.end == moment("2026-11-27 13:30")
    booking = salon.booking(held.booking_id)
    assert (booking["status"], booking["total_cents"], booking["deposit_cents"]) == ("held", 8000, 1600)
    assert booking["held_until"] == held.held_until == booking["created_at"] + timedelta(minutes=30)
    assert (booking["customer_id"], booking["conversation_id"]) == (laura.customer, laura.conversation)
    assert (booking["code"], len(booking["code"])) == (held.code, 32)
    appointment = salon.appointment(held.booking_id)
    assert appointment["status"] == "provisional"
    assert (appointment["price_cents"], appointment["deposit_share_cents"]) == (8000, 1600)
    lines = salon.rows("SELECT name, price_cents, minutes FROM appointment_line ORDER BY position")
    assert [tuple(line.values()) for line in lines] == [("Mechas", 5637, 36), ("Cortar", 2363, 24)]
    payment = salon.payment(held.booking_id)
    assert (payment["status"], payment["amount_cents"], payment["currency"]) == ("open", 1600, "EUR")
    occupancy = salon.row("SELECT * FROM occupancy")
    assert (occupancy["appointment_id"], occupancy["lapses_at"]) == (appointment["id"], held.held_until)
    assert salon.effects() == [f"google:{appointment['id']}:0"]
    conversation = salon.conversation(laura)
    assert (conversation["mode"], conversation["fact_seq"], conversation["say_seq"]) == ("paying", 1, 0)
    assert salon.breaches() == []


def test_scenario_18_today_is_held_for_15_minutes(salon: Salon) -> None:
    salon.at("2026-11-23 13:00")
    held = salon.held(salon.guest("Marta"), "Ana", "2026-11-23 16:30")
    assert held.hold_minutes == 15
    assert held.draft.deposit == Money(524)


def test_scenario_8_a_free_service_is_confirmed_at_once(salon: Salon) -> None:
    laura = salon.guest()
    taken = salon.hold(laura, "Marta", "2026-11-26 10:00", "Consulta gratuita")
    assert isinstance(taken, Confirmed)
    booking = salon.booking(taken.booking_id)
    assert (booking["status"], booking["held_until"], booking["deposit_cents"]) == ("confirmed", None, 0)
    assert booking["closed_at"] is not None
    appointment = salon.appointment(taken.booking_id)
    assert appointment["status"] == "confirmed"
    assert salon.rows("SELECT 1 FROM payment") == []
    assert salon.effects() == [
        f"google:{appointment['id']}:0",
        f"confirmed:{taken.booking_id}",
        f"staff-booked:{taken.booking_id}",
        f"mail:booked:{appointment['id']}",
    ]
    assert salon.conversation(laura)["mode"] == "booked"
    assert salon.breaches() == []


def test_a_free_appointment_leaves_an_unpaid_hold_alone(salon: Salon) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Pilar", "2026-11-27 10:30")
    taken = salon.hold(laura, "Marta", "2026-11-26 10:00", "Consulta gratuita")
    assert isinstance(taken, Confirmed)
    assert salon.booking(held.booking_id)["status"] == "held"


def test_a_new_hold_replaces_the_old_one(salon: Salon) -> None:
    laura = salon.guest()
    old = salon.held(laura, "Pilar", "2026-11-27 10:30")
    attempt = salon.attempt(old)
    new = salon.held(laura, "Marta", "2026-11-27 12:30", "Barro gold")
    assert salon.booking(old.booking_id)["status"] == "cancelled"
    assert salon.appointment(old.booking_id)["status"] == "cancelled"
    assert salon.payment(old.booking_id)["status"] == "withdrawn"
    assert salon.booking(new.booking_id)["status"] == "held"
    assert salon.occupied() == 1
    was, now = (salon.appointment(each.booking_id)["id"] for each in (old, new))
    assert salon.effects() == [f"google:{was}:0", f"google:{was}:1", f"expire:{attempt}", f"google:{now}:0"]
    conversation = salon.conversation(laura)
    assert (conversation["mode"], conversation["fact_seq"]) == ("paying", 3)
    assert salon.breaches() == []


def test_her_own_old_time_counts_as_free_for_the_new_one(salon: Salon) -> None:
    laura = salon.guest()
    old = salon.held(laura, "Pilar", "2026-11-27 10:30")
    new = salon.held(laura, "Pilar", "2026-11-27 10:45")
    assert salon.booking(old.booking_id)["status"] == "cancelled"
    assert salon.appointment(new.booking_id)["starts_at"] == moment("2026-11-27 10:45")


def test_the_same_offer_again_gives_the_same_hold(salon: Salon) -> None:
    laura = salon.guest()
    offer = salon.offer(laura, "Marta", "2026-11-27 12:30")
    first = salon.take(laura, offer)
    effects = salon.effects()
    salon.advance(10)
    assert salon.take(laura, offer) == first
    assert salon.effects() == effects
    assert salon.occupied() == 1


def test_a_taken_slot_is_an_answer_and_her_old_hold_stays(salon: Salon) -> None:
    laura, ana = salon.guest(), salon.guest("Ana")
    old = salon.held(laura, "Pilar", "2026-11-27 10:30")
    salon.held(ana, "Marta", "2026-11-27 12:30")
    before = salon.effects(), salon.conversation(laura)
    assert salon.hold(laura, "Marta", "2026-11-27 12:45") == JustTaken()
    assert salon.booking(old.booking_id)["status"] == "held"
    assert (salon.effects(), salon.conversation(laura)) == before
    assert len(salon.rows("SELECT 1 FROM booking")) == 2


def test_a_lapsed_hold_in_the_way_is_lapsed_in_full(salon: Salon) -> None:
    ana, laura = salon.guest("Ana"), salon.guest()
    old = salon.held(ana, "Marta", "2026-11-27 12:30")
    attempt = salon.attempt(old)
    salon.advance(29)
    assert salon.hold(laura, "Marta", "2026-11-27 12:30") == JustTaken()
    salon.advance(1)
    new = salon.held(laura, "Marta", "2026-11-27 12:30")
    assert salon.booking(old.booking_id)["status"] == "lapsed"
    assert salon.appointment(old.booking_id)["status"] == "lapsed"
    assert salon.payment(old.booking_id)["status"] == "withdrawn"
    assert salon.booking(new.booking_id)["status"] == "held"
    assert f"lapsed:{old.booking_id}" in salon.effects()
    assert f"expire:{attempt}" in salon.effects()
    assert (salon.conversation(ana)["mode"], salon.conversation(ana)["fact_seq"]) == ("choosing", 2)
    assert salon.occupied() == 1
    assert salon.breaches() == []


def test_her_own_lapsed_hold_can_be_taken_again(salon: Salon) -> None:
    laura = salon.guest()
    old = salon.held(laura, "Marta", "2026-11-27 12:30")
    salon.advance(31)
    new = salon.held(laura, "Marta", "2026-11-27 12:30")
    assert new.booking_id != old.booking_id
    assert salon.booking(old.booking_id)["status"] == "lapsed"
    assert salon.occupied() == 1


def test_a_free_appointment_in_the_time_of_her_own_lapsed_hold(salon: Salon) -> None:
    laura = salon.guest()
    old = salon.held(laura, "Marta", "2026-11-27 12:30")
    salon.advance(31)
    assert isinstance(salon.hold(laura, "Marta", "2026-11-27 12:30", "Consulta gratuita"), Confirmed)
    assert salon.booking(old.booking_id)["status"] == "lapsed"
    assert salon.breaches() == []


def test_the_rules_of_the_offer_hold_for_the_hold(salon: Salon) -> None:
    laura = salon.guest()
    for stylist, when, code in [
        ("Rosa", "2026-11-27 12:30", "no_skill"),
        ("Pilar", "2026-11-29 12:30", "closed"),
        ("Pilar", "2026-12-08 12:30", "closed"),
        ("Pilar", "2026-11-27 19:45", "outside_hours"),
        ("Pilar", "2026-11-23 09:30", "too_soon"),
        ("Pilar", "2026-11-20 09:30", "past"),
        ("Pilar", "2027-03-01 09:30", "beyond_horizon"),
    ]:
        assert salon.hold(laura, stylist, when) == NotAllowed(code)
    assert salon.rows("SELECT 1 FROM booking") == []
    assert salon.effects() == []
    assert salon.conversation(laura)["fact_seq"] == 0


def test_services_that_do_not_go_together_are_refused(salon: Salon) -> None:
    laura = salon.guest()
    offer = salon.offer(laura, "Marta", "2026-11-27 12:30", "Cortar")
    offer.service_ids = salon.services("Cortar", "Cejas")
    assert salon.take(laura, offer) == NotAllowed("mixed_categories")


def test_time_off_and_buffers_are_looked_at(salon: Salon) -> None:
    laura = salon.guest()
    salon.away("Pilar", "2026-11-27 13:00", "2026-11-27 15:00")
    assert salon.hold(laura, "Pilar", "2026-11-27 12:30") == JustTaken()
    salon.rows("UPDATE business SET policy = policy || '{\"buffer_minutes\": 10}'")
    salon.block("Marta", "2026-11-27 10:00/2026-11-27 11:00")
    assert salon.hold(laura, "Marta", "2026-11-27 11:05") == JustTaken()
    assert salon.hold(laura, "Marta", "2026-11-27 09:15") == NotAllowed("outside_hours")
    assert isinstance(salon.hold(laura, "Marta", "2026-11-27 11:10"), Held)


def test_an_offer_keeps_its_lead_time(salon: Salon) -> None:
    laura = salon.guest()
    offer = salon.offer(laura, "Ana", "2026-11-23 10:15")
    salon.advance(20)
    assert salon.take(laura, offer) == NotAllowed("too_soon")
    salon.at("2026-11-23 09:15")
    fresh = salon.offer(laura, "Ana", "2026-11-23 10:15")
    fresh.made_at = moment("2026-11-23 09:14")
    salon.advance(8)
    assert isinstance(salon.take(laura, fresh), Held)


def test_no_more_than_five_live_bookings(salon: Salon) -> None:
    laura = salon.guest()
    for hour in range(10, 15):
        taken = salon.hold(laura, "Marta", f"2026-11-26 {hour}:00", "Consulta gratuita")
        assert isinstance(taken, Confirmed)
    assert salon.hold(laura, "Marta", "2026-11-27 12:30") == NotAllowed("too_many_bookings")
    salon.at("2026-11-26 14:30")
    assert isinstance(salon.hold(laura, "Marta", "2026-11-27 12:30"), Held)


def test_a_booking_without_a_conversation(salon: Salon) -> None:
    laura = salon.guest()
    offer = salon.offer(laura, "Marta", "2026-11-27 12:30")
    with salon.unit() as unit:
        held = hold(unit, salon.catalogue, None, laura.customer, plan_of(offer))
    assert isinstance(held, Held)
    assert salon.booking(held.booking_id)["conversation_id"] is None
    assert salon.conversation(laura)["fact_seq"] == 0


@pytest.mark.parametrize(
    ("stylist", "when", "services", "total", "deposit", "minutes", "ends"),
    [
        pytest.param(
            "Marta",
            "2026-11-27 09:30",
            ("Barro gold", "Agua lluvia", "Peinado largo"),
            9050,
            1810,
            110,
            "11:20",
            id="10",
        ),
        pytest.param(
            "Rosa", "2026-11-26 10:00", ("Cejas", "Manicura permanente + bioterapia"), 4770, 954, 105, "11:45", id="13"
        ),
        pytest.param(
            "Marta", "2026-11-24 10:00", ("Cortar", "Cultura de color", "Secado"), 7740, 1548, 95, "11:35", id="15"
        ),
    ],
)
def test_several_services_are_one_appointment(
    salon: Salon,
    stylist: str,
    when: str,
    services: tuple[str, ...],
    total: int,
    deposit: int,
    minutes: int,
    ends: str,
) -> None:
    quoted = quote(salon.catalogue, salon.services(*services))
    assert (quoted.total, quoted.deposit, quoted.minutes) == (Money(total), Money(deposit), minutes)
    held = salon.held(salon.guest(), stylist, when, *services)
    assert salon.pay(held) == Paid(held.booking_id)
    assert places(salon, held.booking_id) == [(stylist, when, ends, "confirmed")]
    booking = salon.booking(held.booking_id)
    assert (booking["total_cents"], booking["deposit_cents"]) == (total, deposit)
    assert salon.payment(held.booking_id)["amount_cents"] == deposit
    assert salon.breaches() == []


def test_scenario_8_a_free_consultation_needs_no_link(salon: Salon) -> None:
    laura = salon.guest()
    salon.only_free("2026-11-26", Marta="10:00-10:15", Ana="11:30-11:45")
    taken = salon.hold(laura, "Marta", "2026-11-26 10:00", "Consulta gratuita")
    assert isinstance(taken, Confirmed)
    assert places(salon, taken.booking_id) == [("Marta", "2026-11-26 10:00", "10:15", "confirmed")]
    assert salon.rows("SELECT 1 FROM payment") == []
    notice = salon.effect(f"confirmed:{taken.booking_id}")["payload"]["text"]
    assert "No tienes que pagar nada por adelantado." in notice
    assert "/pay/" not in notice
    assert salon.breaches() == []
