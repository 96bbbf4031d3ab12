"""What a reply says is done, and whether anything has done it.

A sentence counts when it affirms: not as a question, not under a condition ("cuando pagues ..."), not denied.
"""

import re
from collections.abc import Iterator

from flows.claim_words import KINDS, Kind
from flows.said import CLAUSE, calm, searched, sentences
from flows.spoken_time import days, times
from flows.told import Slot, Told

CONDITION = re.compile(
    r"\b(cuando|una vez|en cuanto|hasta que|despues de|tras|antes de|solo falta|falta que|falta la|mientras no|dime"
    r"|dinos"
    r"|elige|con eso|para (?:que|\w+[aei]r(?:te|la|lo|tela|telo)?)\b|paga\b|pagando|al pagar"
    r"|once|when|if|after|as soon as|to be|before|as long as|unless|so that|tell me|just tell|pay (?:the|it|your|here"
    r"|now))\b"
    r"|\bsi (?!,|si\b|que\b)|\basi $"
)
AFTERWARDS = re.compile(r"\W*(?:\w+ ){0,2}?(en cuanto|cuando|una vez|al pagar|once|when|as soon as|if|after|only)\b")
DENIED = re.compile(
    r"\b(no|aun|todavia|nunca|ni|sin|nada|ningun\w*|not|never|nothing|isn't|hasn't|yet|cannot|can't|haven't"
    r"|won't)\b[^,;:]*$"
)
FUTURE = re.compile(
    r"\b(quedara|quedaria|sera|seria|estara|estaria|tendras|tendria\w*|vas a|voy a|va a|will|would|can|could|shall"
    r"|puedo|podemos"
    r"|podria|pueda|puedes|quieres|prefieres|want|let me|me gustaria)\W+(\w+\W+){0,3}$"
)
WISHED = re.compile(r"\b(quieres|prefieres|te parece|if you like|if you want|would you like)\b")
EMPTY_OPENER = re.compile(r"^\W*(?:perfecto|genial|vale|claro|ok|yes|sure|great)\W*$")
OFFERING = re.compile(
    r"\b(tengo|tenemos|hay|queda\w*|libres?|huec\w+|puedo|podemos|puedes|podria\w*|seria\w*|ofrec\w+|opcion\w*"
    r"|prefier\w+|elig\w+"
    r"|dime|disponib\w+|cual|mejor|primer\w*|i have|i've|we have|free|could|can|would|available|option\w*|which"
    r"|prefer|choose|or)\b"
)
"""Words of somebody who offers."""
PAYING = re.compile(
    r"\b(pago|pagos|pagues|senal|banco|payment|paid|deposit|llegue|llega|entre|arrives|comes through)\b"
)
JOTTED = re.compile(r"\b(?:apuntad|anotad)[ao]s?\b")


def claims(reply: str, told: Told) -> Iterator[tuple[str, str]]:
    """Kind and sentence of each claim that nothing speaks for."""
    for sentence in sentences(reply):
        said = calm(searched(sentence))
        if said.endswith("?"):
            continue
        backed = False
        for kind in KINDS:
            match = affirmed(kind, said)
            if match is None or (kind.name == "done" and backed):
                continue
            if not _backed(kind, said, told, match):
                yield kind.name, sentence
                break
            backed = True


def settled(reply: str, told: Told) -> Iterator[str]:
    """A sentence that names the one slot of a reply, which is only on offer, and neither asks nor offers."""
    named = {time.minutes for time in times(searched(reply)) if any(slot.minute in time.minutes for slot in told.slots)}
    if "?" in reply or OFFERING.search(searched(reply)) or len(named) > 1:
        return
    for sentence in sentences(reply):
        said = searched(sentence)
        if times(said) and _one_of(said, told.slots, told) and not ("held" in told.done or _named(said, told)):
            yield sentence


def affirmed(kind: Kind, said: str) -> re.Match[str] | None:
    """Where the sentence says, without condition or denial, that it is so."""
    for match in kind.words.finditer(said):
        before = said[: match.start()]
        clause = CLAUSE.split(before)[-1]
        if DENIED.search(clause):
            continue
        if kind.name == "promise" and not WISHED.search(before):
            return match  # "as soon as something is free" is what makes it one
        if FUTURE.search(clause) or kind.name == "promise":
            continue
        if CONDITION.search(before) or AFTERWARDS.match(said[match.end() :]):
            continue
        return match
    return None


def _backed(kind: Kind, said: str, told: Told, match: re.Match[str]) -> bool:
    if kind.name == "done" and EMPTY_OPENER.match(said):
        return True
    if kind.name == "promise" and PAYING.search(said) and "held" in told.done:
        return True  # the house does write as soon as it is paid
    if (
        kind.name == "booked"
        and JOTTED.search(match[0])
        and not times(said)
        and told.done & {"waiting", "told", "stored"}
    ):
        return True  # on the list, or the note that she is late
    if "appointment" in kind.evidence and _stands(kind, said, told):
        return True
    if kind.name == "moved" and not (told.done & kind.evidence and _named(said, told)):
        return False
    return bool(kind.evidence & told.done - {"appointment"})


def _stands(kind: Kind, said: str, told: Told) -> bool:
    """Whether an appointment stands that may be meant: the one that is named, or the only matter there is."""
    if not told.confirmed:
        return False
    if times(said) or any(day.dated or day.weekday is not None for day in days(said)):
        return _named(said, told)
    return "held" not in told.done


def _named(said: str, told: Told) -> bool:
    """Whether the times and days of the sentence, if it has any, are of an appointment that stands."""
    return _one_of(said, told.confirmed, told)


def _one_of(said: str, slots: set[Slot], told: Told) -> bool:
    minutes = {minute for time in times(said) for minute in time.minutes}
    named = list(days(said))
    return any(
        (not minutes or slot.minute in minutes)
        and (not named or slot.day is None or any(day.fits(slot.day, told.today) for day in named))
        for slot in slots
    )
