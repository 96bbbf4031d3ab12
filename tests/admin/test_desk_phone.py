"""Staff give an appointment to somebody on the phone."""

from tests.admin.desk import Desk, clara, owner, staffed, stranger, times
from tests.admin.visitor import FROM_ELSEWHERE
from tests.salon import salon

__all__ = ["clara", "owner", "salon", "staffed", "stranger"]

FRIDAY = "2026-11-27"
WHO = {"nombre": "Elena", "apellidos": "Prat", "telefono": "600 111 222"}


def form(desk: Desk, when: str = f"{FRIDAY} 12:30", **more: str) -> dict[str, str]:
    """A haircut with Marta, for Elena."""
    (cut,) = desk.salon.services("Cortar")
    return WHO | {"servicio": str(cut), "hora": desk.at("Marta", when), "dia": FRIDAY, "senal": "si"} | more


def test_first_the_services_then_the_free_times(clara: Desk) -> None:
    salon = clara.salon
    assert times(clara.looks("/desk/new")) == {}
    salon.only_free(FRIDAY, Marta="12:30-13:30", Ana="10:00-10:40")
    (cut,) = salon.services("Cortar")
    page = clara.looks(f"/desk/new?servicio={cut}&dia={FRIDAY}")
    assert times(page) == {"Ana": ["10:00"], "Marta": ["12:30", "12:45"]}
    assert "40 min · 26,20 € · señal 5,24 €" in page
    only = clara.looks(f"/desk/new?servicio={cut}&dia={FRIDAY}&con={salon.stylist('Ana')}")
    assert times(only) == {"Ana": ["10:00"]}
    closed = clara.looks(f"/desk/new?servicio={cut}&dia=2026-11-29")
    assert "Los domingos cerramos." in closed and "Ver el lunes 30 de noviembre" in closed


def test_a_cheaper_pack_is_pointed_out_and_used(clara: Desk) -> None:
    salon = clara.salon
    colour, cut = salon.services("Mechas", "Cortar")
    page = clara.looks(f"/desk/new?servicio={colour}&servicio={cut}&dia={FRIDAY}")
    assert "Con el pack <b>Mechas + Corte</b> paga 80,00 € y ahorra 8,70 €." in page
    packed = clara.looks(f"/desk/new?servicio={colour}&servicio={cut}&pack={salon.pack}&dia={FRIDAY}")
    assert "60 min · 80,00 € · señal 16,00 €" in packed
    sent = form(clara) | {"servicio": str(colour), "pack": str(salon.pack)}
    clara.sends("/desk/new", sent)
    row = salon.row("SELECT total_cents, deposit_cents, pack_id FROM booking")
    assert row == {"total_cents": 8000, "deposit_cents": 1600, "pack_id": salon.pack}


def test_with_a_deposit_there_is_a_link_to_pass_on(clara: Desk) -> None:
    salon = clara.salon
    done = ("/booking/details/1", "Hora retenida: pásale el enlace de pago.")
    assert clara.sends("/desk/new", form(clara)) == clara.sends("/desk/new", form(clara)) == done
    row = salon.row("SELECT code, status, deposit_cents, conversation_id FROM booking")
    assert (row["status"], row["deposit_cents"], row["conversation_id"]) == ("held", 524, None)
    page = clara.looks("/booking/details/1")
    assert f"http://testserver/pay/{row['code']}" in page
    assert "No tiene conversación con nosotros" in page
    assert ("booking", "staff:clara") in clara.actors()
    assert salon.breaches() == []


def test_without_a_deposit_it_is_confirmed_once(clara: Desk) -> None:
    salon = clara.salon
    done = ("/booking/details/1", "Cita confirmada.")
    sent = form(clara, senal="no")
    assert clara.sends("/desk/new", sent) == clara.sends("/desk/new", sent) == done, "a double click"
    assert salon.row("SELECT status, deposit_cents FROM booking") == {"status": "confirmed", "deposit_cents": 0}
    assert salon.breaches() == []


def test_what_was_typed_stays_when_something_is_wrong(clara: Desk) -> None:
    for wrong, words in (
        ({"telefono": "12"}, "Ese teléfono no es válido."),
        ({"nombre": "<b>"}, "El nombre y los apellidos solo llevan letras"),
        ({"hora": ""}, "Elige una hora de las que están libres."),
        ({"hora": clara.at("Rosa", f"{FRIDAY} 12:30")}, "Esa persona no hace ese servicio."),
        ({"hora": clara.at("Marta", "2026-11-23 08:30")}, "Esa hora ya ha pasado."),
    ):
        sent = form(clara) | wrong
        assert clara.unchanged("/desk/new", sent).startswith(words)
        answer = clara.visitor.post("/desk/new", sent)
        assert (answer.status_code, 'value="Prat"' in answer.text) == (422, True)
    assert clara.salon.rows("SELECT 1 FROM customer") == []
    both = [str(one) for one in clara.salon.services("Cortar", "Bioterapia facial")]
    assert len(both) == 2
    assert "Peluquería y estética" in clara.unchanged("/desk/new", {**form(clara), "servicio": both})


def test_somebody_else_was_faster(clara: Desk) -> None:
    clara.salon.hold(clara.salon.guest(), "Marta", f"{FRIDAY} 12:30")
    assert clara.unchanged("/desk/new", form(clara)).startswith("Esa hora se acaba de ocupar.")
    assert clara.salon.rows("SELECT 1 FROM customer_identity") == []


def test_another_salons_stylists_and_services_are_unknown(stranger: Desk) -> None:
    assert stranger.refuses("/desk/new", form(stranger)) == 422
    assert "Marta" not in stranger.looks("/desk/new")
    assert stranger.refuses("/desk/new", form(stranger), FROM_ELSEWHERE) == 403
    assert stranger.salon.rows("SELECT 1 FROM booking") == []
