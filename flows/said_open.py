"""Whether the salon is open when a sentence says so, and closed when it says that."""

import re
from collections.abc import Iterator

from flows.facts import Told
from flows.said import CLAUSE, calm, denied
from flows.said_free import of_that_part
from flows.spoken_time import Day, days
from flows.standing import starts

OPEN = re.compile(
    r"\b(?:abrimos|abre|abren|abiert[oa]s?|(?:we're|we are|salon is|we) open|opens?|estamos(?! (?:cerrad|complet|llen"
    r"|a tope))|trabajamos|atendemos|hay alguien|puedes venir|(?:we're|we are) (?:here|around|in)|somebody(?: is)? in"
    r"|we work|you can come)\b(?! (?:slot|spot|all|the))"
)
SHUT = re.compile(r"\b(?:cerramos|cierra|cierran|(?:estamos|esta|permanece\w*|salon) cerrad[oa]s?|clos(?:e|es|ed))\b")
ALWAYS = re.compile(
    r"\b(?:todos los dias|cada dia|toda la semana|siete dias|7 dias|every day|all week|seven days|7 days)\b"
)
HOLIDAYS = re.compile(r"\b(?:festivos?|bank holidays?|public holidays?)\b")


def misopened(said: str, carried: Day | None, facts: Told) -> Iterator[str]:
    """What of the sentence says that the salon is open when it is closed, or the other way round."""
    if not (OPEN.search(said) or SHUT.search(said)):
        return
    for start, clause in _clauses(said):
        for words, is_open in ((OPEN, True), (SHUT, False)):
            match = words.search(clause)
            if not match or not _plain(said, start + match.start()):
                continue
            opened = is_open != denied(said, start + match.start())
            named = days(clause) or tuple(day for day in (carried,) if day and is_open)
            if not opened and (starts(clause) or facts.closed):
                continue  # "cerramos a las 20:00" is an hour
            wrong = [day for day in named if opened and not _opens(day, clause, facts)]
            wrong += [day for day in named if not opened and not starts(clause) and _opens(day, "", facts, surely=True)]
            if wrong or (opened and (HOLIDAYS.search(clause) or (ALWAYS.search(clause) and len(facts.weekdays()) < 7))):
                yield match[0]


def _clauses(said: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in CLAUSE.finditer(said):
        yield start, said[start : match.start()]
        start = match.end()
    yield start, said[start:]


def _plain(said: str, at: int) -> bool:
    return not re.search(r"\b(?:si|if|cuando|when)\b[^,]*$", calm(said)[:at])


def _opens(day: Day, clause: str, facts: Told, *, surely: bool = False) -> bool:
    """Whether the salon opens on such a day, in the part of it that is said. `surely`: on each that may be."""
    known = [one for one in facts.days if day.fits(one, facts.today)] if day.dated else []
    if known:
        return all(one not in facts.shut and _in_part(one.weekday(), clause, facts) for one in known)
    if day.weekday is None:
        return not surely
    if surely and any(one.weekday() == day.weekday for one in facts.shut):
        return False
    return day.weekday in facts.weekdays() and _in_part(day.weekday, clause, facts)


def _in_part(weekday: int, clause: str, facts: Told) -> bool:
    first = min((minute for one, minute in facts.opens if one == weekday), default=0)
    last = max((minute for one, minute in facts.closes if one == weekday), default=0)
    if re.search(r"\bde la (?:manana|tarde)\b", clause) or starts(clause):
        return bool(facts.weekdays() & {weekday})
    return weekday in facts.weekdays() and of_that_part(clause, first, last - 181)
