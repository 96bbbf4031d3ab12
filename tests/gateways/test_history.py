"""The customer's usual: her last visit, five of them, and whom she goes to."""

from flows.plan import Part, Plan
from flows.quotes import quote
from gateways.history import usual
from models.ids import BusinessId
from tasks.commands.hold import Held, hold
from tasks.commands.visits import complete, no_show
from tests.free_time import moment
from tests.salon import Guest, Salon

USUAL = ("Cortar", "Infoactivo sensitivo")


def booked(salon: Salon, guest: Guest, stylist: str, when: str, *services: str) -> int:
    """A paid booking's appointment."""
    held = salon.held(guest, stylist, when, *services)
    salon.pay(held, f"pi_{held.booking_id}", session=f"cs_{held.booking_id}")
    found: int = salon.appointment(held.booking_id)["id"]
    return found


def test_scenario_16_raquels_usual_on_thursday(salon: Salon) -> None:
    raquel = salon.guest("Raquel", "Vidal")
    last = booked(salon, raquel, "Pilar", "2026-11-23 11:00", *USUAL)
    salon.at("2026-11-23 13:00")
    with salon.unit() as unit:
        assert complete(unit, last)
    known = usual(salon.database, salon.business_id, raquel.customer)
    assert known is not None
    assert [one.name for one in known.last.services] == list(USUAL)
    assert (known.last.stylist, known.last.stylist_works, known.last.status) == ("Pilar", True, "completed")
    assert (known.preferred_stylist_id, known.gone) == (salon.stylist("Pilar"), ())
    priced = quote(salon.catalogue, known.service_ids)
    assert (priced.minutes, priced.total.cents, priced.deposit.cents) == (70, 4710, 942)

    held = salon.held(raquel, known.last.stylist, "2026-11-26 11:00", *USUAL)
    salon.pay(held, "pi_2", session="cs_2")
    row = salon.row(
        "SELECT to_char(ends_at AT TIME ZONE 'Europe/Madrid', 'HH24:MI') AS ends, status FROM appointment"
        " WHERE booking_id = %(id)s",
        id=held.booking_id,
    )
    assert row == {"ends": "12:10", "status": "confirmed"}
    again = usual(salon.database, salon.business_id, raquel.customer)
    assert again is not None
    assert [one.stylist for one in again.visits] == ["Pilar", "Pilar"], "the preference is reinforced"
    assert again.preferred_stylist_id == salon.stylist("Pilar")


def test_a_service_that_is_gone_is_named(salon: Salon) -> None:
    raquel = salon.guest("Raquel")
    booked(salon, raquel, "Pilar", "2026-11-24 11:00", *USUAL)
    salon.rows("UPDATE service SET active = false WHERE name = 'Infoactivo sensitivo'")
    salon.rows("UPDATE stylist SET active = false WHERE name = 'Pilar'")
    with salon.unit() as unit:
        known = usual(unit, salon.business_id, raquel.customer)
    assert known is not None
    assert (list(known.service_ids), known.gone) == (salon.services("Cortar"), ("Infoactivo sensitivo",))
    assert not known.last.stylist_works


def test_five_visits_newest_first_and_only_real_ones(salon: Salon) -> None:
    laura = salon.guest()
    ids = [booked(salon, laura, "Marta", f"2026-11-{day} 10:00") for day in (24, 25, 26, 27)]
    salon.at("2026-11-25 12:00")
    with salon.unit() as unit:
        assert no_show(unit, ids[1])
    ids += [booked(salon, laura, "Sara", f"2026-12-{day:02} 10:00") for day in (1, 2, 3)]
    salon.at("2026-11-26 12:00")
    salon.held(laura, "Ana", "2026-12-04 10:00")
    known = usual(salon.database, salon.business_id, laura.customer)
    assert known is not None
    assert [one.appointment_id for one in known.visits] == [ids[n] for n in (6, 5, 4, 3, 2)]
    assert known.preferred_stylist_id == salon.stylist("Sara")
    assert usual(salon.database, BusinessId(salon.business_id + 1), laura.customer) is None
    assert usual(salon.database, salon.business_id, salon.guest("Eva").customer) is None


def test_the_pack_is_remembered_while_it_is_sold(salon: Salon) -> None:
    laura = salon.guest()
    salon.pay(salon.held(laura, "Marta", "2026-11-27 12:30", "Mechas", "Cortar", pack=salon.pack))
    known = usual(salon.database, salon.business_id, laura.customer)
    assert known is not None and known.last.pack_id == salon.pack
    salon.rows("UPDATE pack SET active = false")
    known = usual(salon.database, salon.business_id, laura.customer)
    assert known is not None and known.last.pack_id is None


def test_guests_have_a_history_only_if_they_are_customers(salon: Salon) -> None:
    roberto, mother = salon.guest("Roberto"), salon.guest("Madre")
    salon.rows("UPDATE customer SET booked_by_id = %(by)s WHERE id = %(id)s", by=roberto.customer, id=mother.customer)
    (cut, style) = salon.services("Cortar", "Peinado")
    when = moment("2026-11-30 11:00")
    plan = Plan(
        (
            Part(salon.stylist("Marta"), when, (cut,), customer_id=mother.customer),
            Part(salon.stylist("Sara"), when, (style,), guest="mi hija"),
        )
    )
    with salon.unit() as unit:
        held = hold(unit, salon.catalogue, roberto.conversation, roberto.customer, plan)
    assert isinstance(held, Held)
    salon.pay(held)
    assert usual(salon.database, salon.business_id, roberto.customer) is None
    hers = usual(salon.database, salon.business_id, mother.customer)
    assert hers is not None
    assert [one.name for one in hers.last.services] == ["Cortar"]
    assert hers.preferred_stylist_id == salon.stylist("Marta")
    row = salon.row("SELECT preferred_stylist_id FROM customer WHERE id = %(id)s", id=roberto.customer)
    assert row["preferred_stylist_id"] is None, "he goes to nobody"
