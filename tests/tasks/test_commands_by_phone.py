"""Staff book for somebody on the phone: the same rules and rows as the bot's, without any conversation."""

import pytest

from flows.names import NotAName
from flows.phones import NotAPhone
from flows.plan import Part, Plan
from tasks.commands.by_phone import book_by_phone
from tasks.commands.hold import Confirmed, Held, JustTaken, NotAllowed
from tests.free_time import moment
from tests.salon import Salon

FRIDAY = "2026-11-27 12:30"


def plan(salon: Salon, stylist: str = "Marta", when: str = FRIDAY, *services: str) -> Plan:
    """One appointment."""
    ids = tuple(salon.services(*services or ("Cortar",)))
    return Plan((Part(salon.stylist(stylist), moment(when), ids),))


def call(
    salon: Salon, wanted: Plan, phone: str = "600 111 222", *, name: str = "Elena", waived: bool = False
) -> Held | Confirmed | JustTaken | NotAllowed:
    """Maria of the staff takes the call."""
    with salon.database.unit(salon.business_id, actor="staff:maria") as unit:
        made = book_by_phone(unit, salon.catalogue, "ES", phone, name, "Prat", wanted, waived=waived)
        unit.commit()
    return made


def test_without_a_conversation_it_is_held_and_its_link_is_staffs_to_pass_on(salon: Salon) -> None:
    held = call(salon, plan(salon))
    assert isinstance(held, Held)
    assert (held.draft.total.cents, held.draft.deposit.cents, held.hold_minutes) == (2620, 524, 30)
    booking = salon.booking(held.booking_id)
    assert (booking["status"], booking["conversation_id"]) == ("held", None)
    assert salon.row("SELECT kind, value FROM customer_identity") == {"kind": "phone", "value": "+34600111222"}
    assert salon.effects() == [f"google:{salon.appointment(held.booking_id)['id']}:0"]
    assert salon.breaches() == []


def test_the_audit_says_who_made_it(salon: Salon) -> None:
    held = call(salon, plan(salon))
    assert isinstance(held, Held)
    rows = salon.rows("SELECT table_name, action, actor FROM audit WHERE table_name IN ('booking', 'appointment')")
    assert {(row["table_name"], row["action"], row["actor"]) for row in rows} == {
        ("booking", "insert", "staff:maria"),
        ("appointment", "insert", "staff:maria"),
    }


def test_a_waived_deposit_confirms_at_once(salon: Salon) -> None:
    made = call(salon, plan(salon), waived=True)
    assert isinstance(made, Confirmed)
    assert salon.booking(made.booking_id)["deposit_cents"] == 0
    assert salon.appointment(made.booking_id)["status"] == "confirmed"
    assert salon.rows("SELECT 1 FROM payment") == []


def test_who_has_called_before_is_the_same_customer_and_keeps_her_name(salon: Salon) -> None:
    first = call(salon, plan(salon), waived=True)
    second = call(salon, plan(salon, when="2026-11-27 17:00"), "+34 600-111-222", name="Helena", waived=True)
    assert isinstance(first, Confirmed) and isinstance(second, Confirmed)
    assert salon.row("SELECT name, surname FROM customer") == {"name": "Elena", "surname": "Prat"}


def test_who_writes_to_us_is_told_in_her_conversation(salon: Salon) -> None:
    laura = salon.guest()
    salon.rows(
        "INSERT INTO customer_identity (business_id, customer_id, kind, value) VALUES (%(b)s, %(c)s, 'phone', %(v)s)",
        b=salon.business_id,
        c=laura.customer,
        v="+34600111222",
    )
    made = call(salon, plan(salon), waived=True)
    assert isinstance(made, Confirmed)
    assert f"confirmed:{made.booking_id}" in salon.effects()
    assert salon.booking(made.booking_id)["conversation_id"] == laura.conversation


def test_the_rules_bind_staff_but_for_the_lead_time(salon: Salon) -> None:
    assert isinstance(call(salon, plan(salon, when="2026-11-23 09:30"), waived=True), Confirmed)  # in half an hour
    assert call(salon, plan(salon, when="2026-11-29 12:00")) == NotAllowed("closed")
    assert call(salon, plan(salon, "Rosa")) == NotAllowed("no_skill")
    assert call(salon, plan(salon, when="2026-11-23 09:30"), "600 111 333") == JustTaken()
    assert len(salon.rows("SELECT 1 FROM booking")) == 1


def test_bad_input_writes_nothing(salon: Salon) -> None:
    with pytest.raises(NotAPhone):
        call(salon, plan(salon), "12")
    with pytest.raises(NotAName):
        call(salon, plan(salon), name="<b>")
    assert salon.rows("SELECT 1 FROM customer") == salon.rows("SELECT 1 FROM booking") == []


def test_a_deposit_waived_for_what_she_holds_already_confirms_it(salon: Salon) -> None:
    held = call(salon, plan(salon))
    assert isinstance(held, Held)
    made = call(salon, plan(salon), waived=True)
    assert isinstance(made, Confirmed)
    assert (salon.booking(held.booking_id)["status"], salon.booking(made.booking_id)["status"]) == (
        "cancelled",
        "confirmed",
    )
    assert salon.occupied() == 1
    assert salon.breaches() == []
