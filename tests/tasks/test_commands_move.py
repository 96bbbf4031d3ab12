"""The move command on a real PostgreSQL: same rows, same deposit, the old time free when the new one is taken."""

import pytest

from models.money import Money
from tasks.commands.hold import Confirmed, Held, JustTaken, NotAllowed
from tasks.commands.move import Moved, move
from tests.changes import appointments, booked, mother_and_daughter, moved, party, places, state, targets
from tests.free_time import moment
from tests.salon import Salon

TUESDAY, WEDNESDAY, FRIDAY = "2026-11-24", "2026-11-25", "2026-11-27"


def test_scenario_2_beatriz_moves_to_the_afternoon(salon: Salon) -> None:
    salon.at("2026-11-20 09:00")
    beatriz = salon.guest("Beatriz", "Gil")
    held = booked(salon, beatriz, "Lucas", f"{TUESDAY} 10:00")
    (one,) = appointments(salon, held.booking_id)
    effects, conversation = salon.effects(), salon.conversation(beatriz)
    done = moved(salon, held.booking_id, ("Lucas", f"{TUESDAY} 17:00"))
    assert isinstance(done, Moved)
    assert (done.booking_id, done.deposit, done.refundable) == (held.booking_id, Money(524), True)
    (change,) = done.changes
    assert (change.appointment_id, change.leaves) == (one, None)
    assert (change.old.start, change.new.start) == (moment(f"{TUESDAY} 10:00"), moment(f"{TUESDAY} 17:00"))
    assert places(salon, held.booking_id) == [("Lucas", f"{TUESDAY} 17:00", "17:40", "confirmed")]
    booking, payment = salon.booking(held.booking_id), salon.payment(held.booking_id)
    assert (booking["status"], booking["deposit_cents"], booking["kept_moves"]) == ("confirmed", 524, 0)
    assert (payment["status"], payment["amount_cents"], payment["due_back_cents"]) == ("paid", 524, 0)
    assert salon.occupied() == 1
    assert salon.effects()[len(effects) :] == [
        f"google:{one}:2",
        f"changed:{one}:2",
        f"staff-changed:{one}:2",
        f"mail:changed:{one}:2",
    ]
    assert salon.effect(f"google:{one}:2")["payload"] == {"appointment_id": one}
    notice = salon.effect(f"changed:{one}:2")["payload"]
    assert notice["template"] == "booking_changed"
    assert "martes 24 de noviembre a las 17:00" in notice["text"] and "a las 10:00" in notice["text"]
    assert "5,24 €" in notice["text"] and "te la devolvemos" in notice["text"]
    after = salon.conversation(beatriz)
    assert (after["mode"], after["fact_seq"]) == ("booked", conversation["fact_seq"] + 1)
    assert isinstance(salon.hold(salon.guest("Ana"), "Lucas", f"{TUESDAY} 10:00"), Held), "the old time is free"
    assert salon.breaches() == []


def test_a_changed_stylist_leaves_the_old_calendar_and_both_are_told(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Lucas", f"{FRIDAY} 10:00")
    (one,) = appointments(salon, held.booking_id)
    moved(salon, held.booking_id, ("Ana", f"{FRIDAY} 10:00"))
    lucas = salon.stylist("Lucas")
    assert salon.effect(f"google:{one}:2")["payload"] == {"appointment_id": one, "left_stylist_id": lucas}
    told = {key: salon.effect(key)["payload"] for key in (f"mail:changed:{one}:2", f"mail:left:{one}:2")}
    assert [mail["to"] for mail in told.values()] == ["ana@salon.example", "lucas@salon.example"]
    assert "Hola, Lucas:" in told[f"mail:left:{one}:2"]["text"]
    note = salon.effect(f"staff-changed:{one}:2")["payload"]["text"]
    assert "viernes 27 de noviembre 10:00 con Lucas a viernes 27 de noviembre de 10:00 a 10:40 con Ana" in note


def test_the_reminder_goes_along(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    moved(salon, held.booking_id, ("Marta", "2026-12-01 12:30"))
    rows = salon.rows("SELECT starts_at, due_at, status FROM reminder ORDER BY id")
    assert [(row["starts_at"], row["due_at"], row["status"]) for row in rows] == [
        (moment(f"{FRIDAY} 12:30"), moment(f"{WEDNESDAY} 12:30"), "skipped"),
        (moment("2026-12-01 12:30"), moment("2026-11-29 12:30"), "due"),
    ]


def test_onto_its_own_old_time(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    assert isinstance(moved(salon, held.booking_id, ("Marta", f"{FRIDAY} 12:45")), Moved)
    assert isinstance(moved(salon, held.booking_id, ("Marta", f"{FRIDAY} 12:15")), Moved)
    assert places(salon, held.booking_id) == [("Marta", f"{FRIDAY} 12:15", "12:55", "confirmed")]
    assert salon.breaches() == []


def test_two_of_one_booking_change_places(salon: Salon) -> None:
    held = party(
        salon,
        salon.guest("Julia"),
        ("Marta", f"{FRIDAY} 16:00", "Cortar", None),
        ("Sara", f"{FRIDAY} 16:00", "Cortar", "mi hija"),
    )
    swapped = moved(salon, held.booking_id, ("Sara", f"{FRIDAY} 16:00"), ("Marta", f"{FRIDAY} 16:00"))
    assert isinstance(swapped, Moved)
    assert len(swapped.changes) == 2
    assert [place[0] for place in places(salon, held.booking_id)] == ["Sara", "Marta"]
    assert salon.booking(held.booking_id)["kept_moves"] == 0
    assert salon.breaches() == []


def test_gaps_shift_along(salon: Salon) -> None:
    salon.rows("UPDATE service SET gap_from_minutes = 15, gap_minutes = 20 WHERE name = 'Cultura de color'")
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 10:00", "Cultura de color")
    before = salon.row("SELECT lower(during) AS first, during::text AS during FROM occupancy")
    moved(salon, held.booking_id, ("Marta", f"{FRIDAY} 12:00"))
    row = salon.row(
        "SELECT o.during = a.during AS agree, array_agg(to_char(lower(r) AT TIME ZONE 'Europe/Madrid', 'HH24:MI') ||"
        " '-' || to_char(upper(r) AT TIME ZONE 'Europe/Madrid', 'HH24:MI') ORDER BY r) AS stretches"
        " FROM occupancy o JOIN appointment a ON a.id = o.appointment_id, unnest(o.during) AS r GROUP BY 1"
    )
    assert row == {"agree": True, "stretches": ["12:00-12:15", "12:35-12:50"]}
    assert before["first"] == moment(f"{FRIDAY} 10:00")
    fits = salon.hold(salon.guest("Ana"), "Marta", f"{FRIDAY} 12:15", "Consulta gratuita")
    assert isinstance(fits, Confirmed), "somebody fits into the gap"


def test_what_is_taken_is_an_answer_and_nothing_has_happened(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    booked(salon, salon.guest("Ana"), "Pilar", f"{FRIDAY} 12:30", intent="pi_2")
    salon.block("Lucas", f"{FRIDAY} 13:00/{FRIDAY} 14:00")
    before = state(salon.database)
    assert moved(salon, held.booking_id, ("Pilar", f"{FRIDAY} 12:45")) == JustTaken()
    assert moved(salon, held.booking_id, ("Lucas", f"{FRIDAY} 12:30")) == JustTaken()
    assert state(salon.database) == before


@pytest.mark.parametrize(
    ("stylist", "when", "code"),
    [
        ("Rosa", f"{FRIDAY} 12:30", "no_skill"),
        ("Marta", "2026-11-23 08:59", "past"),
        ("Marta", "2026-11-23 09:45", "too_soon"),
        ("Marta", "2026-11-29 12:30", "closed"),
        ("Marta", "2026-12-25 12:30", "closed"),
        ("Marta", f"{FRIDAY} 19:45", "outside_hours"),
        ("Marta", "2027-02-22 12:30", "beyond_horizon"),
    ],
)
def test_the_rules_of_the_offer_hold_for_the_move(salon: Salon, stylist: str, when: str, code: str) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    before = state(salon.database)
    assert moved(salon, held.booking_id, (stylist, when)) == NotAllowed(code)
    assert state(salon.database) == before


def test_the_lead_time_of_what_was_shown(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    shown = moment("2026-11-23 09:30")
    soon = ("Marta", "2026-11-23 10:30")
    for now, done in (("2026-11-23 09:41", NotAllowed("too_soon")), ("2026-11-23 09:39", None)):
        salon.at(now)
        found = moved(salon, held.booking_id, soon, shown_at=shown)
        assert found == done if done else isinstance(found, Moved)


def test_a_person_is_at_one_place_and_a_stylist_does_one_thing(salon: Salon) -> None:
    held = party(
        salon,
        salon.guest("Julia"),
        ("Marta", f"{FRIDAY} 16:00", "Cortar", None),
        ("Sara", f"{FRIDAY} 16:00", "Cortar", "mi hija"),
        ("Ana", f"{FRIDAY} 17:00", "Cortar", None),
    )
    before = state(salon.database)
    for wanted in (
        (None, ("Marta", f"{FRIDAY} 16:15"), None),
        (("Pilar", f"{FRIDAY} 16:45"), None, None),
        (("Lucas", f"{FRIDAY} 11:00"), ("Lucas", f"{FRIDAY} 11:30"), None),
    ):
        assert moved(salon, held.booking_id, *wanted) == NotAllowed("same_time")
    assert state(salon.database) == before


def test_to_where_it_is_already_changes_nothing(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    before = state(salon.database)
    assert moved(salon, held.booking_id, ("Marta", f"{FRIDAY} 12:30")) == Moved(held.booking_id, (), Money(524), True)
    assert state(salon.database) == before


def test_only_confirmed_appointments_of_that_booking_move(salon: Salon) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Marta", f"{FRIDAY} 12:30")
    other = booked(salon, salon.guest("Ana"), "Pilar", f"{FRIDAY} 12:30")
    before = state(salon.database)
    foreign = targets(salon, other.booking_id, ("Pilar", f"{FRIDAY} 14:00"))
    with salon.unit() as unit:
        assert moved(salon, held.booking_id, ("Marta", f"{FRIDAY} 14:00")) == NotAllowed("not_confirmed")
        assert move(unit, salon.catalogue, held.booking_id, foreign) == NotAllowed("not_confirmed")
        assert move(unit, salon.catalogue, other.booking_id, {}) == NotAllowed("not_confirmed")
        assert move(unit, salon.catalogue, 999, foreign) == NotAllowed("not_confirmed")
    assert state(salon.database) == before


def test_a_lapsed_hold_in_the_way_is_lapsed_in_full(salon: Salon) -> None:
    ana, laura = salon.guest("Ana"), salon.guest()
    held = booked(salon, laura, "Marta", f"{FRIDAY} 10:00")
    old = salon.held(ana, "Pilar", f"{FRIDAY} 12:30")
    attempt = salon.attempt(old)
    salon.advance(29)
    assert moved(salon, held.booking_id, ("Pilar", f"{FRIDAY} 12:45")) == JustTaken()
    salon.advance(1)
    assert isinstance(moved(salon, held.booking_id, ("Pilar", f"{FRIDAY} 12:45")), Moved)
    assert salon.booking(old.booking_id)["status"] == "lapsed"
    assert salon.payment(old.booking_id)["status"] == "withdrawn"
    assert {f"lapsed:{old.booking_id}", f"expire:{attempt}"} <= set(salon.effects())
    assert salon.breaches() == []


def test_what_the_waiting_list_reserved_stands_in_the_way_until_it_lapses(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 10:00")
    ana = salon.guest("Ana")
    salon.rows(
        "WITH entry AS (INSERT INTO waitlist_entry (business_id, customer_id, conversation_id, service_ids, first_day,"
        " last_day, part, status, offered_until, created_at) VALUES (%(business)s, %(customer)s, %(conversation)s,"
        " '{1}', '2026-11-27', '2026-11-27', 'any', 'offered', %(until)s, %(until)s) RETURNING id)"
        " INSERT INTO occupancy (business_id, stylist_id, during, kind, waitlist_entry_id, lapses_at)"
        " SELECT %(business)s, %(pilar)s, %(during)s, 'waitlist', id, %(until)s FROM entry",
        business=salon.business_id,
        customer=ana.customer,
        conversation=ana.conversation,
        pilar=salon.stylist("Pilar"),
        during="{[2026-11-27 11:30+00,2026-11-27 12:10+00)}",
        until=moment("2026-11-23 09:30"),
    )
    before = state(salon.database)
    assert moved(salon, held.booking_id, ("Pilar", f"{FRIDAY} 12:30")) == JustTaken()
    assert state(salon.database) == before
    salon.advance(30)
    assert isinstance(moved(salon, held.booking_id, ("Pilar", f"{FRIDAY} 12:30")), Moved)
    assert salon.rows("SELECT 1 FROM occupancy WHERE kind = 'waitlist'") == []


def test_all_of_a_group_moves_or_nothing(salon: Salon) -> None:
    held = mother_and_daughter(salon, salon.guest("Julia"))
    salon.block("Sara", f"{FRIDAY} 17:00/{FRIDAY} 18:00")
    before = state(salon.database)
    assert moved(salon, held.booking_id, ("Marta", f"{FRIDAY} 17:00"), ("Sara", f"{FRIDAY} 17:00")) == JustTaken()
    assert state(salon.database) == before
    done = moved(salon, held.booking_id, ("Marta", f"{FRIDAY} 17:00"), ("Pilar", f"{FRIDAY} 17:00"))
    assert isinstance(done, Moved) and done.deposit == Money(874)
    (one, other) = appointments(salon, held.booking_id)
    assert salon.effects().count(f"changed:{one}:2") == 1, "she is told once"
    assert salon.effect(f"staff-changed:{one}:2")["payload"]["text"].count("Cita cambiada") == 2
    assert {f"mail:changed:{one}:2", f"mail:changed:{other}:2", f"mail:left:{other}:2"} <= set(salon.effects())


def test_a_unit_that_freed_time_says_so(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    for place, freed in (("Marta", f"{FRIDAY} 12:30"), False), (("Marta", f"{FRIDAY} 14:00"), True):
        with salon.database.unit(salon.business_id) as unit:
            move(unit, salon.catalogue, held.booking_id, targets(salon, held.booking_id, place))
            assert unit.freed is freed


def test_scenario_33_staff_move_and_the_audit_says_who(salon: Salon) -> None:
    laura = salon.guest()
    held = booked(salon, laura, "Marta", f"{FRIDAY} 12:30")
    (one,) = appointments(salon, held.booking_id)
    done = moved(salon, held.booking_id, ("Pilar", f"{FRIDAY} 10:30"), by_staff=True, actor="staff:maria")
    assert isinstance(done, Moved)
    told = salon.rows("SELECT DISTINCT actor, table_name FROM audit ORDER BY table_name")
    assert {(row["actor"], row["table_name"]) for row in told} >= {("staff:maria", "appointment")}
    assert {row["actor"] for row in told} == {"staff:maria"}
    assert f"changed:{one}:2" in salon.effects()
    assert moved(salon, held.booking_id, ("Rosa", f"{FRIDAY} 10:30"), by_staff=True) == NotAllowed("no_skill")
