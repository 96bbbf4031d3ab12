"""Yes and no, in the forms people use, and what they belong to."""

import re
from dataclasses import dataclass
from typing import Literal

from .words import fold, whole_words

Topic = Literal["name", "pack", "open"]

_YES = whole_words(
    "s[i]+|sip|siii+|si por favor|claro(?: que si)?|vale+|okay|okey|oki+|ok+|por supuesto|de acuerdo",
    "perfect[oa]|genial|dale|venga|estupendo|fenomenal|adelante|correcto|exacto|eso es|asi es",
    "me (?:parece|va|viene) (?:muy )?bien|me encaja|me vale|me sirve|bien|muy bien|bueno|me encanta(?:ria)?",
    "encantada|(?:reserva|guarda|coge)(?:me|mel[oa]|l[oa])?|apunta(?:me|mel[oa])|me l[oa] quedo|l[oa] quiero",
    "quiero es[ae]|es[ae](?: mism[ao])?|busca(?:me)?|mira(?:me)?|confirmo|por que no|no hay problema|sin problema",
    "yes+|yeah|yep|yup|yes please|sure(?: thing)?|fine|great|perfect|absolutely|definitely|correct|lovely",
    "sounds (?:good|great|perfect)|that works|works for me|that's (?:fine|right|me)|please do|go ahead|of course",
    "that one|i'll take (?:it|that)|book it|why not|al+ ?right|no problem",
)
_FAINT_YES = frozenset({"bueno", "bien", "muy bien", "claro", "claro que"})
_YES_SIGNS = re.compile("[👍👌✅💯]|🙌")
_NO = whole_words(
    "no+|nop|nope|nah|no gracias|mejor no|prefiero (?:que )?no|para nada|ningun[oa]|tampoco|que va|nunca",
    "not really|no thanks|no thank you|neither|none|don't want",
)
_NO_SIGNS = re.compile("👎|❌")
# A yes that is none: "si puede ser", "si hay hueco"; a no that is none: "¿no?", "no sé", "por qué no".
_IF = re.compile(
    r"(?<!\w)si (?=puede|puedes|podeis|podria|pudiera|hay|hubiera|tienes|teneis|es posible|fuera|no\b"
    r"|os\b|te\b|quieres|queda|se(?= )|sale|surge|alguien|cancel|llego|tengo que|prefieres|es con|es el|es por)"
)
_NOT_NO = whole_words(
    "no hay problema|no pasa nada|por que no|no te preocupes|no problem|why not|no (?:me )?importa|que no sea",
    "don't mind|no worries",
)
_UNDECIDED = whole_words(
    "no (?:lo )?se|no tengo (?:ni idea|preferencia|claro)|no me decido|don't know|not sure",
)
_TAG = re.compile(r"[,.]?\s*¿?\s*no\s*\?")
# "Vale" that asks for the price is no yes.
_WORTH = whole_words(r"(?:cuant[oa]s?|que|k)(?: (?:me|te|nos|os|eso|esto|ahora|mas o menos))? valen?")
_CONFIRMS = whole_words(
    "s[i]+|sip|claro(?: que si)?|exacto|correcto|eso es|asi es|la misma|efectivamente|yo misma"
    "|yes+|yeah|yep|yup|correct|exactly|that's (?:me|right)|right|i am"
)
_CLAUSE = re.compile(r"[^.,;:!?¡¿\n]+")
_NAME_CLAUSE = whole_words("soy", "me llamo", "mi nombre", "i'm", "i am", "im", "my name", "apellido")
_OWN_NAME = whole_words(r"(?:soy|me llamo|i'm|i am) \w+")
_PACK_CLAUSE = whole_words(
    "packs?", "bonos?", "combo", "l[oa]s dos", "ambos", "both", "solo", "solamente", "just", "only"
)
_PACK_NO = whole_words(
    "sin (?:el )?(?:pack|bono)", "(?:solo|solamente|just|only)(?! el pack)", "sueltas?", "pack no",
    "no (?:quiero|necesito) (?:el )?pack", "without (?:the )?pack", "not the pack", "nada mas",
)  # fmt: skip
_FILLER = whole_words(
    "si",
    "no",
    "vale",
    "ok",
    "y",
    "pues",
    "claro",
    "yes",
    "and",
    "por favor",
    "please",
    "gracias",
    "bueno",
)


@dataclass(frozen=True)
class Verdict:
    yes: bool
    topic: Topic  # what it belongs to; "open" when it does not say


def verdicts_in(text: str) -> tuple[Verdict, ...]:
    """Every yes and no of the text, in order."""
    folded = _TAG.sub(" ", fold(text).replace("por qué", "por que"))
    folded = _WORTH.sub(" ", _keep_accented_yes(text, folded))
    folded = _OWN_NAME.sub(r"\g<0>,", folded)  # "si soy laura me quedo con el pack" says two things
    found: list[Verdict] = []
    waiting: bool | None = None  # a bare "sí," whose subject may follow
    for clause in _CLAUSE.findall(folded):
        answer = _answer(clause)
        topic = _topic(clause)
        if topic == "pack":
            told = not _PACK_NO.search(clause)
            answer = told if answer is None or not told else answer
        if answer is None and topic == "name" and waiting is not None:
            found[-1] = Verdict(waiting, "name")
        elif answer is None and topic == "open":
            waiting = None if _FILLER.sub("", clause).strip() else waiting
            continue
        elif topic == "pack" and waiting is not None and found[-1].topic == "open":
            found[-1] = Verdict(bool(answer), "pack")
        elif answer is not None:
            found.append(Verdict(answer, topic))
        bare = answer is not None and topic == "open" and not _FILLER.sub("", clause).strip()
        waiting = answer if bare else None
    return tuple(found)


def confirms(text: str) -> bool:
    """Whether a yes is one to "are you ...?": "vale" or "perfecto" only go along with something."""
    folded = _keep_accented_yes(text, fold(text))
    return bool(_CONFIRMS.search(folded) or _YES_SIGNS.search(text))


def _keep_accented_yes(text: str, folded: str) -> str:
    """An unaccented "si" before a condition is an if; an accented one is always a yes."""
    if re.search(r"(?<!\w)s[íÍ](?!\w)", text, re.IGNORECASE):
        return folded
    return _IF.sub("   ", folded)


def _answer(clause: str) -> bool | None:
    clause = _UNDECIDED.sub(" ", clause)
    plain = _NOT_NO.sub(" ", clause)
    no = _NO.search(plain) or _NO_SIGNS.search(clause)
    yes = _YES.search(clause) or _YES_SIGNS.search(clause)
    if no and yes:  # "sí, sin el no"; but "claro que no", "bueno pues no"
        return yes.start() < no.start() and yes.group() not in _FAINT_YES
    return bool(yes) if yes or no else None


def _topic(clause: str) -> Topic:
    if _NAME_CLAUSE.search(clause):
        return "name"
    return "pack" if _PACK_CLAUSE.search(clause) else "open"
