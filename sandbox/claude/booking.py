"""From a wish towards slots: what it costs, the pack worth having, the day."""

from dataclasses import replace
from datetime import date
from typing import Any

from .catalogue import Pack
from .desk import Desk
from .intents import Intent
from .meaning import services_asked_about
from .memory import Question, requested_now
from .naming import name_question
from .searching import prices, search, trouble
from .unknown import guessed
from .waiting import open_point
from .which import which
from .words import fold


def advance(desk: Desk) -> list[str]:
    """The next step towards slots, as paragraphs."""
    wish, meaning, say = desk.wish, desk.meaning, desk.voice.say
    left = meaning.was_asked(Question.SERVICE) and not (meaning.picked or meaning.services.mentions)
    unclear = () if meaning.picked else (*meaning.services.unclear(), *_for_long_hair(desk))
    if not wish.services and not unclear:
        return _ask_service(desk)
    said: list[str] = []
    asks_price = meaning.says(Intent.PRICE, Intent.DURATION)
    if wish.services and (asks_price or (wish.changed and not (wish.pack and wish.says_when))):
        quote = desk.talk.call("quote", services=list(wish.services), pack=wish.pack)
        if not quote.ok:
            return [trouble(desk, quote)]
        pack = _worth_suggesting(desk, quote.data)
        said.append(prices(desk, quote.data))
        if pack and not unclear:
            return [*said, *_suggest(desk, pack)]
    if unclear:
        return [*said, which(desk, *unclear)]
    if meaning.days.doubt:
        return [*said, _doubtful(desk, *meaning.days.doubt)]
    if asks_price and not meaning.says(Intent.BOOK) and not meaning.says_when:
        asked_before = (desk.view.hold or meaning.shown) and not wish.changed
        if asked_before:
            return [*said, *open_point(desk)]
        just_asked = meaning.was_asked(Question.DAY, Question.SEARCH) and said
        return said if just_asked else [*said, say("shall_i_look")]
    if meaning.days.other_day and not meaning.says_when:
        return [*said, say("ask_other_day")]
    if not wish.says_when:
        return [*said, _which_day(desk)]
    waiting = services_asked_about(desk.view) if left and wish.services and meaning.agrees is not False else ()
    items = desk.voice.list([f"**{name}**" for name in desk.catalogue.names(waiting)], either=True)
    note = [say("left_out", items=items)] if waiting else []
    return [*said, *note, *search(desk, priced=bool(said))]


def _which_day(desk: Desk) -> str:
    say = desk.voice.say
    if not desk.meaning.says(Intent.NO_DAY):
        return say("ask_day")
    return f"{say('ask_any_day')} {say('wait_exists')}" if desk.talk.can("wait") else say("ask_any_day")


def _doubtful(desk: Desk, dated: date, named: date) -> str:
    """Which of two days she means; one that is beyond the calendar has no name that we were told."""
    if desk.view.open_day(dated) and desk.view.open_day(named):
        return desk.voice.say("doubtful_day", one=desk.day(dated), other=desk.day(named))
    return desk.voice.say("doubtful_date", number=dated.day, weekday=desk.voice.weekday(named))


def _ask_service(desk: Desk) -> list[str]:
    """She wants to come and has not said for what, nor something that was answered already."""
    if desk.meaning.strangers or desk.meaning.says(Intent.CONTEXT):
        return []
    if desk.meaning.says(Intent.PRICE, Intent.OFFERINGS):
        return [offerings(desk)]
    if guess := guessed(desk):
        return guess
    if desk.wish.days and desk.view.open_day(desk.wish.days[0]):
        return [desk.voice.say("which_service_for", day=desk.day(desk.wish.days[0]))]
    return [desk.voice.say("tell_me")]


def offerings(desk: Desk) -> str:
    """A few services of each kind, the plainest names."""
    plain = [one for one in desk.catalogue.services if one.name.isalpha() and one.deposit]
    kinds = dict.fromkeys(one.category for one in plain)
    few = [one.name for kind in kinds for one in [s for s in plain if s.category == kind][-4:]]
    return desk.voice.say("offerings", items=desk.voice.list(few))


def _for_long_hair(desk: Desk) -> tuple[tuple[str, ...], ...]:
    """The variant for long hair of what she wants, when she says that hers is long."""
    plain = [one for one in map(desk.catalogue.service, desk.wish.services) if one and desk.meaning.hair.long]
    long = {f"{fold(one.name)} largo" for one in plain}
    return tuple(
        (one.id,) for one in desk.catalogue.services if fold(one.name) in long and one.id not in desk.wish.services
    )


def _worth_suggesting(desk: Desk, quote: dict[str, Any]) -> Pack | None:
    """A cheaper pack that she has not heard of yet."""
    if desk.wish.pack or desk.wish.pack_decided:
        return None
    heard = requested_now(desk.view).get("pack_suggested")
    for one in quote.get("packs") or []:
        known = desk.catalogue.pack(one["id"])
        if known and known.id != heard:
            return replace(known, price=one["price"], minutes=one["minutes"], saving=one["saving"])
    return None


def _suggest(desk: Desk, pack: Pack) -> list[str]:
    wish, voice = desk.wish, desk.voice
    extra = [one for one in pack.services if one not in wish.services]
    offer = voice.say(
        "pack_more" if extra else "pack_same",
        pack=pack.name,
        extra=voice.list(desk.catalogue.names(tuple(extra))),
        price=pack.price,
        minutes=pack.minutes,
        saving=pack.saving,
        services=voice.list(desk.catalogue.names(wish.services)),
    )
    if wish.days:
        return [offer, voice.say("look_once_decided", day=desk.day(wish.days[0]))]
    if wish.says_when:
        return [offer, voice.say("look_once_decided_first")]
    return [offer] if name_question(desk) else [offer, voice.say("and_which_day")]  # one thing after the other
