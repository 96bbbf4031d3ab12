"""Cancelling what a session of a pack pays: in time it comes back, later it is spent after a yes."""

from models.money import Money
from tasks.commands.cancel import WouldForfeit
from tasks.commands.cancelled import Cancelled
from tasks.commands.hold import Confirmed
from tasks.commands.move import Moved
from tests.changes import appointments, cancelled, moved, state
from tests.free_time import moment
from tests.salon import Guest, Salon

TUESDAY, FRIDAY = "2026-11-24", "2026-11-27"

SESSIONS = """
WITH pack AS (
    INSERT INTO session_pack (business_id, name, service_id, sessions, price_cents, active)
    SELECT business_id, 'Bono', id, 6, 13100, true FROM service WHERE name = 'Cortar' RETURNING *
), bought AS (
    INSERT INTO booking (business_id, customer_id, code, status, total_cents, deposit_cents, created_at,
                         session_pack_id)
    SELECT business_id, %(customer)s, 'bono', 'confirmed', 13100, 0, %(now)s, id FROM pack RETURNING *
), hers AS (
    INSERT INTO customer_pack (business_id, customer_id, session_pack_id, service_id, booking_id, sessions,
                               price_cents, bought_at)
    SELECT p.business_id, %(customer)s, p.id, p.service_id, b.id, 6, 13100, %(now)s FROM pack p, bought b RETURNING *
)
INSERT INTO session_use (business_id, customer_pack_id, appointment_id, used_at)
SELECT business_id, id, %(appointment)s, %(now)s FROM hers
"""


def with_session(salon: Salon, guest: Guest) -> int:
    """Her booking of Tuesday at ten, paid by a session of a pack."""
    taken = salon.hold(guest, "Marta", f"{TUESDAY} 10:00", "Consulta gratuita")
    assert isinstance(taken, Confirmed)
    (one,) = appointments(salon, taken.booking_id)
    salon.rows(SESSIONS, customer=guest.customer, appointment=one, now=moment("2026-11-20 10:00"))
    return taken.booking_id


def returned(salon: Salon) -> bool:
    """Whether she has her session again."""
    return salon.row("SELECT returned_at FROM session_use")["returned_at"] is not None


def test_a_session_comes_back_in_time(salon: Salon) -> None:
    booking_id = with_session(salon, salon.guest())
    salon.at("2026-11-23 09:59")
    done = cancelled(salon, booking_id)
    assert isinstance(done, Cancelled) and (done.sessions_returned, done.sessions_spent) == (1, 0)
    assert returned(salon)
    (one,) = done.appointment_ids
    assert "vuelve a tu bono" in salon.effect(f"cancelled:{one}")["payload"]["text"]


def test_a_session_is_spent_under_24_hours_after_a_yes(salon: Salon) -> None:
    booking_id = with_session(salon, salon.guest())
    salon.at("2026-11-23 10:01")
    before = state(salon.database)
    told = cancelled(salon, booking_id)
    assert isinstance(told, WouldForfeit) and (told.sessions, told.lost, told.can_move) == (1, Money(0), True)
    assert state(salon.database) == before
    done = cancelled(salon, booking_id, forfeit=True)
    assert isinstance(done, Cancelled) and (done.sessions_returned, done.sessions_spent) == (0, 1)
    assert not returned(salon)


def test_a_late_move_does_not_save_a_session_from_being_spent(salon: Salon) -> None:
    booking_id = with_session(salon, salon.guest())
    salon.at("2026-11-23 22:00")
    assert isinstance(moved(salon, booking_id, ("Marta", f"{FRIDAY} 10:00")), Moved)
    assert salon.booking(booking_id)["kept_moves"] == 1
    told = cancelled(salon, booking_id)
    assert isinstance(told, WouldForfeit) and told.sessions == 1
    done = cancelled(salon, booking_id, by_staff=True, refund=True)
    assert isinstance(done, Cancelled) and done.sessions_returned == 1
    assert returned(salon)
