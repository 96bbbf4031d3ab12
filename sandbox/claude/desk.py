"""What every part of the policy has at hand."""

from dataclasses import dataclass
from datetime import date

from .catalogue import Catalogue
from .intents import Intent
from .meaning import Meaning, meaning_of
from .prompt import View
from .talk import Talk
from .voice import Voice
from .wishes import Wish, wish_of
from .words import listed

_DAYS = listed("lunes martes miércoles jueves viernes sábado domingo")
_MONTHS = listed("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")


@dataclass(frozen=True)
class Desk:
    view: View
    meaning: Meaning
    wish: Wish
    talk: Talk
    voice: Voice

    @property
    def catalogue(self) -> Catalogue:
        return self.view.catalogue

    def day(self, wanted: date) -> str:
        """A day as the calendar writes it; beyond the calendar as the customer would."""
        known = self.view.open_day(wanted)
        spoken = f"{_DAYS[wanted.weekday()]} {wanted.day} de {_MONTHS[wanted.month - 1]}"
        return self.voice.day(wanted, known.day if known else spoken)

    def done(self, key: str, **facts: str) -> list[str]:
        """That something is done, unless the house has just written it to her: then it is settled without a word."""
        return [""] if self.talk.noticed else [self.voice.say(key, **facts)]

    @property
    def wants_booking(self) -> bool:
        """Whether the burst moves a booking on: names a service, a day, an hour, another slot ..."""
        meaning = self.meaning
        if meaning.services.mentions or meaning.services.pack or meaning.picked or meaning.variant:
            return True
        if self.wish.pack_decided or meaning.says(Intent.BOOK, Intent.NO_DAY):
            return True
        if meaning.accepts_proposal:
            return True
        when = meaning.says_when or bool(meaning.stylist) or meaning.says(Intent.ANOTHER)
        return when and "hours" not in meaning.topics and not self.is_farewell

    @property
    def in_course(self) -> bool:
        """Whether something is being talked over that she can let go of."""
        return bool(self.meaning.asked or self.meaning.shown or self.wish.services)

    @property
    def is_farewell(self) -> bool:
        """Thanks and goodbyes: "gracias, hasta el viernes" asks for no slot on Friday."""
        meaning = self.meaning
        busy = meaning.services.mentions or "?" in meaning.text or meaning.says(Intent.BOOK, Intent.ANOTHER)
        settled = bool(self.view.hold or self.view.situation.get("appointments"))
        return meaning.says(Intent.THANKS, Intent.BYE) and settled and not busy


def desk_for(view: View) -> Desk:
    meaning = meaning_of(view)
    said = sum(1 for line in view.earlier if line.sender == "assistant")
    return Desk(view, meaning, wish_of(view, meaning), Talk(view), Voice(meaning.language, said))
