"""Finds the salon's services in what a customer writes: by name, alias, misspelling or in English."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from .catalogue import Catalogue
from .everyday import EVERYDAY
from .hair import hair_in
from .vocabulary import AUDIENCE, BINDING, JOINING, MEANS, MODEST, OCCASION, SAME, WEAK
from .words import fold, is_misspelling, sound, stem, whole_words

_PIECE = re.compile(r"[a-zñ]+(?:'[a-z]+)?|\d+|[^\w\s]|\n")
_WITHOUT = whole_words(
    r"sin|quita(?:me|r|mos)?|without|remove|drop|no quiero|nada de|menos|en vez de|en lugar de"
    r"|instead of|olvida"
)
_ARTICLES = r"\s*(?:el|la|los|las|lo de|un|una|unas|the|de|hacerme)?\s*$"
_WANTING = whole_words(
    r"quier\w+|queria|quisiera|gustaria|necesit\w+|hacer\w*|haceis|poner\w*|teneis|precio\w*|cuesta\w*"
    r"|vale\w*|cita|reserv\w+|pedir|depil\w+|pintar\w*|masaje|want|need|book|have|do|price|much|like"
)
_PACK_WORD = whole_words("packs?|bonos?|combo|promo(?:cion)?|oferta|bundle|deal")
_BY_SOUND = {sound(word): word for word in (*MEANS, *SAME)}
_TONGUE = re.compile(r"\binglés\b", re.IGNORECASE)  # the language, not the service *ingles*

Alternatives = tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """A service that was named: one id when it is clear, several when it could be any of them."""

    services: tuple[str, ...]
    span: tuple[int, int]
    vague: bool = False  # by a word that says little alone: "la espalda"
    slip: bool = False  # known by a misspelling only: it may as well be somebody's name
    removed: bool = False  # "sin las cejas"

    @property
    def clear(self) -> bool:
        return len(self.services) == 1 and not self.vague


@dataclass(frozen=True)
class ServiceTalk:
    mentions: tuple[Mention, ...]
    pack: str | None  # a pack asked for by its name

    def clear(self) -> tuple[str, ...]:
        named = [one.services[0] for one in self.mentions if one.clear and not one.removed]
        return tuple(dict.fromkeys(named))

    def unclear(self) -> tuple[tuple[str, ...], ...]:
        return tuple(one.services for one in self.mentions if not one.clear and not one.removed)

    def removed(self) -> tuple[str, ...]:
        return tuple(service for one in self.mentions if one.removed for service in one.services)


@dataclass(frozen=True)
class _Names:
    """The words of all names and aliases, and whom each set of words names."""

    phrases: tuple[tuple[frozenset[str], str], ...]
    exact: dict[frozenset[str], str]
    packs: dict[frozenset[str], str]
    words: frozenset[str]


@dataclass(frozen=True)
class _Word:
    meanings: Alternatives
    span: tuple[int, int]
    slip: bool
    modest: bool
    after_joint: bool  # "y", a comma or "+" stands before it


def services_in(text: str, catalogue: Catalogue, taken: tuple[tuple[int, int], ...] = ()) -> ServiceTalk:
    """Every service named in the text, outside the `taken` spans (names of people). "Pelo largo" is none."""
    taken += hair_in(text).spans
    names = _names_of(catalogue)
    mentions: list[Mention] = []
    folded = fold(text)
    for run in _runs(text, folded, names, taken):
        mentions += _mentions(run, names)
    placed = tuple(
        replace(one, removed=_is_removed(folded, one.span))
        for one in mentions
        if not one.vague or _WANTING.search(folded)  # "me duele la espalda" asks for nothing
    )
    pack = _pack_in(folded, names) if _PACK_WORD.search(folded) else None
    return ServiceTalk(placed, pack)


@lru_cache(maxsize=8)
def _names_of(catalogue: Catalogue) -> _Names:
    phrases: list[tuple[frozenset[str], str]] = []
    for service in catalogue.services:
        for name in (service.name, *service.aliases):
            if words := content(name):
                phrases.append((words, service.id))
    exact: dict[frozenset[str], str] = {}
    for words, service_id in phrases:
        exact.setdefault(words, service_id)
    packs = {content(pack.name): pack.id for pack in catalogue.packs}
    return _Names(tuple(phrases), exact, packs, frozenset().union(*(words for words, _ in phrases)))


def content(name: str) -> frozenset[str]:
    """The words that name it."""
    pieces = (stem(_plain(piece)) for piece in _PIECE.findall(fold(name)) if piece[0].isalnum())
    return frozenset(SAME.get(piece, piece) for piece in pieces if piece not in BINDING and piece not in JOINING)


def _plain(piece: str) -> str:
    """ "men's" is "men"."""
    return piece.removesuffix("'s")


def _runs(text: str, folded: str, names: _Names, taken: tuple[tuple[int, int], ...]) -> list[list[_Word]]:
    """Stretches of words that belong to service names, with nothing else between them."""
    tongues = [match.span() for match in _TONGUE.finditer(text)]
    runs: list[list[_Word]] = [[]]
    joint = False
    for match in _PIECE.finditer(folded):
        piece, span = _plain(match.group()), match.span()
        covered = any(start <= span[0] < end for start, end in (*taken, *tongues))
        meanings, slip = ((), False) if covered else _meanings(piece, names)
        if meanings:
            runs[-1].append(_Word(meanings, span, slip, piece in MODEST, joint))
            joint = False
        elif piece in JOINING and piece != ",":  # after a comma something new begins
            joint = True
        elif piece in BINDING and not covered:
            continue
        else:
            runs.append([])
            joint = False
    return [run for run in runs if run]


def _meanings(piece: str, names: _Names) -> tuple[Alternatives, bool]:
    """What the word may stand for in names of services, and whether only as a misspelling."""
    if piece in BINDING or piece in JOINING:
        return (), False
    return _meanings_of(stem(piece), piece, names.words)


@lru_cache(maxsize=8192)
def _meanings_of(word: str, piece: str, known: frozenset[str]) -> tuple[Alternatives, bool]:
    word = SAME.get(piece, SAME.get(word, word))
    found = tuple(each for each in MEANS.get(word, ()) if each in known)
    if found:  # the list may know it as well by the very word she uses: "haircut"
        own = (word,) if word in known and not WEAK.intersection(found) and word not in found else ()
        return (*found, *own), False
    if word in known:  # the list itself may have slips: "corporal", "corpral"
        return (word, *(each for each in known if each != word and _is_twin(word, each))), False
    if piece.isdigit() or piece in EVERYDAY or word in EVERYDAY:
        return (), False
    if (said := _BY_SOUND.get(sound(word))) and len(word) >= 5:  # *kortarme*
        return _meanings_of(said, said, known)[0], True
    near = [each for each in known if not each.isdigit() and is_misspelling(word, each)]
    return ((min(near, key=lambda each: (abs(len(each) - len(word)), each)),), True) if near else ((), False)


def _is_twin(word: str, other: str) -> bool:
    return min(len(word), len(other)) >= 7 and is_misspelling(word, other)


def _mentions(run: list[_Word], names: _Names) -> list[Mention]:
    """Cut a run into services: whole names first, the longest first, then parts of names."""
    for length in range(len(run), 1, -1):
        for start in range(len(run) - length + 1):
            if service := _exact(run[start : start + length], names):
                span = (run[start].span[0], run[start + length - 1].span[1])
                return [
                    *_mentions(run[:start], names),
                    Mention((service,), span, slip=any(word.slip for word in run[start : start + length])),
                    *_mentions(run[start + length :], names),
                ]
    if any(not word.modest and not WEAK.issuperset(word.meanings) for word in run):
        run = [word for word in run if not word.modest]
    found: list[Mention] = []
    while run:
        size = _longest_part(run, names)
        group, run = run[:size], run[size:]
        mention = _best(group, names)
        if mention and not (mention.vague and found and not group[0].after_joint):
            found.append(replace(mention, slip=any(word.slip for word in group)))
    return found


def _exact(words: list[_Word], names: _Names) -> str | None:
    for choice in product(*(word.meanings for word in words)):
        if (service := names.exact.get(frozenset(choice))) and len(set(choice)) == len(choice):
            return service
    return None


def _longest_part(run: list[_Word], names: _Names) -> int:
    """How many words from the start, up to the next joint, belong to one name."""
    reach = next((i for i, word in enumerate(run) if i and word.after_joint), len(run))
    for size in range(reach, 1, -1):
        if any(_extras(run[:size], phrase) is not None for phrase, _ in names.phrases):
            return size
    return 1


def _extras(words: list[_Word], phrase: frozenset[str]) -> int | None:
    """How far the name goes beyond these words; None when it lacks one of them."""
    met: set[str] = set()
    far = 0
    for word in words:
        rank = next((i for i, each in enumerate(word.meanings) if each in phrase), None)
        if rank is None:
            return None
        met.add(word.meanings[rank])
        far += 2 * rank
    left = phrase - met
    return far + len(left) + 3 * len(left & (AUDIENCE | OCCASION))


def _best(words: list[_Word], names: _Names) -> Mention | None:
    """The services with the fewest words beyond these."""
    scores: dict[str, int] = {}
    for phrase, service in names.phrases:
        extras = _extras(words, phrase)
        if extras is not None:
            scores[service] = min(extras, scores.get(service, extras))
    general = [word for word in words if not AUDIENCE.issuperset(word.meanings)]
    if not scores or not general:  # "para mi hija" alone is no service
        return None
    least = min(scores.values())
    if least >= 3 and len(general) < len(words):  # a variant for somebody else: the plain one
        return _best(general, names)
    span = (words[0].span[0], words[-1].span[1])
    if least and all(meaning in WEAK for word in words for meaning in word.meanings):
        close = [one for one in sorted(scores, key=lambda service: scores[service]) if scores[one] <= least + 2]
        return Mention(tuple(close[:4]), span, True)
    return Mention(tuple(one for one in scores if scores[one] == least)[:5], span)


def _is_removed(folded: str, span: tuple[int, int]) -> bool:
    before, after = folded[max(0, span[0] - 40) : span[0]], folded[span[1] : span[1] + 12]
    last = list(_WITHOUT.finditer(before))
    if last and re.fullmatch(_ARTICLES, before[last[-1].end() :]):
        return True
    return bool(re.match(r"\s+(?:no|not)\s*(?:[,.;!\n]|$)", after))


def _pack_in(folded: str, names: _Names) -> str | None:
    said = content(folded)
    return next((pack for words, pack in names.packs.items() if words and words <= said), None)
