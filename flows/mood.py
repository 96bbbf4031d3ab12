"""Whether a place in a sentence is affirmed: not denied, not under a condition, not only possible or offered."""

import re

from flows.said import CLAUSE

_DUE = (
    r"pag\w+|abon\w+|hag\w+|hech\w+|complet\w+|realic\w+|realiz\w+|lleg\w+|entr\w+|recib\w+|elij\w+|elig\w+|escoj\w+"
    r"|dig\w+|dices|confirm\w+|decid\w+|sepa\w*|libere\w*|salga|quede|haya\w*|tengas?|quier\w+|reserv\w+|cojas?|falle"
    r"|anul\w+|cancel\w+|cambi\w+|muev\w+|sig\w+|adelante|go ahead|proceed|pay\w*|paid|deposit|payment|choose|pick"
    r"|tell|told|decide|select|arriv\w+|com(?:es|ing) through|go(?:es|ing|ne) through|receiv\w+|land\w*|done|happens"
    r"|that|ready|know|frees?|opens?|cancel\w*|move|book"
)
"""What is still to happen: paying, choosing, telling."""
_LIKED = (
    r"te \w+|os \w+|quieres|prefieres|gustas|no|l[aeo]s? \w+|hay|sale|queda|alguna?|ningun\w*|you|that|it|one|those"
    r"|either|something|anything|a slot|everything"
)
_MARK = (
    r"(?:cuando|una vez(?! mas)|en cuanto|hasta que|despues de|tras|siempre que|once(?! again| more)|when(?:ever)?"
    r"|after|as soon as|as long as|until)"
)
SETTLING = re.compile(
    rf"\b{_MARK}\b(?:(?! y ya |; )[^,:;]){{0,40}}?\b(?:{_DUE})\b|\bsi (?!,|si\b|que\b)[^,:;]{{0,30}}?\b(?:{_DUE})\b"
    rf"|\b(?:if|whether)\b[^,:;]{{0,30}}?\b(?:{_DUE})\b"
    r"|\b(?:primero|first,|first you|solo falta|(?<!hace )falta (?:que|la|el)|mientras no|a falta de|antes de (?:que"
    r"|las?)|(?:dime|dinos) (?!si (?:necesitas|tienes|hay|quieres (?:algo|otra)))|elige|escoge|con eso|basta con"
    r"|paga\b|pagando|al pagar|(?:yet )?to be|before (?:it|that|we|i)|unless|so that|in order to|pick|choose"
    r"|say the word|pay (?:the|it|your|here|now))\b"
    r"|\bpara (?:que (?!lo sepas|estes|te)|(?:confirm|reserv|guard|asegur|complet|termin|dej|cerr|formaliz|hac|pod"
    r"|coger|apart|bloque)\w*)"
)
"""A condition that leaves open whatever follows it."""
WITHIN = re.compile(
    r"\b(?:si (?!si\b|que\b)|if|whether|cuando|when|once(?! again| more)|una vez(?! mas)|en cuanto|as soon as"
    r"|hasta que|until)\b ?(?:[\w']+ ){0,7}$"
)
"""What stands in such a clause is the condition itself."""
LIKING = re.compile(
    rf"\bsi (?!,|si\b|que\b)(?:{_LIKED})\b|\b(?:if|whether) (?:{_LIKED})\b|\b(?:asi|then) $|\b(?:just )?(?:tell"
    rf"|let) (?:me|us)\b|\b(?:cuando|si|if|when|once)\b"
    r"|\bpara \w+[aei]r(?:[mt]e|l[ao]|[mt]el[ao])?\b"
)
"""A condition that leaves open what she does next, and nothing that is so already."""
AFTERWARDS = re.compile(
    rf"\W*(?:\w+ ){{0,3}}?(?:{_MARK}|al pagar|only|unless|if|si) (?!puedas|quieras)(?:\w+ ){{0,4}}?(?:{_DUE})\b(?!,)"
    rf"|\W*(?:\w+ ){{0,3}}?(?:al pagar|only if|unless)\b"
)
LIKED_AFTERWARDS = re.compile(
    r"\W*(?:\w+ ){0,3}?(?:en cuanto|cuando|una vez|siempre que|once|when|as soon as|if|si (?!,|si\b|que\b))\b"
)
DENIED = re.compile(
    r"\b(?:no|nunca|ni(?! lo dudes)|sin|nada|ningun\w*|tampoco|not|never|nothing|none|nobody|isn't|aren't|hasn't"
    r"|cannot|can't|haven't|won't|wasn't|don't|didn't|doesn't|without)\b[^,;:]*$"
)
DENIED_AT_ONCE = re.compile(
    r"\b(?:no|nunca|ni|tampoco|nada|not|never|nothing|none)(?: (?:te|os|se|le|lo|la|los|las|me|nos|yet))*\W*$"
)
"""Right ahead of a verb in the perfect tense: nothing else denies it."""
AT_ONCE = re.compile(
    r"\b(?:si|cuando|once|when|if|after|until|as soon as|whether)(?: (?:te|os|se|lo|la|los|las|that))*\W*$"
)
"""A condition right ahead of such a verb."""
POSSIBLE = re.compile(
    r"\b(?:quedara|quedaria|sera|seria|estara|estaria|tendras|tendria\w*|vas a|va a|would|can|could|shall|will|may"
    r"|might|puedo|podemos|podria\w*|pueda|puede|pueden|puedes(?! (?:ya )?(?:contar|dar|considerar))|debe|debes"
    r"|tiene que|hay que|quieres|prefieres|want|need\w*|me gustaria|quede|quedarse|sea|quedar|estar|ser"
    r"|haya\w*)\W+(?:\w+\W+){0,3}$"
)
_PART = re.compile(r"[;:](?!\d)|\b(?:pero|but)\b")
IF = re.compile(r"\b(?:si|if|whether|cuando|when|once|en cuanto)\b")
"""In a clause itself. What she prefers, in another, makes nothing free and nobody present."""
WISHED = re.compile(r"\b(?:quieres|prefieres|te parece|te apetece|necesitas|if you like|if you want|would you like)\b")


def affirmed(said: str, at: int, end: int, *, act: bool = False) -> bool:
    """Whether what stands there is said to be so; for an `act`, whether it is not only done if she likes."""
    before = _PART.split(said[:at])[-1]
    clause = CLAUSE.split(before)[-1]
    if DENIED.search(clause) or POSSIBLE.search(clause):
        return False
    if WITHIN.search(clause) or SETTLING.search(before) or AFTERWARDS.match(said, end):
        return False
    return not (act and (LIKING.search(before) or LIKED_AFTERWARDS.match(said, end)))


def done(said: str, at: int) -> bool:
    """Whether a verb in the perfect tense is meant: a condition elsewhere in the sentence makes it no less done."""
    clause = CLAUSE.split(said[:at])[-1]
    return not (DENIED_AT_ONCE.search(clause) or AT_ONCE.search(clause))


def promised(said: str, at: int) -> bool:
    """Whether she undertakes it: "as soon as something is free" is what makes it a promise."""
    before = said[:at]
    return not DENIED.search(CLAUSE.split(before)[-1]) and not WISHED.search(before)
