"""The safety screen: what no model may answer. Words, Spanish and English, before anything else is done with a message.

It errs on the side of a person: a false alarm costs the salon a minute.
"""

import re
import unicodedata

from models.enums import HandoverReason

EMERGENCY = (
    r"no (puedo|podemos) respirar",
    r"(me|le) cuesta (mucho )?respirar",
    r"(me|se) (estoy|esta) ahogando|me ahogo",
    r"dolor (fuerte )?(en|de) (el )?pecho",
    r"(reaccion|shock) (alergic[ao]|anafilactic[ao])",
    r"se me (esta )?(cierra|cerrando|hincha|hinchando) la (garganta|cara|lengua)",
    r"(me|se) (he|ha) desmayad[oa]|perdido el conocimiento|inconsciente",
    r"sangr(o|a|ando) mucho|no (para|deja) de sangrar",
    r"quemadura (grave|quimica)|me (he )?quem(ado|e) (los ojos|la cara|el cuero)",
    r"suicid|quitarme la vida|no quiero (seguir )?vivir",
    r"(llama|llamad|llamen) a (una |la )?(ambulancia|emergencias|112)",
    r"can(no|')?t breathe|cannot breathe|trouble breathing|hard to breathe",
    r"chest pains?|heart attack",
    r"anaphyla|severe allergic|throat is (closing|swelling)",
    r"passed out|unconscious|bleeding (a lot|heavily)|won't stop bleeding",
    r"kill myself|end my life",
    r"call (an )?(ambulance|911|112)",
)
BODY = (
    r"(cara|cuello|ojos?|parpados?|labios?|cuero( cabelludo)?|cabeza|piel|manos?|cejas?|orejas?|nuca|frente|pestanas"
    r"|face|neck|eyes?|eyelids?|lips?|scalp|head|skin|hands?|brows?|ears?|forehead|lashes)"
)
SYMPTOM = (
    r"(pic(a|an|aba|or|ores|azon)|escuec\w*|escoz\w*|ard(e|en|io|ia|or|iendo)|quem(a|an|e|o|ada|ado|adura|aduras|ando)"
    r"|qem\w*|h?inch(ad\w*|o|a|an|azon)|irritad\w*|irritacion|enrojecid\w*|sarpullido|salpullido"
    r"|ampollas?|granos|ronchas|costras|supura|duele|dolor|se me cae|caida del pelo"
    r"|itch\w*|burn(s|ed|t|ing)?|sting\w*|swell\w*|swollen|rash|blisters?|irritated|irritation|hurts?|sore"
    r"|falling out)"
)
MEDICAL = (
    r"embaraz|lactancia|dando el pecho|pregnan|breast ?feeding",
    r"alerg(i|ia|ic)|allerg",
    r"quimio|cancer|oncolog|chemo",
    r"dermatitis|psoriasis|eczema|alopecia|urticaria|infeccion|hongos|fungal|infection|sarpullido|salpullido|\brash\b",
    r"\b(medicacion|medicamento|antibiotic|anticoagul|isotretinoina|roacutan|medication|accutane)",
    r"marcapasos|pacemaker|epilep|diabet|hipertension",
    r"\b(medico|dermatologo|doctor|dermatologist)\b",
    r"\b(me|se me|nos) (he|ha|hemos|han|a) (\w+ )?(qu?em|h?inch|irrit|salid)",
    r"\b(me|le) (pica|pican|picaba|escuece|escocia|arde|ardia)\b",
    r"\b(cara|piel|cuello|cuero cabelludo|cabeza|frente|face|skin|neck|scalp|head) (\w+ ){0,2}?"
    r"(muy |toda |tan |is |all )?(roj[ao]s?|enrojecid[ao]s?|red)\b",
    r"\b(i|she|he) (have |has |got |am |is )?(a )?(\w+ )?(burned|burnt|rash|blister|swollen|allerg)",
    rf"\b{SYMPTOM}\b(\W+\w+){{0,4}}?\W+{BODY}\b",
    rf"\b{BODY}\b(\W+\w+){{0,4}}?\W+{SYMPTOM}\b",
)
PERSON = (
    r"(hablar|hable|hablo|habla|comunicar(me)?|atienda|pasa(me|r)?|ponme|contactar) (\w+ ){0,3}con (\w+ ){0,2}"
    r"(persona|humano|alguien|encargad[oa]|responsable|duen[oa])",
    r"(quiero|necesito|prefiero|dame|que me atienda) (a )?(una |un )"
    r"(persona|humano|agente)( real| de verdad)?\b(?! que)",
    r"persona (real|de verdad|humana)",
    r"(no quiero|paso de) (hablar con )?(un |una )?(bot|robot|maquina)",
    r"(speak|talk|chat) (to|with) (a |an |some )?(real |actual )?(person|human|someone|agent|manager|representative)",
    r"(real|actual) (person|human)",
    r"human,? please|a person,? please",
)


def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


SCREENS = (
    (HandoverReason.EMERGENCY, _compiled(EMERGENCY)),
    (HandoverReason.MEDICAL, _compiled(MEDICAL)),
    (HandoverReason.MANUAL_REQUEST, _compiled(PERSON)),
)
"""In order of urgency."""


def plain(text: str) -> str:
    """Lower case, without accents and with single spaces: how the patterns are written."""
    folded = unicodedata.normalize("NFD", text.casefold())
    stripped = "".join(character for character in folded if not unicodedata.combining(character))
    return " ".join(stripped.replace("’", "'").split())


def screen(texts: list[str]) -> HandoverReason | None:
    """Why a person must take these messages, most urgent reason first; None when they may be answered."""
    said = plain(" \n ".join(texts))
    for reason, pattern in SCREENS:
        if pattern.search(said):
            return reason
    return None
