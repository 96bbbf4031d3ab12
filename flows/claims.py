"""What a reply says is done, and whether anything has done it.

A sentence counts when it affirms: not as a question, not under a condition ("cuando pagues ..."), not denied.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.tokens import days, flat, times
from flows.told import Told

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+|(?<=[.!?])(?=[A-ZÁÉÍÓÚÑ¿¡])|(?=[¿¡])")
CLAUSE = re.compile(r"[,;:—–(]| pero | but | y ya | aunque ")
CONDITION = re.compile(
    r"(?<![\w])(asi|con eso|cuando|una vez|en cuanto|hasta que|hasta|para que|para|despues de|tras|antes de|solo falta|falta"
    r"|once|when|until|if|after|as soon as|to be|before|only|needs?|as long as|unless|so that|then)\b|(?<!\w)si (?!,)"
)
AFTERWARDS = re.compile(r"\W*(?:\w+ ){0,2}?(en cuanto|cuando|una vez|al pagar|once|when|as soon as|if|after|only)\b")
DENIED = re.compile(r"\b(no|aun|todavia|nunca|ni|sin|not|never|isn't|hasn't|yet|cannot|can't|haven't|won't)\b[^,;:]*$")
FUTURE = re.compile(
    r"\b(quedara|quedaria|sera|seria|estara|estaria|vas a|voy a|va a|ira|will|would|can|puedo|podemos|pueda"
    r"|quieres|want|let me|te la|puedes)\W+(\w+\W+){0,3}$"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A thing that can be claimed: the words for it, and which events speak for it."""

    name: str
    words: re.Pattern[str]
    evidence: frozenset[str]


def _kind(name: str, words: str, *evidence: str) -> Kind:
    return Kind(name, re.compile(words), frozenset(evidence))


KINDS = (
    _kind(
        "confirmed",
        r"\bconfirmad[ao]s?\b|\bconfirmed\b|\b(?:ya )?tienes (?:tu |la |una )?cita (?:el|para|a las)\b"
        r"|\bcita (?:hecha|lista|cerrada)\b|\ball set\b|\bconfirmo (?:tu|la|que)\b|\bi confirm\b",
        "confirmed",
    ),
    _kind(
        "booked",
        r"\b(?:reservad|apuntad|agendad|anotad)[ao]s?\b|\bte (?:he apuntado|apunto|reservo|agendo|anoto)\b"
        r"|\bbooked\b|\breserved\b|\bscheduled\b|\bgot you down\b|\byou're in\b",
        "confirmed",
        "held",
    ),
    _kind(
        "held",
        r"\b(?:guardad|apartad|bloquead)[ao]s?\b|\bte (?:lo |la )?(?:guardo|aparto)\b|\b(?:held|holding|saved) for you\b"
        r"|\bi(?:'m| am)? hold(?:ing)?\b",
        "held",
        "confirmed",
    ),
    _kind(
        "moved",
        r"\b(?:cambiad|movid|trasladad|reprogramad|pasad)[ao]s?\b|\bmoved\b|\brescheduled\b|\bchanged\b",
        "moved",
        "changed",
    ),
    _kind(
        "cancelled",
        r"\b(?:cancelad|anulad|borrad|liberad)[ao]s?\b|\bcancell?ed\b|\breleased\b",
        "cancelled",
        "released",
        "left",
    ),
    _kind(
        "paid",
        r"\b(?:pagad|cobrad|abonad)[ao]s?\b|\b(?:hemos |he )?recibido (?:tu|el|su|la) (?:pago|senal)\b"
        r"|\bpago (?:recibido|correcto)\b|\bpaid\b|\b(?:received|got) your (?:payment|deposit)\b",
        "confirmed",
        "appointment",
    ),
    _kind(
        "refunded",
        r"\b(?:devuelt|reembolsad|reintegrad)[ao]s?\b|\bte (?:hemos |he )?devuel(?:to|vo|vemos)\b"
        r"|\brefunded\b|\brefund (?:is|has been) (?:made|sent|issued|done)\b",
        "refunded",
    ),
    _kind(
        "waiting",
        r"\blista de espera\b.*\b(?:apuntad|anotad|puest)[ao]\b|\b(?:apuntad|anotad|puest)[ao]\b.*\blista de espera\b"
        r"|\b(?:added|put) you (?:to|on) the waiting list\b|\bestas en (?:la )?lista de espera\b",
        "waiting",
    ),
    _kind(
        "told",
        r"\b(?:he|hemos) (?:avisado|informado)\b|\b(?:ya )?(?:lo )?saben\b|\bi(?:'ve| have)? (?:told|informed|notified)\b",
        "told",
    ),
    _kind(
        "promise",
        r"\bte (?:aviso|avisare|avisamos|escribo|escribire|llamo|llamare|digo algo|confirmo) (?:en cuanto|cuando"
        r"|luego|mas tarde|despues|en un rato|manana|enseguida|ahora|si )|\b(?:lo (?:miro|busco|consulto)|te lo busco) y te (?:aviso"
        r"|digo|escribo|cuento)\b|\bi(?:'ll| will) (?:let you know|get back to you|text you|call you|check and)\b",
        "waiting",
        "told",
    ),
)
"""Slot-shaped claims (`confirmed`) need the very appointment when one is named."""
LISTED = "waiting"
PAYING = re.compile(r"\b(pago|pagues|senal|payment|paid|deposit)\b")


def claims(reply: str, told: Told) -> Iterator[tuple[str, str]]:
    """Kind and sentence of each claim that nothing speaks for."""
    for sentence in sentences(reply):
        said = flat(sentence)
        if said.endswith("?"):
            continue
        for kind in KINDS:
            if (match := affirmed(kind, said, sentence)) and not _backed(kind, said, told, match):
                yield kind.name, sentence
                break


def sentences(reply: str) -> list[str]:
    """A reply's sentences and lines; a point inside a number or a time ends none."""
    return [found.strip() for found in SENTENCE.split(reply) if found.strip(" ¿¡.")]


def affirmed(kind: Kind, said: str, raw: str) -> re.Match[str] | None:
    """Where the sentence says, without condition or denial, that it is so."""
    for match in kind.words.finditer(said):
        before = said[: match.start()]
        clause = CLAUSE.split(before)[-1]
        if DENIED.search(clause) or FUTURE.search(clause):
            continue
        if kind.name == "promise":
            return match  # "as soon as something is free" is what makes it one
        if CONDITION.search(_without_yes(before, raw)) or AFTERWARDS.match(said[match.end() :]):
            continue
        return match
    return None


def _without_yes(before: str, raw: str) -> str:
    """ "Sí, ..." is no condition; without its accent it would look like one."""
    return re.sub(r"^\W*si\b,?", "", before) if re.match(r"\W*(sí|si,)", raw.casefold()) else before


def _backed(kind: Kind, said: str, told: Told, match: re.Match[str]) -> bool:
    if kind.name == "booked" and "espera" in said:
        return LISTED in told.done
    if kind.name == "promise" and PAYING.search(said):
        return "held" in told.done  # the house does write as soon as it is paid
    if kind.name == "confirmed":
        return _confirmed(said, told)
    return bool(kind.evidence & told.done) or (kind.name == "booked" and _named(said, told))


def _confirmed(said: str, told: Told) -> bool:
    if not told.confirmed:
        return False
    if times(said) or days(said):
        return _named(said, told)
    return "held" not in told.done or "confirmed" in told.done


def _named(said: str, told: Told) -> bool:
    """Whether the sentence names an appointment that stands."""
    minutes = {minute for time in times(said) for minute in time.minutes}
    numbers = {day.day for day in days(said)}
    return any(
        (not minutes or slot.minute in minutes) and (not numbers or (slot.day and slot.day.day in numbers))
        for slot in told.confirmed
        if minutes or numbers
    )
