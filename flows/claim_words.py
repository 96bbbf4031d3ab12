"""Words that say that something is done, and which events speak for each; in flat text."""

import re
from dataclasses import dataclass

FINISHED = (
    r"(?:hech|realizad|cerrad|completad|efectuad|tramitad|procesad|gestionad|registrad|cursad|correct)[ao]s?"
    r"|list[ao](?! de)|received|made|done|complete|completed|processed|sorted|arranged"
)
RIGHT_AWAY = r"\b(?:acab(?:o|amos) de|(?:he|hemos) procedido a)"
OPENERS = r"(?:hecho|listo|lista|done|ya esta(?: hecho)?|perfecto|genial|vale|claro|ok|yes|sure|great)"
HARMLESS = (
    r"entendido|visto|mirado|encontrado|dicho|perdido|equivocado|leido|comprobado|buscado|tenido|sido|estado|podido"
    r"|querido"
    r"|sabido|explicado|pasado (?:el|los|un|unas|unos) (?:enlace|precio|hueco|opcion)\w*"
    r"|got|found|had|looked|checked|seen|understood|been|heard|read|listed|missed|attached|noticed"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A thing that can be claimed: the words for it, and which events speak for it."""

    name: str
    words: re.Pattern[str]
    evidence: frozenset[str]


def _kind(name: str, words: str, *evidence: str) -> Kind:
    return Kind(name, re.compile(words), frozenset(evidence))


def _finished(nouns: str) -> str:
    """ "Cancelación hecha", "cerrada la cita", "payment received"."""
    return (
        rf"\b(?:{nouns})s? (?:\w+ ){{0,2}}?(?:{FINISHED})\b"
        rf"|\b(?:{FINISHED}) (?:ya )?(?:el |la |tu |the |your )?(?:{nouns})\b"
    )


KINDS = (
    _kind(
        "waiting",
        r"\b(?:apunt|anot|pues?t|dej|met|pong)\w*\b.*\blista\b|\b(?:estas|figuras|constas) (?:ya )?en (?:la )?lista\b"
        r"|\b(?:added|put|got) you (?:to|on)\b.*\blist\b|\byou(?:'re| are) (?:now )?on the (?:waiting )?list\b",
        "waiting",
    ),
    _kind(
        "confirmed",
        r"\bconfirmad(?:[ao]s?|isim[ao])\b|\bconfirmed\b|\b(?:ya )?tienes (?:ya )?(?:tu |la |una )?(?:cita|reserva"
        r"|hora|plaza|sitio)\b(?! que)"
        rf"|\ball set\b|\bconfirmo (?:tu|la|que)\b|\bi confirm\b|{RIGHT_AWAY} (?:confirmar|cerrar)\w*"
        r"|\btodo (?:listo|en orden|arreglado|cerrado|ok)\b|\bya esta todo\b|\b(?:everything|it)(?:'s"
        r"| is) (?:all )?(?:sorted|done)\b"
        r"|\b(?:asegurad|garantizad)[ao]s?\b|\b(?:secured|guaranteed)\b|\byou(?:'ve| have) got the\b"
        rf"|\ball (?:sorted|done|good)\b|{_finished('cita|reserva|booking|appointment|reservation')}",
        "appointment",
    ),
    _kind(
        "expected",
        r"\b(?:te|os) (?:veo|vemos|espero|esperamos|espera|esperan)\b|\bnos vemos\b|\bhasta entonces\b|\bsee you\b"
        r"|\bseeing you\b"
        r"|\b(?:expecting|waiting for) you\b|\btu (?:nueva )?cita (?:es|sera|queda|sigue siendo)\b"
        r"|\byour (?:new )?appointment (?:is|will be)\b",
        "appointment",
    ),
    _kind(
        "booked",
        r"\b(?:apuntad|agendad|anotad|cogid|citad)[ao]s?\b|\b(?:te|os|la|lo) (?:apunto|agendo|anoto|cojo|pongo|meto)\b"
        rf"|{RIGHT_AWAY} (?:apuntar|agendar|anotar|reservar|coger)\w*|\bya (?:la|lo|los|las) tienes\b"
        rf"|\bcuenta con (?:ello|la|tu)\b|\bquedamos asi\b|\b(?:estas|figuras|constas) (?:ya )?en (?:la"
        rf"|nuestra) agenda\b"
        r"|\b(?:es|son) (?:tuy[oa]s?)\b(?! hasta)|(?<!fully )(?<!over)\bbooked\b|\bscheduled\b|\b(?:got|put"
        r"|have) you (?:down|in)\b"
        r"|\byou(?:'re| are) (?:in|down)\b",
        "appointment",
    ),
    _kind(
        "held",
        r"\b(?:reservad|guardad|apartad|bloquead)[ao]s?\b|\b(?:te|os) (?:lo |la )?(?:guardo|aparto|reservo|reservamos"
        r"|guardamos)\b"
        r"|\b(?:es )?tuy[oa]\b|\breserved\b|\b(?:held|holding|saved) (?:it )?for you\b|\bi(?:'m| am)? hold(?:ing)?\b"
        r"|\byours\b",
        "held",
        "appointment",
    ),
    _kind(
        "moved",
        r"\b(?:cambiad|movid|trasladad|reprogramad|modificad|aplazad)[ao]s?\b|\b(?:te|os) l[ao]s? (?:cambio|muevo"
        r"|paso)\b"
        r"|\b(?:he|hemos) pasado\b|\bpasada (?:al|a la|para)\b|\bahora tu cita es\b|\bmoved\b|\b(?:switched|swapped"
        r"|transferred)\b|\bre-?scheduled\b|\bchanged\b"
        rf"|{RIGHT_AWAY} (?:cambiar|mover|pasar|modificar)\w*|\bis now (?:on|at)\b|\byou(?:'re| are) now (?:on|at)\b"
        rf"|{_finished('cambio|change')}",
        "moved",
        "changed",
    ),
    _kind(
        "cancelled",
        r"\b(?:cancelad|anulad|borrad|liberad|quitad|eliminad)[ao]s?\b|\bcancell?ed\b|\bpor (?:cancelad|anulad)a\b"
        r"|\breleased\b"
        r"|\bya no tienes (?:la |tu |ninguna )?cita\b|\byou no longer have\b|\b(?:te|os) l[ao]s? (?:cancelo|anulo"
        r"|quito)\b"
        rf"|{RIGHT_AWAY} (?:cancelar|anular|quitar)\w*|{_finished('cancelacion|anulacion|cancellation')}",
        "cancelled",
        "released",
        "left",
    ),
    _kind(
        "paid",
        r"\b(?:pagad|cobrad|abonad)[ao]s?\b|\brecibido (?:tu|el|su|la|los|las|ya)\b|\b(?:pago"
        r"|senal) (?:ya )?recibid[ao]\b|\bpaid\b|\bveo tu pago\b|\b(?:payment|deposit) (?:was|is"
        r"|has been) (?:successful|fine|ok)\b"
        r"|\b(?:ha|han) (?:llegado|entrado) (?:ya )?(?:el|tu|la|los) \b|\b(?:received|got) (?:your|the) (?:payment"
        r"|deposit)\b"
        r"|\b(?:payment|deposit) (?:has |have )?(?:just )?(?:came|come|went|gone|arrived|been received|is in)\b"
        rf"|{_finished('pago|payment|deposit')}",
        "appointment",
    ),
    _kind(
        "refunded",
        r"\b(?:devuelt|reembolsad|reintegrad)[ao]s?\b|\b(?:hemos|he) devuelto\b|\brefunded\b|\b(?:reembolso"
        r"|devolucion|refund)\b[^.;]*\b(?:en camino|en marcha|on its way)\b|\brefund (?:is|has been) (?:sent|issued)\b"
        rf"|{RIGHT_AWAY} (?:devolver|reembolsar)\w*|{_finished('devolucion|reembolso|refund')}",
        "refunded",
    ),
    _kind(
        "told",
        r"\b(?:he|hemos) (?:avisado|informado|preguntado|dejado (?:una )?nota)\b|\b(?:ya )?lo saben\b"
        r"|\bse lo he (?:dicho|comentado|pasado)\b|\bi(?:'ve| have)? (?:told|informed|notified|asked|let the)\b",
        "told",
    ),
    _kind(
        "promise",
        r"\b(?:te|os) (?:aviso|avisare|avisamos|avisaremos|escribo|escribire|escribimos|llamo|llamare|llamamos"
        r"|contesto|contestare"
        r"|respondo|informo|informare|digo algo|digo luego|confirmo)\b|\by (?:te|os) cuento\b|\bestare (?:pendiente"
        r"|atenta)\b"
        r"|\bi(?:'ll| will)\b[^.;]*\b(?:let you know|get back to|come back to|(?:text|call|message|ring|contact"
        r"|update|notify) you"
        r"|write|keep (?:an eye|you posted)|find out)\b",
        "waiting",
        "told",
    ),
    _kind(
        "done",
        rf"^\W*{OPENERS}(?:\W+{OPENERS})*\W*$|\b(?:he|hemos) (?!{HARMLESS})(?:\w+[ai]do|hecho|puesto|escrito|abierto)\b"
        rf"|\b(?:i|we)(?:'ve| have) (?:just |already |now )?(?!{HARMLESS})(?:\w+ed|put|sent|made|done|taken|set"
        rf"|given)\b|{RIGHT_AWAY} \w+",
        *(
            "held",
            "confirmed",
            "moved",
            "changed",
            "cancelled",
            "released",
            "waiting",
            "told",
            "left",
            "stored",
            "fresh_page",
            "name",
        ),
    ),
)
"""In the order in which a sentence is tried; the last is for whatever else is said to have been done."""
