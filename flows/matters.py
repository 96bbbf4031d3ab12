"""How a thing is claimed of a booking: by its verbs, in whatever tense, by its nouns, and by turns of speech.

The things themselves are in `flows.matters_known`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.verbs import CLITICS, Forms, any_of, english, spanish

_FINISHED = any_of(
    (
        *spanish(
            "hacer realizar cerrar completar efectuar tramitar procesar gestionar registrar cursar ordenar emitir"
            " enviar solucionar arreglar preparar ultimar formalizar finalizar aplicar resolver recibir aceptar"
            " lanzar solicitar iniciar crear"
        ).participles,
        *english(
            "make do process sort complete finalize receive place submit issue send initiate set_up prepare go accept"
            " arrange request create order"
        ).participles,
        r"list[oa]s?(?! de)",
        "correct[oa]s?",
        "en (?:firme|regla|orden|marcha|camino|curso|proceso)",
        "in (?:place|order)",
        "all set",
        "ready",
        "(?:on|under) (?:its|the) way",
        "underway",
        "successful",
        "taken care of",
        "covered",
        "complete",
        "official",
        "ok(?:ay)?",
        "(?:cubiert|segur)[oa]s?",
    )
)
_SINCE = r"(?: (?:ya|just|already|now|also|tambien|gone ahead and|went ahead and|successfully|vuelto a|had))*"
_HAVE = rf"(?:\b(?:he|hemos)|\b(?:i|we)(?:'ve| have)?){_SINCE}(?: \w+)??"
_NEVER = "(?!)"


@dataclass(frozen=True, slots=True)
class Matter:
    """A thing that can be claimed: how it is said, and which events of the turn, or what stands, speak for it.

    The patterns' groups: `done` for what she says she has done, `now` for what she does as she says it, `state` for how
    it is said to be.
    """

    name: str
    words: re.Pattern[str]
    """Its verbs and nouns."""
    triggers: frozenset[str]
    """Without one of these words there is none of them."""
    idioms: re.Pattern[str]
    """What is said of it without them."""
    events: frozenset[str]
    stands: frozenset[str]

    def found(self, said: str, spoken: frozenset[str]) -> Iterator[re.Match[str]]:
        """Where it is spoken of; `spoken` are the words of that text."""
        yield from self.idioms.finditer(said)
        if self.triggers & spoken:
            yield from self.words.finditer(said)


def matter(
    name: str,
    events: str,
    stands: str = "",
    *,
    verbs: tuple[str, str] = ("", ""),
    acts: tuple[str, str] = ("", ""),
    nouns: str = "",
    tenses: str = "done now state",
    states: tuple[str, ...] = (),
    acting: tuple[str, ...] = (),
) -> Matter:
    """`verbs`: Spanish and English infinitives. `acts`: those whose participle alone says nothing. `tenses`: what
    counts of the verbs. `states`, `acting`: turns of speech that say how it is, and what she does."""
    ours, theirs = spanish(verbs[0]), english(verbs[1])
    more_ours, more_theirs = spanish(acts[0]), english(acts[1])
    patterns = {
        "done": f"{_done(ours, theirs)}|{_done(more_ours, more_theirs)}",
        "now": f"{_now(ours, theirs)}|{_now(more_ours, more_theirs)}",
        "state": rf"\b{any_of((*ours.participles, *theirs.participles))}\b|{_finished(nouns.split())}",
    }
    every = (ours, theirs, more_ours, more_theirs)
    return Matter(
        name,
        re.compile("|".join(rf"(?P<{tense}>{patterns[tense]})" for tense in tenses.split())),
        frozenset(word for forms in every for word in forms.words())
        | {noun + ending for noun in nouns.split() for ending in ("", "s", "es")},
        re.compile(rf"(?P<now>{'|'.join(acting) or _NEVER})|(?P<state>{'|'.join(states) or _NEVER})"),
        frozenset(events.split()),
        frozenset(stands.split()),
    )


def _done(ours: Forms, theirs: Forms) -> str:
    return (
        rf"{_HAVE} {any_of((*ours.participles, *theirs.participles))}\b|\b(?:i|we) {any_of(theirs.past)}\b"
        rf"|\b(?:acab(?:o|amos) de|(?:he|hemos) \w+(?: a)?) {any_of(ours.infinitives)}\b"
        rf"|(?:^\W*|[,.;:!] |\bya )(?:{any_of(CLITICS)} ){{1,2}}{any_of(ours.past)}\b"
    )


def _now(ours: Forms, theirs: Forms) -> str:
    now = any_of(ours.now)
    return (
        rf"\b(?:te|os|se|lo|la|los|las) {now}\b|\b{now} (?:ya )?(?:tu|la|el|los|las|vuestra|una|otra)\b"
        rf"|\b(?:estoy|estamos) {any_of(ours.gerunds)}\b|\b(?:voy|vamos|procedo"
        rf"|procedemos) a {any_of(ours.infinitives)}\b"
        rf"|\b(?:i'm|i am|we're|we are)(?: \w+)? {any_of(theirs.gerunds)}\b"
        rf"|\b(?:i'll|we'll|i will|we will)(?: (?:now|just|also|go ahead and))* {any_of(theirs.now)}\b"
    )


def _finished(nouns: list[str]) -> str:
    """ "Cancelación hecha", "cerrada la cita", "payment received"."""
    if not nouns:
        return _NEVER
    return (
        rf"\b{any_of(nouns)}(?:e?s)?\b(?:(?!\b(?:no|sin|pero)\b)[^,.;:!]){{0,30}}? {_FINISHED}\b"
        rf"|\b{_FINISHED} (?:ya )?(?:el |la |tu |the |your )?{any_of(nouns)}\b"
    )
