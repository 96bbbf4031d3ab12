"""An unpaid hold: nudged once, lapsed once, given back; each only when it is its time."""

from datetime import timedelta

from tasks.commands.due import holds_to_lapse, holds_to_nudge
from tasks.commands.lapse import lapse, nudge
from tasks.commands.pay import Paid
from tasks.commands.release import release
from tests.salon import Salon

URL = "https://turno.example"


def sweep(salon: Salon) -> tuple[list[int], list[int]]:
    """What the sweeps would look at: bookings to nudge, bookings to lapse."""
    now = salon.database.now()
    nudges, lapses = holds_to_nudge(salon.database, now), holds_to_lapse(salon.database, now)
    assert {business for business, _ in nudges + lapses} <= {salon.business_id}
    return [booking for _, booking in nudges], [booking for _, booking in lapses]


def nudged(salon: Salon, booking_id: int) -> bool:
    """Runs the command and commits."""
    with salon.unit() as unit:
        return nudge(unit, booking_id, URL)


def lapsed(salon: Salon, booking_id: int) -> bool:
    """Runs the command and commits."""
    with salon.unit() as unit:
        return lapse(unit, booking_id)


def test_scenario_20_nudged_five_minutes_before_then_lapsed(salon: Salon) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Marta", "2026-11-27 12:30", "Mechas", "Cortar", pack=salon.pack)
    attempt = salon.attempt(held)
    appointment = salon.appointment(held.booking_id)["id"]
    salon.at("2026-11-23 09:24")
    assert sweep(salon) == ([], [])
    assert not nudged(salon, held.booking_id)
    salon.advance(2)
    assert sweep(salon) == ([held.booking_id], [])
    assert nudged(salon, held.booking_id)
    assert not nudged(salon, held.booking_id)
    assert sweep(salon) == ([], [])
    notice = salon.effect(f"nudge:{held.booking_id}")
    assert notice["kind"] == "notice"
    assert notice["stream"] == f"chatwoot:{laura.conversation}"
    assert notice["payload"]["params"]["pay_link"] == f"{URL}/pay/{held.code}"
    assert "hasta las **9:30**" in notice["payload"]["text"]
    assert not lapsed(salon, held.booking_id)
    salon.advance(5)
    assert sweep(salon) == ([], [held.booking_id])
    assert lapsed(salon, held.booking_id)
    assert not lapsed(salon, held.booking_id)
    assert sweep(salon) == ([], [])
    booking = salon.booking(held.booking_id)
    assert booking["status"] == "lapsed"
    assert booking["closed_at"] > held.held_until
    assert salon.appointment(held.booking_id)["status"] == "lapsed"
    assert salon.payment(held.booking_id)["status"] == "withdrawn"
    assert salon.occupied() == 0
    assert salon.effects() == [
        f"google:{appointment}:0",
        f"nudge:{held.booking_id}",
        f"google:{appointment}:1",
        f"expire:{attempt}",
        f"lapsed:{held.booking_id}",
    ]
    assert salon.effect(f"expire:{attempt}")["payload"] == {"attempt_id": attempt}
    payment = salon.payment(held.booking_id)["id"]
    assert salon.effect(f"expire:{attempt}")["stream"] == f"stripe:{payment}"
    conversation = salon.conversation(laura)
    assert (conversation["mode"], conversation["fact_seq"], conversation["say_seq"]) == ("choosing", 2, 2)
    assert salon.breaches() == []
    salon.held(salon.guest("Ana"), "Marta", "2026-11-27 12:30")


def test_after_a_jump_of_the_clock_nobody_is_nudged_too_late(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Marta", "2026-11-27 12:30")
    salon.advance(60)
    assert sweep(salon) == ([], [held.booking_id])
    assert not nudged(salon, held.booking_id)
    assert lapsed(salon, held.booking_id)
    assert not nudged(salon, held.booking_id)
    assert f"nudge:{held.booking_id}" not in salon.effects()


def test_what_is_paid_is_neither_nudged_nor_lapsed(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Marta", "2026-11-27 12:30")
    assert isinstance(salon.pay(held), Paid)
    effects = salon.effects()
    for minutes in (26, 10):
        salon.advance(minutes)
        assert sweep(salon) == ([], [])
        assert not nudged(salon, held.booking_id)
        assert not lapsed(salon, held.booking_id)
    assert salon.booking(held.booking_id)["status"] == "confirmed"
    assert salon.effects() == effects


def test_a_person_who_has_the_conversation_keeps_it_and_the_notice_goes_out(salon: Salon) -> None:
    laura = salon.guest(language="en")
    held = salon.held(laura, "Marta", "2026-11-27 12:30")
    salon.rows("UPDATE conversation SET mode = 'with_person', handed_over_at = now()")
    salon.advance(31)
    assert lapsed(salon, held.booking_id)
    assert salon.conversation(laura)["mode"] == "with_person"
    notice = salon.effect(f"lapsed:{held.booking_id}")["payload"]
    assert (notice["language"], notice["text"][:16]) == ("en", "The time to pay ")


def test_the_business_says_when_it_nudges(salon: Salon) -> None:
    salon.rows("UPDATE business SET policy = policy || '{\"hold_nudge_minutes_before\": 10}'")
    held = salon.held(salon.guest(), "Marta", "2026-11-27 12:30")
    salon.advance(21)
    assert sweep(salon) == ([held.booking_id], [])
    assert nudged(salon, held.booking_id)


def test_a_hold_that_is_given_back(salon: Salon) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Marta", "2026-11-27 12:30")
    attempt = salon.attempt(held)
    with salon.unit() as unit:
        assert release(unit, held.booking_id, "customer")
    with salon.unit() as unit:
        assert not release(unit, held.booking_id, "customer")
    assert salon.booking(held.booking_id)["status"] == "cancelled"
    assert salon.payment(held.booking_id)["status"] == "withdrawn"
    assert salon.occupied() == 0
    appointment = salon.appointment(held.booking_id)["id"]
    assert salon.effects() == [f"google:{appointment}:0", f"google:{appointment}:1", f"expire:{attempt}"]
    assert salon.conversation(laura)["fact_seq"] == 2
    assert salon.breaches() == []


def test_nothing_happens_to_what_is_not_there(salon: Salon) -> None:
    assert not lapsed(salon, 77)
    assert not nudged(salon, 77)
    with salon.unit() as unit:
        assert not release(unit, 77, "customer")


def test_another_business_cannot_touch_it(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Marta", "2026-11-27 12:30")
    salon.advance(31)
    salon.rows(
        "INSERT INTO business (id, name, assistant, timezone, currency, default_language, languages, policy)"
        " VALUES (99, 'B', 'B', 'UTC', 'EUR', 'es', '{es}', '{}')"
    )
    with salon.database.unit(type(salon.business_id)(99)) as unit:
        assert not lapse(unit, held.booking_id)
        assert not release(unit, held.booking_id, "customer")
    assert salon.booking(held.booking_id)["status"] == "held"
    assert held.held_until < salon.database.now() < held.held_until + timedelta(minutes=5)
