"""What a turn asks of its reply: to offer what is only free, to ask what is only asked, to say what is unpaid.

A false confirmation can be worded in more ways than anybody lists. But it never asks, and never offers.
"""

import re
from collections.abc import Iterator

from flows.facts import Slot, Told
from flows.said import searched, sentences
from flows.spoken_time import days, times
from flows.standing import means, stylists

OFFERING = re.compile(
    r"\b(?:tengo|tenemos|tienen?|hay|habria|huec\w+|sitio|(?!peluqu|cafet|gal)\w{2,}(?:ar|er|ir|dr)ia[ns]?|(?:me|nos"
    r"|le|te|solo|aun|todavia|ya no) quedan?|quedan? (?:libres?|hueco|sitio|solo|dos|tres|a las?)|libres?|disponib\w+"
    r"|puedo|podemos|puedes|puede|podri\w+|seria\w*|tendria\w*|ofrec\w+|propon\w+|opcion\w*|posibilidad\w*"
    r"|alternativa\w*|prefier\w+|prefer\w+|elig\w+|escog\w+|dime|dinos|cual|primer\w*|antes posible|mas (?:cercan"
    r"|parecid|pronto)\w*|te da tiempo|i have|i've (?!\w+ed\b)|i could|we have|we've got|there(?:'s| is| are)|free"
    r"|(?:could|can|would)(?!n't|'t)|available|option\w*|which|choose|pick|earliest|nearest|closest|first|still"
    r"|whichever|either)\b|\d\d? ?/ ?\w"
)
"""Words of somebody who offers."""
ASIDE = re.compile(
    r"\b(?:algo mas|otra cosa|anything else|something else|any other|dudas?|questions?|ubicacion|direccion"
    r"|como llegar|directions|location|address|recordatorio|reminder|(?:bus\w+|mir\w+|encontr\w+|look for"
    r"|find) (?:\w+ ){0,2}?(?:otr[oa]|another))\b"
)
"""Questions that end a talk, or ask of something else."""
_CHOICE = (
    r"va|vale|viene|encaja|cuadra|parece|sirve|interesa|apetece|animas|quedas|decides|quieres|prefieres|prefirieras"
    r"|eliges|escoges|dices|digas|confirmas|gusta|conviene|apanas|pagas|pague|siguen?|sigues|anul\w+|cancel\w+"
    r"|cambi\w+(?! de)|mov\w+|muev\w+|esper\w+|solo|no|ninguna|alguna|un|se|coges|reserv\w+|funciona"
)
CONDITIONAL = re.compile(
    rf"\b(?:si (?:(?:te|lo|la|los|las|os|me) )*(?:{_CHOICE})\b|en cuanto|cuando (?:me|te|lo|la|eli\w+|pag\w+"
    rf"|quieras)\b"
    r"|if (?:(?:you(?:'d)?|we|i) (?:like|prefer|want|choose|pick|go|cancel|move|pay|rather|don't|miss)|that|it|those"
    r"|one|neither|either|friday|so)\b|(?:once|as soon as|when) (?:you|we|i|it|the)\b|let me know (?!if (?:you need"
    r"|anything|there))|tell me|(?:avisame|dime|dinos) (?:cual|si|que|con|a|el|la|tu|cuando|donde)\b)|\bsi$"
)
"""Leaves something to her: no wish for whatever may come up."""
ASKING = re.compile(
    r"\b(?:anul\w*|cancel\w*|confirm\w*|sigo|seguimos|adelante|segur\w*|hago|quit\w*|borr\w*|cambi\w*|anad\w*|sum\w*"
    r"|go ahead|shall i|sure|do it|prefer\w*|prefieres|move|proceed|change|add|te parece|parece bien|de acuerdo|vale"
    r"|avis\w*|hacemos|tell|rather|what would you|what shall)\b"
)
"""Questions whether to do what must be asked first."""
UNPAID = re.compile(
    r"\b(?:senal|pagu?\w*|abon\w+|deposito|deposit|pay\w*|paid|enlace|link|pendiente|pending|el resto|the rest"
    r"|provisional\w*|caduca|expire\w*|minut\w+|banco|bank|(?:hasta|antes de|until|till|by|before)(?: las?)? (?:\d"
    r"|half|quarter|noon|que|nueve|diez|once|doce))|https?:"
)

ONLY_YES = re.compile(
    r"\W*(?:(?:yes|claro|por supuesto|efectivamente|asi es|correcto|exacto|desde luego|tranquila|absolutely|of course"
    r"|indeed|that's right|certainly|sin duda|que|todo|bien|perfecto|genial|vale|ok)\W*)+(?:\w+\W*)?"
)
NOT_YET = re.compile(r"\b(?:no|aun|todavia|nada|ningun\w*|not|yet|nothing|\w+n't)\b")


def unmet(reply: str, told: Told) -> Iterator[str]:
    """A sentence of a reply that does not do what the turn asks of it."""
    said = [searched(one) for one in sentences(reply)]
    asks = any(one.endswith("?") and not ASIDE.search(one) for one in said)
    conditional = any(CONDITIONAL.search(one) for one in said)
    leaves_it = asks or conditional
    if told.asks and not told.done and (told.searched or told.stands) and ONLY_YES.fullmatch(" ".join(said)):
        yield reply
    if told.asked_first and said and not (conditional or any(one.endswith("?") and ASKING.search(one) for one in said)):
        yield sentences(reply)[0]
    if "held" in told.done and told.links and not any(UNPAID.search(one) for one in said):
        yield sentences(reply)[0]
    if leaves_it:
        return
    standing = told.confirmed | told.gone
    if not _several(searched(reply), told):
        offered = [bool(OFFERING.search(one)) and not ASIDE.search(one) for one in said]
        near = [any(offered[max(0, n - 1) : n + 2]) for n in range(len(said))]
        yield from _named(reply, told.options, told.held | standing, told, near)
    if not any(UNPAID.search(one) for one in said):
        yield from _named(reply, told.held, standing, told, [False] * len(said))
        if told.pays and "held" in told.stands and said and not any(NOT_YET.search(one) for one in said):
            yield sentences(reply)[0]


def _several(said: str, told: Told) -> bool:
    """Whether it names several free times: a choice."""
    return len({time.minutes for time in times(said) if any(one.minute in time.minutes for one in told.options)}) > 1


def _named(reply: str, slots: set[Slot], others: set[Slot], told: Told, offered: list[bool]) -> Iterator[str]:
    """Sentences that name one of these slots, and none of the others, and are not among those that offer."""
    for n, sentence in enumerate(sentences(reply)):
        if offered[n]:
            continue
        said = searched(sentence)
        names = times(said) or stylists(said, told) or any(day.dated or day.weekday is not None for day in days(said))
        if names and means(said, slots, told) and not means(said, others, told):
            yield sentence
