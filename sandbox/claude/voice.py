"""Puts facts into sentences of the customer's language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .catalogue import Service
from .language import Language
from .phrases import PARTS, PHRASES
from .prompt import Offer
from .words import fold, listed

_DAYS = listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_SPANISH_DAYS = listed("lunes martes miércoles jueves viernes sábado domingo")
_MONTHS = listed("January February March April May June July August September October November December")
_SPANISH_DAY = re.compile(r"^(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b")


@dataclass(frozen=True)
class Voice:
    language: Language
    turn: int = 0  # our messages so far: we do not always ask in the same words

    def say(self, key: str, **facts: Any) -> str:
        return PHRASES[key][self.language == "en"].format(**facts)

    def day(self, when: date | str, told: str) -> str:
        """The day as the house writes it; in English, when the house wrote it in Spanish."""
        if self.language == "es" or not _SPANISH_DAY.match(fold(told)):
            return told
        day = date.fromisoformat(when) if isinstance(when, str) else when
        return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"

    def weekday(self, when: date) -> str:
        return (_DAYS if self.language == "en" else _SPANISH_DAYS)[when.weekday()]

    def part(self, part: str) -> str:
        return PARTS[part][self.language == "en"]

    def list(self, items: Iterable[str], either: bool = False) -> str:
        """ "a, b y c", or "a, b o c"; Spanish *y* turns *e* before an i, *o* turns *u* before an o."""
        each = list(items)
        if len(each) < 2:
            return "".join(each)
        last = fold(each[-1]).lstrip("*«")
        joint = "or" if either else "and"
        if self.language == "es" and either:
            joint = "u" if re.match(r"h?o", last) else "o"
        elif self.language == "es":
            joint = "e" if re.match(r"h?i(?![ae])", last) else "y"
        return f"{', '.join(each[:-1])} {joint} {each[-1]}"

    def service(self, service: Service) -> str:
        """A service with its price and minutes, within a sentence."""
        if not service.deposit:
            return self.say("line_free", name=service.name, minutes=service.minutes).rstrip(".")
        return self.say("item", name=service.name, price=service.price, minutes=service.minutes)

    def options(self, offers: Sequence[Offer], told: str = "") -> str:
        """The slots to choose from, with the question which. `told` stands before it and may name the day."""
        if len(offers) == 1:
            one = offers[0]
            day = self.day(one.date, one.day)
            if one.others:
                then = "one_several_then" if day in told else "one_several"
                return self.say(then, day=day, option=self.lines(offers))
            return self.say(
                "one_option_then" if day in told else "one_option", day=day, time=one.time, stylist=one.stylist
            )
        lines, which = self.lines(offers), self.say("which_suits" if self.turn % 2 else "which")
        day = self.day(offers[0].date, offers[0].day)
        if len({one.date for one in offers}) == 1 and day not in told:
            return self.say("options_day", day=day, options=lines, which=which)
        return self.say("options_days", options=lines, which=which)

    def lines(self, offers: Sequence[Offer]) -> str:
        one_day = len({one.date for one in offers}) == 1
        return "\n".join(
            self._several(one, dated=not one_day)
            if one.others
            else self.say(
                "option" if one_day else "option_dated",
                day=self.day(one.date, one.day),
                time=one.time,
                stylist=one.stylist,
            )
            for one in offers
        )

    def whose(self, who: str, start: bool = False) -> str:
        """ "mi hija" is "tu hija" when we say it; nobody is whoever writes."""
        if not who:
            return self.say("you_start" if start else "you")
        theirs = re.sub(r"^(mi|my)(?= )", "your" if self.language == "en" else "tu", who)
        return self.say("whose_start", who=theirs) if start else theirs

    def _several(self, offer: Offer, dated: bool) -> str:
        """An option of several appointments: all at one time, or one after the other."""
        visits = [(offer.who, offer.time, offer.stylist), *((one.who, one.time, one.stylist) for one in offer.others)]
        named = any(who for who, _, _ in visits)
        at_once = len({time for _, time, _ in visits}) == 1
        key = "visit_of" if at_once and named else "visit_of_at" if named else "visit"
        each = [self.say(key, who=self.whose(who), time=time, stylist=stylist) for who, time, stylist in visits]
        line = ("several_dated" if dated else "several") + ("_at" if at_once and named else "")
        return self.say(line, day=self.day(offer.date, offer.day), time=offer.time, visits=self.list(each))
