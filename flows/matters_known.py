"""What can be claimed of a booking, and what speaks for each claim.

A new wording of an old claim wants a verb, a noun or a turn of speech here, and no sentence.
"""

from flows.matters import matter
from flows.matters_booked import AGENDA, APPOINTMENT, BOOKED, HELD
from flows.promises import HARMLESS

LIST = r"(?:la |nuestra |the |our )?(?:lista|espera\b(?! de)|wait\w*[ -]?list)\b(?! (?:de (?:precios|servicios)|para))"

WAITING = matter(
    "waiting",
    "waiting",
    "waiting",
    states=(
        rf"\b(?!\w+[aei]r(?:te|os|la|me)?\b)(?:apunt|anot|pues?t|dej|met|pong|inclu|anad|inscri|suma|tengo"
        rf"|agreg)\w*\b[^,;]* (?:en|a|de) {LIST}",
        rf"\b(?:estas?|estais|figuras?|constas?|sigues?|queda\w*|entras?|formas parte)\b(?: \w+){{0,4}}? (?:en"
        rf"|de) {LIST}",
        rf"\b(?:is|are|\w+'s|you're)\b(?: \w+){{0,2}}? (?:on|in) {LIST}",
        rf"\b(?:added|(?:i|we|i've|we've) put|got|placed|have|adding|putting|popped|popping) (?:you"
        rf"|your name)\b[^,;]* (?:on|to|in|onto) {LIST}",
    ),
)
REFUNDED = matter(
    "refunded",
    "refunded",
    verbs=(
        "devolver reembolsar reintegrar retornar restituir",
        "refund reimburse return pay_back give_back send_back credit",
    ),
    nouns="devolucion reembolso reintegro dinero refund money",
    tenses="done state",
    states=(
        r"\b(?:on (?:its|the) way|going|gone) back (?:in|on|to) your\b",
        r"\bback (?:in|on) your (?:account|card)\b",
        r"\b(?:de vuelta )?en tu (?:cuenta|tarjeta)\b",
        r"\b(?:been|was|is|are|i've|we've) (?:\w+ )?(?:sent|paid|credited|transferred|put) back\b",
    ),
    acting=(
        r"\b(?:te|os) (?:l[ao]s? )?(?:devuelvo|devolvemos|devolveremos|reembolso|reembolsamos|reintegro"
        r"|reintegramos)\b",
    ),
)
PAID = matter(
    "paid",
    "",
    "appointment",
    verbs=("pagar cobrar abonar ingresar liquidar saldar cargar", "pay charge settle"),
    nouns="pago senal deposito importe abono transferencia payment deposit transaction",
    tenses="done state",
    states=(
        r"\bveo (?:ya )?(?:reflejad[oa] )?(?:tu|el|la) (?:pago|ingreso|abono|senal)\b",
        r"\brecibid[oa]s?(?: correctamente)? (?:tu|el|su|la|los|las|ya)\b(?! (?:mensaje|audio|foto|nota|consulta"
        r"|imagen))",
        r"\b(?:ha|han) (?:llegado|entrado|pasado) (?:ya )?(?:el|tu|la|los)\b",
        r"\b(?:received|got|have|seen|see) (?:your|the) (?:payment|deposit)\b",
        r"\b(?:payment|deposit)(?:'s| has| have| is| was)?(?: \w+)? (?:through|successful|in|arrived|fine"
        r"|ok)\b(?! (?:the|order|a)\b)",
        r"\bit(?:'s| has| went| came)(?: \w+)? (?:through|successful|arrived)\b",
        r"\b(?:pago|senal|deposito)\b(?: \w+){0,3}? (?:al dia|en cuenta|acreditad[oa])\b",
        r"\balready covered\b",
        r"\b(?:pago|senal|cobro|ingreso|deposito)\b(?:(?! (?:no|pendiente|sin)\b) \w+){0,2} (?:consta|figura|aparece"
        r"|ha entrado|ha llegado|entro|llego)\b(?! (?:como )?(?:no|pendiente|sin))",
        r"\bacaba de (?:entrar|llegar|pasar)\b",
        r"\b(?:it's|it has|has|have) (?:just )?(?:landed|arrived|come in|come through|gone through|cleared)\b",
        r"\b(?:nada|nothing)(?: is)?(?: mas)? (?:pendiente|pending|outstanding|due|owed|to pay)\b",
        rf"\b(?:senal|pago|deposito|tarjeta)\b(?: (?:la|lo|te|ya))* (?:he|hemos) (?!{HARMLESS})\w+[ai]do\b",
        r"\b(?:gracias por (?:el|tu|hacer el)|thanks for (?:the|your)|thank you for (?:the|your)) (?:pago|payment"
        r"|deposit)\b",
        r"\b(?:gracias por pagar|thank(?:s| you) for paying)\b",
    ),
)
CANCELLED = matter(
    "cancelled",
    "cancelled released left",
    verbs=(
        "cancelar anular borrar quitar eliminar liberar suprimir retirar soltar tachar deshacer revocar descartar",
        "cancel release remove delete void scrap withdraw free_up cross_off take_off wipe",
    ),
    nouns="cancelacion anulacion baja cancellation",
    states=(
        r"\bsin efecto\b",
        r"\bya no (?:l[ao]s? )?(?:tienes|figuras?|constas?|apareces?|esta (?:en|apuntad|reservad))",
        r"\bde baja\b",
        rf"\bfuera de (?:la|nuestra) {AGENDA}\b",
        rf"\b(?:off|out of|gone from|from) (?:the|our) {AGENDA}\b",
        r"\byou no longer have\b",
        r"\bno longer (?:on|in|booked)\b",
        r"\bis off\b",
    ),
)
MOVED = matter(
    "moved",
    "moved changed",
    verbs=(
        "cambiar mover trasladar reprogramar modificar aplazar posponer actualizar reagendar recolocar reasignar"
        " desplazar rectificar",
        "move change switch swap transfer reschedule rebook shift update postpone amend relocate",
    ),
    acts=(
        "adelantar retrasar atrasar anadir incluir sumar agregar correr sustituir ajustar",
        "push add bring_forward bump edit adjust replace",
    ),
    nouns="cambio modificacion traslado change switch",
    states=(
        r"\b(?:he|hemos) (?:pasado|puesto)\b",
        r"\bpasad[oa]s? (?:al?|para)\b",
        rf"\b(?:tu|la) (?:nueva )?{APPOINTMENT} pasa\w* (?:al?|para|con)\b",
        r"\bahora (?:tu cita (?:es|esta|queda)|tienes (?:la |tu )?cita)\b",
        r"\bis now (?:on|at|with)\b",
        r"\byou(?:'re| are) now (?:on|at|with)\b",
    ),
    acting=(r"\b(?:te|os) l[ao]s? paso\b",),
)
TOLD = matter(
    "told",
    "told handed_over",
    verbs=(
        "avisar informar preguntar comentar consultar notificar comunicar decir contactar escribir llamar",
        "tell inform notify ask let pass message check_with flag alert email call ping relay",
    ),
    tenses="done",
    states=(
        r"\bya lo saben?\b",
        r"\b(?:he|hemos) (?:dejado|pasado|mandado|enviado) (?:una |un |la |el |tu )?(?:nota|recado|mensaje|consulta"
        r"|aviso)\b",
        r"\b(?:estan?|esta) avisad[oa]s?\b",
        r"\b(?:team|\w+) (?:knows|has been (?:told|informed|notified)|is aware)\b",
    ),
)
AGREED = matter(
    "agreed",
    "handed_over",
    verbs=("hablar pedir acordar quedar negociar", "speak talk agree"),
    tenses="done",
    states=(
        r"\b(?:me|nos) (?:confirman|dicen|han (?:confirmado|dicho))\b",
        r"\bi'm told\b",
        r"\bthey(?:'ve)? (?:say|told me|confirmed)\b",
    ),
)
MATTERS = (WAITING, REFUNDED, PAID, CANCELLED, MOVED, TOLD, AGREED, HELD, BOOKED)
"""In the order in which a sentence is tried: a place that one of them takes is no other's."""
