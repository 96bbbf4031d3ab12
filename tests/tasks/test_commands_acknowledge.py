"""Who is reminded, of what, and whose answer counts."""

from flows.plan import Part, Plan
from tasks.commands.cancel import cancel
from tasks.commands.cancelled import Cancelled
from tasks.commands.hold import Confirmed, Held, hold
from tasks.commands.reminding import acknowledge
from tests.changes import mother_and_daughter
from tests.free_time import moment
from tests.reminded import booked, moved, notices, reminders, sweep
from tests.salon import Salon


def test_a_group_gets_one_reminder_that_names_all(salon: Salon) -> None:
    held = mother_and_daughter(salon, salon.guest("Julia", "Mora"))
    assert reminders(salon) == [("11-27 16:00", "11-25 16:00", "due", None)]
    salon.at("2026-11-25 16:00")
    assert sweep(salon) == [True]
    text = salon.effect(notices(salon)[0])["payload"]["text"]
    assert "**Cortar** con Marta" in text and "**Peinado** con Sara" in text
    assert "Señal pagada: 8,74 €" in text
    assert held.draft.total.cents == 4370


def test_when_one_of_a_group_is_cancelled_the_other_is_reminded_of(salon: Salon) -> None:
    held = mother_and_daughter(salon, salon.guest("Julia", "Mora"))
    (first, _) = salon.rows("SELECT id FROM appointment ORDER BY id")
    with salon.unit() as unit:
        assert isinstance(cancel(unit, salon.catalogue, held.booking_id, [first["id"]]), Cancelled)
    salon.at("2026-11-25 16:00")
    assert sweep(salon) == [True]
    text = salon.effect(notices(salon)[0])["payload"]["text"]
    assert "Cortar" not in text and "**Peinado** con Sara" in text
    assert "Señal pagada: 3,50 €" in text


def by_phone(salon: Salon, customer: int) -> int:
    """Staff book a free consultation, without any conversation."""
    (consultation,) = salon.services("Consulta gratuita")
    plan = Plan((Part(salon.stylist("Marta"), moment("2026-11-27 12:30"), (consultation,)),))
    with salon.unit() as unit:
        taken = hold(unit, salon.catalogue, None, customer, plan, by_staff=True)
    assert isinstance(taken, Confirmed)
    return taken.booking_id


def test_who_has_never_written_cannot_be_reminded(salon: Salon) -> None:
    eva = salon.guest("Eva")
    salon.rows("UPDATE conversation SET customer_id = NULL")
    by_phone(salon, eva.customer)
    before = salon.effects()
    salon.at("2026-11-25 12:30")
    assert sweep(salon) == [False]
    assert reminders(salon) == [("11-27 12:30", "11-25 12:30", "skipped", "no conversation")]
    assert salon.effects() == before, "nobody gets a message, nobody an e-mail"


def test_who_books_by_phone_is_reminded_where_she_wrote_last(salon: Salon) -> None:
    eva, other = salon.guest("Eva"), salon.guest("Otra")
    salon.rows(
        "UPDATE conversation SET customer_id = %(customer)s, last_customer_at = %(at)s WHERE id = %(id)s",
        customer=eva.customer,
        at=moment("2026-11-20 10:00"),
        id=other.conversation,
    )
    by_phone(salon, eva.customer)
    salon.at("2026-11-25 12:30")
    assert sweep(salon) == [True]
    assert salon.effect(notices(salon)[0])["conversation_id"] == other.conversation


def test_who_books_for_her_mother_is_reminded_herself(salon: Salon) -> None:
    roberto, mother = salon.guest("Roberto"), salon.guest("Pilar")
    salon.rows("UPDATE customer SET booked_by_id = %(by)s WHERE id = %(id)s", by=roberto.customer, id=mother.customer)
    (cut,) = salon.services("Cortar")
    plan = Plan((Part(salon.stylist("Marta"), moment("2026-11-30 11:00"), (cut,), customer_id=mother.customer),))
    with salon.unit() as unit:
        held = hold(unit, salon.catalogue, roberto.conversation, roberto.customer, plan)
    assert isinstance(held, Held)
    salon.pay(held)
    salon.at("2026-11-28 11:00")
    assert sweep(salon) == [True]
    assert salon.effect(notices(salon)[0])["conversation_id"] == roberto.conversation
    with salon.unit() as unit:
        assert not acknowledge(unit, mother.conversation)
        assert acknowledge(unit, roberto.conversation)


def test_her_answer_is_seen_by_staff_once(salon: Salon) -> None:
    carmen, eva = salon.guest("Carmen", "Soler"), salon.guest("Eva", "Gil")
    booked(salon, carmen)
    booked(salon, eva, "2026-11-27 13:30")
    with salon.unit() as unit:
        assert not acknowledge(unit, carmen.conversation), "nothing was sent yet"
    salon.at("2026-11-25 12:30")
    assert sweep(salon) == [True]
    (reminder_id,) = [row["id"] for row in salon.rows("SELECT id FROM reminder WHERE status = 'sent'")]
    before = salon.effects()
    with salon.unit() as unit:
        assert not acknowledge(unit, eva.conversation), "hers is not sent, and Carmen's is not hers"
        assert not acknowledge(unit, 777)
    assert salon.effects() == before
    with salon.unit() as unit:
        assert acknowledge(unit, carmen.conversation)
    with salon.unit() as unit:
        assert not acknowledge(unit, carmen.conversation)
    assert salon.effects() == [*before, f"acknowledged:{reminder_id}"]
    note = salon.effect(f"acknowledged:{reminder_id}")
    assert (note["kind"], note["conversation_id"]) == ("note", carmen.conversation)
    assert note["payload"]["text"] == (
        "👍 **Recordatorio visto**: Carmen Soler cuenta con su cita de Cortar,"
        " viernes 27 de noviembre a las 12:30 con Marta."
    )
    (marked,) = salon.rows("SELECT id FROM reminder WHERE acknowledged_at IS NOT NULL")
    assert marked["id"] == reminder_id
    assert salon.breaches() == []


def test_an_old_reminder_is_not_acknowledged(salon: Salon) -> None:
    carmen = salon.guest("Carmen")
    held = booked(salon, carmen)
    salon.at("2026-11-25 12:30")
    assert sweep(salon) == [True]
    moved(salon, held.booking_id, "2026-11-27 16:00")
    with salon.unit() as unit:
        assert not acknowledge(unit, carmen.conversation), "it named another time"
    moved(salon, held.booking_id, "2026-11-27 12:30")
    salon.at("2026-11-27 12:30")
    with salon.unit() as unit:
        assert not acknowledge(unit, carmen.conversation), "the appointment has begun"
    assert salon.rows("SELECT id FROM reminder WHERE acknowledged_at IS NOT NULL") == []
