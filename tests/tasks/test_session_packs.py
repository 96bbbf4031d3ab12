"""Session packs on a real PostgreSQL: bought in full, used one by one, given back in time, never used twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from flows.plan import Part, Plan, plan_of
from gateways.appointments import coming_of
from gateways.session_packs import sessions_left, write_use
from gateways.statements import rows
from models.ids import CustomerId
from models.money import Money
from tasks.commands.buy_pack import PackHeld, buy_pack
from tasks.commands.hold import Confirmed, Held, NotAllowed, hold
from tasks.commands.lapse import lapse, nudge
from tasks.commands.pay import AlreadyPaid, Paid, PaidLate, RefundDue, mark_paid
from tasks.commands.release import release
from tasks.commands.sessions import give_session_back
from tests.free_time import moment
from tests.salon import Guest, Salon

FACIAL = "Bioterapia facial"
URL = "https://turno.example"


def pack_of(salon: Salon, name: str = "Bioterapia facial detox (5+1)") -> int:
    """Its id."""
    found: int = salon.row("SELECT id FROM session_pack WHERE name = %(name)s", name=name)["id"]
    return found


def buy(salon: Salon, guest: Guest, pack: int | None = None) -> PackHeld | NotAllowed:
    """Opens the purchase."""
    with salon.unit() as unit:
        return buy_pack(unit, salon.catalogue, guest.conversation, guest.customer, pack or pack_of(salon))


def bought(salon: Salon, guest: Guest) -> PackHeld:
    """The pack is paid for."""
    held = buy(salon, guest)
    assert isinstance(held, PackHeld)
    assert pay(salon, held) == Paid(held.booking_id)
    return held


def pay(salon: Salon, held: PackHeld, intent: str = "pi_pack") -> Paid | PaidLate | RefundDue | AlreadyPaid:
    """Her payment is captured."""
    payment = salon.payment(held.booking_id)
    with salon.unit() as unit:
        return mark_paid(unit, salon.catalogue, payment["id"], intent, payment["amount_cents"], "cs_pack")


def left(salon: Salon, guest: Guest) -> int:
    """Sessions of hers that are left for a facial."""
    (facial,) = salon.services(FACIAL)
    with salon.unit() as unit:
        return len(sessions_left(unit, [guest.customer], [facial]).get((guest.customer, facial), ()))


def ledger(salon: Salon) -> list[tuple[str, int]]:
    """Kinds and cents of its movements about packs, in order."""
    found = salon.rows("SELECT kind, cents FROM ledger_entry WHERE customer_pack_id IS NOT NULL ORDER BY id")
    return [(row["kind"], row["cents"]) for row in found]


def test_a_pack_is_held_paid_in_full_and_hers(salon: Salon) -> None:
    elena = salon.guest("Elena", "Ruiz")
    held = buy(salon, elena)
    assert isinstance(held, PackHeld)
    assert (held.price, held.held_until) == (Money(30750), salon.booking(held.booking_id)["held_until"])
    booking = salon.booking(held.booking_id)
    assert (booking["status"], booking["total_cents"], booking["deposit_cents"]) == ("held", 30750, 30750)
    assert (booking["session_pack_id"], booking["code"]) == (pack_of(salon), held.code)
    payment = salon.payment(held.booking_id)
    assert (payment["kind"], payment["status"], payment["amount_cents"]) == ("deposit", "open", 30750)
    conversation = salon.conversation(elena)
    assert (conversation["mode"], conversation["fact_seq"]) == ("paying", 1)
    assert (salon.effects(), left(salon, elena), salon.breaches()) == ([], 0, [])

    assert pay(salon, held) == Paid(held.booking_id)
    assert pay(salon, held) == AlreadyPaid(held.booking_id)
    pack = salon.row("SELECT * FROM customer_pack")
    assert (pack["customer_id"], pack["booking_id"]) == (elena.customer, held.booking_id)
    assert (pack["sessions"], pack["price_cents"]) == (6, 30750)
    assert (left(salon, elena), ledger(salon)) == (6, [("pack_bought", 0)])
    assert salon.effects() == [f"confirmed:{held.booking_id}", f"staff-booked:{held.booking_id}"]
    notice = salon.effect(f"confirmed:{held.booking_id}")["payload"]
    assert (notice["template"], notice["params"]["total"]) == ("pack_booking_confirmed", "307,50 €")
    assert "**Bioterapia facial detox (5+1)**" in notice["text"]
    note = salon.effect(f"staff-booked:{held.booking_id}")["payload"]["text"]
    assert note == ("🎟️ **Bono vendido**: Elena Ruiz, Bioterapia facial detox (5+1), 6 sesiones. 307,50 € pagados.")
    assert salon.conversation(elena)["mode"] == "booked"
    assert coming_of(salon.database, salon.business_id, CustomerId(elena.customer)) == []
    assert salon.breaches() == []


def test_asked_twice_it_is_one_purchase(salon: Salon) -> None:
    elena = salon.guest()
    first = buy(salon, elena)
    before = salon.effects(), salon.conversation(elena)
    assert buy(salon, elena) == first
    assert (salon.effects(), salon.conversation(elena)) == before
    assert len(salon.rows("SELECT 1 FROM booking")) == len(salon.rows("SELECT 1 FROM payment")) == 1


def test_it_replaces_an_unpaid_hold_and_is_replaced_by_one(salon: Salon) -> None:
    elena = salon.guest()
    old = salon.held(elena, "Pilar", "2026-11-27 10:30")
    held = buy(salon, elena)
    assert isinstance(held, PackHeld)
    assert salon.booking(old.booking_id)["status"] == "cancelled"
    assert salon.occupied() == 0
    new = salon.held(elena, "Pilar", "2026-11-27 10:30")
    assert salon.booking(held.booking_id)["status"] == "cancelled"
    assert salon.payment(held.booking_id)["status"] == "withdrawn"
    assert salon.booking(new.booking_id)["status"] == "held"
    assert salon.breaches() == []


def test_what_is_refused_changes_nothing(salon: Salon) -> None:
    elena = salon.guest()
    old = salon.held(elena, "Pilar", "2026-11-27 10:30")
    before = salon.effects(), salon.conversation(elena)
    assert buy(salon, elena, 999) == NotAllowed("unknown_pack")
    salon.rows("UPDATE session_pack SET price_cents = 34500 WHERE id = %(id)s", id=pack_of(salon))
    assert buy(salon, elena) == NotAllowed("no_saving")
    salon.rows("UPDATE service SET active = false WHERE name = %(name)s", name=FACIAL)
    assert buy(salon, elena) == NotAllowed("unknown_pack")
    assert salon.booking(old.booking_id)["status"] == "held"
    assert (salon.effects(), salon.conversation(elena)) == before
    assert len(salon.rows("SELECT 1 FROM booking")) == 1


def test_it_is_nudged_and_lapses_in_words_of_its_own(salon: Salon) -> None:
    elena = salon.guest("Elena")
    held = buy(salon, elena)
    assert isinstance(held, PackHeld)
    salon.advance(26)
    with salon.unit() as unit:
        assert nudge(unit, held.booking_id, URL)
    nudged = salon.effect(f"nudge:{held.booking_id}")["payload"]
    assert nudged["template"] == "pack_hold_nudge"
    assert nudged["text"].endswith(f"Son 307,50 € por 6 sesiones: {URL}/pay/{held.code}")
    salon.advance(5)
    with salon.unit() as unit:
        assert lapse(unit, held.booking_id)
    lapsed = salon.effect(f"lapsed:{held.booking_id}")["payload"]
    assert (lapsed["template"], " con " in lapsed["text"]) == ("pack_hold_lapsed", False)
    assert salon.booking(held.booking_id)["status"] == "lapsed"
    assert salon.payment(held.booking_id)["status"] == "withdrawn"
    assert salon.breaches() == []


@pytest.mark.parametrize("seen", [True, False])
def test_paid_late_it_is_hers_all_the_same(salon: Salon, seen: bool) -> None:
    elena = salon.guest()
    held = buy(salon, elena)
    assert isinstance(held, PackHeld)
    salon.advance(60 * 24)
    if seen:
        with salon.unit() as unit:
            assert lapse(unit, held.booking_id)
    assert pay(salon, held) == PaidLate(held.booking_id)
    assert (left(salon, elena), ledger(salon)) == (6, [("pack_bought", 0)])
    assert salon.breaches() == []


def test_paid_after_she_let_it_go_it_is_given_back(salon: Salon) -> None:
    elena = salon.guest()
    held = buy(salon, elena)
    assert isinstance(held, PackHeld)
    with salon.unit() as unit:
        assert release(unit, held.booking_id, "test")
    assert pay(salon, held) == RefundDue(held.booking_id, "pi_pack")
    notice = salon.effect("paid-late:pi_pack")["payload"]
    assert (notice["template"], notice["params"]["deposit"]) == ("pack_paid_late_refund", "307,50 €")
    assert (left(salon, elena), ledger(salon)) == (0, [])
    assert salon.effect("refund:pi_pack")["payload"]["amount_cents"] == 30750


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


def together(*calls: Callable[[], object]) -> list[str]:
    """Does all of them at one moment; what came of each, by name."""
    ready = Barrier(len(calls))

    def one(call: Callable[[], object]) -> str:
        ready.wait()
        return type(call()).__name__

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(one, calls))


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
    one, other = (salon.hold(salon.guest(), "Rosa", f"2026-11-27 {hour}:00", "Cejas") for hour in (10, 11))
    counted = Barrier(2)

    def careless(held: object) -> Callable[[], object]:
        assert isinstance(held, Held)
        appointment = salon.appointment(held.booking_id)["id"]

        def use() -> object:
            with salon.unit() as unit:
                (pack,) = rows(
                    unit,
                    "SELECT id, sessions - (SELECT count(*) FROM session_use) AS left FROM customer_pack"
                    " WHERE customer_id = %(carmen)s",
                    {"carmen": carmen},
                )
                counted.wait()
                return write_use(unit, pack.id, appointment) if pack.left else None

        return use

    assert together(careless(one), careless(other)) == ["int", "int"]
    assert len(salon.rows("SELECT 1 FROM session_use")) == 2
    assert "more sessions of a pack were used than it has" in [breach.what for breach in salon.breaches()]


def test_the_last_session_is_used_once(salon: Salon) -> None:
    """Carmen books by phone while Laura books for her: other customers' locks do not keep them apart."""
    laura, carmen = last_session(salon)
    (facial,) = salon.services(FACIAL)
    rosa, marta = salon.stylist("Rosa"), salon.stylist("Marta")
    catalogue = salon.catalogue

    def take(conversation: int | None, customer: int, part: Part) -> Callable[[], object]:
        def call() -> object:
            with salon.unit() as unit:
                return hold(unit, catalogue, conversation, customer, Plan((part,)))

        return call

    start = moment("2026-11-27 10:00")
    for_her = take(laura.conversation, laura.customer, Part(rosa, start, (facial,), customer_id=carmen))
    herself = take(None, carmen, Part(marta, start, (facial,)))
    assert sorted(together(for_her, herself)) == ["Confirmed", "Held"]
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
