"""What is claimed of an appointment itself: that it is booked, or held for her."""

from flows.matters import matter
from flows.promises import HARMLESS, MILD

AGENDA = r"(?:agenda|calendario|books|book|diary|calendar|system|schedule)"
APPOINTMENT = r"(?:cita|reserva|hora|plaza|sitio|turno)"

BOOKED = matter(
    "booked",
    "confirmed",
    "appointment",
    verbs=(
        "apuntar agendar anotar citar inscribir asignar confirmar asegurar garantizar programar concertar adjudicar"
        " encajar blindar",
        "book schedule pencil slot squeeze confirm secure guarantee lock sign_up fit_in nail_down",
    ),
    acts=("coger fijar crear registrar colocar", "enter register arrange"),
    nouns="cita reserva plaza sitio booking appointment reservation spot",
    states=(
        r"\bconfirmadisim[oa]\b",
        rf"\b(?:ya )?tienes (?:ya )?(?:tu |la |una )?{APPOINTMENT}\b(?! (?:que|libre|disponible))",
        r"\btodo (?:esta )?(?:listo|en orden|arreglado|cerrado|ok|preparado|organizado|hecho|resuelto|correcto"
        r"|en marcha|controlado)\b",
        r"\bya esta todo\b",
        r"\ball (?:set|sorted|done|good|booked|arranged|ready)\b",
        r"\byou(?:'re| are) (?:all )?(?:set|good|sorted|in|down|on)\b(?: to go)?(?: for| on| with|$|[!.])(?! (?:luck"
        r"|the right))",
        r"\bit's (?:a date|official|happening)\b",
        r"\bdal[ao] por hech[oa]\b",
        r"^\W*(?:ya )?esta hech[oa]\b",
        r"\bno longer pending\b|\bya no (?:esta|queda) pendiente\b",
        r"\b(?:i've|i have|we've|we have) got you (?:an? |the )?(?:appointment|booking|slot|spot|\d)",
        r"\b(?:contamos|cuento) contigo\b",
        r"\ba tu nombre\b",
        r"\byour name on it\b",
        rf"\b(?:he|hemos) (?!{HARMLESS})\w+(?: ya)? (?:la|una|tu|otra|vuestra) {APPOINTMENT}\b",
        rf"\b(?:i|we)(?:'ve| have) (?!{HARMLESS})\w+ (?:(?:you|your|the|an|a) )+(?:appointment|booking|spot)\b",
        r"\b(?:everything|it|that)(?:'s| is) (?:all )?(?:sorted|done|set|in place|arranged|ready|taken care of)\b",
        r"\bno (?:necesitas|tienes que|hace falta|hay que)(?: que)? (?:hacer|hagas) (?:nada|mas)\b",
        r"\bsolo (?:te )?(?:tienes|queda|falta) (?:que )?(?:venir|vengas|disfrutar)\b",
        r"\bnothing (?:else|more|left) (?:to do|for you|needed|is needed)\b",
        r"\ball you (?:need|have) to do is (?!pay|choose|pick|tell)\b",
        r"\bjust (?:turn|show) up\b",
        r"\byou(?:'ve| have) got the\b",
        r"\b(?:got|put|have|pop|popped) you (?:down|in)\b",
        rf"\b(?:estas|figuras?|constas?|apareces?|esta|queda\w*|sales|you(?:'re| are)|it's|is)(?: \w+){{0,2}}? (?:en"
        rf"|in|on)"
        rf" (?:la|nuestra|the|our) {AGENDA}\b",
        r"\bya (?:la|lo|los|las) tienes\b",
        r"\b(?:cuenta|contar) con (?:ello|la|tu)\b(?! (?:llamada|opinion))",
        r"\bse (?:confirma|reserva|agenda) tu\b",
        r"\bquedamos (?:asi|el|para)\b",
        r"\b(?:dad[oa]|dado) de alta\b",
    ),
    acting=(
        rf"(?:^\W*|[,;:!] |\b(?:te|le|les|y|ya|pues|entonces|ahora|yo) )(?!{MILD}\b|como|sino|cuando|mismo|solo|todo"
        rf"|pero|\w+ndo)"
        rf"\w+(?:o|amos|emos) (?:ya )?(?:tu|vuestra) {APPOINTMENT}\b",
        r"\baprovecho (?:para|y) (?:te )?\w+ (?:otra|la|el|una)\b(?! (?:pregunta|consulta|cosa))",
        r"\b(?:i'm|we're) (?!checking|looking|seeing)\w+ing (?:your|the) (?:appointment|booking)\b",
        r"\b(?:te|os) (?:dejo|dejamos|tengo|tenemos|he dejado) puest[oa]s?\b",
        r"\b(?:te|os|la|lo) (?:pongo|meto|dejo)(?: ya)?(?: entonces| pues)? (?:para|en|con|dentro|a las?|el"
        r"|la)\b(?! (?:espera|lista|enlace|link|precio|direccion|opcion|info|que|una?))",
    ),
)
HELD = matter(
    "held",
    "held confirmed",
    "held appointment",
    verbs=(
        "reservar guardar apartar bloquear aguantar",
        "hold reserve save block set_aside put_aside keep_aside earmark",
    ),
    acts=("retener separar mantener conservar", "keep freeze"),
    acting=(r"\bno se l[ao] \w+ a nadie\b", r"\bwon't (?:show|give|offer)\b[^.;]*\bto any(?:one|body)\b"),
    states=(r"\b(?:es|son) (?:ya )?(?:tuy[oa]s?|para ti)\b", r"\btuy[oa]s?\b(?= (?:hasta|durante))", r"\byours\b"),
)
