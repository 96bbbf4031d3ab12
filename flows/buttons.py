"""Shown offers as something to tap. A tap comes back as its title, in plain words: typing them does just as well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from flows.catalogue import Catalogue
from flows.situation import moment
from flows.wording import clock, listed, short_day
from models.moment import local


@dataclass(frozen=True, slots=True)
class Form:
    """What WhatsApp lets one way of tapping have: so many options, letters of a title, letters of the text above."""

    most: int
    letters: int
    text_letters: int


BUTTONS, LIST = Form(3, 20, 1024), Form(10, 24, 4096)
"""Chatwoot makes buttons of up to three options and a list of more."""

WHAT = ("stylist_id", "starts_at", "service_ids", "pack_id", "guest", "others", "appointment_id")
"""Two offers that agree in these are the same slot, found twice."""

PEOPLE: Final = {"es": "{n} personas", "en": "{n} people"}


@dataclass(frozen=True, slots=True)
class Option:
    """An offer, as it may be called."""

    day: date
    time: str
    stylists: tuple[str, ...]
    people: int
    """How many come."""

    def named(self, language: str) -> str:
        """`10:30 Pilar`, `16:00 Marta y Sara`."""
        return f"{self.time} {listed(self.stylists, language)}"

    def counted(self, language: str) -> str:
        """`16:00, 2 personas` where there are too many names."""
        if len(self.stylists) == 1:
            return self.named(language)
        return f"{self.time}, {PEOPLE[language].format(n=self.people)}" if self.people > 1 else self.time


def buttons(text: str, shown: Sequence[Mapping[str, Any]], catalogue: Catalogue, language: str) -> list[dict[str, str]]:
    """Title and value of each offer; none when they cannot be told apart in so few letters, or the text is too long."""
    offers = list({repr([offer.get(name) for name in WHAT]): offer for offer in shown}.values())
    form = BUTTONS if len(offers) <= BUTTONS.most else LIST
    if not offers or len(offers) > form.most or len(text) > form.text_letters:
        return []
    options = [_option(offer, catalogue) for offer in offers]
    if any(len(one.stylists) > 1 for one in options):
        titles = _for_several(options, form.letters, language)
    else:
        titles = _titles(options, form.letters, language)
    if len(set(titles)) < len(offers):
        return []
    return [{"title": title, "value": offer["code"]} for title, offer in zip(titles, offers, strict=True)]


def _option(offer: Mapping[str, Any], catalogue: Catalogue) -> Option:
    starts = local(moment(offer["starts_at"]), catalogue.business.timezone)
    everybody = (offer, *(offer.get("others") or ()))
    stylists = dict.fromkeys(catalogue.stylists[one["stylist_id"]].name for one in everybody)
    people = len({one.get("guest") for one in everybody})
    return Option(starts.date(), clock(starts.time()), tuple(stylists), people)


def _titles(options: Sequence[Option], letters: int, language: str) -> list[str]:
    """`vie 27 10:30 Pilar`; where a name would be cut and the day says nothing, `10:30 Pilar`."""
    named = [one.named(language) for one in options]
    titles = _dated(options, named, language)
    if _one_day(options) and not _fit(titles, letters):
        titles = named
    return [title[:letters].rstrip() for title in titles]


def _for_several(options: Sequence[Option], letters: int, language: str) -> list[str]:
    """With every name, else for how many, else the time alone: the first that says all it says. None when even the
    time does not tell them apart."""
    for words in (
        [one.named(language) for one in options],
        [one.counted(language) for one in options],
        [one.time for one in options],
    ):
        for titles in (_dated(options, words, language), words)[: 1 + _one_day(options)]:
            if _fit(titles, letters) and len(set(titles)) == len(titles):
                return titles
    return []


def _dated(options: Sequence[Option], words: Sequence[str], language: str) -> list[str]:
    return [f"{short_day(one.day, language)} {said}" for one, said in zip(options, words, strict=True)]


def _one_day(options: Sequence[Option]) -> bool:
    return len({one.day for one in options}) == 1


def _fit(titles: Sequence[str], letters: int) -> bool:
    return all(len(title) <= letters for title in titles)
