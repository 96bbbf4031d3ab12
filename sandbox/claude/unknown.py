"""What she asks for by a word that the catalogue does not have: looked for, then offered or honestly denied."""

import re

from rapidfuzz.distance import OSA

from .catalogue import Service
from .desk import Desk
from .everyday import EVERYDAY
from .memory import was_confused
from .names import names_in
from .strangers import Stranger, is_strange
from .talk import Result
from .vocabulary import BINDING, JOINING, NEAR
from .which import which
from .words import fold, is_misspelling, sound, stem

_MOST = 3  # words that are looked for in one turn


def unknown_things(desk: Desk) -> list[str]:
    """A paragraph for what comes near, one for all of which the salon has nothing."""
    say, meaning = desk.voice.say, desk.meaning
    said: list[str] = []
    denied: list[str] = []
    for one in meaning.strangers:
        thing = re.sub(r"[^\w\s'-]", "", one.said).strip()
        near = _nearest(desk, one, thing)
        if near is None or (meaning.services.mentions and not _alike(thing, near)):
            denied.append(say("quoted", said=thing))
        elif _is_slip(thing, near) and not (meaning.services.mentions or said):
            said.append(which(desk, (near.id,)))
        else:
            taken = near.id in desk.wish.services
            key = (
                "stranger_taken" if taken else "stranger_also" if meaning.services.mentions or said else "stranger_near"
            )
            said.append(say(key, said=thing, name=near.name, price=near.price, minutes=near.minutes))
    return [*said, say("stranger", said=say("nor").join(denied))] if denied else said


def guessed(desk: Desk) -> list[str]:
    """For a burst in which nothing says what she wants: what a word of it may stand for, as a question."""
    words = _unplaced(desk)
    if not words or not desk.talk.can("search_services"):
        return []
    result = desk.talk.call("search_services", words=" ".join(words))
    fits = [one for one in _services(desk, result) if any(_alike(word, one) for word in words)]
    if fits:
        return [which(desk, tuple(one.id for one in fits[:3]))]
    if len(words) > 1 or was_confused(desk.view) or not _is_all(desk, words[0]):
        return []
    return [desk.voice.say("stranger", said=desk.voice.say("quoted", said=words[0])), desk.voice.say("tell_me")]


def _nearest(desk: Desk, one: Stranger, thing: str) -> Service | None:
    """What the house's search finds like it, else what any hairdresser knows to be near."""
    if not desk.talk.can("search_services"):
        return one.nearest
    found = _search(desk, thing)
    if found is None:
        return one.nearest
    hinted = one.nearest if any(stem(word) in NEAR for word in fold(thing).split()) else None
    return hinted or next((each for each in found if _alike(thing, each)), None)


def _search(desk: Desk, words: str) -> list[Service] | None:
    """What the search answers, the likeliest first; None where it cannot be asked."""
    result = desk.talk.also("search_services", words=words)
    return None if result.error == "unavailable" else _services(desk, result)


def _services(desk: Desk, result: Result) -> list[Service]:
    found = (desk.catalogue.service(one["service"]) for one in result.data.get("services") or [])
    return [one for one in found if one]


def _alike(said: str, service: Service) -> bool:
    """Whether a word of hers is like one of the service's: the search also finds what only looks alike as a whole."""
    return _is_slip(said, service) or any(len(a) > 5 < len(b) and a[:5] == b[:5] for a, b in _pairs(said, service))


def _is_slip(said: str, service: Service) -> bool:
    """Whether a word of hers is one of the service's, misspelt."""
    return any(is_misspelling(a, b) or OSA.distance(sound(a), sound(b)) < 2 for a, b in _pairs(said, service))


def _pairs(said: str, service: Service) -> list[tuple[str, str]]:
    own = {stem(word) for name in (service.name, *service.aliases) for word in re.findall(r"[a-zñ]{4,}", fold(name))}
    return [(stem(word), other) for word in re.findall(r"[a-zñ]{4,}", fold(said)) for other in sorted(own)]


def _unplaced(desk: Desk) -> list[str]:
    """Words of which we know nothing at all."""
    meaning = desk.meaning
    taken = meaning.days.spans + meaning.hours.spans + meaning.names.spans + names_in(meaning.text, "nothing").spans
    found = [match for match in re.finditer(r"[a-zñ]+", fold(meaning.text)) if is_strange(*_placed(match), taken)]
    return [match.group() for match in found if stem(match.group()) not in EVERYDAY][:_MOST]


def _is_all(desk: Desk, word: str) -> bool:
    """Whether the burst is that word alone, or with a day or an hour beside it."""
    text = fold(desk.meaning.text)
    for start, end in desk.meaning.days.spans + desk.meaning.hours.spans:
        text = text[:start] + " " * (end - start) + text[end:]
    rest = {one for one in re.findall(r"[a-zñ]+", text) if one not in BINDING | JOINING}
    return rest == {word} and len(word) >= 5


def _placed(match: re.Match[str]) -> tuple[str, tuple[int, int]]:
    return match.group(), match.span()
