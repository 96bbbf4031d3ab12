"""The search for slots: what there is, why there is nothing, and what lies next to it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from .catalogue import minutes_of
from .charges import by_session, costs
from .desk import Desk
from .hours import Bound, Part, is_outside
from .prompt import Offer, offers_from
from .talk import Result

_SEARCHES = 3  # in one turn


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
            return said or [trouble(desk, found)]
        offers = offers_from(found.data.get("options") or [])
        if offers and not (ask.part != "any" and not _beyond(desk, offers)):
            shown = _present(desk, offers, found.data, ask, "\n".join(said))
            moved = desk.meaning.hours.later or desk.meaning.hours.earlier  # explains itself
            price = [] if priced else _news_of_pack(desk, found.data)
            return [*([] if moved else said), *price, *shown, *_only_that_day(desk, said, offers)]
        if not offers:
            said.append(_explain(desk, found.data, ask))
        ask = replace(ask, part="any") if offers else _instead(desk, found.data, ask)
    if not said or not said[-1].endswith("?"):
        said.append(desk.voice.say("other_time"))
    return said


def _only_that_day(desk: Desk, said: list[str], offers: tuple[Offer, ...]) -> list[str]:
    """The waiting list, for whoever has been told before that there is nothing on her day and comes back to it."""
    day = desk.wish.days[0] if desk.wish.days else None
    again = bool(said) and said[0] in desk.view.last_said() and day is not None
    if not again or not desk.talk.can("wait") or any(one.date == day for one in offers):
        return []
    return [desk.voice.say("wait_for_day", day=desk.day(day))] if day else []


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
    return [prices(desk, quote)] if quote and desk.wish.pack_decided else []


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


def trouble(desk: Desk, result: Result) -> str:
    """A tool refused. Hair and beauty at once we can explain; for the rest we ask again."""
    return desk.voice.say("two_visits" if result.error == "mixed_categories" else "trouble")


def prices(desk: Desk, quote: dict[str, Any]) -> str:
    """What was quoted, in a sentence."""
    say, lines, quote = desk.voice.say, quote.get("lines") or [], costs(desk, quote)
    pack = desk.catalogue.pack(desk.wish.pack)
    if pack and set(desk.wish.services) == set(pack.services):
        return say("pack_line", name=pack.name, price=quote["total"], minutes=quote["minutes"])
    if len(lines) == 1:
        service = desk.catalogue.service(lines[0]["service"])
        key = "line" if service is None or service.deposit else "line_free"
        key = "line_session" if by_session(desk, lines[0]) else key
        return say(key, name=lines[0]["name"], price=lines[0]["price"], minutes=lines[0]["minutes"])
    items = [item(desk, one) for one in lines]
    return say("total", items=desk.voice.list(items), total=quote["total"], minutes=quote["minutes"])


def item(desk: Desk, line: dict[str, Any], who: str | None = None) -> str:
    """A line of a quote within a sentence; `who`: for whom it is, if not for herself."""
    key = "item_session" if by_session(desk, line, who) else "item"
    return desk.voice.say(key, name=line["name"], price=line["price"], minutes=line["minutes"])
