"""Whether what a sentence says is free has been looked up."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from flows.facts import Slot, Told
from flows.mood import IF
from flows.said import CLAUSE, denied
from flows.spoken_time import Day, days
from flows.standing import starts, stylists

_ROOM = r"(?:huec\w+|huequ\w+|sitios?|libres?|plazas?|disponib\w+|ratitos?|turnos?|horas? libres?|agenda abierta)"
_FREE = r"(?:free|available|availability|openings?|open slots?|open spots?|slots?|space|room|spots?|gaps?|wide open)"
FREE = re.compile(
    rf"\b(?:tengo|tenemos|tener|tiene|tienen|hay|queda|quedan|esta|estan|estoy|estamos|anda"
    rf"|va)\b(?: (?:\d+:)?\w+){{0,6}}? {_ROOM}\b"
    rf"|\b{_ROOM}\b(?: \w+){{0,3}}? (?:tengo|tenemos|tiene|hay|queda|quedan)\b"
    r"|\bpuede (?:atender|coger|ver|hacer|recibir)(?:te|os|l[oa]s?)\b"
    rf"|\b(?:is|are|\w+'s|have|has|'ve|there's|there is|there are|got)\b(?: (?:\d+:)?\w+){{0,6}}? {_FREE}\b"
    r"|\b(?:is|are|\w+'s) (?:\w+ ){0,2}?open (?:all|the whole|most)\b"
    r"|\b(?:puedo|podemos|puede) (?:hacer|dar|encontrar|ofrecer|coger|atender|meter|ver|encajar|sacar)(?:te"
    r"|os)(?: \w+){0,3}? (?:hueco|sitio|(?:el|este) (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo))\b"
    r"|\b(?:bien|sobrad\w+|de sobra) de (?:huec\w+|sitio)|\blooking (?:good|quiet|free)\b"
    r"|\bcan (?:see|take|fit|squeeze|do) you\b"
)
"""Words that say that something is free."""
WIDE = re.compile(
    r"\b(?:el resto de la semana|the rest of the week|\bbien de huec\w+)|\btod[oa]s? (?:la |el |los "
    r"|las )?(?:mananas?|tardes?|dias?|semana|mes|horas?)\b"
    r"|\bcualquier (?:hora|momento|dia|tarde|manana)\b|\b(?:hora|cuando) que (?:quieras|prefieras|mejor|te (?:cuadre"
    r"|venga|vaya))"
    r"|\bcuando (?:quieras|te (?:venga|vaya|cuadre))\b|\b(?:bastantes?|muchos?|muchas?|mucha|un monton|de sobra"
    r"|a tope de)\b"
    r"|\b(?:suele|suelo|solemos|normalmente|casi siempre|siempre|usually|always|tends|generally)\b"
    r"|\b(?:mas|otros) (?:huec|huequ|sitio|hora)\w*\b|\b(?:huec|huequ|sitio|hora)\w* (?:\w+ )?mas\b"
    r"|\b(?:plenty|lots|loads|many|any ?time|any day|the whole|the entire|wide open|whenever|most of the"
    r"|pretty (?:open|free|quiet)|flexible)\b"
    r"|\ball (?:day|morning|afternoon|evening|week|weekend)\b|\b(?:more|other) (?:slots|openings|times|spots"
    r"|availability)\b"
)
"""More than the few slots that a search shows."""
SEVERAL = re.compile(r"\b(?:varios|varias|algunos|algunas|un par|several|a few|a couple|some)\b")
LATE = re.compile(r"\b(?:tardes?|afternoons?|evenings?|ultima hora)\b")
EARLY = re.compile(r"(?<!pasado )\b(?:(?:la|las|por la|de la) mananas?|mornings?|primera hora)\b")
NOON, LUNCH = {"t": 13 * 60, "u": 17 * 60}, 14 * 60
"""From when on it is afternoon (in English, from noon), and until when it is morning: people differ."""
WALK_IN = re.compile(
    r"\b(?:sin cita|cog\w+ cuando (?:llegues|vengas)|(?:ven|vente|pasate|acercate) (?:cuando|a la hora)|walk[- ]?ins?"
    r"|(?:pop|drop|come) (?:by |in )?(?:any ?time|whenever|when you))\b"
    r"|\bte (?:encontr|hac|sac)\w+ (?:un |algun )?(?:huec\w+|huequ\w+|rat\w+|sitio)|\b(?:squeeze|fit) you in\b"
)
EMPTY = re.compile(
    r"\bno (?:tiene|hay) (?:a )?nadie (?:antes|despues|detras)|\b(?:no|tampoco) tiene (?:nada apuntado|clientas?)\b"
    r"|\b(?:has|got|have) nothing (?:on (?:that|then|his|her)|booked)\b|\b(?:nobody|no one) (?:\w+ )?(?:after"
    r"|before)\b"
)


def unsearched(said: str, carried: Day | None, facts: Told) -> Iterator[str]:
    """What of the sentence says that something is free which no search has found."""
    if (walk_in := WALK_IN.search(said)) and not (denied(said, walk_in.start()) or "waiting" in facts.stands):
        yield walk_in[0]
    if (empty := EMPTY.search(said)) and "told" not in facts.done:
        yield empty[0]
    for match in FREE.finditer(said):
        if IF.search(CLAUSE.split(said[: match.start()])[-1]) or denied(said, match.start()):
            continue
        named = days(said) or tuple(day for day in (carried,) if day)
        fitting = [slot for slot in facts.options | facts.held | facts.confirmed if _fits(slot, said, named, facts)]
        wide = WIDE.search(said) or (SEVERAL.search(said) and len(fitting) < 2)
        if wide or not (starts(said) or fitting or _next(said, named, facts)):
            yield match[0]
            return


def _fits(slot: Slot, said: str, named: Sequence[Day], facts: Told) -> bool:
    whom = stylists(said, facts)
    return (
        (not whom or slot.stylist in whom)
        and (not named or slot.day is None or any(day.fits(slot.day, facts.today) for day in named))
        and _of_that_week(said, slot.day, facts.today)
        and of_that_part(said, slot.minute, slot.minute)
    )


def _next(said: str, named: Sequence[Day], facts: Told) -> bool:
    """Whether it is the day of which a search has said no more than that there is something."""
    if stylists(said, facts) or LATE.search(said) or EARLY.search(said):
        return False
    return any(not named or any(day.fits(one, facts.today) for day in named) for one in facts.next_days)


def of_that_part(said: str, first: int, last: int) -> bool:
    late, early = LATE.search(said), EARLY.search(said)
    afternoon = NOON.get(late[0][0], 12 * 60) if late else 0
    return bool(late and early) or (last >= afternoon and (not early or first < LUNCH))


def _of_that_week(said: str, day: date | None, today: date | None) -> bool:
    weeks = 0 if re.search(r"\besta semana\b|\bthis week\b", said) else None
    weeks = 1 if re.search(r"\b(?:semana que viene|proxima semana|next week)\b", said) else weeks
    if weeks is None or day is None or today is None:
        return True
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
    return monday <= day < monday + timedelta(weeks=1)
