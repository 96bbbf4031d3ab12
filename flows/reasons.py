"""What a search for slots answers beside its options: the day it looked at, and why a wish could not be met.

All in words that the assistant may repeat.
"""

from typing import Any, Final

from flows import wording
from flows.availability import SlotAnswer, SlotAsk
from flows.catalogue import Catalogue
from flows.party import PartyAnswer
from flows.situation import calendar_day, day_facts

WORDS: Final[dict[str, dict[str, str]]] = {
    "es": {
        "closure": "El {day} cerramos: {reason}.",
        "closed_weekday": "Los {weekday} cerramos.",
        "full": "El {day} no queda ningún hueco.",
        "too_late": "Hoy ya no queda tiempo para esa cita.",
        "part_full": "El {day} no queda hueco a esa hora del día; estos son los de otras horas.",
        "stylist_full": "{stylist} no tiene hueco el {day}; estos son de otras personas del equipo.",
        "stylist_away": "{stylist} no trabaja el {day}; estos huecos son de otras personas del equipo.",
        "stylist_no_skill": "{stylist} no hace ese servicio; estos huecos son de quienes sí lo hacen.",
        "time_taken": "A las {time} no hay hueco; estos son los más cercanos.",
        "nobody_in": "El {day} no trabaja nadie que haga ese servicio.",
        "party_full": "El {day} no queda hueco para todo junto.",
        "party_none": "No queda ningún hueco así para todo junto en los próximos {horizon} días.",
        "too_few": "No somos tantas personas en el equipo para atenderos a la vez.",
        "no_skill": "Ahora mismo nadie del equipo hace ese servicio.",
        "past": "Ese día ya ha pasado.",
        "beyond_horizon": "Solo damos cita con {horizon} días de antelación como mucho.",
        "nothing_free": "No queda ningún hueco así en los próximos {horizon} días.",
    },
    "en": {
        "closure": "We are closed on {day}: {reason}.",
        "closed_weekday": "We are closed on {weekday}.",
        "full": "There is nothing left on {day}.",
        "too_late": "There is no time left for that today.",
        "part_full": "Nothing is left at that time of day on {day}; these are at other times.",
        "stylist_full": "{stylist} has nothing left on {day}; these are with others of the team.",
        "stylist_away": "{stylist} does not work on {day}; these are with others of the team.",
        "stylist_no_skill": "{stylist} does not do that service; these are with those who do.",
        "time_taken": "{time} is not free; these are the nearest.",
        "nobody_in": "Nobody who does that works on {day}.",
        "party_full": "There is nothing left on {day} for all of it together.",
        "party_none": "Nothing like that is left for all of it together in the next {horizon} days.",
        "too_few": "We are not enough people in the team to do that at the same time.",
        "no_skill": "Nobody of the team does that service at the moment.",
        "past": "That day is over.",
        "beyond_horizon": "We only give appointments up to {horizon} days ahead.",
        "nothing_free": "Nothing like that is left in the next {horizon} days.",
    },
}


def answer_facts(catalogue: Catalogue, ask: SlotAsk, answer: SlotAnswer | PartyAnswer, language: str) -> dict[str, Any]:
    """How the search went. `wanted` is the day that was looked at: the calendar of the situation may not reach it, and
    she may have written it in a way that only the model understood."""
    return {
        "wanted": calendar_day(catalogue, ask.date, language) if ask.date else None,
        "date_status": answer.date_status,
        "why": why(catalogue, ask, answer, language),
        "next_day": day_facts(answer.next_date, language) if answer.next_date else None,
    }


def why(catalogue: Catalogue, ask: SlotAsk, answer: SlotAnswer | PartyAnswer, language: str) -> str | None:
    """The reason in that language; None when the wish was met."""
    if answer.why_code is None:
        return None
    facts = {"horizon": str(catalogue.policy.horizon_days)}
    if ask.date is not None:
        facts["day"] = wording.day(ask.date, language)
        facts["weekday"] = wording.weekdays(ask.date.weekday(), language)
        facts["reason"] = catalogue.closures.get(ask.date, "")
    if ask.time is not None:
        facts["time"] = wording.clock(ask.time)
    if ask.stylist_id is not None:
        stylist = catalogue.stylists.get(ask.stylist_id)
        facts["stylist"] = stylist.name if stylist else {"es": "Esa persona", "en": "That person"}[language]
    return WORDS[language][answer.why_code].format(**facts)
