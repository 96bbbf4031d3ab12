"""Scenarios 2, 3, 19 and 33 from the command on: Stripe, the stylists' calendars, the customer's phone, staff."""

from typing import Any

import httpx
import pytest

from flows.decision_note import Wish
from models.ids import BusinessId
from models.money import Money
from tasks.commands.asking import StaffDecides, ask_staff
from tasks.commands.cancel import cancel
from tasks.commands.cancelled import Cancelled
from tasks.commands.hold import Held
from tasks.commands.move import Moved, move
from tests.changes import places, targets
from tests.house import House
from tests.salon import Guest, Salon

PHONE = "+34600000019"
WRITER = "SELECT customer_id AS customer, id AS conversation FROM conversation"
NAMED = "UPDATE customer SET name = %(name)s, surname = %(surname)s"


@pytest.fixture
def salon(home: House) -> Salon:
    """The house's salon, for what no customer does in words yet."""
    return Salon(home.world.database, BusinessId(home.business_id))


def customer(home: House, salon: Salon, name: str, surname: str) -> Guest:
    """Somebody who has written to us."""
    home.writes(PHONE, "hola", name=name)
    salon.rows(NAMED, name=name, surname=surname)
    return Guest(**salon.row(WRITER))


def booked(home: House, salon: Salon, guest: Guest, stylist: str, when: str) -> Held:
    """A haircut that she has paid for at Stripe."""
    held = salon.held(guest, stylist, when)
    httpx.get(f"{home.api}/pay/{held.code}")
    home.pay()
    assert salon.booking(held.booking_id)["status"] == "confirmed"
    return held


def events(home: House, stylist: str) -> list[tuple[str, str]]:
    """Our events in that stylist's Google calendar: title and beginning."""
    calendars = home.standins.get("/sandbox/calendars")
    (found,) = (one["events"] for one in calendars if one["stylist"] == stylist)
    ours = [event for event in found if event["ours"] and event["status"] != "cancelled"]
    return [(event["title"], event["start"][:16]) for event in ours]


def notes(home: House) -> list[str]:
    """Private notes that staff see in Chatwoot."""
    (talk,) = home.standins.get("/sandbox/inbox")
    return [message["text"] for message in talk["messages"] if message["private"]]


def mails(home: House) -> list[str]:
    """Whom e-mails went to, in order of time."""
    return [str(mail["to"]) for mail in home.standins.get("/sandbox/mails")]


def refunds(home: House) -> list[dict[str, Any]]:
    """What Stripe was asked to give back."""
    return [entry for entry in home.standins.get("/sandbox/ledger") if entry["operation"] == "refund.create"]


def test_19_cancelled_in_time(home: House, salon: Salon) -> None:
    laura = customer(home, salon, "Laura", "Torres")
    held = booked(home, salon, laura, "Marta", "2026-11-27 12:30")
    assert events(home, "Marta") == [("Laura Torres · Cortar", "2026-11-27T12:30")]
    done = home.world.command(salon.business_id, cancel, salon.catalogue, held.booking_id)
    assert isinstance(done, Cancelled) and done.refund == Money(524)
    home.work()
    assert salon.booking(held.booking_id)["status"] == "cancelled"
    payment = salon.payment(held.booking_id)
    assert (payment["status"], payment["refunded_cents"]) == ("refunded", 524)
    assert len(refunds(home)) == 1
    assert events(home, "Marta") == []
    said = home.heard(PHONE)[-1]
    assert "cancelada" in said and "5,24 €" in said and "12:30" in said
    assert any("cancelada" in note and "Laura Torres" in note for note in notes(home))
    assert "marta@salon.example" in mails(home)[-1]
    assert salon.occupied() == 0
    assert salon.breaches() == []


def test_2_moved_to_the_afternoon(home: House, salon: Salon) -> None:
    beatriz = customer(home, salon, "Beatriz", "Gil")
    held = booked(home, salon, beatriz, "Lucas", "2026-11-24 10:00")
    afternoon = targets(salon, held.booking_id, ("Lucas", "2026-11-24 17:00"))
    home.world.command(salon.business_id, move, salon.catalogue, held.booking_id, afternoon)
    home.work()
    assert places(salon, held.booking_id) == [("Lucas", "2026-11-24 17:00", "17:40", "confirmed")]
    assert events(home, "Lucas") == [("Beatriz Gil · Cortar", "2026-11-24T17:00")]
    said = home.heard(PHONE)[-1]
    assert "martes 24 de noviembre a las 17:00" in said and "5,24 €" in said
    assert (salon.payment(held.booking_id)["status"], refunds(home)) == ("paid", [])
    assert salon.breaches() == []


def test_33_staff_give_it_to_somebody_else(home: House, salon: Salon) -> None:
    beatriz = customer(home, salon, "Beatriz", "Gil")
    held = booked(home, salon, beatriz, "Lucas", "2026-11-27 10:00")
    wanted = targets(salon, held.booking_id, ("Ana", "2026-11-27 10:30"))
    with salon.database.unit(salon.business_id, "staff:maria") as unit:
        done = move(unit, salon.catalogue, held.booking_id, wanted, by_staff=True)
        unit.commit()
    assert isinstance(done, Moved)
    home.work()
    assert (events(home, "Lucas"), events(home, "Ana")) == ([], [("Beatriz Gil · Cortar", "2026-11-27T10:30")])
    assert "con Ana" in home.heard(PHONE)[-1]
    told = " ".join(mails(home)[-2:])
    assert "ana@salon.example" in told and "lucas@salon.example" in told
    changed = salon.rows("SELECT actor FROM audit WHERE table_name = 'appointment' AND row_id = %(id)s", id=1)
    assert changed and {row["actor"] for row in changed} == {"staff:maria"}
    assert salon.breaches() == []


def test_3_two_hours_before_a_person_decides(home: House, salon: Salon) -> None:
    maria = customer(home, salon, "María", "Gil")
    home.at("2026-11-23 09:30")
    held = booked(home, salon, maria, "Ana", "2026-11-23 17:00")
    home.at("2026-11-23 15:00")
    home.work()
    asked = home.world.command(salon.business_id, cancel, salon.catalogue, held.booking_id)
    assert isinstance(asked, StaffDecides)
    home.world.command(salon.business_id, ask_staff, asked, Wish.CANCEL, maria.conversation)
    home.work()
    assert places(salon, held.booking_id) == [("Ana", "2026-11-23 17:00", "17:40", "confirmed")]
    assert events(home, "Ana") == [("María Gil · Cortar", "2026-11-23T17:00")]
    assert refunds(home) == []
    note = notes(home)[-1]
    assert "María Gil" in note and "17:00" in note and "Ana" in note
    assert "persona" in home.heard(PHONE)[-1]
    assert "ana@salon.example" in mails(home)[-1]
    before = home.heard(PHONE)
    assert home.writes(PHONE, "¿hola?", name="María") == [], "the bot is silent"
    assert home.heard(PHONE) == before
