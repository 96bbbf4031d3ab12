"""What a yes is made of, Spanish and English, badly written too: as `flows.consent` reads it, plain and without doubled
letters. A word that stands nowhere here makes a message no clear yes."""

from typing import Final

YES: Final = (
    r"(?:pues |que |claro |mejor )*s+i(?:s+i|p)?(?: (?:mejor|quiero|claro))?|sep|claro(?: que si)?",
    r"klaro|vale|bale|vle|ok(?:i|is|ey|ay|a)?|okei|dale|[vb]enga|va|(?:esta |muy |me parece |me (?:va"
    r"|viene) )(?:perfecto|bien)",
    r"perfecto|[gj]enial|estupendo|fenomenal|fantastico|guay|de ?acuerdo|correcto|exacto|eso es|asi es|afirmativo",
    r"adelante|(?:lo |la )?confirmo|confirmad[oa]|h?a[zs]lo|hacedlo|hagalo|haganlo|procede|por supuesto|desde luego",
    r"(?:estoy )?segur[oa]|segurisim[oa]|me parece|sin problemas?|no hay problema|como no|lo quiero|trato hecho",
    r"yes|yep|yup|yeah|yea|sure(?: thing)?|of course|ofc|absolutely|definitely|certainly|do (?:it|that|so)|please do",
    r"go (?:ahead|for it)|correct|thats? (?:right|correct|fine|ok|works)|its (?:fine|ok)|exactly|(?:i )?confirm(?:ed)?",
    r"sounds (?:good|great|perfect|fine)|fine|great|perfect|al ?right|all right|by all means|i do|im sure|i am sure",
    r"works for me|no problem",
)
IDLE: Final = (
    r"(?:muchas |mil |muchisimas )?gracias|grax|grcs|thanks?(?: you)?(?: (?:so|very) much)?|thx|ty|cheers",
    r"por ?fa(?:vor)?|porfis?|xfa(?:vor)?|plea?se|pls|plz|plis|hola|ola|buen[oa]s(?: dias| tardes"
    r"| noches)?|hi|hey|hello",
    r"perdon(?:a|ad)?|disculp(?:a|ad|e)|lo siento(?: mucho)?|sorry|que pena",
    r"un saludo|saludos|un beso|besos|guapa|carino",
    r"pues|bueno|entonces|ahora(?: mismo)?|ya|oye|ay|ah|aha|oh|uf|eh|(?:ja)+j?|(?:ha)+h?|wel|so|then|now|just",
    r"y|and|la|las|el|los|lo|mi|mis|esa|ese|esta|este|esas|citas?|sita|reserva|de|del|dl|d|a|al|con|me|te|eso",
    r"it|that|this|the|my|them|apointments?|boking|on|at|with|of|for",
)
"""Says neither yes nor no."""
REASONS: Final = (
    r"(?:(?:por)?que |pq |xq |ya que |es que )?(?:al final )?no (?:voy a )?(?:puedo|podre|podria|poder) "
    r"(?:ir|venir|acudir|asistir)",
    r"(?:(?:por)?que |es que )?me ha (?:surgido|salido) (?:algo|una cosa|un imprevisto)",
    r"(?:because |as |since )?i (?:cant|cannot|wont be able to) (?:make it|come|go)",
)
"""Why she gives an appointment up. Beside a yes they change nothing; alone they are none."""

WANTS: Final = (
    r"(?:(?:si )?(?:quiero|kiero|quisiera|prefiero|necesito|me gustaria|i want to|id like to|i would like to|i need to"
    r"|go ahead and) )?(?:me |te )?(?:l[ao]s? )?"
)
THEM: Final = r"(?:me|nos|se|les?)?(?:l[ao]s?)?"
THAT_YOU: Final = r"(?:quiero|kiero|prefiero) que (?:me )?(?:l[ao]s? )?"
ACTS: Final = {
    "cancel": (
        rf"{WANTS}(?:[ck]an[csz]el|anul)(?:an?|as|ar|ad|o|en?|emos|amos)?{THEM}|{WANTS}(?:borr|elimin|quit)a(?:r|d)?(?:me)?las?"
        rf"|{THAT_YOU}(?:cancel|anul)e[sn]"
    ),
    "tell": (
        rf"{WANTS}a[bv]is(?:a|as|ar|ad|en?)(?:l[aeo]s?|selo)?(?: al salon)?|di(?:les?|lo|selo)"
        rf"|(?:comunic|inform)a(?:r|d)?"
        rf"(?:l[eo]s?|selo)?|{THAT_YOU}avises|tel (?:them|him|her|the salon)|let (?:them|him|her|the salon) know"
        r"|(?:inform|notify) (?:them|him|her|the salon)"
    ),
    "change": rf"{WANTS}(?:cambi|modific|actualiz)(?:a|as|ar|ad|o|en?){THEM}|{WANTS}(?:change|update)(?: it| that)?",
    "add": (
        rf"{WANTS}(?:anad(?:a|e|es|ir|id)|anyade|ana?d[ei]|(?:agreg|sum|apunt)(?:a|as|ar|ad|en?)|incluye|incluir|pon(?:er|ed)?)"
        rf"{THEM}(?: tambien)?|{WANTS}(?:ad|include)(?: it| that)?(?: to)?"
    ),
    "remove": (
        rf"{WANTS}(?:quit|saqu?)(?:a|as|ar|ad|en?){THEM}|{WANTS}(?:remove|drop)(?: it| that)?"
        r"|take (?:it|that) (?:out|of)"
    ),
}
"""She says herself what shall be done: the same as a yes, and clearer where there was a choice."""
BESIDE: Final = {
    "cancel": REASONS,
    "tell": (
        r"(?:que )?(?:legare|lego|voy|estoy|ire)(?: (?:tarde|con retraso|corriendo|de camino|ali|ahi))?(?: en)?|unos",
        r"min|mins|minutos?|minutes|ya voy|ile? be|im|late|in|on my way|salon",
    ),
    "add": ("tambien|ademas|to|aswel|as wel",),
}
"""What is said beside such a yes."""
AS_OK: Final = frozenset("👍👌✅☑✔🆗💯🙌")
AS_NO: Final = frozenset("👎❌🚫⛔✋🛑🤔🙅❎✖")
ALL_OF_THEM: Final = ("dos", "tres", "todas", "ambas", "both", "all", "two")
NEVER_AN_ECHO: Final = frozenset(
    ("no", "ni", "sin", "nada", "nunca", "not", "never", "without", "pero", "but", "o", "or", "otra", "otro")
)
"""Says more than that it was in the question, even where a service is called so."""
