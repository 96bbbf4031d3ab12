"""The reply guard's rules one by one: of each pair of replies one is stopped, and one like it is sent."""

import pytest

from flows.guard import breaches
from tests.flows.replies.turns import texts


def kinds(reply: str, turn: str, language: str = "es") -> set[str]:
    return {breach.kind for breach in breaches(reply, texts(turn, language))}


@pytest.mark.parametrize(
    ("turn", "false", "true"),
    [
        ("second", "Te he reservado la manicura.", "La del viernes 27 te la reservé con Pilar."),
        ("second", "Tu cita está confirmada.", "Tu cita del viernes 27 está confirmada."),
        ("second", "La señal de la manicura está pagada.", "La señal de las mechas está pagada."),
        ("second", "Tu cita sigue confirmada con Marta.", "Tu cita sigue confirmada con Pilar."),
        ("second_held", "Las dos están confirmadas: viernes 27 y miércoles 2.", "La del viernes 27 está confirmada."),
        ("booked", "Tu cita es con Ana.", "Tu cita no es con Ana, es con Pilar."),
        ("cancelled", "Tu cita del viernes está confirmada.", "Tu cita del viernes está cancelada."),
        ("released", "Te he dejado la cita para otro día.", "He soltado el hueco."),
    ],
)
def test_an_older_appointment_speaks_only_for_itself(turn: str, false: str, true: str) -> None:
    asking = " ¿Cuál te guardo? Faltan los 2,80 € de señal." if turn.startswith("second") else ""
    assert kinds(false + asking, turn) == {"claim"}
    assert kinds(true + asking, turn) == set()


@pytest.mark.parametrize(
    ("turn", "false", "true"),
    [
        ("options", "Viernes 27, 10:30, Pilar. ¡Gracias!", "Viernes 27, 10:30, Pilar. ¿Te va?"),
        ("options", "Viernes 27 con Pilar. ¿Necesitas algo más?", "Viernes 27 con Pilar. ¿O prefieres a Ana?"),
        ("held", "Tu hueco es el viernes 27 a las 10:30.", "Tu hueco es el viernes 27; falta pagar la señal."),
        ("paying", "Perfecto, gracias.", "Aún no lo veo, gracias."),
        ("cancel_ask", "De acuerdo, Laura.", "De acuerdo, Laura. ¿La anulo?"),
        ("change_ask", "Perfecto, con secado.", "Con secado serían 88,20 €. ¿Te parece bien?"),
    ],
)
def test_a_reply_offers_asks_or_says_what_is_unpaid(turn: str, false: str, true: str) -> None:
    assert kinds(false, turn) == {"claim"}
    assert kinds(true, turn) == set()


@pytest.mark.parametrize(
    ("kind", "turn", "false", "true"),
    [
        ("availability", "options", "Pilar está libre toda la mañana.", "Pilar está libre a las 10:30."),
        ("availability", "options", "Ana tiene hueco el viernes por la tarde.", "Ana tiene hueco el viernes."),
        ("availability", "full", "El lunes 30 por la tarde hay hueco.", "El lunes 30 hay hueco."),
        ("availability", "fresh", "Mañana tenemos sitio.", "Si mañana hay sitio, ¿te va bien?"),
        ("stylist", "two_days", "El viernes te cortaría Sara.", "El viernes te cortaría Pilar."),
        ("opening", "fresh", "El domingo abrimos.", "El domingo cerramos."),
        ("opening", "fresh", "Los martes cerramos.", "Los martes no cerramos."),
        ("opening", "fresh", "El sábado abrimos por la tarde.", "El sábado abrimos por la mañana."),
        ("time", "fresh", "El sábado cerramos a las 20:00.", "El sábado cerramos a las 14:00."),
        ("service", "fresh", "Hacemos microblading.", "No hacemos microblading."),
        ("service", "fresh", "Puedes pagar con Bizum.", "Puedes pagar con tarjeta."),
        ("rule", "options", "No hace falta señal.", "Sin la señal no queda confirmada."),
        ("rule", "held", "Deja la señal en el salón.", "Paga la señal ahora y el resto en el salón."),
        ("rule", "cancel_late", "Hacemos una excepción, ¿vale?", "No podemos hacer una excepción, ¿la cancelo?"),
        ("amount", "cancel_late", "Te devolvemos 8,70 €. ¿La cancelo?", "No te devolvemos los 8,70 €. ¿La cancelo?"),
        ("amount", "held", "El resto, 60 €, en el salón.", "El resto, 64 €, en el salón."),
        ("length", "held", "Lo guardamos 24 horas.", "Lo guardamos 30 minutos."),
    ],
)
def test_what_was_not_told_is_stopped(kind: str, turn: str, false: str, true: str) -> None:
    assert kind in kinds(false, turn)
    assert kinds(true, turn) == set()


@pytest.mark.parametrize("turn", ["held", "paying"])
@pytest.mark.parametrize(
    "reply",
    [
        "Si te parece bien, ya está confirmada.",
        "Está confirmada si no me equivoco.",
        "Está confirmada, cuando puedas paga la señal.",
        "No hace falta que preguntes: está confirmada.",
        "Antes de que preguntes: sí, confirmada.",
        "Tras comprobarlo, tu cita está confirmada.",
        "Una vez más: tu cita está confirmada.",
        "Hasta que nos veamos, tu cita está confirmada.",
        "Puedo decirte que tu cita está confirmada.",
        "¿Está confirmada? Sí.",
        "No te preocupes, confirmada.",
        "Tu cita ya no está pendiente.",
    ],
)
def test_no_turn_of_speech_lets_a_false_confirmation_pass(turn: str, reply: str) -> None:
    assert "claim" in kinds(reply, turn)


@pytest.mark.parametrize(
    "reply",
    [
        "After checking, your appointment is confirmed.",
        "Before you ask: it's confirmed.",
        "If you're wondering, it's confirmed.",
        "You can consider it confirmed.",
        "That's confirmed, if I'm not mistaken.",
        "I've confirmed it, would you like directions?",
        "Is it confirmed? Yes!",
    ],
)
def test_nor_does_one_in_english(reply: str) -> None:
    assert "claim" in kinds(reply, "paying", "en")


@pytest.mark.parametrize(
    "reply",
    [
        "En cuanto pagues la señal queda confirmada.",
        "Una vez pagada la señal, queda confirmada.",
        "Queda confirmada cuando nos llegue el pago.",
        "Si el banco te la ha cobrado, te llegará la confirmación.",
        "Todavía no está confirmada.",
        "Para dejarla confirmada, paga la señal.",
    ],
)
def test_what_is_still_to_be_done_makes_it_no_claim(reply: str) -> None:
    assert kinds(reply, "paying") == set()


@pytest.mark.parametrize(
    ("kind", "turn", "language", "false", "true"),
    [
        ("claim", "booked", "es", "Tu manicura está confirmada.", "Tu cita está confirmada."),
        ("claim", "booked", "es", "La reserva para tu hija está confirmada.", "La reserva está confirmada."),
        ("claim", "booked", "es", "El suplemento está pagado.", "La señal está pagada."),
        ("claim", "booked", "en", "Your manicure is confirmed.", "Your appointment is confirmed."),
        ("claim", "full", "es", "En cuanto salga algo te doy un toque.", "¿Te doy otro día?"),
        ("claim", "full", "en", "Leave it with me.", "Shall I look at another day?"),
        ("amount", "fresh", "es", "El corte cuesta 15.", "El corte cuesta 26,20 €."),
        ("amount", "fresh", "es", "La manicura te sale por 30.", "La manicura dura 90 minutos."),
        ("amount", "fresh", "es", "Agua lluvia cuesta ciento veinte euros.", "Agua lluvia cuesta veinte euros."),
        ("amount", "fresh", "en", "A haircut is $15.", "A haircut is €26.20."),
        ("free", "fresh", "es", "Los martes hay 2x1 en corte.", "El corte son 26,20 €."),
        ("rule", "fresh", "es", "Puedes cancelar hasta el último momento.", "Puedes cancelar con 24 horas."),
        ("advice", "fresh", "es", "El tinte no lleva amoniaco y es totalmente seguro.", "No sé si es seguro para ti."),
        ("advice", "fresh", "es", "Para el picor tómate un antihistamínico.", "Sobre salud no te puedo aconsejar."),
        ("advice", "fresh", "en", "It's perfectly safe.", "I can't say whether it's safe."),
    ],
)
def test_what_a_reviewer_got_past(kind: str, turn: str, language: str, false: str, true: str) -> None:
    assert kind in kinds(false, turn, language)
    assert kinds(true, turn, language) == set()
