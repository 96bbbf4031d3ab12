"""What the desk answers, one sentence each. An address carries only the code, so that nobody can put words here."""

from enum import StrEnum

from tasks.commands.asking import StaffDecides
from tasks.commands.hold import JustTaken, NotAllowed

DONE: dict[str, str] = {
    "moved": "Hecho: la cita está en su nueva hora.",
    "cancelled": "Hecho: queda cancelada.",
    "changed": "Hecho: la cita tiene los servicios nuevos.",
    "came": "Anotado: ha venido.",
    "missed": "Anotado: no ha venido.",
    "ended": "Hecho: la hora vuelve a estar libre.",
    "held": "Hora retenida: pásale el enlace de pago.",
    "booked": "Cita confirmada.",
    "blocked": "Hecho: esas horas quedan bloqueadas.",
    "freed": "Hecho: esas horas vuelven a estar libres.",
    "handed_back": "Hecho: el asistente vuelve a llevar esta conversación.",
}

REFUSED: dict[str, str] = {
    "just_taken": "Esa hora se acaba de ocupar. Nada ha cambiado: elige otra.",
    "choose_time": "Elige una hora de las que están libres.",
    "choose_visits": "Elige al menos una cita.",
    "not_confirmed": "Esa cita ya no está confirmada. Nada ha cambiado: mira cómo está ahora.",
    "not_live": "Esa cita ya no está en pie. Nada ha cambiado.",
    "nothing_to_cancel": "No queda nada que cancelar ahí. Nada ha cambiado.",
    "otherwise_now": "Las condiciones han cambiado mientras lo mirabas. Nada ha cambiado: léelas otra vez.",
    "not_held": "Esa reserva ya no está esperando el pago. Nada ha cambiado.",
    "not_now": "Eso ya no se puede decir de esta cita, o todavía no. Nada ha cambiado.",
    "not_there": "Ese bloqueo ya no está.",
    "same_time": "Coincide con otra cita de la misma reserva. Nada ha cambiado.",
    "same_services": "La cita ya tiene esos servicios.",
    "nothing_asked": "Elige al menos un servicio.",
    "asked_twice": "El mismo servicio está dos veces.",
    "unknown_service": "Uno de esos servicios ya no se ofrece.",
    "unknown_pack": "Ese pack ya no se ofrece.",
    "unknown_person": "Esa persona no reserva por la otra.",
    "mixed_categories": "Peluquería y estética no van en una misma cita: haz una de cada.",
    "too_many_bookings": "Ya tiene demasiadas reservas en pie.",
    "too_many_lapses": "Hoy ha dejado caducar demasiadas reservas.",
    "no_skill": "Esa persona no hace ese servicio.",
    "past": "Esa hora ya ha pasado.",
    "too_soon": "Esa hora es demasiado pronto.",
    "beyond_horizon": "Ese día queda más lejos de lo que se puede reservar.",
    "closed": "Ese día el salón está cerrado.",
    "outside_hours": "Esa persona no trabaja a esa hora.",
    "not_a_phone": "Ese teléfono no es válido. Con prefijo si no es de aquí: +33…",
    "not_a_name": "El nombre y los apellidos solo llevan letras, espacios, guiones y apóstrofos.",
    "unknown_stylist": "Elige con quién.",
    "choose_hours": "Di el día, desde qué hora y hasta qué hora.",
    "wrong_order": "La hora final tiene que ser posterior a la inicial.",
    "too_long": "Como mucho 31 días seguidos; para más tiempo son vacaciones.",
    "begun": "Esa cita ya ha empezado. Nada ha cambiado.",
    "short_notice": "Queda muy poco para esa cita. Nada ha cambiado.",
    "moved_often": "Esa señal ya se ha guardado demasiadas veces para otra hora. Nada ha cambiado.",
}


class Said(StrEnum):
    """The tone of a sentence: also its CSS class."""

    DONE = "good"
    REFUSED = "bad"


def sentence(code: str) -> tuple[Said, str] | None:
    """What is read for that code; None for one that nobody has given."""
    if code in DONE:
        return Said.DONE, DONE[code]
    return (Said.REFUSED, REFUSED[code]) if code in REFUSED else None


def refusal(answer: JustTaken | NotAllowed | StaffDecides) -> str:
    """The code of a command's refusal."""
    match answer:
        case JustTaken():
            return "just_taken"
        case StaffDecides():
            return answer.reason.value
    return answer.code
