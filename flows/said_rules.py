"""Whether a sentence gives away what costs something, bends a rule, or waives or puts off a deposit that is owed."""

import re
from collections.abc import Iterator
from decimal import Decimal

from flows.facts import Told
from flows.mood import DENIED
from flows.names_of_services import hinted
from flows.said import CLAUSE, calm, denied
from flows.standing import stands

FREE = re.compile(
    r"\b(?:gratis|gratuit\w+|sin coste|sin cargo|invita la casa|te invit\w+|regal\w+|no (?:te )?cuestan? nada"
    r"|descuento|rebaja|mitad de precio|precio (?:especial|reducido|de amiga)|promocion\w*|ofertas?|de cortesia"
    r"|obsequi\w+|free(?= \w)|for free|is free|no charge|on us|on the house|our treat|(?:corre|va|paga) (?:de"
    r"|por) (?:nuestra cuenta|la casa|cuenta de la casa)|complimentary|throw in|discount|half[- ]price|half off"
    r"|special (?:price|offer)|promo|(?:2|3|dos|tres) ?(?:x|por) ?(?:1|2|un[oa]|dos)|two for one|buy one)\b"
)
FREE_TIME = re.compile(
    r"\bfree (?:slot|at|on|time|then|that|until|from|to|day|hour|gap|spot|in|for you|if|and|with|before|after)\b"
)
PRICELESS = re.compile(r"\b(?:gratis|gratuit\w+|free)\b")
AT_NO_COST = re.compile(r"sin coste|sin cargo|no charge|for free|free of charge")
CHANGING = re.compile(r"\b(cancel\w*|anul\w*|cambi\w*|mover\w*|change|move)\b")
"""Cancelling in time costs nothing, and may be said."""
EXCEPTION = re.compile(
    r"\b(?:cancel|anul)\w*\b[^;!?]*"
    r"\b(?:cuando quieras|ultimo momento|en cualquier momento|sin perder|any ?time|last minute)\b"
    r"|\b(?:excepcion|por esta vez|solo por hoy|por ser (?:tu|clienta)|\w+ la vista gorda|look the other way"
    r"|turn a blind eye|an exception|just this once|waive[ds]?|as a courtesy|since it's you)\b"
    r"|\b(?:devolv|reembols)\w+\b(?:(?! y |[;!?]).)*\b(?:incluso|aunque|siempre|sin preguntas|mismo dia"
    r"|cuando quieras|en cualquier momento)\b"
    r"|\brefund\w*\b.*\b(?:even|any ?time|always|same day|no questions)\b"
)
"""The rules are nobody's to bend."""
_DEPOSIT = r"(?:senal|deposito|adelanto|deposit)\b"
_LATER = (
    r"(?:en el salon|dia de la cita|cuando (?:vengas|llegues)|al llegar|en mano|luego|mas tarde|otro dia|at the salon"
    r"|on the day|when you (?:come|arrive)|in person|later|afterwards)\b"
)
ELSEWHERE = re.compile(
    rf"\b(?:pag|abon|dej|entreg|da|leave|pay|bring|settle)\w*\b[^.;]*\b{_DEPOSIT}(?!.*\b(?:rest"
    rf"|remain))[^.;]*\b{_LATER}"
)
"""The deposit is paid ahead, by the link."""
_SPARE = r"(?:ahorr|perdon|quit|salt|skip|waiv)\w*"
WAIVED = re.compile(
    rf"\b{_SPARE}\b[^.,;]{{0,12}}\b{_DEPOSIT}|\b{_DEPOSIT}[^;!?]{{0,25}}\bla (?:puedes |podrias )?{_SPARE}"
    rf"|\b(?:sin|without) (?:pagar |paying )?(?:la |ninguna |a |any )?{_DEPOSIT}(?!.*\bno\b)"
    r"|\b(?:lo que|what you) (?:ya |already )?(?:pagaste|paid)\b[^.;]*\b(?:vale|sirve|cubre|covers|counts"
    r"|is good)\b[^.;]*"
    r"\b(?:tambien|too|as well)\b"
    rf"|\b{_DEPOSIT}[^.;]{{0,15}} no (?:va contigo|hace falta|aplica|es para ti|te la)"
    r"|\bno (?:te |os )?(?:hace falta|necesitas|tienes que|tendras que|hay que|cobr\w+|pagas|se paga|lleva|requiere"
    rf"|pedimos)(?: \w+){{0,3}}? (?:{_DEPOSIT}|pagar nada|por adelantado)\b"
    rf"|\b(?:\w+n't|not) (?:need|have|be) [^.,;]{{0,20}}(?:{_DEPOSIT}|pay anything|pay upfront)"
    r"|\bno (?:deposit|upfront payment|payment)\b(?! (?:yet|has|so far|from|on|came))|\bno need to pay\b"
)
UNLESS = re.compile(r"\b(?:si|mientras|hasta que|if|until|unless)\b")


def presents(said: str, before: str, facts: Told) -> Iterator[str]:
    """Nothing is a present but what costs nothing; `before` is the sentence ahead of it."""
    free = [one for one in facts.services if one.price == 0]
    named = PRICELESS.sub(" ", f"{before} {said}")  # "free" itself names no service that has it in its name
    for match in FREE.finditer(calm(said)):
        if FREE_TIME.match(said, match.start() + match[0].find("free")) or (
            denied(said, match.start()) and "cuesta" not in match[0]
        ):
            continue
        if AT_NO_COST.match(match[0]) and CHANGING.search(said):
            continue
        if not hinted(named, free) and Decimal(0) not in facts.totals:
            yield match[0]


def bent(said: str, before: str, facts: Told) -> Iterator[str]:
    """Exceptions, and deposits that are owed and need not be paid, or not now."""
    for match in EXCEPTION.finditer(said):
        if not DENIED.search(CLAUSE.split(said[: match.start()])[-1]):
            yield match[0]
    if later := ELSEWHERE.search(said):
        yield later[0]
    if waived := WAIVED.search(said):
        free = hinted(f"{before} {said}", [one for one in facts.services if one.price == 0])
        owed = not (facts.undeposited or free or ("held" not in facts.stands and stands(said, facts)))
        if owed and not UNLESS.search(said[: waived.start()]):
            yield waived[0]
