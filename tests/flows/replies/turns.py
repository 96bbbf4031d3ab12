"""What the model was sent in some turns: facts to hold labelled replies against. Today is Monday 23 November."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flows import wording
from flows.prompt import as_data
from tests.flows.replies.second_visits import SECOND_VISITS
from tests.flows.replies.words import Turn, Words
from tests.sandbox.brain_salon import CATALOGUE

TODAY = date(2026, 11, 23)
LINK = "https://citas.atrevete.example/pay/q7Rk2x"
ENGLISH_FAQ = {
    "hours": "We open Monday to Friday 9:30–20:00 and Saturday 10:00–14:00. We are closed on Sundays.",
    "parking": "There is a public car park in Calle Central, two minutes' walk away.",
    "address": "Calle Central 12, Madrid.",
    "cancellation": "If you cancel 24 hours or more ahead we refund the deposit; later it is not refunded.",
    "payment": "To confirm the appointment a deposit of 20 % is paid in advance; the rest at the salon.",
}


def options(say: Words) -> Turn:
    found = {
        "quote": say.quote(8000, 60, ("Mechas", 6250, 60), ("Cortar", 2620, 40), packs=True),
        "options": [say.option("a1", 27, "10:30", "Pilar"), say.option("a2", 27, "12:30", "Ana")],
        "date_status": "ok",
        "why": "time_taken",
        "next_day": None,
    }
    return {}, [found], ["hola! mechas y corte el viernes a las 18:00 puede ser? tengo 50 €"]


def two_days(say: Words) -> Turn:
    found = {
        "quote": say.quote(2620, 40, ("Cortar", 2620, 40)),
        "options": [say.option("a1", 27, "16:30", "Pilar"), say.option("a2", 28, "11:00", "Marta")],
        "date_status": "ok",
    }
    return {}, [found], ["para cortarme el pelo lo primero que tengas desde el viernes"]


def hold(say: Words) -> dict[str, Any]:
    visit = say.appointment(27, "10:30", "Pilar", "Mechas", "Cortar")
    return visit | {"status": "held", "visits": None, "until": "9:30", "pay_link": LINK}


def held(say: Words) -> Turn:
    slot = say.slot(27, "10:30", "Pilar") | {"services": ["Mechas", "Cortar"], "total": say.euros(8000)}
    pay = {"deposit": say.euros(1600), "hold_minutes": 30, "until": "9:30", "pay_link": LINK}
    return {"state": "choosing"}, [{"held": True} | slot | pay], ["la primera, la de las 10:30"]


def paying(say: Words) -> Turn:
    return {"state": "paying", "hold": hold(say)}, [], ["ya he pagado, está?"]


def booked(say: Words) -> Turn:
    one = say.appointment(27, "10:30", "Pilar", "Mechas", "Cortar")
    return {"state": "booked", "appointments": [one]}, [], ["a qué hora era lo mío? era con Ana?"]


def moving(say: Words) -> Turn:
    one = say.appointment(27, "10:30", "Pilar", "Mechas", "Cortar")
    found = {
        "appointment": one,
        "options": [say.option("a1", 26, "16:30", "Pilar"), say.option("a2", 26, "17:15", "Ana")],
        "deposit": say.euros(1600),
        "deposit_kept": True,
        "refundable_after_move": True,
    }
    return {"state": "booked", "appointments": [one]}, [found], ["me la puedes cambiar al jueves por la tarde?"]


def moved(say: Words) -> Turn:
    before = say.appointment(27, "10:30", "Pilar", "Mechas", "Cortar")
    after = say.appointment(26, "16:30", "Pilar", "Mechas", "Cortar")
    return {"state": "booked", "appointments": [before]}, [{"moved": True, "appointment": after}], ["la de Pilar"]


def cancel_ask(say: Words) -> Turn:
    one = say.appointment(27, "10:30", "Pilar", "Mechas", "Cortar")
    asked = {"matter": "cancel", "subject": {"appointments": ["c1"]}}
    answer = {"error": "ask_first", "do": "Nothing is cancelled yet. Ask.", "asked": asked, "appointments": [one]}
    terms = {"refund": say.euros(1600), "lost": None, "session_lost": False}
    return {"state": "booked", "appointments": [one]}, [answer | terms], ["quiero anular la cita"]


def cancel_late(say: Words) -> Turn:
    one = say.appointment(23, "18:00", "Rosa", "Maquillaje", total=4350)
    answer = {"error": "ask_first", "do": "Nothing is cancelled yet. Ask.", "appointments": [one]}
    terms = {"refund": None, "lost": say.euros(870), "session_lost": False}
    return {"state": "booked", "appointments": [one]}, [answer | terms], ["al final no puedo ir esta tarde, cancélala"]


def cancelled(say: Words) -> Turn:
    one = say.appointment(27, "10:30", "Pilar", "Mechas", "Cortar")
    answer = {"cancelled": True, "told": "The house has told her already.", "refund": say.euros(1600), "lost": None}
    return {"state": "booked", "appointments": [one]}, [answer], ["sí, cancélala"]


def fresh(say: Words) -> Turn:
    return {}, [], ["hola, cuánto cuesta la manicura? y abrís el domingo?"]


def full(say: Words) -> Turn:
    found = {
        "quote": say.quote(6250, 60, ("Mechas", 6250, 60)),
        "options": [],
        "date_status": "full",
        "why": "full",
        "next_day": say.on(30),
    }
    return {}, [found], ["mechas el sábado a las 12:00"]


def waiting(say: Words) -> Turn:
    day = say.on(28)["day"]
    told = {"waiting": True, "services": ["Mechas"], "first_day": day, "last_day": day, "offer_minutes": 30}
    return {}, [told], ["vale, apúntame en la lista"]


def group(say: Words) -> Turn:
    people = [
        {"for": None} | say.quote(2620, 40, ("Cortar", 2620, 40)),
        {"for": "mi hija"} | say.quote(1550, 30, ("Corte niña", 1550, 30)),
    ]
    other = {"for": "mi hija", "services": ["s27"], "stylist": "Ana", "day": say.on(25)["day"], "time": "17:15"}
    both = say.option("a1", 25, "17:00", "Pilar") | {"services": ["s23"], "others": [other]}
    both |= {"total": say.euros(4170), "deposit": say.euros(834)}
    return (
        {},
        [{"people": people, "options": [both], "date_status": "ok"}],
        ["corte para mí y para mi hija el miércoles"],
    )


def late(say: Words) -> Turn:
    one = say.appointment(23, "9:15", "Marta", "Peinado", total=1750)
    told = {"told": True, "appointment": one, "delay_minutes": 15, "next_at": "10:30", "runs_into_next": False}
    return {"state": "booked", "appointments": [one]}, [told], ["llego 15 min tarde!! hay atasco"]


def free(say: Words) -> Turn:
    slot = say.slot(24, "12:00", "Harol", "12:15")
    result = {"confirmed": True} | slot | {"services": ["Consulta gratuita"], "total": say.euros(0)}
    return {"state": "choosing"}, [result], ["sí, la consulta el martes"]


def gone(say: Words) -> Turn:
    options = [say.option("a3", 27, "13:00", "Víctor"), say.option("a4", 28, "10:15", "Pilar")]
    refused = {"error": "just_taken", "do": "Say that it has just gone, then offer these.", "options": options}
    return {"state": "choosing"}, [refused], ["la de las 10:30 con Pilar"]


def news(say: Words) -> Turn:
    one = say.appointment(27, "10:30", "Pilar", "Mechas", "Cortar")
    return {"state": "booked", "appointments": [one], "hold": None, "was": hold(say)}, [], ["te ha llegado el pago?"]


FIRST_VISITS: Mapping[str, Callable[[Words], Turn]] = {
    turn.__name__: turn
    for turn in (
        options, two_days, held, paying, booked, moving, moved, cancel_ask, cancel_late, cancelled,
        fresh, full, waiting, group, late, free, gone, news,
    )
}  # fmt: skip
TURNS = {**FIRST_VISITS, **SECOND_VISITS}


def texts(turn: str, language: str) -> list[str]:
    """What the model was sent in that turn, oldest first."""
    more, results, new = TURNS[turn](Words(language))
    before = more.pop("was", None)
    situation = _usual(Words(language)) | more
    talk = {"summary": None, "earlier": [], "new": [{"text": text, "kind": "text", "at": "9:00"} for text in new]}
    told = f"<situation>\n{as_data(situation)}\n</situation>\n<conversation>\n{as_data(talk)}\n</conversation>"
    sent = ["You are Maite.", f"<catalogue>\n{as_data(catalogue(language))}\n</catalogue>"]
    if before:  # the draft was written while she had not paid yet
        held = f"<situation>\n{as_data(situation | {'hold': before, 'appointments': []})}\n</situation>"
        sent += [held, f"<news>This is true now; answer again.\n{told}\n</news>"]
    else:
        sent.append(told)
    return sent + [as_data(result) for result in results]


def catalogue(language: str) -> dict[str, Any]:
    """The salon's catalogue in that language."""
    if language == "es":
        return CATALOGUE
    text = re.sub(r'"(\d+),(\d\d) €"', r'"€\1.\2"', as_data(CATALOGUE))

    english: dict[str, Any] = json.loads(text)
    hours = [one | {"day": wording.weekday(n, "en")} for n, one in enumerate(english["hours"])]
    return english | {"hours": hours, "faq": ENGLISH_FAQ}


def _usual(say: Words) -> dict[str, Any]:
    return {
        "now": "2026-11-23T09:00+01:00",
        "today": wording.day_and_year(TODAY, say.language),
        "calendar": [_day(say, 23 + n) for n in range(15)],
        "state": "talking",
        "language": say.language,
        "customer": {"name": "Laura", "surname": "Gil", "whatsapp_name": None, "returning": True},
        "first_reply": False,
        "requested": {"services": [], "date": None, "part": None, "time": None, "stylist": None},
        "chosen_offer": None,
        "offers": [],
        "hold": None,
        "appointments": [],
        "asked": None,
        "sessions": [],
        "waiting": [],
        "reminded": False,
        "intake": [],
    }


def _day(say: Words, n: int) -> dict[str, Any]:
    told: dict[str, Any] = dict(say.on(n))
    weekday = (n - 23) % 7
    if weekday == 6:
        return told | {"closed": {"es": "cerrado", "en": "closed"}[say.language]}
    return told | {"open": "10:00–14:00" if weekday == 5 else "9:30–20:00"}
