"""What staff do with bookings in /admin: by the same commands, with the same rules, and the audit says who."""

import pytest

from tests.admin.desk import Desk, clara, field, nobody, owner, staffed, stranger, times
from tests.admin.visitor import FROM_ELSEWHERE
from tests.changes import booked, party, places
from tests.salon import Salon, salon

__all__ = ["clara", "nobody", "owner", "salon", "staffed", "stranger"]

FRIDAY, TUESDAY = "2026-11-27 12:30", "2026-11-24 10:00"
POLICY = {"dinero": "normas", "trato-normas": "524:0:0:0"}


def haircut(salon: Salon, when: str = FRIDAY, stylist: str = "Marta") -> int:
    """Laura's, paid: 26.20 €, 5.24 € of it in advance."""
    return booked(salon, salon.guest(), stylist, when).booking_id


def test_a_booking_page_says_what_may_be_done(clara: Desk) -> None:
    booking = haircut(clara.salon)
    visit = clara.visit(booking)
    for page in (clara.looks(f"/booking/details/{booking}"), clara.looks(f"/appointment/details/{visit}")):
        assert f"/admin/desk/appointment/{visit}/move" in page
        assert f"/admin/desk/booking/{booking}/cancel?cita={visit}" in page
        assert "Ha venido" not in page, "it has not begun"
        assert "<script" not in page


def test_moving_offers_every_free_time_of_the_day(clara: Desk) -> None:
    clara.salon.only_free("2026-11-27", Marta="12:30-13:30", Ana="10:00-11:00")
    booking = haircut(clara.salon)
    page = clara.looks(f"/desk/appointment/{clara.visit(booking)}/move")
    assert times(page) == {"Marta": ["12:30", "12:45"], "Ana": ["10:00", "10:15"]}
    assert "Ahora: vie 27 nov, 12:30–13:10 con Marta" in page
    assert "La señal de 5,24 € pasa a la nueva hora y todavía se puede devolver." in page
    other = clara.looks(f"/desk/appointment/{clara.visit(booking)}/move?dia=2026-11-29")
    assert times(other) == {}
    assert "Los domingos cerramos." in other


def test_moving_under_24_hours_says_that_the_deposit_stays(clara: Desk) -> None:
    booking = haircut(clara.salon, "2026-11-23 17:00")
    page = clara.looks(f"/desk/appointment/{clara.visit(booking)}/move")
    assert "pero ya no se devuelve si luego cancela" in page
    assert times(page)["Marta"][0] == "9:30", "in half an hour: staff need no lead time"


def test_an_appointment_is_moved_once_and_everybody_hears(clara: Desk) -> None:
    booking = haircut(clara.salon)
    path = f"/desk/appointment/{clara.visit(booking)}/move"
    form = {"hora": clara.at("Ana", TUESDAY)}
    done = (f"/booking/details/{booking}", "Hecho: la cita está en su nueva hora.")
    assert clara.sends(path, form) == done
    effects = clara.salon.effects()
    assert clara.sends(path, form) == done, "a double click"
    assert clara.salon.effects() == effects
    assert places(clara.salon, booking) == [("Ana", TUESDAY, "10:40", "confirmed")]
    assert {("appointment", "staff:clara"), ("occupancy", "staff:clara")} <= clara.actors()
    assert clara.visitor.woken.freed == 1
    assert f"google:{clara.visit(booking)}" in clara.visitor.woken.streams
    assert clara.salon.breaches() == []
    page = clara.looks(f"/booking/details/{booking}")
    assert "<b>clara</b>" in page and "Con: <s>Marta</s> Ana" in page


def test_a_time_that_is_taken_or_against_the_rules_changes_nothing(clara: Desk) -> None:
    booking = haircut(clara.salon)
    haircut_of_ana = booked(clara.salon, clara.salon.guest("Ana"), "Ana", TUESDAY, intent="pi_2")
    assert haircut_of_ana
    path = f"/desk/appointment/{clara.visit(booking)}/move"
    assert clara.unchanged(path, {"hora": clara.at("Ana", TUESDAY)}).startswith("Esa hora se acaba de ocupar.")
    assert clara.unchanged(path, {"hora": clara.at("Rosa", TUESDAY)}) == "Esa persona no hace ese servicio."
    assert clara.unchanged(path, {"hora": clara.at("Ana", "2026-11-29 10:00")}) == "Ese día el salón está cerrado."
    assert clara.unchanged(path, {"hora": clara.at("Ana", "2026-11-23 08:00")}) == "Esa hora ya ha pasado."
    assert clara.unchanged(path) == "Elige una hora de las que están libres."


def test_cancelling_by_the_policy(clara: Desk) -> None:
    booking = haircut(clara.salon)
    visit = clara.visit(booking)
    page = clara.looks(f"/desk/booking/{booking}/cancel?cita={visit}")
    assert "Se le devuelven <b>5,24 €</b>." in page
    assert "No devolver nada" not in page, "that is for the owner"
    form = {"cita": str(visit), "dinero": "normas", "trato-normas": field(page, "trato-normas")}
    done = (f"/booking/details/{booking}", "Hecho: queda cancelada.")
    assert clara.sends(f"/desk/booking/{booking}/cancel", form) == done
    assert clara.sends(f"/desk/booking/{booking}/cancel", form) == done, "a double click"
    assert clara.salon.booking(booking)["status"] == "cancelled"
    asked = clara.salon.rows("SELECT cents FROM ledger_entry WHERE kind = 'refund_asked'")
    assert [row["cents"] for row in asked] == [-524]
    assert ("booking", "staff:clara") in clara.actors()
    assert clara.salon.breaches() == []


def test_what_was_shown_is_what_is_done(clara: Desk) -> None:
    booking = haircut(clara.salon, TUESDAY)
    form = POLICY | {"cita": str(clara.visit(booking))}
    clara.salon.at("2026-11-23 10:30")  # less than 24 hours by now
    said = clara.unchanged(f"/desk/booking/{booking}/cancel", form)
    assert said.startswith("Las condiciones han cambiado mientras lo mirabas.")
    assert clara.visitor.woken.streams == set()
    assert "El salón se queda <b>5,24 €</b>." in clara.looks(f"/desk/booking/{booking}/cancel")


@pytest.mark.parametrize(("way", "refund", "kept"), [("si", 524, 0), ("no", 0, 524)])
def test_the_owner_decides_about_the_money(owner: Desk, way: str, refund: int, kept: int) -> None:
    booking = haircut(owner.salon, "2026-11-23 17:00" if way == "si" else FRIDAY)
    page = owner.looks(f"/desk/booking/{booking}/cancel")
    assert all(words in page for words in ("Según las normas", "Devolverlo todo", "No devolver nada"))
    mark = field(page, f"trato-{way}")
    assert mark == f"{refund}:{kept}:0:0"
    form = {"cita": str(owner.visit(booking)), "dinero": way, f"trato-{way}": mark}
    owner.sends(f"/desk/booking/{booking}/cancel", form)
    payment = owner.salon.payment(booking)
    assert (payment["due_back_cents"], payment["forfeited_cents"]) == (refund, kept)
    assert owner.salon.breaches() == []


def test_one_of_a_group_is_cancelled(clara: Desk) -> None:
    salon = clara.salon
    held = party(salon, salon.guest("Julia"), ("Marta", FRIDAY, "Cortar", None), ("Ana", FRIDAY, "Peinado", "mi hija"))
    mine, hers = (clara.visit(held.booking_id, n) for n in (0, 1))
    page = clara.looks(f"/desk/booking/{held.booking_id}/cancel?cita={hers}")
    share = salon.row("SELECT deposit_share_cents AS c FROM appointment WHERE id = %(id)s", id=hers)["c"]
    assert field(page, "trato-normas") == f"{share}:0:0:0"
    form = {"cita": str(hers), "dinero": "normas", "trato-normas": f"{share}:0:0:0"}
    clara.sends(f"/desk/booking/{held.booking_id}/cancel", form)
    states = [row["status"] for row in salon.rows("SELECT status FROM appointment ORDER BY id")]
    assert states == ["confirmed", "cancelled"]
    assert f"cita={mine}" in clara.looks(f"/booking/details/{held.booking_id}")
    assert salon.breaches() == []


def test_services_are_changed_after_what_it_means_was_shown(clara: Desk) -> None:
    salon = clara.salon
    booking = haircut(salon)
    cut, dry = salon.services("Cortar", "Peinado")
    path = f"/desk/appointment/{clara.visit(booking)}/services"
    page = clara.looks(f"{path}?servicio={cut}&servicio={dry}")
    assert "Faltaría por pagar de la señal" in page
    form = {"servicio": [str(dry), str(cut)]}
    done = (f"/booking/details/{booking}", "Hecho: la cita tiene los servicios nuevos.")
    assert clara.sends(path, form) == clara.sends(path, form) == done
    code = salon.booking(booking)["code"]
    owed = clara.looks(f"/booking/details/{booking}")
    assert "Pagada la señal; faltan 3,50 € de suplemento" in owed and f"/pay/{code}" in owed
    lines = salon.rows("SELECT service_id FROM appointment_line ORDER BY position")
    assert [row["service_id"] for row in lines] == [cut, dry], "what she had stays first"
    assert clara.unchanged(path) == "Elige al menos un servicio."
    assert clara.unchanged(path, {"servicio": str(10**9)}) == "Uno de esos servicios ya no se ofrece."
    assert salon.breaches() == []


def test_how_a_visit_went(clara: Desk) -> None:
    salon = clara.salon
    booking = haircut(salon)
    visit = clara.visit(booking)
    before = clara.unchanged(f"/desk/appointment/{visit}/missed")
    assert before.startswith("Eso ya no se puede decir de esta cita, o todavía no.")
    salon.at("2026-11-27 12:45")
    page = clara.looks(f"/booking/details/{booking}")
    assert "su señal de 5,24 € se queda en el salón" in page
    done = (f"/booking/details/{booking}", "Anotado: no ha venido.")
    path = f"/desk/appointment/{visit}/missed"
    assert clara.sends(path) == clara.sends(path) == done
    assert salon.appointment(booking)["status"] == "no_show"
    assert salon.payment(booking)["forfeited_cents"] == 524
    assert clara.sends(f"/desk/appointment/{visit}/came")[1] == "Anotado: ha venido.", "put right"
    assert salon.appointment(booking)["status"] == "completed"
    assert salon.payment(booking)["forfeited_cents"] == 0
    assert salon.breaches() == []


def test_an_unpaid_hold_is_ended_and_she_is_told(clara: Desk) -> None:
    salon = clara.salon
    held = salon.held(salon.guest(), "Marta", FRIDAY)
    page = clara.looks(f"/booking/details/{held.booking_id}")
    assert f"http://testserver/pay/{held.code}" in page and "hasta las 9:30" in page
    done = (f"/booking/details/{held.booking_id}", "Hecho: la hora vuelve a estar libre.")
    path = f"/desk/booking/{held.booking_id}/end"
    assert clara.sends(path) == clara.sends(path) == done
    assert (salon.booking(held.booking_id)["status"], salon.occupied()) == ("cancelled", 0)
    told = salon.effect(f"ended:{held.booking_id}")["payload"]
    assert (told["template"], "Laura, desde el salón" in told["text"]) == ("hold_ended", True)
    assert clara.visitor.woken.freed == 1
    assert salon.breaches() == []
    paid = haircut(salon, TUESDAY)
    assert clara.unchanged(f"/desk/booking/{paid}/end").startswith("Esa reserva ya no está esperando el pago.")


def doors(desk: Desk, booking: int) -> list[tuple[str, dict[str, str]]]:
    """Everything that can be sent about a booking, so that it would be done."""
    visit = desk.visit(booking)
    (dry,) = desk.salon.services("Peinado")
    return [
        (f"/desk/appointment/{visit}/move", {"hora": desk.at("Ana", TUESDAY)}),
        (f"/desk/appointment/{visit}/services", {"servicio": str(dry)}),
        (f"/desk/appointment/{visit}/came", {}),
        (f"/desk/appointment/{visit}/missed", {}),
        (f"/desk/booking/{booking}/cancel", POLICY | {"cita": str(visit)}),
        (f"/desk/booking/{booking}/end", {}),
    ]


def test_another_salons_bookings_are_not_there(stranger: Desk) -> None:
    booking = haircut(stranger.salon)
    for path, form in doors(stranger, booking):
        assert stranger.refuses(path, form) == 404, path
    for path in (f"/desk/appointment/{stranger.visit(booking)}/move", f"/desk/booking/{booking}/cancel"):
        assert stranger.visitor.get(path).status_code == 404
    for wrong in ("abc", "0", "-1", "99999999999999999999", "٣"):
        assert stranger.visitor.post(f"/desk/booking/{wrong}/end").status_code == 404


def test_who_is_not_logged_in_or_comes_from_elsewhere_does_nothing(clara: Desk, nobody: Desk) -> None:
    booking = haircut(clara.salon)
    for path, form in doors(clara, booking):
        assert nobody.refuses(path, form) == 303
        assert nobody.visitor.post(path, form).headers["location"] == "/admin/login"
        assert clara.refuses(path, form, FROM_ELSEWHERE) == 403
        assert clara.refuses(path, form, {}) == 403


def test_no_link_acts(clara: Desk) -> None:
    booking = haircut(clara.salon)
    for path, form in doors(clara, booking):
        query = "&".join(f"{name}={value.replace('+', '%2B')}" for name, value in form.items())
        before = clara.salon.effects()
        clara.visitor.get(f"{path}?{query}", **{"sec-fetch-site": "same-origin"})
        assert clara.salon.effects() == before
    assert places(clara.salon, booking)[0][1] == FRIDAY


@pytest.mark.parametrize("way", ["si", "no"])
def test_only_the_owner_goes_against_the_policy(clara: Desk, way: str) -> None:
    booking = haircut(clara.salon)
    form = {"cita": str(clara.visit(booking)), "dinero": way, f"trato-{way}": "524:0:0:0"}
    assert clara.refuses(f"/desk/booking/{booking}/cancel", form) == 403


def test_what_cannot_be_read_is_refused(clara: Desk) -> None:
    booking = haircut(clara.salon)
    move, cancel = f"/desk/appointment/{clara.visit(booking)}/move", f"/desk/booking/{booking}/cancel"
    for hour in ("x|2026-11-24T10:00:00+00:00", "1|mañana", "1|2026-11-24T10:00:00", "1|0001-01-01T00:00:00+00:00"):
        assert clara.refuses(move, {"hora": hour}) == 404
    assert clara.refuses(cancel, {"dinero": "todo"}) == 400
    assert clara.refuses(cancel, {"nota": "x" * 20_000}) == 413
    assert clara.visitor.get(f"{move}?dia=ayer").status_code == 404


def test_intake_answers_stand_first_when_they_are_a_warning(clara: Desk) -> None:
    salon = clara.salon
    booking = haircut(salon)
    salon.rows(
        """WITH asked AS (
               INSERT INTO intake_question (business_id, service_id, key, position, text, answer_schema, required,
                                            active)
               SELECT %(b)s, s.id, k.key, k.n, jsonb_build_object('es', k.words), '{}', true, true
               FROM (SELECT min(id) AS id FROM service) s,
                    (VALUES ('a', 1, '¿Primera vez?', 'true'::jsonb, false),
                            ('b', 2, '¿Alergias?', '"al <b>amoniaco</b>"'::jsonb, true)) k(key, n, words, answer, red)
               RETURNING id, key)
           INSERT INTO intake_answer (business_id, intake_question_id, customer_id, booking_id, answer, red_flag,
                                      answered_at)
           SELECT %(b)s, id, (SELECT customer_id FROM booking), %(booking)s,
                  CASE key WHEN 'a' THEN 'true'::jsonb ELSE '"al <b>amoniaco</b>"'::jsonb END, key = 'b', now()
           FROM asked""",
        b=salon.business_id,
        booking=booking,
    )
    page = clara.visitor.page(f"/booking/details/{booking}")
    assert page.index("¿Alergias?") < page.index("¿Primera vez?")
    assert 'al &lt;b&gt;amoniaco&lt;/b&gt; <span class="badge bad">Ojo</span>' in page
