"""A reply as sentences and clauses, and whether a place in it is denied."""

import re

from flows.tokens import flat

_QUESTION = (
    r"would|shall|should|do|does|did|can|could|may|is|are|which|what|when|how|who|want|sound|ok|okay|right|alright"
    r"|vale|verdad|quieres|prefieres|te|os|lo|la"
)
SENTENCE = re.compile(
    r"(?<=[.!?])\s+|\n+|(?<=[.!?])(?=[A-ZÁÉÍÓÚÑ¿¡])|(?=[¿¡])|(?<=\w) (?=[\U0001f300-\U0001faff✅✂☀-➿])"
    rf"|(?<=[,;–—-]) (?=(?:and |so |y )?(?:{_QUESTION})\b[^.!?,;\n]*\?)"
)
"""A question after a comma is one of its own: what stands before it is said and not asked."""
CLAUSE = re.compile(r"[,:](?!\d)|[;—–(]|\b(?:pero|but|aunque|though|y ya|y si|si no|so|asi que)\b")
PART = re.compile(r";|,? (?:pero|but|aunque|although|while|mientras que|si quieres|si prefieres|if you)\b")
SOOTHING = re.compile(
    r"\b(no te preocupes|no se preocupe|no pasa nada|sin (?:ningun )?problemas?|no hay (?:ningun )?problema|no dudes"
    r"|sin (?:ningun )?compromiso|no worries|don't worry|not to worry|no problem|not at all|no solo|not only"
    r"|como no(?=\W*$|[,.!])|i can confirm(?: that)?|puedo (?:confirmarte|decirte|asegurarte)(?: ya)? que|(?:happy"
    r"|pleased|glad) to (?:say|confirm|tell you)(?: that)?|you (?:can|may) (?:already )?(?:consider|rest assured"
    r"|be sure|count on)|no doubt|sin duda|why not|por que no|nada,|no te rayes)(?=\W|$)"
)
DENIAL = re.compile(
    r"\b(no|ni|nada|ya no|tampoco|nunca|ningun\w*|sin|lamentablemente|ocup\w*|complet[oa]s?|llen[oa]s?|imposible"
    r"|adelantad\w*|cogid\w*|pillad\w*|llegamos tarde|out of luck|not|\w+n't|cannot|nothing|none|unfortunately|taken"
    r"|full|gone|no longer)\b"
)
HER_WISH_AFTER = re.compile(
    r"[\d€.,: ]+(?:eur\w* )?(?:(?:que|you|that you) )(?:\w+ias\b|had|mentioned|wanted|said|asked)"
)
TAKEN = re.compile(
    r" ?(?:que |y |pero )?(?:(?:ya|esa|ese|eso|lo|la|that one's|that one is|it's|it is|they're|already) )*(?:(?:esta"
    r"|tengo|tenemos|se) )?(?:cogid|ocupad|complet|llen|pillad|taken|gone|full|imposible|no (?:puede|puedo|queda|hay"
    r"|tengo|esta)|ha ocupado|nothing|no\b)"
)
"""Of a wish that was named just before."""
AS_WELL = re.compile(r" ?(?:y )?(?:tambien|tampoco|incluso|ni|also|including|even)\b")
HER_WISH = re.compile(
    r"\b(?:prefieres|preferias|querias|quieres|pedias|pediste|buscabas|decias|te gustaria|te gustaba|te apetecia"
    r"|you(?:'d)? prefer|you(?:'d)? like|you wanted|you want|you asked|you were (?:after|hoping)|hoping for"
    r"|looking for|you had|your budget|tu presupuesto|encantaria|ojala|i wish i could|would love to|(?!gracias|medias"
    r"|noticias|familias|farmacias|historias)\w{3,}(?:abas|ias))\b"
)


def sentences(reply: str) -> list[str]:
    """A reply's sentences and lines; a point inside a number or a time ends none."""
    return [found.strip() for found in SENTENCE.split(reply) if found.strip(" ¿¡.")]


def around(said: str, at: int) -> str:
    """The part of a sentence in which that place is, where it says two things: "...; si quieres, ..."."""
    start = max((match.end() for match in PART.finditer(said) if match.end() <= at), default=0)
    end = min((match.start() for match in PART.finditer(said) if match.start() > at), default=len(said))
    return said[start:end]


def calm(said: str) -> str:
    """The same text with soothing words blanked: their "no" denies nothing."""
    return SOOTHING.sub(lambda match: " " * len(match[0]), said)


def denied(said: str, at: int) -> bool:
    """Whether the clause at that place of flat text says that it is not so."""
    start = max((match.end() for match in CLAUSE.finditer(said) if match.end() <= at), default=0)
    end = min((match.start() for match in CLAUSE.finditer(said) if match.start() > at), default=len(said))
    return bool(DENIAL.search(calm(said)[start:end]))


def echoed(said: str, at: int) -> bool:
    """Whether it is said there only to deny it, or as what she wishes."""
    *earlier, clause = CLAUSE.split(said[:at])
    if earlier and AS_WELL.match(clause):
        return bool(DENIAL.search(calm(earlier[-1])))
    after = CLAUSE.split(calm(said)[at:])
    if HER_WISH.search(clause) or HER_WISH_AFTER.match(said, at):
        return True
    return denied(said, at) or bool(len(after) > 1 and TAKEN.match(after[1]))


def searched(sentence: str) -> str:
    """Flat text in which "sí" cannot be taken for "si"."""
    return flat(re.sub(r"\b[sS][íÍ]\b", "yes", sentence))
