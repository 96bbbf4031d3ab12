"""From a wish to slots: prices, the pack worth having, the day, the search."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from .catalogue import Pack, minutes_of
from .desk import Desk
from .hours import Bound, Part, is_outside
from .intents import Intent
from .meaning import services_asked_about
from .memory import Question, requested_now
from .prompt import Offer, offers_from
from .talk import Result
from .waiting import open_point
from .words import fold

_SEARCHES = 3  # in one turn


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
            return [_trouble(desk, quote)]
        pack = _worth_suggesting(desk, quote.data)
        said.append(_prices(desk, quote.data))
        if pack and not unclear:
            return [*said, *_suggest(desk, pack)]
    if unclear:
        return [*said, *(_which(desk, services) for services in unclear)]
    if meaning.days.doubt:
        one, other = meaning.days.doubt
        return [*said, say("doubtful_day", one=desk.day(one), other=desk.day(other))]
    if asks_price and not meaning.says(Intent.BOOK) and not meaning.says_when:
        asked_before = (desk.view.hold or meaning.shown) and not wish.changed
        if asked_before:
            return [*said, *open_point(desk)]
        just_asked = meaning.was_asked(Question.DAY, Question.SEARCH) and said
        return said if just_asked else [*said, say("shall_i_look")]
    if meaning.days.other_day and not meaning.says_when:
        return [*said, say("ask_other_day")]
    if not wish.says_when:
        return [*said, say("ask_day")]
    waiting = services_asked_about(desk.view) if left and wish.services and meaning.agrees is not False else ()
    items = desk.voice.list([f"**{name}**" for name in desk.catalogue.names(waiting)], either=True)
    note = [say("left_out", items=items)] if waiting else []
    return [*said, *note, *search(desk, priced=bool(said))]


def _ask_service(desk: Desk) -> list[str]:
    """She wants to come and has not said for what, nor something that was answered already."""
    if desk.meaning.strangers or desk.meaning.says(Intent.CONTEXT):
        return []
    if desk.meaning.says(Intent.PRICE, Intent.OFFERINGS):
        return [offerings(desk)]
    if desk.wish.days:
        return [desk.voice.say("which_service_for", day=desk.day(desk.wish.days[0]))]
    return [desk.voice.say("tell_me")]


def offerings(desk: Desk) -> str:
    """A few services of each kind, the plainest names."""
    plain = [one for one in desk.catalogue.services if one.name.isalpha() and one.deposit]
    kinds = dict.fromkeys(one.category for one in plain)
    few = [one.name for kind in kinds for one in [s for s in plain if s.category == kind][-4:]]
    return desk.voice.say("offerings", items=desk.voice.list(few))


def _which(desk: Desk, services: tuple[str, ...]) -> str:
    items = [desk.voice.service(one) for one in map(desk.catalogue.service, services) if one]
    if len(items) == 1:
        return desk.voice.say("do_you_mean", item=items[0])
    return desk.voice.say("which_of_services", items=desk.voice.list(items, either=True))


def _for_long_hair(desk: Desk) -> tuple[tuple[str, ...], ...]:
    """The variant for long hair of what she wants, when she says that hers is long."""
    plain = [one for one in map(desk.catalogue.service, desk.wish.services) if one and desk.meaning.hair.long]
    long = {f"{fold(one.name)} largo" for one in plain}
    return tuple(
        (one.id,) for one in desk.catalogue.services if fold(one.name) in long and one.id not in desk.wish.services
    )


def _prices(desk: Desk, quote: dict[str, Any]) -> str:
    say, lines = desk.voice.say, quote.get("lines") or []
    pack = desk.catalogue.pack(desk.wish.pack)
    if pack and set(desk.wish.services) == set(pack.services):
        return say("pack_line", name=pack.name, price=quote["total"], minutes=quote["minutes"])
    if len(lines) == 1:
        service = desk.catalogue.service(lines[0]["service"])
        key = "line" if service is None or service.deposit else "line_free"
        return say(key, name=lines[0]["name"], price=lines[0]["price"], minutes=lines[0]["minutes"])
    items = [say("item", name=x["name"], price=x["price"], minutes=x["minutes"]) for x in lines]
    return say("total", items=desk.voice.list(items), total=quote["total"], minutes=quote["minutes"])


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
        then = voice.say("look_once_decided", day=desk.day(wish.days[0]))
    else:
        then = voice.say("look_once_decided_first" if wish.says_when else "and_which_day")
    return [offer, then]


@dataclass(frozen=True)
class _Ask:
    """One search."""

    day: date | None
    part: Part
    time: str | None
    stylist: str | None


def search(desk: Desk, priced: bool = False) -> list[str]:
    """Look for slots; where there are none say why and look at what is next to it.

    `priced`: the reply has told already what it costs.
    """
    wish = desk.wish
    ask: _Ask | None = _Ask(wish.days[0] if wish.days else None, wish.part, wish.time, wish.stylist)
    said: list[str] = []
    for _ in range(_SEARCHES):
        if ask is None:
            break
        found = _find(desk, ask)
        if not found.ok:
            return said or [_trouble(desk, found)]
        offers = offers_from(found.data.get("options") or [])
        if offers and not (ask.part != "any" and not _beyond(desk, offers)):
            shown = _present(desk, offers, found.data, ask, "\n".join(said))
            moved = desk.meaning.hours.later or desk.meaning.hours.earlier  # explains itself
            price = [] if priced else _news_of_pack(desk, found.data)
            return [*([] if moved else said), *price, *shown]
        if not offers:
            said.append(_explain(desk, found.data, ask))
        ask = replace(ask, part="any") if offers else _instead(desk, found.data, ask)
    if not said or not said[-1].endswith("?"):
        said.append(desk.voice.say("other_time"))
    return said


def _find(desk: Desk, ask: _Ask) -> Result:
    return desk.talk.call(
        "find_slots",
        services=list(desk.wish.services),
        pack=desk.wish.pack,
        date=ask.day.isoformat() if ask.day else None,
        part=ask.part,
        time=ask.time,
        stylist=ask.stylist,
    )


def _beyond(desk: Desk, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """Those later or earlier than what was on the table, if that is what she asked for."""
    hours, shown = desk.meaning.hours, [minutes_of(one.time) for one in desk.meaning.shown]
    if not shown or not (hours.later or hours.earlier):
        return offers
    if hours.later:
        return tuple(one for one in offers if minutes_of(one.time) > max(shown))
    return tuple(one for one in offers if minutes_of(one.time) < min(shown))


def _news_of_pack(desk: Desk, found: dict[str, Any]) -> list[str]:
    """What it comes to, when she has just decided about the pack."""
    quote = found.get("quote")
    return [_prices(desk, quote)] if quote and desk.wish.pack_decided else []


def _present(desk: Desk, offers: tuple[Offer, ...], found: dict[str, Any], ask: _Ask, told: str) -> list[str]:
    """The slots, after what cannot be had. `told`: what the reply says before them."""
    say, hours = desk.voice.say, desk.meaning.hours
    if not (beyond := _beyond(desk, offers)):
        nothing = say("nothing_later" if hours.later else "nothing_earlier")
        return [nothing, desk.voice.options(offers)]
    within = tuple(one for one in beyond if _within(one, ask.time, hours.bound)) or beyond
    if hours.later or hours.earlier or (hours.bound and within != beyond):
        return [desk.voice.options(within)]
    if why := _told_why(desk, found, ask):
        return [why, desk.voice.options(within, why)]
    if ask.time and not hours.bound and not any(minutes_of(o.time) == minutes_of(ask.time) for o in within):
        return [say("not_that_hour"), desk.voice.options(within, told)]
    return [desk.voice.options(within, told)]


def _told_why(desk: Desk, found: dict[str, Any], ask: _Ask) -> str | None:
    """That we are not open then, else the house's own sentence, when it speaks the customer's language."""
    why = found.get("why")
    known = desk.view.open_day(ask.day) if ask.day else None
    if known and known.hours and is_outside(ask.part, known.hours):
        return desk.voice.say("only_open", day=desk.day(known.date), hours=known.hours)
    if not why or desk.view.language != desk.voice.language:
        return None
    return f"{why[0].upper()}{why[1:]}".rstrip(".") + "."


def _within(offer: Offer, time: str | None, bound: Bound) -> bool:
    """Whether the slot keeps to "a partir de las 5" or "antes de las 12"."""
    if not time or bound is None:
        return True
    start, limit = minutes_of(offer.time), minutes_of(time)
    return start >= limit if bound == "from" else start <= limit


def _explain(desk: Desk, found: dict[str, Any], ask: _Ask) -> str:
    """Why there is nothing, in a sentence."""
    voice, status = desk.voice, found.get("date_status")
    stylist = next((one.name for one in desk.catalogue.stylists if one.id == ask.stylist), None)
    if why := _told_why(desk, found, ask):
        return why
    if status in ("past", "beyond_horizon"):
        return voice.say(status)
    if status == "no_skill" and stylist:
        return voice.say("no_skill", stylist=stylist)
    if status == "closed" and ask.day:
        return voice.say("closed", day=desk.day(ask.day))
    if stylist:
        return voice.say("stylist_full", stylist=stylist)
    if not ask.day or status == "none":
        return voice.say("nothing")
    if ask.part != "any":
        return voice.say("full_part", day=desk.day(ask.day), part=voice.part(ask.part))
    return voice.say("full", day=desk.day(ask.day))


def _instead(desk: Desk, found: dict[str, Any], ask: _Ask) -> _Ask | None:
    """The next best search; None when only the customer can say."""
    status, days = found.get("date_status"), desk.wish.days
    if status in ("past", "beyond_horizon"):
        return None
    if ask.day in days and days.index(ask.day) + 1 < len(days):
        return replace(ask, day=days[days.index(ask.day) + 1])
    if following := found.get("next_day"):
        return replace(ask, day=date.fromisoformat(following["date"]))
    if ask.stylist and status != "closed":
        return replace(ask, stylist=None)
    if ask.part != "any" and status != "closed":
        return replace(ask, part="any")
    return None


def _trouble(desk: Desk, result: Result) -> str:
    """A tool refused. Hair and beauty at once we can explain; for the rest we ask again."""
    return desk.voice.say("two_visits" if result.error == "mixed_categories" else "trouble")
