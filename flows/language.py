"""Which of the house's languages is a customer writing in?

Short chat messages defeat statistics over letters, so this counts words that belong to one language only; when
there are none, or as many of both, it does not guess. Whose language is known keeps it until she really writes in
another one: a "thanks", an "ok" or the name of a treatment is a loan word, no change of language.
"""

import re
from collections.abc import Collection, Iterable

from flows.safety import plain

SPANISH = """
hola buenas buenos dias tardes noches que quiero queria quisiera querria puedo podria podeis teneis tienes
hay para por con el la los las un una unos del al mi mis te se lo le su es son soy estoy esta este y o pero
si como cuando cuanto cuanta cuesta donde gracias vale claro perfecto manana hoy tarde lunes martes
miercoles jueves viernes sabado domingo cita hora corte cortar cortarme pelo mechas peinado sobre de en
ola q ke k x tengo tiene kiero quieres puedes
"""
ENGLISH = """
hi hello hey good morning afternoon evening i'd i'm im you your my we the an and or but yes is are am do
does can could would like want need have has get for with on at in to of how what when where much thanks
thank please tomorrow today monday tuesday wednesday thursday friday saturday sunday appointment book
booking haircut hair cut available free time next this
"""
WORDS = {"es": frozenset(SPANISH.split()), "en": frozenset(ENGLISH.split())}
"""Words of one language only. Those that are in both say nothing; "i" neither: in haste it is a Spanish "y"."""

SAID_BY_ALL = """
hola buenas buenos dias tardes noches gracias vale si claro perfecto hi hello hey good morning afternoon evening
thanks thank you please love free time next hair cut haircut book booking on in am have
"""
BORROWED = frozenset(SAID_BY_ALL.split())
"""Words that are said in any language, and those that names of treatments are made of."""
ENOUGH = 2
"""So many different words of its own a language must have before somebody who wrote in another one changes to it."""
ONLY_SPANISH = re.compile("[¿¡ñ]")


def spoken(texts: Iterable[str], languages: Collection[str], before: str | None = None) -> str | None:
    """The language these messages are in, out of those the house speaks; None when they do not tell.

    `before` is the customer's language so far: for another one it takes more than loan words.
    """
    said = " ".join(texts)
    words = re.findall(r"[\w']+", plain(said))
    counts = {
        language: sum(word in known for word in words) for language, known in WORDS.items() if language in languages
    }
    ranked = sorted(counts, key=lambda language: -counts[language])
    if not ranked or counts[ranked[0]] == 0:
        return None
    if len(ranked) > 1 and counts[ranked[0]] == counts[ranked[1]]:
        return None
    if before in counts and before != ranked[0]:
        own = len(set(words) & WORDS[ranked[0]] - BORROWED)
        own += ranked[0] == "es" and ONLY_SPANISH.search(said.casefold()) is not None
        return ranked[0] if own >= ENOUGH else None
    return ranked[0]
