"""Verbs by their infinitive, in the forms in which somebody says what she has done, does or leaves done.

Everything is flat text: "reservé" is "reserve". Regular verbs need no entry anywhere but in the list that names them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

IRREGULAR = {
    "hacer": ("hech", "hago", "har", "hice"),
    "poner": ("puest", "pongo", "pondr", "puse"),
    "posponer": ("pospuest", "pospongo", "pospondr", "pospuse"),
    "decir": ("dich", "digo", "dir", "dije"),
    "escribir": ("escrit", "escribo", "escribir", "escribi"),
    "devolver": ("devuelt", "devuelvo", "devolver", "devolvi"),
    "resolver": ("resuelt", "resuelvo", "resolver", "resolvi"),
    "mover": ("movid", "muevo", "mover", "movi"),
    "cerrar": ("cerrad", "cierro", "cerrar", "cerre"),
    "contar": ("contad", "cuento", "contar", "conte"),
    "soltar": ("soltad", "suelto", "soltar", "solte"),
    "coger": ("cogid", "cojo", "coger", "cogi"),
    "mantener": ("mantenid", "mantengo", "mantendr", "mantuve"),
    "retener": ("retenid", "retengo", "retendr", "retuve"),
    "incluir": ("incluid", "incluyo", "incluir", "inclui"),
    "pedir": ("pedid", "pido", "pedir", "pedi"),
}
"""Participle without its ending, "I do", the future's stem, "I did"."""
ENGLISH = {
    "hold": ("held", "held"),
    "keep": ("kept", "kept"),
    "put": ("put", "put"),
    "set": ("set", "set"),
    "get": ("got", "got"),
    "give": ("gave", "given"),
    "take": ("took", "taken"),
    "send": ("sent", "sent"),
    "pay": ("paid", "paid"),
    "tell": ("told", "told"),
    "make": ("made", "made"),
    "do": ("did", "done"),
    "go": ("went", "gone"),
    "speak": ("spoke", "spoken"),
    "let": ("let", "let"),
    "withdraw": ("withdrew", "withdrawn"),
}
"""The past, and the participle."""
CLITICS = ("te", "os", "se", "le", "les", "lo", "la", "los", "las", "me", "nos")
HUNG = ("", "te", "me", "se", "nos", "os", "le", "les")


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms of some verbs, each tried as a pattern."""

    participles: tuple[str, ...]
    now: tuple[str, ...]
    """What she does as she says it, or is about to."""
    past: tuple[str, ...]
    infinitives: tuple[str, ...]
    gerunds: tuple[str, ...]

    def words(self) -> frozenset[str]:
        """The words by one of which they begin."""
        every = (*self.participles, *self.now, *self.past, *self.infinitives, *self.gerunds)
        return frozenset(one.split(" ")[0].removesuffix("(?:") for one in every)


def any_of(forms: Iterable[str]) -> str:
    """A pattern for any of them; for nothing when there are none."""
    return "(?:" + ("|".join(dict.fromkeys(forms)) or "(?!)") + ")"


def spanish(infinitives: str) -> Forms:
    """Of some infinitives: participles in every gender and number, and whatever is hung on an infinitive or a"
    " gerund."""
    every = [_spanish(one) for one in infinitives.split()]
    return Forms(*(tuple(word for forms in every for word in forms[n]) for n in range(5)))


def _spanish(infinitive: str) -> tuple[list[str], ...]:
    stem, kind = infinitive[:-2], infinitive[-2:]
    regular = (stem + ("ad" if kind == "ar" else "id"), f"{stem}o", infinitive, _past(stem, kind))
    participle, first, future, past = IRREGULAR.get(infinitive, regular)
    vowel = {"ar": "a", "er": "e", "ir": "i"}[kind]
    gerund = stem + ("ando" if kind == "ar" else "iendo")
    hung = [who + what for who in HUNG for what in ("", "lo", "la", "los", "las")]
    return (
        [participle + ending for ending in ("o", "a", "os", "as")],
        [first, f"{stem}{vowel}mos", f"{future}e", f"{future}emos"],
        [past],
        [infinitive + more for more in hung],
        [gerund + more for more in hung],
    )


def _past(stem: str, kind: str) -> str:
    if kind != "ar":
        return f"{stem}i"
    for ending, written in (("c", "qu"), ("g", "gu"), ("z", "c")):
        if stem.endswith(ending):
            return f"{stem[:-1]}{written}e"
    return f"{stem}e"


def english(verbs: str) -> Forms:
    """Of some verbs, each perhaps with a particle that comes near it ("set_aside")."""
    every = [_english(one) for one in verbs.split()]
    return Forms(*(tuple(word for forms in every for word in forms[n]) for n in range(5)))


def _english(verb: str) -> tuple[list[str], ...]:
    word, _, particle = verb.partition("_")
    more = rf" (?:\w+ ){{0,3}}?{particle}" if particle else ""
    short = word.removesuffix("e")
    stems = [short, short + short[-1]] if word == short else [short]
    regular = [f"{word[:-1]}ied"] if word[-1] == "y" and word[-2] not in "aeo" else [f"{stem}ed" for stem in stems]
    past, participle = ([one] for one in ENGLISH[word]) if word in ENGLISH else (regular, regular)
    gerunds = [f"{stem}ing" for stem in stems]
    return tuple([one + more for one in forms] for forms in (participle, [word], past, [word], gerunds))
