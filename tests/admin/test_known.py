"""Whom staff read about: a name, else WhatsApp's, else the number; who comes to an appointment; an emergency first."""

import re

from models.enums import HandoverReason
from tests.admin.desk import Desk, owner, staffed
from tests.admin.people import nameless, with_person, writes
from tests.changes import booked, party
from tests.salon import salon

__all__ = ["owner", "salon", "staffed"]

TODAY = "2026-11-23"
LINE = re.compile(r'<a class="line ([^"]*)" href="/admin/conversation/details/(\d+)">(.*?)</a>', re.S)


def words(html: str) -> str:
    """What is read of it."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def talks(page: str) -> list[tuple[str, int, str]]:
    """The lines under "Con una persona": class, conversation, words."""
    return [(look.strip(), int(talk), words(line)) for look, talk, line in LINE.findall(page)]


def test_somebody_without_a_name_is_known_by_whatsapps_or_by_her_number(owner: Desk) -> None:
    salon = owner.salon
    flower, silent = nameless(salon, "+34600111222"), nameless(salon, "+34600111333")
    writes(salon, flower.conversation, "hola", "Lau")
    writes(salon, flower.conversation, "¿me oís?", "Lau 🌸")
    writes(salon, silent.conversation, "hola", None)
    for one in (flower, silent):
        with_person(salon, one.conversation, HandoverReason.MEDICAL, 5)
    assert [line for _, _, line in talks(owner.looks("/"))] == [
        "Lau 🌸 (WhatsApp) +34 600 11 12 22, desde hace 5 min, 2 sin contestar Consulta médica",
        "+34 600 11 13 33 desde hace 5 min, 1 sin contestar Consulta médica",
    ]
    for one, name in ((flower, "Lau 🌸 (WhatsApp)"), (silent, "+34 600 11 13 33")):
        assert f"<h1>Conversación de {name}</h1>" in owner.looks(f"/conversation/details/{one.conversation}")
        assert f"<h1>{name}</h1>" in owner.looks(f"/customer/details/{one.customer}")
        for sheet in ("conversation", "customer", "message"):
            assert name in words(owner.looks(f"/{sheet}/list"))
    found = owner.looks("/conversation/list?search=lau")
    assert "Lau 🌸" in found and "13 33" not in found


def test_the_name_she_has_confirmed_comes_first(owner: Desk) -> None:
    talk = owner.salon.guest("Laura", "Torres").conversation
    writes(owner.salon, talk, "hola", "Lau 🌸")
    with_person(owner.salon, talk, HandoverReason.MANUAL_REQUEST, 0)
    page = owner.looks("/")
    assert "Laura Torres" in page and "Lau 🌸" not in page


def test_whoever_wrote_before_she_was_a_customer_is_known_too(owner: Desk) -> None:
    salon = owner.salon
    talk = salon.guest().conversation
    salon.rows("UPDATE conversation SET customer_id = NULL")
    writes(salon, talk, "hola", "Desconocida", "+34600111444")
    with_person(salon, talk, HandoverReason.OTHER, 0)
    ((_, _, line),) = talks(owner.looks("/"))
    assert line.startswith("Desconocida (WhatsApp) +34 600 11 14 44, desde hace")
    assert "+34 600 11 14 44" in owner.looks("/conversation/list")
    assert "Conversación de Desconocida (WhatsApp)" in owner.looks(f"/conversation/details/{talk}")


def test_a_name_is_only_read(owner: Desk) -> None:
    talk = nameless(owner.salon, "+34600111222").conversation
    writes(owner.salon, talk, "hola", "<script>alert(1)</script>")
    with_person(owner.salon, talk, HandoverReason.EMERGENCY, 0)
    for path in ("/", "/conversation/list", f"/conversation/details/{talk}"):
        assert "<script" not in owner.visitor.page(path)


def test_an_emergency_stands_first_and_the_day_is_not_in_order(owner: Desk) -> None:
    salon = owner.salon
    assert "todo en orden" in owner.looks("/")
    older, burnt = salon.guest("Laura", "Torres"), nameless(salon, "+34600111222")
    with_person(salon, older.conversation, HandoverReason.MEDICAL, 60)
    calm = owner.looks("/")
    assert "todo en orden" not in calm and "el sistema, en orden" in calm and 'class="card emergency"' not in calm
    writes(salon, burnt.conversation, "me arde el cuero cabelludo", "Lau 🌸")
    with_person(salon, burnt.conversation, HandoverReason.EMERGENCY, 3)
    page = owner.looks("/")
    assert [(look, talk) for look, talk, _ in talks(page)] == [("urgent", burnt.conversation), ("", older.conversation)]
    assert "todo en orden" not in page and "hay una emergencia" in page
    alarm = page[page.index('class="card emergency"') : page.index('class="tiles"')]
    assert "Emergencia: Lau 🌸 (WhatsApp)" in alarm and "Desde hace 3 min, 1 sin contestar" in alarm
    assert 'href="tel:+34600111222"' in alarm and f"/conversation/details/{burnt.conversation}" in alarm


def test_for_whom_an_appointment_is(owner: Desk) -> None:
    salon = owner.salon
    group = party(salon, salon.guest("Mercedes", "Alba"), ("Marta", f"{TODAY} 16:00", "Cortar", None),
                  ("Sara", f"{TODAY} 16:00", "Peinado", "mi madre")).booking_id  # fmt: skip
    carmen = salon.guest("Carmen", "Gil").customer
    hers = booked(salon, salon.guest("Roberto", "Gil"), "Lucas", f"{TODAY} 12:00", intent="pi_2").booking_id
    salon.rows("UPDATE appointment SET customer_id = %(carmen)s WHERE booking_id = %(id)s", carmen=carmen, id=hers)
    both = ["Mercedes Alba (para su madre)", "Carmen Gil (reserva de Roberto Gil)"]
    day = owner.looks("/")
    assert re.findall(r'<a class="visit .*?<b>(.*?)</b>', day, re.S) == [both[1], "Mercedes Alba", both[0]]
    listed = owner.looks("/appointment/list")
    assert [name for name in both if name not in listed] == []
    guest = owner.visit(group, 1)
    assert f"<b>{both[0]}</b>" in owner.looks(f"/booking/details/{group}")
    assert f"<b>{both[1]}</b>" in owner.looks(f"/booking/details/{hers}")
    assert f"<h1>Cita de {both[0]}</h1>" in owner.looks(f"/appointment/details/{guest}")
    assert f"Mover la cita de {both[0]}" in owner.looks(f"/desk/appointment/{guest}/move")
    taken = {"con": str(salon.stylist("Sara")), "dia": TODAY, "desde": "15:30", "hasta": "17:00"}
    found = owner.visitor.post("/desk/block", taken)
    assert found.status_code == 409 and both[0] in found.text


def test_a_supplement_is_seen_wherever_the_booking_is(owner: Desk) -> None:
    salon = owner.salon
    booking = booked(salon, salon.guest("Julia", "Mora"), "Marta", f"{TODAY} 16:00", "Cortar").booking_id
    before = owner.looks("/")
    assert '<a class="visit good' in before and "suplemento" not in before
    assert "suplemento" not in owner.looks(f"/booking/details/{booking}")
    cut, dry = salon.services("Cortar", "Peinado")
    owner.sends(f"/desk/appointment/{owner.visit(booking)}/services", {"servicio": [str(cut), str(dry)]})
    day = owner.looks("/")
    assert '<a class="visit waiting' in day and '<a class="visit good' not in day
    assert "<em>faltan 3,50 € de suplemento</em>" in day
    page = words(owner.looks(f"/booking/details/{booking}"))
    assert "Pagada la señal; faltan 3,50 € de suplemento" in page
    assert "Pago Señal pagada faltan 3,50 €" in page
    assert "Señal pagada faltan 3,50 €" in words(owner.looks("/booking/list"))
