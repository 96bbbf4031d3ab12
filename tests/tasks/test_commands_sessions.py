"""Sessions of a pack: used one by one, given back in time, never used twice."""

from functools import partial
from threading import Barrier

from flows.plan import Part, Plan, plan_of
from gateways.database import Unit
from gateways.session_packs import write_use
from gateways.statements import rows
from models.money import Money
from tasks.commands.hold import Confirmed, Held, NotAllowed, hold
from tasks.commands.sessions import give_session_back
from tests.at_once import committed, together
from tests.free_time import moment
from tests.salon import Guest, Salon
from tests.session_packs import FACIAL, bought, ledger, left


def test_a_session_is_used_by_itself_and_nothing_is_owed(salon: Salon) -> None:
    elena = salon.guest("Elena", "Ruiz")
    bought(salon, elena)
    taken = salon.hold(elena, "Rosa", "2026-11-27 10:00", FACIAL, "Cejas")
    assert isinstance(taken, Confirmed)
    booking = salon.booking(taken.booking_id)
    assert (booking["status"], booking["total_cents"], booking["deposit_cents"]) == ("confirmed", 700, 0)
    assert salon.rows("SELECT 1 FROM payment WHERE booking_id = %(id)s", id=taken.booking_id) == []
    appointment = salon.appointment(taken.booking_id)
    assert (appointment["price_cents"], appointment["deposit_share_cents"]) == (700, 0)
    lines = salon.rows("SELECT name, price_cents, minutes FROM appointment_line ORDER BY position")
    assert [tuple(line.values()) for line in lines] == [(FACIAL, 0, 60), ("Cejas", 700, 15)]
    assert salon.row("SELECT appointment_id, returned_at FROM session_use") == {
        "appointment_id": appointment["id"],
        "returned_at": None,
    }
    assert (left(salon, elena), ledger(salon)) == (5, [("pack_bought", 0), ("session_used", 0)])
    notice = salon.effect(f"confirmed:{taken.booking_id}")["payload"]["text"]
    assert (
        "Va con tu bono **Bioterapia facial detox (5+1)**: te quedan 5 sesiones. En el salón quedan 7,00 €." in notice
    )
    assert "con 24 horas o más de antelación la sesión vuelve a tu bono." in notice
    note = salon.effect(f"staff-booked:{taken.booking_id}")["payload"]["text"]
    assert note.endswith("Total 7,00 €, sin señal. Con su bono Bioterapia facial detox (5+1) (quedan 5).")
    assert salon.breaches() == []


def test_six_sessions_then_a_deposit_again(salon: Salon) -> None:
    elena = salon.guest()
    bought(salon, elena)
    for n in range(5):
        assert isinstance(salon.hold(elena, "Rosa", f"2026-11-2{4 + n % 4} 1{n}:00", FACIAL), Confirmed)
    assert left(salon, elena) == 1
    salon.rows("UPDATE business SET policy = policy || '{\"max_live_bookings_per_customer\": 9}'")
    assert isinstance(salon.hold(elena, "Rosa", "2026-12-01 10:00", FACIAL), Confirmed)
    held = salon.hold(elena, "Rosa", "2026-12-01 12:00", FACIAL)
    assert isinstance(held, Held)
    assert (held.draft.total, held.draft.deposit, left(salon, elena)) == (Money(5750), Money(1150), 0)
    assert salon.breaches() == []


def test_a_refused_hold_uses_no_session(salon: Salon) -> None:
    elena = salon.guest()
    bought(salon, elena)
    salon.block("Rosa", "2026-11-27 10:00/2026-11-27 11:00")
    assert not isinstance(salon.hold(elena, "Rosa", "2026-11-27 10:00", FACIAL), Confirmed)
    assert salon.hold(elena, "Rosa", "2026-11-29 10:00", FACIAL) == NotAllowed("closed")
    assert (left(salon, elena), len(ledger(salon))) == (6, 1)


def test_given_back_in_time_it_can_be_used_again_spent_it_cannot(salon: Salon) -> None:
    elena = salon.guest()
    bought(salon, elena)
    taken = salon.hold(elena, "Rosa", "2026-11-27 10:00", FACIAL)
    assert isinstance(taken, Confirmed)
    appointment = salon.appointment(taken.booking_id)["id"]
    with salon.unit() as unit:
        assert give_session_back(unit, appointment, spent=True) == 0
    assert (left(salon, elena), len(ledger(salon))) == (5, 2)
    with salon.unit() as unit:
        assert give_session_back(unit, appointment, spent=False) == 1
        assert give_session_back(unit, appointment, spent=False) == 0
    assert (left(salon, elena), ledger(salon)[-1]) == (6, ("session_returned", 0))


def last_session(salon: Salon) -> tuple[Guest, int]:
    """Somebody whom Laura books for and who has one session left; Laura, and the other's id."""
    laura, carmen = salon.guest(), salon.guest("Carmen")
    bought(salon, carmen)
    salon.rows("UPDATE customer_pack SET sessions = 1")
    salon.rows(
        "UPDATE customer SET booked_by_id = %(laura)s WHERE id = %(id)s", laura=laura.customer, id=carmen.customer
    )
    return laura, carmen.customer


def test_counting_first_is_not_enough(salon: Salon) -> None:
    """Without the lock on the pack, two who saw the last session left both use it."""
    _, carmen = last_session(salon)
    one, other = (salon.held(salon.guest(), "Rosa", f"2026-11-27 {hour}:00", "Cejas") for hour in (10, 11))
    counted = Barrier(2)

    def careless(held: Held) -> str:
        appointment = salon.appointment(held.booking_id)["id"]

        def use(unit: Unit) -> object:
            (pack,) = rows(
                unit,
                "SELECT id, sessions - (SELECT count(*) FROM session_use) AS left FROM customer_pack"
                " WHERE customer_id = %(carmen)s",
                {"carmen": carmen},
            )
            counted.wait()
            return write_use(unit, pack.id, appointment) if pack.left else None

        return committed(salon, use)

    assert together([partial(careless, one), partial(careless, other)]) == ["int", "int"]
    assert len(salon.rows("SELECT 1 FROM session_use")) == 2
    assert "more sessions of a pack were used than it has" in [breach.what for breach in salon.breaches()]


def test_the_last_session_is_used_once(salon: Salon) -> None:
    """Carmen books by phone while Laura books for her: other customers' locks do not keep them apart."""
    laura, carmen = last_session(salon)
    (facial,) = salon.services(FACIAL)
    rosa, marta = salon.stylist("Rosa"), salon.stylist("Marta")
    catalogue = salon.catalogue

    def take(conversation: int | None, customer: int, part: Part) -> str:
        return committed(salon, lambda unit: hold(unit, catalogue, conversation, customer, Plan((part,))))

    start = moment("2026-11-27 10:00")
    for_her = partial(take, laura.conversation, laura.customer, Part(rosa, start, (facial,), customer_id=carmen))
    herself = partial(take, None, carmen, Part(marta, start, (facial,)))
    assert sorted(together([for_her, herself])) == ["Confirmed", "Held"]
    assert len(salon.rows("SELECT 1 FROM session_use")) == 1
    assert salon.breaches() == []


def test_a_session_is_for_whoever_bought_it(salon: Salon) -> None:
    elena, stranger = salon.guest(), salon.guest("Ana")
    bought(salon, elena)
    assert isinstance(salon.hold(stranger, "Rosa", "2026-11-27 10:00", FACIAL), Held)
    offer = salon.offer(elena, "Rosa", "2026-11-27 12:00", FACIAL)
    offer.guest = "mi hija"
    with salon.unit() as unit:
        taken = hold(unit, salon.catalogue, elena.conversation, elena.customer, plan_of(offer))
    assert isinstance(taken, Held)
    assert left(salon, elena) == 6
