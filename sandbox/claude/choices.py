"""Which of the slots that were shown the customer takes."""

import re
from dataclasses import dataclass

from .catalogue import minutes_of
from .days import DayTalk
from .hours import HourTalk
from .prompt import Offer
from .words import fold, whole_words

_ORDINALS = tuple(
    whole_words(
        rf"(?:la|el|the) (?:{word})",
        rf"(?:{word}) (?:one|opcion|option|hora)",
        rf"^(?:{word})(?:[\s.!,]|por favor|please|gracias)*$",
        rf"opcion (?:{figure})",
        rf"option (?:{figure})",
        rf"(?:la|el) (?:{figure})",
    )
    for word, figure in (
        ("primer[ao]?|first|1[aª]", "1|uno|one"),
        ("segund[ao]|second|2[aª]", "2|dos|two"),
        ("tercer[ao]?|third|3[aª]", "3|tres|three"),
    )
)
_LAST = whole_words("(?:la|el) ultim[ao]", "the last(?: one)?", "(?:la|el) de(?: mas)? tarde", "the later one")
_BARE_NUMBER = re.compile(r"^\s*([1-4])\s*[.!)]*\s*$", re.MULTILINE)
_ANY = whole_words(
    "cualquiera(?: de las dos)?",
    "(?:me )?da igual",
    "la que (?:sea|quieras|tu quieras)",
    "(?:either|any)(?: one| of them)?",
    "whichever",
    "i don't mind",
    "no me importa",
)
_WHOEVER = whole_words("(?:con )?quien(?: sea)?", "cualquier (?:peluquer[ao]|persona)", "anyone", "anybody", "whoever")
_POINTING = whole_words("la del?", "el del?", r"the (?:\w+ )?one", "es[ae]", "that one")
_MORE = whole_words("mejor", "prefiero", "otr[oa]s?", "y (?:el|la|por|con)", "rather", "what about")
_NOT_FIRST = whole_words(
    "a (?:primera|ultima) hora",
    "(?:la )?(?:primera|ultima) vez",
    "en primer lugar",
    "first time",
    "at first",
    "last time",
)


@dataclass(frozen=True)
class Choice:
    offer: Offer | None = None
    among: tuple[Offer, ...] = ()  # what she pointed to still leaves several


def choice_in(
    text: str, offers: tuple[Offer, ...], days: DayTalk, hours: HourTalk, stylist: str | None, listed: bool
) -> Choice:
    """The offer that the words point at: by place in the list, time, stylist or day.

    `listed`: our last message was the list, so that "la que sea" means one of it.

    A day, an hour or a stylist that no offer has is no choice but a new wish.
    """
    if not offers or hours.bound:
        return Choice()
    folded = _NOT_FIRST.sub(" ", fold(text))
    fitting = [one for one in offers if _fits(one, days, hours, stylist)]
    ordinal = _ordinal(folded, offers)
    if ordinal is not None:
        return Choice(ordinal) if ordinal in fitting or not _is_pointed(days, hours, stylist) else Choice()
    if not fitting:
        return Choice()
    if stylist and not hours.time and ("?" in text or _asks_more(folded.replace("mejor", ""))):
        return Choice()  # "¿y con Pilar?" wants to see hers
    if hours.time or stylist:
        exact = [one for one in fitting if minutes_of(one.time) == minutes_of(hours.time or "0")]
        return _of(tuple(exact or fitting))
    if days.days and len(fitting) == 1 and "?" not in text and _is_day_open(offers):
        return Choice(fitting[0])
    if listed and _WHOEVER.search(folded):
        return _of(tuple(fitting))
    if listed and (hours.soonest or _ANY.search(folded)):
        return Choice(min(fitting, key=lambda one: (one.date, minutes_of(one.time))))
    if (days.days or hours.part != "any") and _POINTING.search(folded) and "?" not in text:
        found = tuple(one for one in fitting if _in_part(one, hours))
        return _of(found) if len(found) == 1 and not _asks_more(folded) else Choice()
    return Choice()


def _is_day_open(offers: tuple[Offer, ...]) -> bool:
    """Whether only the day is left to say: one hour on several days."""
    return len({one.time for one in offers}) == 1 and len({one.date for one in offers}) == len(offers) > 1


def _of(found: tuple[Offer, ...]) -> Choice:
    """One slot; the first of several at the same hour, for who names only the hour minds no stylist."""
    same = len({(one.date, one.time) for one in found}) == 1
    return Choice(found[0]) if same else Choice(among=found)


def _is_pointed(days: DayTalk, hours: HourTalk, stylist: str | None) -> bool:
    return bool(days.days or hours.time or stylist)


def _fits(offer: Offer, days: DayTalk, hours: HourTalk, stylist: str | None) -> bool:
    if days.days and offer.date not in days.days:
        return False
    if stylist and fold(stylist) not in map(fold, (offer.stylist, *(one.stylist for one in offer.others))):
        return False
    if not hours.time:
        return True
    asked, offered = minutes_of(hours.time), minutes_of(offer.time)
    return asked == offered or (not hours.exact and asked // 60 == offered // 60)


def _in_part(offer: Offer, hours: HourTalk) -> bool:
    start = minutes_of(offer.time)
    match hours.part:
        case "morning":
            return start < 14 * 60
        case "afternoon":
            return start >= 14 * 60
        case "evening":
            return start >= 18 * 60
    return True


def _ordinal(folded: str, offers: tuple[Offer, ...]) -> Offer | None:
    if match := _BARE_NUMBER.search(folded):
        place = int(match.group(1)) - 1
        return offers[place] if place < len(offers) else None
    if _LAST.search(folded):
        return offers[-1]
    for place, pattern in enumerate(_ORDINALS[: len(offers)]):
        if pattern.search(folded):
            return offers[place]
    return None


def _asks_more(folded: str) -> bool:
    return bool(_MORE.search(folded))
