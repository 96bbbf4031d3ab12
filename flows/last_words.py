"""What a customer wrote last, short enough for a note to staff; all of it stands above the note."""

from collections.abc import Sequence

LONGEST = 300
"""Characters."""


def last_words(texts: Sequence[str], longest: int = LONGEST) -> str:
    """The newest of her messages that fit, oldest first; of one that is too long by itself its beginning."""
    kept: list[str] = []
    for text in reversed([" ".join(text.split()) for text in texts if text.strip()]):
        if kept and len(" · ".join((text, *kept))) > longest:
            return "… " + " · ".join(kept)
        kept.insert(0, text if len(text) <= longest else text[: longest - 1].rstrip() + "…")
    return " · ".join(kept)
