"""All that a burst of messages means, taken together with what was asked before."""

import re
from dataclasses import dataclass

from .catalogue import Catalogue, Stylist
from .choices import Choice, choice_in
from .days import DayTalk, days_in
from .hair import HairTalk, hair_in
from .hours import HourTalk, hours_in
from .intents import Intent, intents_in, spans_of, topics_in
from .language import Language, language_of
from .memory import Question, asked, is_hour_left, requested_now, shown_offers
from .names import Expected, NameTalk, names_in
from .persons import spans_of_people
from .polarity import Verdict, confirms, verdicts_in
from .prompt import Offer, View
from .services import ServiceTalk, services_in
from .strangers import Stranger, strangers_in
from .words import fold, is_misspelling, stem, whole_words

Span = tuple[int, int]


@dataclass(frozen=True)
class Meaning:
    text: str
    language: Language
    asked: frozenset[Question]
    intents: frozenset[Intent]
    topics: tuple[str, ...]  # of the FAQ
    services: ServiceTalk
    picked: str | None  # one of the services we asked to choose from
    hair: HairTalk
    variant: str | None  # "el de 30": another length of what was last quoted
    days: DayTalk
    hours: HourTalk
    stylist: Stylist | None
    names: NameTalk
    verdicts: tuple[Verdict, ...]
    shown: tuple[Offer, ...]  # the slots on the table
    choice: Choice
    strangers: tuple[Stranger, ...]
    unread: tuple[str, ...]  # kinds of messages without text: audio, image ...

    def says(self, *intents: Intent) -> bool:
        return not self.intents.isdisjoint(intents)

    def was_asked(self, *questions: Question) -> bool:
        return not self.asked.isdisjoint(questions)

    @property
    def agrees(self) -> bool | None:
        """The last yes or no that does not answer for the name; None when there is neither."""
        asked = self.was_asked(Question.NAME, Question.NAME_CONFIRM)
        own = 1 if asked and self._names_after_a_word else 0
        said = [one.yes for one in self.verdicts[own:] if one.topic != "name" or not asked]
        return None if not said or (self.days.refused and not said[-1]) else said[-1]  # "mañana no"

    @property
    def _names_after_a_word(self) -> bool:
        """Whether a bare yes or no stands before her name: "Yes, Tom Baker" answers who she is and nothing else."""
        start = self.names.spans[0][0] if self.names.name and self.names.spans else 0
        return len(verdicts_in(self.text[:start])) == 1 and len(re.findall(r"\w+", self.text[:start])) == 1

    @property
    def confirms_name(self) -> bool | None:
        """Yes or no to "are you ...?"; a bare yes answers that too."""
        own = [one.yes for one in self.verdicts if one.topic == "name"]
        if own:
            return own[0]
        first = self.verdicts[0] if self.verdicts else None
        return True if first and first.yes and first.topic != "name" and confirms(self.text) else None

    @property
    def accepts_proposal(self) -> bool:
        """Yes to looking for a slot, or to the service that we named instead."""
        proposed = self.was_asked(Question.INTEREST) and self.agrees is True
        return proposed or self.accepts_search

    @property
    def accepts_search(self) -> bool:
        """Yes to "shall I look?", or to a question for the day; a yes to the pack is none."""
        asked = self.was_asked(Question.SEARCH, Question.DAY) and not self.was_asked(Question.PACK)
        return asked and self.agrees is True

    @property
    def says_when(self) -> bool:
        hours = self.hours
        return bool(
            self.days.days or self.days.any_day or hours.time or hours.part != "any"
            or hours.soonest or hours.later or hours.earlier
        )  # fmt: skip


def meaning_of(view: View) -> Meaning:
    text, catalogue = view.text, view.catalogue
    open_questions = asked(view)
    given = names_in(text, "nothing")
    days = days_in(text, view.now, lambda: is_hour_left(view, view.now))
    hours = hours_in(text, catalogue.opens_at(), catalogue.closes_at())
    times = days.spans + hours.spans
    others = spans_of_people(text, Question.PERSON in open_questions)
    services = services_in(text, catalogue, given.spans + others + times)  # "las 9 y media" is no *cera media*
    names = given if given.name else _names(view, text, open_questions, times, services)
    services = services_in(text, catalogue, names.spans + others + times) if names != given else services
    named = tuple(one.span for one in services.mentions)
    stylist = stylist_in(text, catalogue, names.spans + others)
    shown = shown_offers(view)
    intents, hair = intents_in(text), hair_in(text)
    beside = times + hair.spans + spans_of(Intent.FORGET, text)  # "no quiero nada, déjalo" wants no *déjalo*
    return Meaning(
        text=text,
        language=language_of(_customer_texts(view), view.situation.get("language") or "es"),
        asked=open_questions,
        intents=intents,
        topics=topics_in(text, tuple(catalogue.faq)) or _topics_again(view, days, services),
        services=services,
        picked=_picked(text, view) if Question.SERVICE in open_questions else None,
        hair=hair,
        variant=None if Question.SERVICE in open_questions else _variant(text, view),
        days=days,
        hours=hours,
        stylist=stylist,
        names=names,
        verdicts=verdicts_in(text),
        shown=shown,
        choice=choice_in(
            text, shown, days, hours, stylist.name if stylist else None, Question.CHOICE in open_questions
        ),
        strangers=strangers_in(text, catalogue, named, beside + names.spans + others + _people(text, catalogue)),
        unread=tuple(line.kind for line in view.new if not line.text.strip()),
    )


def _topics_again(view: View, days: DayTalk, services: ServiceTalk) -> tuple[str, ...]:
    """ "¿Y el 7?" after we spoke of opening hours asks for those again."""
    spoke = re.search(r"\b(?:abrimos|cerramos|we are (?:open|closed))\b", fold(view.last_said()))
    wants = requested_now(view).get("services") or services.mentions
    return ("hours",) if spoke and days.days and not wants and "hours" in view.catalogue.faq else ()


def _customer_texts(view: View) -> list[str]:
    """What the customer wrote, the newest first."""
    lines = [line.text for line in reversed(view.earlier) if line.sender == "customer"]
    return [view.text, *lines]


def _names(
    view: View, text: str, questions: frozenset[Question], times: tuple[Span, ...], services: ServiceTalk
) -> NameTalk:
    """The name in a bare answer. What is a day or a service is none, but a surname may sound like one."""
    customer = view.customer
    known = customer.get("name") or customer.get("whatsapp_name")
    expected: Expected = "nothing"
    unasked = known and fold(text).startswith(f"{fold(known)} ")  # her full name: "Laura Torres"
    if Question.SURNAME in questions or view.state == "naming" or unasked:
        expected = "surname"
    elif questions & {Question.NAME, Question.NAME_CONFIRM}:
        expected = "name"
    busy = times
    if expected == "name":
        busy += tuple(one.span for one in services.mentions if not one.slip)
    if Question.CHOICE in questions:  # "Marta" is then a stylist
        busy += _people(text, view.catalogue)
    if expected == "surname" and Question.NAME in questions and not customer.get("name"):
        full = names_in(text, "name", None, busy)
        if full.name and full.surname:
            return full  # "Dori Ruiz", who is called otherwise in WhatsApp
    return names_in(text, expected, known, busy)


def _people(text: str, catalogue: Catalogue) -> tuple[Span, ...]:
    folded = fold(text)
    return tuple(
        match.span()
        for stylist in catalogue.stylists
        for match in whole_words(re.escape(fold(stylist.name))).finditer(folded)
    )


def stylist_in(text: str, catalogue: Catalogue, names: tuple[Span, ...]) -> Stylist | None:
    """The stylist asked for; not the customer of the same name, nor one that is refused."""
    folded = fold(text)
    found: Stylist | None = None
    for match in re.finditer(r"[a-zñ]+", folded):
        if any(start <= match.start() < end for start, end in names):
            continue
        before = folded[: match.start()]
        led = bool(re.search(r"\b(?:con|with|de|para|tiene)\s$", before))
        for stylist in catalogue.stylists:
            name = fold(stylist.name)
            same = match.group() == name or (led and len(name) >= 5 and is_misspelling(match.group(), name))
            if same and not re.search(r"\b(?:no con|menos|no sea|not with|no quiero(?: con)?)\s(?:con\s)?$", before):
                found = stylist
    return found


def services_asked_about(view: View) -> tuple[str, ...]:
    """The services that our last question names: we write their names in bold."""
    for line in reversed(view.last_said().splitlines()):
        asked_about, mark, _ = line.rpartition("?")
        if mark and (found := view.catalogue.named(tuple(re.findall(r"\*\*(.+?)\*\*", asked_about)))):
            return found
    return ()


_PLACES = (
    whole_words("primer[ao]?", "first", "1"),
    whole_words("segund[ao]", "second", "2"),
    whole_words("tercer[ao]?", "third", "3"),
    whole_words("cuart[ao]", "fourth", "4"),
)


def _variant(text: str, view: View) -> str | None:
    """The service of the same kind as the one last quoted that takes so many minutes."""
    said = re.search(r"\b(?:el|la|uno|una) de (\d{2,3})\b(?![:.h]\d)|\b(\d{2,3}) ?min", fold(text))
    requested = tuple(requested_now(view).get("services") or ())
    quoted = view.catalogue.service(requested[0]) if len(requested) == 1 else None
    if not said or not quoted:
        return None
    kind, minutes = fold(quoted.name).split()[0], int(said[1] or said[2])
    alike = [one for one in view.catalogue.services if one.minutes == minutes and fold(one.name).split()[0] == kind]
    return alike[0].id if len(alike) == 1 and alike[0].id != quoted.id else None


def _picked(text: str, view: View) -> str | None:
    """The service meant by "el de 30", "la segunda", "el normal" after we asked which."""
    choices = services_asked_about(view)
    if len(choices) == 1:  # "¿Te refieres a ...?"
        return choices[0] if [one.yes for one in verdicts_in(text)][-1:] == [True] else None
    words = {stem(word) for word in re.findall(r"[a-zñ]+|\d+", fold(text))}
    scores: dict[str, int] = {}
    for choice in choices:
        service = view.catalogue.service(choice)
        if service:
            own = {stem(word) for word in re.findall(r"[a-zñ]+|\d+", fold(service.name))}
            scores[choice] = len(words & (own | {str(service.minutes)}))
    best = max(scores.values(), default=0)
    winners = [choice for choice in choices if scores.get(choice) == best]
    if best and len(winners) == 1:
        return winners[0]
    for place, pattern in zip(range(len(choices)), _PLACES, strict=False):
        if pattern.search(fold(text)):
            return choices[place]
    return None
