"""What a reply undertakes, whom it expects, and whatever else it says to have done or to do."""

import re

from flows.verbs import any_of, spanish

_TELL = spanish(
    "avisar escribir llamar contactar contestar responder informar contar comunicar notificar recordar decir"
)
_ASK = spanish("consultar preguntar averiguar hablar comentar")
_TOLD, _ASKED = any_of(_TELL.infinitives), any_of(_ASK.infinitives)
_FUTURE = (
    r"(?:avisar|escribir|llamar|contactar|contestar|responder|informar|contar|comunicar|notificar|recordar|dir)(?:e"
    r"|emos|a|an)"
)
_KEEP = (
    r"let you know|get back|come back to|(?:text|call|message|ring|contact|update|notify|remind|ping|nudge|poke) you"
    r"|drop you|give you a (?:call|shout|ring)|write|reach out|be in touch|keep (?:an eye|you posted|you updated"
    r"|you in mind|looking|checking)|find out|check with|look into|(?:ask|tell|inform) (?!you)\w+|let (?!you)\w+ know"
    r"|pass (?:it|this)|hear from"
)
PROMISES = (
    rf"\b(?:te|os|se) (?:lo |la )?(?:{any_of(_TELL.now)})\b"
    r"(?! (?:que|lo que|como|por aqui los|una cosa|las opciones|los huecos)|:)",
    rf"\b(?:te|os) (?:lo |la )?{_FUTURE}\b",
    rf"\b(?:te|os) (?:lo |la )?(?:voy|vamos|va|van|vuelvo|volvemos|volvere|volveremos|puedo) a? ?{_TOLD}\b",
    rf"\b(?:voy|vamos|va|van|vuelvo|volvere) a {any_of((*_TELL.infinitives, *_ASK.infinitives))}\b",
    rf"\b(?:lo|la|se lo) {any_of(_ASK.now)}\b",
    rf"\b{any_of(_ASK.now)} (?:con|a)\b",
    rf"\b(?:le|les|se lo) (?:{any_of((*_TELL.now, *_ASK.now))}|paso|pido)\b",
    r"\bte confirmo (?:en|luego|cuando|mas|hoy|manana|si|enseguida)\b",
    r"\b(?:te )?(?:ire|iremos) \w+ndo\w*\b",
    r"\bte (?:mantengo|mantendre\w*|mantenemos) (?:informad|al)\w*",
    r"\bte (?:tendre|tendremos|tengo|tenemos) (?:en cuenta|en mente|presente)\b",
    r"\b(?:me|nos) (?:acordare|acordaremos|acuerdo) de ti\b",
    r"\b(?:quedo|estare|estaremos|sigo|seguimos|seguire|estoy|me quedo) (?:pendientes?|atentas?|al tanto|buscando)\b",
    r"\bse (?:pondra|pondran|pone|ponen|pondremos) en contacto\b",
    r"\b(?:contactara|contactaran|contactaremos) contigo\b",
    r"\brecibiras (?:un |una |el |la )?(?:aviso|llamada|mensaje|respuesta|noticia)s?\b",
    r"\btendras (?:noticias|respuesta)\b",
    r"\bte (?:busco|miro) (?:algo |un hueco )?y te\b",
    rf"\b(?:i|we|they|he|she|\w+)(?:'ll| will)\b[^.;,]*?\b(?:{_KEEP})",
    rf"\b(?:i'm|we're|i am|we are) going to (?:{_KEEP})",
    r"\bcuenta con (?:mi|una|nuestra) (?:llamada|mensaje|aviso)\b",
    r"\b(?:seras|sera|you'll be|you will be) (?:la primera|the first)\b",
    r"\b(?:te|os) lo (?:hago|haremos|hare) saber\b",
    r"\byou(?:'ll| will) (?:hear|get a (?:call|message|text|reply))\b",
    r"\bte (?:doy|dare|damos|daremos) un (?:toque|aviso|grito)\b",
    r"\bte (?:tendre|tendremos|tengo|mantengo) (?:al (?:tanto|corriente|dia))\b",
    r"\b(?:leave (?:it|that|this) (?:with|to) (?:me|us)|dej\w*lo en (?:mis|nuestras) manos|yo me encargo)\b",
    r"\b(?:estas|eres|vas) (?:en )?la primera (?:por si|de la lista)\b",
    r"\blet me (?:check|ask|confirm|speak|find out|see) (?:with|what|and (?:get|come|let)|if)\b",
)
PROMISE = re.compile("|".join(PROMISES))

_WEEKDAY = r"(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)"
_CARE = (
    r"(?:see|seeing|look after|looking after|tak(?:e|ing) (?:good |great )?care of|welcom(?:e|ing)|expect(?:ing)?"
    r"|do(?:ing)?|have|having|treat(?:ing)?|pamper(?:ing)?|greet(?:ing)?)"
)
EXPECTING = (
    r"\b(?:te|os) (?:veo|vemos|espero|esperamos|espera|esperan)\b",
    r"\bnos vemos\b",
    r"\bhasta entonces\b",
    r"\bsee(?:ing)? you\b",
    rf"^\W*(?:y )?hasta (?:el|este) (?:{_WEEKDAY}|dia|\d+)\b(?!.*\bno\b)",
    r"\b(?:te|os) (?:lo |la )?(?:recibir|atender|esperar|cuidar|peinar|cortar|har|ver|coger|mimar|dejar|tratar"
    r"|acoger)(?:a|an|emos|e)\b",
    r"\b(?:expecting|waiting for|ready for|looking forward to) you\b",
    r"\blook(?:ing)? forward to (?:seeing|having|welcoming)\b",
    rf"\b(?:will|'ll) (?:be )?{_CARE} (?:you|your)\b",
    r"\b(?:will|'ll) be (?:ready|waiting|there|with you)\b",
    r"\bcan't wait to\b",
    rf"\b(?:tu|vuestra) (?:cita|reserva) (?:del?|para|el|con)\b (?:(?:el|este|la) )?(?:{_WEEKDAY}|\d|manana|hoy)",
    r"\byour (?:appointment|booking|visit) (?:on|for|this|at) (?:\w+day|\d|tomorrow|today)",
    r"\b(?:tu|vuestra) (?:nueva )?(?:cita|reserva|sesion)(?: (?:del?|con|para) \w+(?: \w+)?)? (?:ya )?(?:es|sera"
    r"|queda|sigue siendo|esta|seria|va a ser|va|ha quedado)\b",
    r"\byour (?:new )?(?:appointment|booking|visit)(?: (?:on|for|with|at) \w+(?: \w+)?)?(?:'s| is| will be| stays"
    r"| remains)\b",
)
"""Said to somebody who has an appointment."""
EXPECTED = re.compile("|".join(EXPECTING))

OPENERS = (
    r"(?:hecho|list[oa]|done|all done|ya esta(?: hecho)?|perfecto|genial|vale|claro|ok|yes|sure|great|arreglado"
    r"|solucionado)"
)
EMPTY_OPENER = re.compile(r"^\W*(?:perfecto|genial|vale|claro|ok|yes|sure|great)\W*$")
HARMLESS = (
    r"entendid|vist|mirad|encontrad|dich|perdid|equivocad|leid|comprobad|buscad|tenid|sid|estad|podid|querid|sabid"
    r"|explicad|pensad|llegad|vuelt|repasad|revisad|elegid|comentad|mencionad|pasad[oa]s? (?:el|los|un|unas|unos|las)"
    r"|recibid[oa]s? (?:tu|el|un) (?:mensaje|audio|foto|nota)|mandad[oa]s? (?:el|la|las|los)|enviad[oa]s? (?:el|la"
    r"|las|los)|got|found|had|looked|checked|seen|understood|been|heard|read|listed|missed|attached|noticed|mentioned"
    r"|explained|said|searched|shown|received your (?:message|voice|audio)|misunderstood|reviewed|thought|tried"
    r"|always|only|no|nothing|two|just|availability"
)
MILD = (
    r"tengo|tenemos|ofrezco|ofrecemos|propongo|proponemos|recomiendo|recomendamos|sugiero|muestro|digo|cuento|comento"
    r"|explico|miro|miramos|busco|buscamos|mando|mandamos|envio|enviamos|paso|pasamos|pregunto|recuerdo|recordamos"
    r"|confirmo|escribo|resumo|indico|espero|esperamos|veo|vemos|entiendo|entendemos|como|podemos|gusto|atiendo"
    r"|atendemos"
)
_SLOT = (
    r"(?:el hueco|la cita|tu cita|la hora|el sitio|la plaza|la reserva|las? \d|a las? \w+|para el"
    rf"|(?:el|este) {_WEEKDAY}|con \w+)"
)
_MILDLY = (
    r"check|look|send|share|let|show|tell|find|wait|need|suggest|recommend|list|help|have|search|see|be|give|happy"
    r"|sorry|afraid"
)
_GONE = (
    r"(?:ocupad|adelantad|llenad|agotad|quedad|cortad|oid|entendid|escuchad|perdid|colad|cogid|pillad|completad"
    r"|cerrad|liad|pasad|escapad|guardad|acabad|terminad|vencid|caducad|ido|taken|booked|snapped|filled|missed|closed"
    r"|a pleasure)"
)
"""What becomes of slots that others take, and of messages."""
WHATEVER = re.compile(
    rf"^\W*{OPENERS}(?:\W+{OPENERS})*\W*$|^\W*(?:(?:pues|vale|ok|bueno) )?(?:hecho|ya esta|done|all done|arreglado"
    rf"|solucionado)[,!.:;]"
    rf"|\b(?:he|hemos) (?!{HARMLESS})(?:\w+[ai]d[oa]|hech[oa]|puest[oa]|escrit[oa]|abiert[oa])\b"
    rf"|\b(?:i|we)(?:'ve| have) (?:just |already |now |also |gone ahead and )?(?!{HARMLESS})(?:\w+ed|put|sent|made"
    rf"|done|taken|set|given)\b"
    r"|\b(?:has|have|'s) (?:already |now |just )?been (?!"
    + _GONE
    + r")(?:\w+ed|taken care of|dealt with|done|made|sent|put|set)\b"
    r"|\b(?:ha|han) sido (?!" + _GONE + r")\w+[ai]d[oa]s?\b|\bse (?:ha|han) (?!" + _GONE + r")\w+[ai]do\b"
    r"|\bya (?:esta|queda) (?!" + _GONE + r")\w+[ai]d[oa]s?\b"
    r"|\b(?:acabo|acabamos) de (?!ver|mirar|comprobar|leer|revisar|buscar|consultar el|recibir tu mensaje)\w+"
)
DOING = re.compile(
    rf"\b(?:te|os)(?: l[ao]s?)? (?!{MILD}\b)\w+(?:o|amos|emos|imos)\b(?: ya| entonces| pues)? {_SLOT}\b"
    rf"|\bi(?:'ll| will|'m| am)(?: just| now)? (?!{_MILDLY})\w+ (?:you|it|that|this|your|the (?:slot"
    rf"|spot))\b(?: \w+){{0,4}}?"
    r" (?:in|down|aside|for (?:you|\w+day)|on \w+day|at \d|with \w+)\b"
)
"""What she does as she says it, to a slot, by whatever verb."""
