"""Groups, guests and others on a real PostgreSQL: one booking, all of it or nothing, and whose it is."""

from datetime import date
from functools import partial
from threading import Barrier
from typing import Any

import pytest

from flows.availability import SlotAsk
from flows.names import NotAName
from flows.plan import Part, Plan
from flows.quotes import quote
from gateways.appointments import coming_of
from gateways.calendar import events_of
from gateways.party_slots import search_party
from gateways.statements import rows
from models import Customer
from models.ids import CustomerId
from models.money import Money
from tasks.commands.hold import Confirmed, Held, JustTaken, NotAllowed, hold
from tasks.commands.lapse import lapse
from tasks.commands.pay import Paid, RefundDue
from tasks.commands.somebody import known_for
from tests.changes import appointments, places, state
from tests.free_time import moment
from tests.salon import Guest, Salon
from tests.tasks.test_session_packs import together

FRIDAY = "2026-11-27"
URL = "https://turno.example"
Taken = Held | Confirmed | JustTaken | NotAllowed


def part(salon: Salon, stylist: str, when: str, *names: str, **who: Any) -> Part:
    """Those services for one person, with that stylist from then on."""
    return Part(salon.stylist(stylist), moment(when), tuple(salon.services(*names)), **who)


def take(salon: Salon, guest: Guest, wanted: Plan) -> Taken:
    """Holds all of it."""
    with salon.unit() as unit:
        return hold(unit, salon.catalogue, guest.conversation, guest.customer, wanted)


def somebody(salon: Salon, booker: Guest, name: str = "Carmen", surname: str = "Gil") -> int:
    """The person of that name for whom she books."""
    with salon.unit() as unit:
        found = known_for(unit, salon.catalogue, booker.customer, name, surname)
    assert isinstance(found, int), found
    return found


def titles(salon: Salon, booking_id: int) -> list[str]:
    """What the stylists read in their calendars."""
    ids = appointments(salon, booking_id)
    with salon.unit() as unit:
        events = events_of(unit, ids, URL)
    return [events[id].title for id in ids]


def mother_and_daughter(salon: Salon) -> Plan:
    """Scenario 7 at 16:00."""
    at = f"{FRIDAY} 16:00"
    return Plan((part(salon, "Marta", at, "Cortar"), part(salon, "Sara", at, "Peinado", guest="mi hija")))


def test_scenario_7_both_at_once_one_deposit_one_payment(salon: Salon) -> None:
    julia = salon.guest("Julia", "Ramos")
    salon.only_free(FRIDAY, Marta="16:00-16:40", Sara="16:00-16:40")
    wanted = mother_and_daughter(salon)
    quoted = [quote(salon.catalogue, part.service_ids) for part in wanted.parts]
    asks = [SlotAsk.of(one, date=date(2026, 11, 27), part="afternoon") for one in quoted]
    found = search_party(salon.database, salon.catalogue, asks, salon.database.now(), together=True)
    offered = [{(slot.stylist_id, slot.slot.start) for slot in option} for option in found.options]
    assert {(part.stylist_id, part.start) for part in wanted.parts} in offered

    held = take(salon, julia, wanted)
    assert isinstance(held, Held)
    assert (held.draft.total, held.draft.deposit) == (Money(4370), Money(874))
    assert [one.deposit_share.cents for one in held.draft.appointments] == [524, 350]
    assert places(salon, held.booking_id) == [
        ("Marta", f"{FRIDAY} 16:00", "16:40", "provisional"),
        ("Sara", f"{FRIDAY} 16:00", "16:40", "provisional"),
    ]
    assert titles(salon, held.booking_id) == ["⏳ Julia Ramos · Cortar", "⏳ Julia Ramos (para su hija) · Peinado"]
    assert salon.payment(held.booking_id)["amount_cents"] == 874

    assert salon.pay(held) == Paid(held.booking_id)
    assert [status for *_, status in places(salon, held.booking_id)] == ["confirmed", "confirmed"]
    notice = salon.effect(f"confirmed:{held.booking_id}")["payload"]["text"]
    assert "**Cortar y Peinado (hija)** con Marta y Sara" in notice
    hers, daughters = appointments(salon, held.booking_id)
    mail = salon.effect(f"mail:booked:{daughters}")["payload"]
    assert (mail["to"], "Cliente: Julia Ramos (para su hija)" in mail["text"]) == ("sara@salon.example", True)
    assert "Cliente: Julia Ramos\n" in salon.effect(f"mail:booked:{hers}")["payload"]["text"]
    assert salon.breaches() == []


@pytest.mark.parametrize("lost", ["Marta", "Sara"])
def test_if_either_is_lost_neither_is_held(salon: Salon, lost: str) -> None:
    julia = salon.guest("Julia", "Ramos")
    before_that = salon.held(julia, "Pilar", f"{FRIDAY} 10:30")
    salon.block(lost, f"{FRIDAY} 16:30/{FRIDAY} 17:00")
    before = state(salon.database)
    assert take(salon, julia, mother_and_daughter(salon)) == JustTaken()
    assert state(salon.database) == before
    assert salon.booking(before_that.booking_id)["status"] == "held"


def test_one_lapse_frees_both(salon: Salon) -> None:
    julia = salon.guest("Julia")
    held = take(salon, julia, mother_and_daughter(salon))
    assert isinstance(held, Held)
    salon.advance(31)
    with salon.unit() as unit:
        assert lapse(unit, held.booking_id)
    assert (salon.occupied(), [status for *_, status in places(salon, held.booking_id)]) == (0, ["lapsed", "lapsed"])
    assert isinstance(take(salon, salon.guest("Ana"), mother_and_daughter(salon)), Held)
    assert salon.breaches() == []


def test_paid_late_with_one_of_them_gone_all_of_it_goes_back_once(salon: Salon) -> None:
    held = take(salon, salon.guest("Julia"), mother_and_daughter(salon))
    assert isinstance(held, Held)
    salon.advance(31)
    salon.held(salon.guest("Ana"), "Sara", f"{FRIDAY} 16:00")
    assert salon.pay(held) == RefundDue(held.booking_id, "pi_1")
    assert salon.effect("refund:pi_1")["payload"]["amount_cents"] == 874
    assert [status for *_, status in places(salon, held.booking_id)] == ["lapsed", "lapsed"]
    assert salon.occupied() == 1
    assert salon.breaches() == []


def test_two_groups_that_cross_each_other_never_halve(salon: Salon) -> None:
    """Each wants Marta and Sara, named the other way round: one has both, and nobody waits for ever."""
    for hour in range(10, 16):
        calls = []
        for hers, daughters in (("Marta", "Sara"), ("Sara", "Marta")):
            guest = salon.guest()
            at = f"{FRIDAY} {hour}:00"
            parts = part(salon, hers, at, "Cortar"), part(salon, daughters, at, "Peinado", guest="mi hija")
            wanted = Plan(parts)
            calls.append(partial(take, salon, guest, wanted))
        assert sorted(together(*calls)) == ["Held", "JustTaken"]
    found = salon.rows("SELECT count(*) AS n FROM appointment GROUP BY booking_id")
    assert [row["n"] for row in found] == [2] * 6
    assert salon.breaches() == []


def test_shares_go_by_the_largest_remainder(salon: Salon) -> None:
    salon.rows("UPDATE service SET price_cents = 333 WHERE name IN ('Labio', 'Cejas')")
    salon.rows(
        "INSERT INTO skill (business_id, stylist_id, category)"
        " SELECT business_id, id, 'aesthetics' FROM stylist WHERE name = 'Sara'"
    )
    at = f"{FRIDAY} 16:00"
    parts = (
        part(salon, "Rosa", at, "Labio"),
        part(salon, "Marta", at, "Cejas", guest="mi hija"),
        part(salon, "Sara", at, "Cejas", guest="mi madre"),
    )
    held = take(salon, salon.guest(), Plan(parts))
    assert isinstance(held, Held)
    assert held.draft.deposit == Money(200)
    assert [one.deposit_share.cents for one in held.draft.appointments] == [67, 67, 66]


def test_hair_and_aesthetics_are_one_booking_one_after_the_other(salon: Salon) -> None:
    laura = salon.guest()
    cut = part(salon, "Pilar", f"{FRIDAY} 10:00", "Cortar")
    held = take(salon, laura, Plan((cut, part(salon, "Rosa", f"{FRIDAY} 10:40", "Cejas"))))
    assert isinstance(held, Held)
    assert places(salon, held.booking_id) == [
        ("Pilar", f"{FRIDAY} 10:00", "10:40", "provisional"),
        ("Rosa", f"{FRIDAY} 10:40", "10:55", "provisional"),
    ]
    assert (held.draft.total, held.draft.deposit) == (Money(3320), Money(664))
    before = state(salon.database)
    same_person = Plan((cut, part(salon, "Rosa", f"{FRIDAY} 10:00", "Cejas")))
    assert take(salon, laura, same_person) == NotAllowed("same_time")
    assert state(salon.database) == before


def test_scenario_12_roberto_books_for_his_mother(salon: Salon) -> None:
    roberto = salon.guest("Roberto", "Gil")
    carmen = somebody(salon, roberto)
    row = salon.row("SELECT * FROM customer WHERE id = %(id)s", id=carmen)
    assert (row["name"], row["surname"], row["booked_by_id"]) == ("Carmen", "Gil", roberto.customer)
    assert salon.rows("SELECT 1 FROM customer_identity WHERE customer_id = %(id)s", id=carmen) == []
    facial = part(salon, "Rosa", "2026-11-30 11:00", "Bioterapia facial", customer_id=carmen)
    held = take(salon, roberto, Plan((facial,)))
    assert isinstance(held, Held)
    assert (held.draft.total, held.draft.deposit) == (Money(5750), Money(1150))
    assert salon.booking(held.booking_id)["customer_id"] == roberto.customer
    assert salon.appointment(held.booking_id)["customer_id"] == carmen
    assert salon.pay(held) == Paid(held.booking_id)
    assert titles(salon, held.booking_id) == ["Carmen Gil (reserva de Roberto Gil) · Bioterapia facial"]
    notice = salon.effect(f"confirmed:{held.booking_id}")["payload"]["text"]
    assert "**Bioterapia facial (Carmen Gil)** con Rosa\n**lunes 30 de noviembre a las 11:00** (60 min)" in notice
    appointment = salon.appointment(held.booking_id)["id"]
    mail = salon.effect(f"mail:booked:{appointment}")["payload"]["text"]
    assert "Cliente: Carmen Gil (reserva de Roberto Gil)" in mail
    (coming,) = coming_of(salon.database, salon.business_id, CustomerId(roberto.customer))
    assert (coming.booking_id, coming.who) == (held.booking_id, "Carmen Gil")
    assert coming_of(salon.database, salon.business_id, CustomerId(carmen)) == []
    assert salon.breaches() == []


def test_she_is_found_again_by_name_and_only_by_her_booker(salon: Salon) -> None:
    roberto, ana = salon.guest("Roberto", "Gil"), salon.guest("Ana")
    carmen = somebody(salon, roberto)
    assert somebody(salon, roberto, "  CARMEN ", "gil") == carmen
    assert somebody(salon, roberto, "Carmen", "Gila") != carmen
    assert somebody(salon, ana) != carmen
    with pytest.raises(NotAName):
        somebody(salon, roberto, "✨✨", "Gil")
    assert len(salon.rows("SELECT 1 FROM customer WHERE booked_by_id IS NOT NULL")) == 3


def test_looking_first_makes_two_of_her(salon: Salon) -> None:
    """Without the lock on her booker, two who did not find her both write her down."""
    roberto = salon.guest("Roberto", "Gil")
    looked = Barrier(2)

    def careless() -> None:
        with salon.unit() as unit:
            known = rows(unit, "SELECT 1 FROM customer WHERE booked_by_id = %(id)s", {"id": roberto.customer})
            looked.wait()
            if not known:
                unit.session.add(
                    Customer(
                        business_id=unit.business_id,
                        name="Carmen",
                        surname="Gil",
                        booked_by_id=roberto.customer,
                        created_at=unit.now,
                    )
                )

    together(careless, careless)
    assert len(salon.rows("SELECT 1 FROM customer WHERE booked_by_id = %(id)s", id=roberto.customer)) == 2


def test_named_twice_at_once_she_is_one_person(salon: Salon) -> None:
    roberto = salon.guest("Roberto", "Gil")
    together(*[partial(somebody, salon, roberto)] * 4)
    assert len(salon.rows("SELECT 1 FROM customer WHERE booked_by_id = %(id)s", id=roberto.customer)) == 1


def test_nobody_books_for_a_stranger(salon: Salon) -> None:
    roberto, ana = salon.guest("Roberto", "Gil"), salon.guest("Ana")
    hers = somebody(salon, ana)
    for stranger in (ana.customer, hers):
        before = state(salon.database)
        facial = part(salon, "Rosa", "2026-11-30 11:00", "Bioterapia facial", customer_id=stranger)
        assert take(salon, roberto, Plan((facial,))) == NotAllowed("unknown_person")
        assert state(salon.database) == before


@pytest.mark.parametrize(
    ("stylist", "when", "services", "total", "deposit", "minutes", "ends"),
    [
        pytest.param(
            "Marta",
            f"{FRIDAY} 09:30",
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
