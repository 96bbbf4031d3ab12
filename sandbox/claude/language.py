"""Spanish or English: what the customer writes decides, else what she wrote before."""

from collections.abc import Iterable
from typing import Literal

from .words import fold, whole_words

Language = Literal["es", "en"]

_SPANISH = whole_words(
    "el|la|los|las|un|una|de|del|que|y|en|con|para|por|es|mi|se|lo|al|hola|buen[oa]s|quiero|cita",
    "gracias|hoy|mañana|cuando|cuanto|cuesta|tengo|tienes|teneis|puedo|hay|soy|llamo|donde|si|vale",
    "quien|tambien|mejor|lunes|martes|miercoles|jueves|viernes|sabado|domingo|hueco|hora|pelo|corte",
    "mechas|claro|primera|segunda|dale|venga|ninguna|otra|otro|mas|esa|ese|perfecto|genial|soy|sin",
)
_ENGLISH = whole_words(
    "the|an|and|of|to|for|with|is|are|my|you|your|i|i'm|i'd|i'll|it|it's|do|does|can|could|would|what",
    "when|where|how|much|hello|hi|hey|thanks|thank|please|yes|yeah|want|need|like|book|appointment",
    "haircut|highlights|today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|this",
    "that|have|at|on|in|one|first|second|morning|afternoon|evening|later|earlier|sure|great|good|fine",
    "cancel|any|available|just|next|which|sounds|perfect|not|don't|works|cheers|there|person|speak",
)


def language_of(texts: Iterable[str], otherwise: str) -> Language:
    """The language of the first text that shows one, newest first; `otherwise` when none does."""
    for text in texts:
        folded = fold(text)
        spanish = len(_SPANISH.findall(folded)) + sum(text.count(sign) for sign in "¿¡ñÑ")
        english = len(_ENGLISH.findall(folded))
        if spanish != english:
            return "es" if spanish > english else "en"
    return "en" if otherwise == "en" else "es"
