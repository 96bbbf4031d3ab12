"""How a reply asks for a yes, Spanish and English, as `flows.asking` reads it: flat text, sentence by sentence."""

from typing import Final

from models.state import Matter

SENTENCES: Final = r"(?<=[.!?…])\s+|\n+|(?=¿)"
BEFORE_IT: Final = 3
"""Sentences before "¿Te parece bien?" that it may ask about."""

_THE: Final = r"(?:te |os |me |yo |se )?(?:l[aoe]s? |te l[ao]s? |se l[ao]s? )?"
_WISH: Final = (
    r"(?:quieres|querias|quisieras|deseas|prefieres|segur[oa]|procedo|procedemos|puedo|podemos"
    r"|confirmas?|confirmo|vamos"
    r"|voy|necesitas|gustaria|decidid[oa]|adelante)(?: \w+){0,3}?"
)
_I: Final = (
    r"(?:(?:shall|should|can|may|could|do|will|would|ll|d)(?: \w+)? (?:i|we)|i'(?:ll|d)|we'(?:ll|d)"
    r"|i (?:will|can|would))"
)
_YOU: Final = r"(?:want|like|wish|sure|ready|okay|ok|happy|confirm|prefer|rather|fine)"


def _does(stems: str, english: str) -> str:
    """Sentences in which the house would do it: "cancelo", "quieres que cancele", "procedo a cancelar", "shall I"."""
    return (
        rf"\b{_THE}(?:{stems})(?:o|amos|imos|emos|ari?a|eri?a|iri?a|ariamos|iriamos|are|ere|ire|aremos|iremos)\b"
        rf"|\b(?:que|si|para que) {_THE}(?:{stems})(?:e|a|emos|amos|o)\b"
        rf"|\b{_WISH} (?:{stems})(?:ar|er|ir)(?:te|le|les|se)?(?:l[ao]s?)?\b"
        rf"|\b{_I}\b(?: [\w']+){{0,4}}? (?:{english})\b|\b{_YOU}\b(?: [\w']+){{0,5}}? (?:{english})\b"
    )


_CANCEL: Final = _does("cancel|anul", "cancel") + (
    r"|\b(?:confirm\w*|procedo con|proceed with|go ahead with)(?: \w+){0,2} (?:cancel\w*cion|anulacion|cancell?ation"
    r"|cancell?ing)\b|\bqueda(?:ria)? (?:cancel|anul)ada"
)
_CHANGE: Final = (
    _does(
        "cambi|anad|agreg|sum|apunt|inclu|incluy|modific|actualic|actualiz|quit|sac|pong|pon|hag|dej|reserv",
        "change|add|include|update|remove|drop|put|make|take|swap|replace|book",
    )
    + r"|\b(?:quedaria|seria|serian|pasaria|costaria|it would be|that would be|that makes)\b"
)
_TELL: Final = (
    _does(
        "avis|inform|dig|dec|comuni(?:c|qu)|notifi(?:c|qu)|pas",
        r"tell|inform|notify|warn|message|let (?:[\w']+ ){1,2}?know|pass (?:it|that|this) on",
    )
    + r"|\b(?:quieres|prefieres) que (?:lo|l[ae]s?) (?:sepa|sepan)\b"
)
DOES: Final[dict[Matter, str]] = {"cancel": _CANCEL, "change_services": _CHANGE, "running_late": _TELL}
WANTED: Final[dict[Matter, str]] = {
    "change_services": r"\b(?:quieres|te va|te parece|prefieres|want|like|ok|sounds?)\b"
}
"""Where what is asked about is named in the question itself."""


def _denied(stems: str) -> str:
    return rf"(?:\b(?:no|sin|nunca|not|never|without|cannot)\b|n't)(?: [\w']+){{0,3}}? (?:{stems})"


DENIED: Final[dict[Matter, str]] = {
    "cancel": _denied("cancel|anul"),
    "change_services": _denied("cambi|anad|agreg|sum|apunt|inclu|modific|quit|change|add|remove"),
    "running_late": _denied("avis|inform|dig|decir|comuni|tell|inform|notify|let"),
}
"""A yes to this would mean to leave it."""
NO_YES_OR_NO: Final = (
    r"\b(?:puedes|puede|podeis|podrias|politica|condicion(?:es)?|saber|sabes|sabias|expli\w+|cuent[eo]"
    r"|policy|terms|explain"
    r"|you (?:can|could|may)|can you|could you|otra (?:cita|cosa)|anything else|algo mas)\b"
)
"""It speaks of rules, or wants to be told something."""
OPEN: Final = (
    r"\b(?:por que|cual|cuales|cuando|cuant[oa]s?|donde|quien|why|which|what|when|how|where|who)\b"
    r"|^\W*(?:(?:a|de|con|en|por|para|y|pero|hasta|entonces|hola) )?(?:que|como)\b(?! te parece si)"
)
"""More than a yes is wanted."""
TELLS_HER: Final = (
    r"\b(?:te|os) (?:avis|inform|dig|comuni|notifi|pas)|\b(?:tell|inform|notify|warn|message|let) you\b"
    r"|\b(?:avisar|decir|informar)te\b"
)
AGREED: Final = (
    r"\W*(?:(?:y|entonces|asi que|so|and)\W+)?(?:si|vale|ok|de acuerdo|correcto|segur[oa]|conforme"
    r"|te parece(?: bien| ok)?"
    r"|te va bien|esta bien(?: asi)?|lo (?:hago|confirmo|confirmas|cambio|dejo asi|dejamos asi|hacemos)|confirmas"
    r"|confirmo|procedo|sigo adelante|seguimos|adelante|te encaja"
    r"|(?:is|would) (?:that|this)(?: be)? (?:ok|okay|all right|alright"
    r"|right|fine)(?: with you| for you)?|does (?:that|this) (?:work|suit you|sound (?:good|ok|right))(?: for you)?"
    r"|shall (?:i|we)(?: go ahead| do (?:it|that|so)| proceed)?|okay|all right|alright|yes|right|are you sure"
    r"|do you confirm|(?:do you )?agree)(?:,? \w+)?\W*"
)
"""It asks whether that is all right: what was said right before."""
ALTERNATIVE: Final = r"[\s,]o (?!no\b|bien no\b|que no\b)|\bor (?!not\b|no\b)"
WEEKDAYS: Final = frozenset(
    (
        *("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    )
)
