"""The ways people speak of the waiting list."""

from .words import fold, whole_words

_LIST = r"(?:lista|cola) de espera|waiting list|waitlist"
_ONTO = r"(?:lista|cola)(?! de (?:precios|servicios))"
_JOIN = whole_words(
    rf"(?:apunt|anot|inscrib)\w*(?: \w+){{0,5}} (?:{_ONTO}|espera)",
    rf"(?:pon|met|añad|incluy|deja)(?:me|nos|er\w*|ir\w*|eis|drias?|es|edme)?(?: \w+){{0,3}} {_ONTO}",
    r"(?:entrar|estar|quedarme|apuntarme) (?:\w+ ){0,2}(?:lista|cola|espera)",
    rf"(?:quiero|prefiero|mejor|pues|vale|si|necesito|a|quisiera|querria) (?:\w+ )?(?:la )?{_ONTO}(?: de espera)?",
    r"(?:me )?(?:avis|llam|escrib|dic|dime)\w* (?:\w+ ){0,3}(?:si|cuando|en cuanto) (?:\w+ ){0,3}"
    r"(?:liber\w+|cancel\w+|hueco|(?:queda|quede|hay|haya|sale|salga) (?:algo|sitio|hora|libre))",
    r"(?:si|cuando|por si|en cuanto) (?:se )?(?:\w+ ){0,2}liber\w+",
    r"por si (?:alguien )?cancela\w*",
    r"(?:put|add|get) (?:me|us) (?:\w+ ){0,3}list",
    r"(?:join|go on|be on) the (?:waiting )?list",
    r"let me know (?:if|when) (?:\w+ ){0,4}(?:free|frees|opens?|available|slots?|cancel\w*|somebody|someone)",
)
_BARE = whole_words(_LIST)
_ABOUT = whole_words(
    rf"(?:hay|teneis|tienes|tienen|existe|habria|llevais|haceis|tendriais)(?: \w+){{0,3}} (?:{_LIST})",
    rf"(?:como|que)(?: \w+){{0,3}} (?:{_LIST})",
    rf"(?:is there|do you have|have you got|how does|what is)(?: \w+){{0,3}} (?:{_LIST})",
)
_STANDS = whole_words(
    rf"(?:estoy|sigo|estamos|figuro|consto)(?: \w+){{0,4}} (?:{_LIST})",
    rf"(?:puesto|posicion|lugar)(?: \w+){{0,4}} (?:{_LIST})",
    r"(?:am i|i'm) (?:\w+ ){0,2}on the (?:waiting )?list",
)
_OFF = whole_words(
    r"(?:quit|borr|sac|desapunt|elimin)\w* (?:\w+ ){0,3}(?:lista|espera)",
    r"take me off|leave the (?:waiting )?list|off the (?:waiting )?list",
)
_NOT = whole_words(
    r"(?:ya no|no) (?:quiero|hace falta|necesito|voy a|me (?:apuntes?|pongas?|metas?))(?: \w+){0,4} "
    r"(?:esperar|lista|cola)",
    r"sin (?:lista|cola) de espera",
    r"no (?:waiting )?list",
)


def wants_list(text: str) -> bool:
    """Whether she asks to be put on it."""
    folded = fold(text)
    if leaves_list(text) or declines_list(text) or _STANDS.search(folded):
        return False
    return bool(_JOIN.search(folded) or (_BARE.search(folded) and not _ABOUT.search(folded)))


def asks_about_list(text: str) -> bool:
    """Whether she only wants to know if there is one, or how it goes."""
    return bool(_ABOUT.search(fold(text))) and not wants_list(text)


def asks_whether_on_it(text: str) -> bool:
    """Whether she wants to know if she is on it."""
    return bool(_STANDS.search(fold(text)))


def leaves_list(text: str) -> bool:
    """Whether she wants to be taken off."""
    return bool(_OFF.search(fold(text)))


def declines_list(text: str) -> bool:
    """Whether she does not want to wait (any more)."""
    return bool(_NOT.search(fold(text)))
