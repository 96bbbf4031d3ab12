"""Turns of a customer whose first appointment stands while she wants something else: a second one, other services."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.flows.replies.words import Turn, Words

LINK = "https://citas.atrevete.example/pay/q7Rk2x"


def mine(say: Words) -> dict[str, Any]:
    return say.appointment(27, "10:30", "Pilar", "Mechas", "Cortar")


def second(say: Words) -> Turn:
    found = {
        "quote": say.quote(1400, 30, ("Limar y pintar manos", 1400, 30)),
        "options": [say.option("a1", 32, "11:00", "Marta"), say.option("a2", 32, "12:00", "Rosa")],
        "date_status": "ok",
    }
    return {"state": "booked", "appointments": [mine(say)]}, [found], ["y la semana que viene limar y pintar manos"]


def second_held(say: Words) -> Turn:
    slot = say.slot(32, "11:00", "Marta") | {"services": ["Limar y pintar manos"], "total": say.euros(1400)}
    pay = {"deposit": say.euros(280), "hold_minutes": 30, "until": "9:30", "pay_link": LINK}
    return {"state": "choosing", "appointments": [mine(say)]}, [{"held": True} | slot | pay], ["la de Marta, porfa"]


def change_ask(say: Words) -> Turn:
    after = say.appointment(27, "10:30", "Pilar", "Mechas", "Cortar", "Secado", total=8820)
    would_be = {"supplement": say.euros(164), "pay_link": LINK, "given_back": None, "appointment": after}
    answer = {"error": "ask_first", "do": "Nothing is changed yet. Ask.", "would_be": would_be}
    return {"state": "booked", "appointments": [mine(say)]}, [answer], ["puedes añadirme un secado a lo del viernes?"]


def released(say: Words) -> Turn:
    held = mine(say) | {"status": "held", "visits": None, "until": "9:30", "pay_link": LINK}
    return {"state": "paying", "hold": held}, [{"released": True}], ["déjalo, al final no la quiero"]


SECOND_VISITS: Mapping[str, Callable[[Words], Turn]] = {
    turn.__name__: turn for turn in (second, second_held, change_ask, released)
}
