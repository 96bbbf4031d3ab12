"""How visits went: completed by the clock or by staff, no-shows, and what the customer has spent with us."""

from typing import Any

import pytest

from flows.plan import Part, Plan
from gateways.visits import visits_over
from tasks.commands.cancel import cancel
from tasks.commands.cancelled import Cancelled
from tasks.commands.hold import Confirmed, Held, hold
from tasks.commands.visits import complete, complete_by_itself, no_show
from tests.free_time import moment
from tests.salon import Guest, Salon
from tests.visits import came, spent, stayed_away

DAY = "2026-11-27"


def visit(salon: Salon, guest: Guest, clock: str = "12:30") -> tuple[Held, int]:
    """A cut on Friday that is paid: 26.20, deposit 5.24, 40 minutes. The appointment's id with it."""
    held = salon.held(guest, "Marta", f"{DAY} {clock}")
    salon.pay(held, f"pi_{held.booking_id}", session=f"cs_{held.booking_id}")
    return held, salon.appointment(held.booking_id)["id"]


def sweep(salon: Salon) -> list[int]:
    """Completes what is over; what was completed."""
    done = []
    for _, appointment_id in visits_over(salon.database, salon.database.now()):
        with salon.unit() as unit:
            if complete_by_itself(unit, appointment_id):
                done.append(appointment_id)
    return done


def money(salon: Salon, held: Held) -> dict[str, Any]:
    """Where the deposit is."""
    row = salon.payment(held.booking_id)
    return {key: row[key] for key in ("status", "forfeited_cents", "due_back_cents")}


def forfeits(salon: Salon) -> list[int]:
    """The ledger's entries of what was kept without a visit."""
    return [row["cents"] for row in salon.rows("SELECT cents FROM ledger_entry WHERE kind = 'forfeited' ORDER BY id")]


PAID = {"status": "paid", "forfeited_cents": 0, "due_back_cents": 0}
KEPT = {"status": "forfeited", "forfeited_cents": 524, "due_back_cents": 0}


def test_a_visit_is_completed_three_hours_after_its_end(salon: Salon) -> None:
    laura = salon.guest()
    held, appointment = visit(salon, laura)
    effects = salon.effects()
    assert spent(salon, laura) == 524
    salon.at(f"{DAY} 16:09")
    assert sweep(salon) == []
    assert salon.occupied() == 1
    salon.at(f"{DAY} 16:10")
    assert sweep(salon) == [appointment]
    assert sweep(salon) == []
    assert salon.appointment(held.booking_id)["status"] == "completed"
    assert salon.booking(held.booking_id)["status"] == "confirmed"
    assert salon.occupied() == 0
    assert money(salon, held) == PAID
    assert spent(salon, laura) == 2620
    assert salon.effects() == effects, "the calendar keeps its event, nobody is told"
    assert salon.breaches() == []


def test_a_free_visit_adds_nothing(salon: Salon) -> None:
    laura = salon.guest()
    taken = salon.hold(laura, "Marta", f"{DAY} 10:00", "Consulta gratuita")
    assert isinstance(taken, Confirmed)
    salon.at("2026-11-28 10:00")
    assert len(sweep(salon)) == 1
    assert spent(salon, laura) == 0


def test_a_visit_by_session_adds_nothing_twice(salon: Salon) -> None:
    laura = salon.guest()
    held, appointment = visit(salon, laura)
    salon.rows("UPDATE appointment SET price_cents = 0, deposit_share_cents = 0")
    salon.at("2026-11-28 10:00")
    assert sweep(salon) == [appointment]
    assert spent(salon, laura) == held.draft.deposit.cents


def test_who_does_not_come_loses_the_deposit(salon: Salon) -> None:
    laura = salon.guest()
    held, appointment = visit(salon, laura)
    effects = salon.effects()
    salon.at(f"{DAY} 12:29")
    assert not stayed_away(salon, appointment), "it has not begun"
    assert (salon.appointment(held.booking_id)["status"], salon.occupied()) == ("confirmed", 1)
    assert money(salon, held) == PAID
    salon.at(f"{DAY} 12:45")
    assert stayed_away(salon, appointment)
    assert not stayed_away(salon, appointment)
    assert (salon.appointment(held.booking_id)["status"], salon.occupied()) == ("no_show", 0)
    assert money(salon, held) == KEPT
    assert forfeits(salon) == [524]
    assert spent(salon, laura) == 524, "the salon has it"
    assert salon.effects() == effects
    salon.at("2026-11-28 10:00")
    assert sweep(salon) == []
    assert salon.breaches() == []


def test_staff_put_it_right_and_back_again(salon: Salon) -> None:
    laura = salon.guest()
    held, appointment = visit(salon, laura)
    salon.at(f"{DAY} 12:31")
    assert came(salon, appointment)
    assert not came(salon, appointment)
    assert (spent(salon, laura), money(salon, held)) == (2620, PAID)
    salon.advance(60)
    assert stayed_away(salon, appointment)
    assert (spent(salon, laura), money(salon, held)) == (524, KEPT)
    salon.advance(60)
    assert came(salon, appointment)
    assert (spent(salon, laura), money(salon, held)) == (2620, PAID)
    salon.at("2026-12-04 13:09")
    assert stayed_away(salon, appointment)
    assert (spent(salon, laura), money(salon, held)) == (524, KEPT)
    assert forfeits(salon) == [524, -524, 524]
    salon.at("2026-12-04 13:11")
    assert not came(salon, appointment), "seven days are over"
    assert (spent(salon, laura), money(salon, held)) == (524, KEPT)
    assert salon.breaches() == []


def test_one_of_a_group_stays_away(salon: Salon) -> None:
    laura = salon.guest()
    held, appointment = visit(salon, laura)
    salon.rows("UPDATE appointment SET deposit_share_cents = 300")
    salon.at(f"{DAY} 13:00")
    assert stayed_away(salon, appointment)
    assert money(salon, held) == {"status": "paid", "forfeited_cents": 300, "due_back_cents": 0}


@pytest.mark.parametrize("status", ["provisional", "lapsed", "cancelled"])
def test_what_is_no_visit_stays_as_it_is(salon: Salon, status: str) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Marta", f"{DAY} 12:30")
    if status != "provisional":
        with salon.unit() as unit:
            connection = unit.session.connection()
            connection.exec_driver_sql("DELETE FROM occupancy")
            connection.exec_driver_sql(f"UPDATE appointment SET status = '{status}'")
            connection.exec_driver_sql(f"UPDATE booking SET status = '{status}'")
    salon.at(f"{DAY} 18:00")
    appointment = salon.appointment(held.booking_id)["id"]
    assert (came(salon, appointment), stayed_away(salon, appointment), sweep(salon)) == (False, False, [])
    assert salon.appointment(held.booking_id)["status"] == status
    assert spent(salon, laura) == 0
    assert not came(salon, 777)


def test_what_goes_back_is_not_spent(salon: Salon) -> None:
    laura = salon.guest()
    held, _ = visit(salon, laura)
    with salon.unit() as unit:
        assert isinstance(cancel(unit, salon.catalogue, held.booking_id), Cancelled)
    assert money(salon, held) == {"status": "refunding", "forfeited_cents": 0, "due_back_cents": 524}
    assert spent(salon, laura) == 0


def test_the_preferred_stylist_follows_the_visits(salon: Salon) -> None:
    laura = salon.guest()

    def preferred() -> str:
        row = salon.row(
            "SELECT s.name FROM customer c JOIN stylist s ON s.id = c.preferred_stylist_id WHERE c.id = %(id)s",
            id=laura.customer,
        )
        return str(row["name"])

    for day, stylist, expected in (
        ("2026-11-24", "Marta", "Marta"),
        ("2026-11-25", "Pilar", "Pilar"),
        ("2026-11-26", "Marta", "Marta"),
        ("2026-11-27", "Pilar", "Pilar"),
        ("2026-11-30", "Sara", "Pilar"),
    ):
        held = salon.held(laura, stylist, f"{day} 10:00")
        salon.pay(held, f"pi_{held.booking_id}", session=f"cs_{held.booking_id}")
        assert preferred() == expected, day
    first = salon.row("SELECT min(id) AS id FROM appointment WHERE stylist_id = %(id)s", id=salon.stylist("Pilar"))
    salon.at("2026-11-25 11:00")
    assert stayed_away(salon, first["id"])
    assert preferred() == "Marta", "two visits to her, one to each of the others"


def test_another_business_cannot_say_it(salon: Salon) -> None:
    held, appointment = visit(salon, salon.guest())
    salon.at(f"{DAY} 18:00")
    salon.rows(
        "INSERT INTO business (id, name, assistant, timezone, currency, default_language, languages, policy)"
        " VALUES (99, 'B', 'B', 'UTC', 'EUR', 'es', '{es}', '{}')"
    )
    with salon.database.unit(type(salon.business_id)(99)) as unit:
        assert not complete(unit, appointment)
        assert not no_show(unit, appointment)
        assert not complete_by_itself(unit, appointment)
        unit.commit()
    assert salon.appointment(held.booking_id)["status"] == "confirmed"


def test_of_a_deposit_that_is_not_all_paid_a_no_show_keeps_only_its_own_part(salon: Salon) -> None:
    """Its share has grown with a service, and the supplement was not paid: the other's money is not touched."""
    laura, cut = salon.guest(), tuple(salon.services("Cortar"))
    both = [("Marta", None), ("Sara", "mi hija")]
    parts = (Part(salon.stylist(name), moment(f"{DAY} 16:00"), cut, None, guest) for name, guest in both)
    with salon.unit() as unit:
        held = hold(unit, salon.catalogue, laura.conversation, laura.customer, Plan(tuple(parts)))
    assert isinstance(held, Held)
    salon.pay(held)
    first, second = (row["id"] for row in salon.rows("SELECT id FROM appointment ORDER BY id"))
    salon.rows("UPDATE appointment SET deposit_share_cents = 688 WHERE id = %(id)s", id=second)
    salon.rows("UPDATE booking SET deposit_cents = 1212")
    salon.at(f"{DAY} 18:00")
    assert stayed_away(salon, second)
    assert salon.payment(held.booking_id)["forfeited_cents"] == 524
    assert came(salon, second)
    assert salon.payment(held.booking_id)["forfeited_cents"] == 0
    assert stayed_away(salon, first)
    assert salon.payment(held.booking_id)["forfeited_cents"] == 360
