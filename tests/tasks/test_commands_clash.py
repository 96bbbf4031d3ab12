"""What comes in the way of an appointment is told to staff, once, and changes nothing."""

import pytest

from gateways.clashes import clashes
from tasks.commands.clash import tell_of_clash
from tests.free_time import moment
from tests.salon import Salon

FRIDAY = "2026-11-27"
TEN, LATER = f"{FRIDAY} 10:00", f"{FRIDAY} 10:40"

BUSY = """
INSERT INTO busy_time (business_id, stylist_id, event, starts_at, ends_at)
SELECT business_id, id, %(event)s, %(start)s, %(end)s FROM stylist WHERE name = %(stylist)s
"""


def busy(salon: Salon, start: str, end: str, stylist: str = "Pilar", event: str = "dentist") -> None:
    salon.rows(BUSY, event=event, start=moment(start), end=moment(end), stylist=stylist)


def closed(salon: Salon, day: str) -> None:
    salon.rows("INSERT INTO closure (business_id, day, reason) SELECT id, %(day)s, 'Obras' FROM business", day=day)


def sweep(salon: Salon) -> list[str]:
    """Tells what there is to tell; keys of what goes out for it."""
    before = len(salon.effects())
    for clash in clashes(salon.database, salon.database.now()):
        with salon.unit() as unit:
            tell_of_clash(unit, clash.booking_id, clash.appointment_id)
    return salon.effects()[before:]


def test_a_note_and_an_email_once(salon: Salon) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Pilar", TEN)
    salon.pay(held)
    before = salon.booking(held.booking_id), salon.appointment(held.booking_id)
    busy(salon, f"{FRIDAY} 10:30", f"{FRIDAY} 11:30")
    note, mail = sweep(salon)
    assert mail == f"mail:{note}"
    assert note.startswith(f"clash:{before[1]['id']}:busy:")
    told = salon.effect(note)
    assert (told["kind"], told["stream"]) == ("note", f"chatwoot:{laura.conversation}")
    assert told["payload"]["text"] == (
        "⚠️ **Choque en la agenda**: Laura Torres tiene cita el viernes 27 de noviembre de 10:00 a 10:40 con Pilar"
        " (Cortar), y Pilar tiene otra cosa a esa hora en su calendario de Google."
        " La cita sigue en pie: si no puede ser, hay que moverla o cancelarla."
    )
    sent = salon.effect(mail)["payload"]
    assert (sent["to"], sent["subject"]) == (
        "pilar@salon.example",
        "Choque en tu agenda: viernes 27 de noviembre a las 10:00",
    )
    assert "En tu calendario de Google tienes algo a la misma hora que una cita.\n" in sent["text"]
    assert sweep(salon) == []
    busy(salon, f"{FRIDAY} 10:00", f"{FRIDAY} 10:10", event="another")
    assert len(sweep(salon)) == 2
    assert (salon.booking(held.booking_id), salon.appointment(held.booking_id)) == before


def test_time_off_and_a_closed_day(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Pilar", TEN)
    appointment = salon.appointment(held.booking_id)["id"]
    off = salon.away("Pilar", f"{FRIDAY} 09:00", f"{FRIDAY} 10:05")
    assert sweep(salon)[0] == f"clash:{appointment}:time_off:{off}"
    closed(salon, FRIDAY)
    keys = sweep(salon)
    assert keys[0] == f"clash:{appointment}:closure:{FRIDAY}"
    assert "y ese día el salón está cerrado" in salon.effect(keys[0])["payload"]["text"]
    assert sweep(salon) == []


@pytest.mark.parametrize(("start", "end"), [("09:00", "10:00"), ("10:40", "11:00")])
def test_what_only_touches_is_not_in_the_way(salon: Salon, start: str, end: str) -> None:
    salon.held(salon.guest(), "Pilar", TEN)
    busy(salon, f"{FRIDAY} {start}", f"{FRIDAY} {end}")
    salon.away("Pilar", f"{FRIDAY} {start}", f"{FRIDAY} {end}")
    busy(salon, TEN, LATER, stylist="Ana")
    closed(salon, "2026-11-26")
    closed(salon, "2026-11-28")
    assert sweep(salon) == []


def test_what_is_over_is_not_told(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Pilar", TEN)
    busy(salon, TEN, LATER)
    salon.advance(31)  # it has run out, though nobody has swept it
    assert sweep(salon) == []
    salon.at(TEN)
    salon.pay(held)  # late
    salon.at(f"{FRIDAY} 10:45")
    assert sweep(salon) == []


def test_without_a_conversation_only_the_email_and_without_either_nothing(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Pilar", TEN)
    salon.rows("UPDATE booking SET conversation_id = NULL WHERE id = %(id)s", id=held.booking_id)
    busy(salon, TEN, LATER)
    salon.rows("UPDATE stylist SET email = NULL WHERE name = 'Pilar'")
    assert sweep(salon) == []
    salon.rows("UPDATE stylist SET email = 'pilar@salon.example' WHERE name = 'Pilar'")
    (mail,) = sweep(salon)
    assert mail.startswith("mail:clash:")
    assert sweep(salon) == []


def test_in_a_gap_nothing_is_in_the_way(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Pilar", TEN)
    holed = "{[2026-11-27 09:00Z,2026-11-27 09:10Z),[2026-11-27 09:30Z,2026-11-27 09:40Z)}"
    salon.rows(
        "WITH o AS (UPDATE occupancy SET during = %(during)s::tstzmultirange WHERE appointment_id IS NOT NULL)"
        " UPDATE appointment SET during = %(during)s::tstzmultirange WHERE booking_id = %(id)s",
        during=holed,
        id=held.booking_id,
    )
    busy(salon, f"{FRIDAY} 10:10", f"{FRIDAY} 10:30")
    assert sweep(salon) == []
    busy(salon, f"{FRIDAY} 10:29", f"{FRIDAY} 10:31", event="another")
    assert len(sweep(salon)) == 2
