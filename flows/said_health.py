"""Whether a sentence gives advice on health: a remedy, or that something is safe. Nobody here is a doctor."""

import re
from collections.abc import Iterator

REMEDY = re.compile(
    r"\b(?:antihistamin\w*|ibuprofen\w*|paracetamol|aspirin\w*|corti(?:son|co)\w*|antibiot\w*|aloe(?: vera)?|pomadas?"
    r"|medicamentos?|medication|ointments?|painkillers?|calmantes?|analgesic\w*)\b"
)
SAFE = re.compile(
    r"\b(?:totalmente|completamente|perfectamente|absolutamente|cien por cien|perfectly|totally|completely|absolutely)"
    r" (?:segur[oa]s?|inofensiv[oa]s?|safe|harmless)\b|\b100 ?% (?:segur[oa]s?|safe)\b"
    r"|\b(?:es|son|it's|is|are|they're) (?:muy |very |quite )?(?:segur[oa]s?|safe)\b.{0,40}"
    r"\b(?:embaraz\w*|pregnan\w*|expecting|lactan\w*|nursing|alerg\w*|allerg\w*|bebe|baby)\b"
)

DENIED = re.compile(r"\b(?:no|ni|nunca|sin|not|never|\w+n't)\b[^,;.]{0,15}$")
"""Right before it: "no es seguro" advises nothing, "no lleva amoniaco y es seguro" does."""


def advised(said: str) -> Iterator[str]:
    """What of it only a doctor may say."""
    for pattern in (REMEDY, SAFE):
        for match in pattern.finditer(said):
            if not DENIED.search(said[: match.start()]):
                yield match[0]
