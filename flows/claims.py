"""What a reply says is done, stands or will be done, and whether anything speaks for it.

A sentence counts when it affirms: not as a question, not under a condition ("cuando pagues ..."), not denied. What
somebody says to have done herself needs the event of this turn, or names the appointment that stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.facts import Told
from flows.matters import Matter
from flows.matters_booked import BOOKED, HELD
from flows.matters_known import MATTERS, MOVED, PAID, REFUNDED, WAITING
from flows.mood import affirmed, done, promised
from flows.promises import DOING, EMPTY_OPENER, EXPECTED, PROMISE, WHATEVER
from flows.said import around, calm, searched, sentences
from flows.spoken_time import days, times
from flows.standing import means, names_one, stands
from flows.told import EVENTS

YES = re.compile(
    r"^\W*(?:yes|claro|por supuesto|efectivamente|asi es|correcto|exacto|desde luego|absolutely|of course|indeed"
    r"|that's right)\b(?! que (?!yes))"
)
PAYING = re.compile(
    r"\b(pago|pagos|pagues|senal|banco|payment|paid|deposit|llegue|llega|entre|arrives|comes through)\b"
)
ARRANGED = frozenset(("held", "confirmed", "moved", "changed", "waiting"))
WORD = re.compile(r"[a-z]+")
IDLE = re.compile(
    r"\b(?:(?:fully|over|all) ?booked|booked (?:up|out|solid))\b|\bte confirmo(?=:| que\b| los\b| el precio)"
    r"|\b(?:apuntad|anotad)[oa]s? (?:que|lo que|tus?)\b|\b(?:paid|pagad[oa]) (?:at|on|in|en|el dia)\b"
)
"""Said of the salon, and of nobody's appointment."""
PENDING = re.compile(
    r"\b(?:pendiente|provisional\w*|a falta de|sin confirmar|hasta (?:las?|que|\d)|falta|until|pending|on hold|held"
    r"|not)\b"
)
"""Said of what is not booked yet."""
WHETHER = re.compile(r"^\W*que si (?=.*\?$)")
JOTTED = re.compile(r"\b(?:apuntad|anotad)[ao]s?\b")


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a sentence where something is claimed."""

    at: int
    end: int
    how: str

    def meets(self, other: "Span") -> bool:
        return self.at < other.end and other.at < self.end


def claims(reply: str, told: Told) -> Iterator[tuple[str, str]]:
    """Kind and sentence of each claim that nothing speaks for."""
    asked: list[str] = []
    for sentence in sentences(reply):
        said = WHETHER.sub("", IDLE.sub(" ", calm(searched(sentence))))
        found = list(unbacked(said, told))
        if said.endswith("?"):
            asked = found
            continue
        if asked and YES.match(said):
            found += asked  # she answers her own question
        asked = []
        if found:
            yield found[0], sentence


def unbacked(said: str, told: Told) -> Iterator[str]:
    """Kinds of what a sentence claims and nothing speaks for."""
    taken: list[Span] = []
    spoken = frozenset(WORD.findall(said))
    for matter in MATTERS:
        for span in claimed(matter, said, spoken):
            if any(span.meets(other) for other in taken):
                continue
            taken.append(span)
            if not _backed(matter, span, around(said, span.at), told):
                yield matter.name
    yield from _others(said, told, taken)


def claimed(matter: Matter, said: str, spoken: frozenset[str]) -> Iterator[Span]:
    """Where the sentence says, without condition or denial, that it is so."""
    for match in matter.found(said, spoken):
        how = match.lastgroup or "state"
        act = how == "now" or matter in (HELD, WAITING)
        if done(said, match.start()) if how == "done" else affirmed(said, match.start(), match.end(), act=act):
            yield Span(match.start(), match.end(), how)


def _backed(matter: Matter, span: Span, said: str, told: Told) -> bool:
    happened = bool(matter.events & told.done)
    jotted = matter is BOOKED and JOTTED.search(said) and not times(said)
    if jotted and (told.done & {"waiting", "told", "stored"} or "waiting" in told.stands):
        return True  # on the list, or the note that she is late
    if matter is REFUNDED and span.how == "now" and told.refunds:
        return True  # what comes back is told
    if happened:
        return _of_that(matter, said, told)
    if span.how == "now" and matter is not HELD:
        return False
    if "held" in matter.stands & told.stands:
        return means(said, told.held, told) or stands(said, told)
    if "waiting" in matter.stands & told.stands:
        return True
    if "appointment" not in matter.stands:
        return False
    return stands(said, told, paid=matter is PAID) and (span.how != "done" or names_one(said, told))


def _of_that(matter: Matter, said: str, told: Told) -> bool:
    """Whether what has happened has happened to what the sentence names."""
    if matter in (BOOKED, MOVED):
        return means(said, told.confirmed, told)
    if matter is HELD:
        return means(said, told.held | told.confirmed, told)
    return True


def _others(said: str, told: Told, taken: list[Span]) -> Iterator[str]:
    for match in PROMISE.finditer(said):
        kept = told.done & {"told", "handed_over"} or "waiting" in told.stands
        if promised(said, match.start()) and not kept and not _house_writes(said, told):
            yield "promise"
    for match in EXPECTED.finditer(said):
        part = around(said, match.start())
        known = stands(part, told) or (names_one(part, told) and means(part, told.gone, told))
        if affirmed(said, match.start(), match.end()) and not PENDING.search(said) and not known:
            yield "expected"
    if EMPTY_OPENER.match(said):
        return
    for match in WHATEVER.finditer(said):
        if not told.done & set(EVENTS) and done(said, match.start()) and not _taken(match, taken):
            yield "done"
    for match in DOING.finditer(said):
        if told.done & ARRANGED or _taken(match, taken):
            continue
        if affirmed(said, match.start(), match.end(), act=True):
            yield "doing"


def _house_writes(said: str, told: Told) -> bool:
    """Whether the house does write that, as soon as it is paid; on no other day."""
    return "held" in told.stands and bool(PAYING.search(said)) and not any(day.dated for day in days(said))


def _taken(match: re.Match[str], taken: list[Span]) -> bool:
    return any(Span(match.start(), match.end(), "").meets(other) for other in taken)
