"""Arranging visits of several: people who come at once, or one person with hairdressing and aesthetics."""

from datetime import date
from typing import Any

from .booking import advance
from .charges import takes_nothing
from .desk import Desk
from .intents import Intent
from .parties import Party, Person, party_of
from .prompt import Offer, offers_from
from .searching import item
from .talk import Result


def company(desk: Desk) -> Party | None:
    """Those for whom one booking of several appointments is wanted now; None when one appointment will do."""
    if not desk.talk.can("find_group_slots"):
        return None
    party = party_of(desk.view)
    if party and party.several:
        return party
    trades: dict[str, list[str]] = {}
    for one in map(desk.catalogue.service, desk.wish.services):
        if one:
            trades.setdefault(one.category, []).append(one.id)
    if len(trades) < 2:
        return None
    who = party.somebody or "" if party else ""
    return Party(tuple(Person(who, tuple(services)) for services in trades.values()), together=False)


def arrange(desk: Desk, party: Party) -> list[str]:
    """The next step towards a slot for all of them."""
    wish, meaning, say = desk.wish, desk.meaning, desk.voice.say
    if meaning.services.unclear() and not meaning.picked:
        return advance(desk)
    asks_price = meaning.says(Intent.PRICE, Intent.DURATION)
    if not wish.says_when or (asks_price and not meaning.says_when and not meaning.says(Intent.BOOK)):
        return [*_quoted(desk, party), say("shall_i_look") if wish.says_when else say("ask_day")]
    return search(desk, party, wish.days[0] if wish.days else None)


def search(desk: Desk, party: Party, day: date | None) -> list[str]:
    """What there is on that day, else on the next that has room for all."""
    found = _find(desk, party, day)
    if not found.ok:
        return [desk.voice.say("trouble")]
    said = _prices(desk, found.data.get("people") or []) if desk.wish.changed or not desk.meaning.shown else []
    offers = offers_from(found.data.get("options") or [])
    if why := found.data.get("why"):
        said.append(why if desk.view.language == desk.voice.language else desk.voice.say("nothing"))
    following = found.data.get("next_day")
    if not offers and following:
        found = _find(desk, party, date.fromisoformat(following["date"]))
        offers = offers_from(found.data.get("options") or [])
    if not offers:
        return [*said, desk.voice.say("other_time")]
    return [*said, *_sum(desk, offers), desk.voice.options(offers, "\n".join(said))]


def _find(desk: Desk, party: Party, day: date | None) -> Result:
    return desk.talk.call(
        "find_group_slots",
        people=[
            {"who": one.who, "services": list(one.services), "pack": _pack(desk, one) or ""} for one in party.people
        ],
        date=day.isoformat() if day else None,
        part=desk.wish.part,
        time=desk.wish.time,
        stylist=desk.wish.stylist,
        together=party.together,
    )


def _pack(desk: Desk, person: Person) -> str | None:
    """The pack that she has decided for, with whoever it is that gets all of it."""
    pack = desk.catalogue.pack(desk.wish.pack)
    return pack.id if pack and set(pack.services) <= set(person.services) else None


def _quoted(desk: Desk, party: Party) -> list[str]:
    """What each of them pays, before any day is known."""
    asked = [{"services": list(one.services), "pack": _pack(desk, one)} for one in party.people]
    results = [desk.talk.also("quote", **one) for one in asked[:-1]]
    results.append(desk.talk.call("quote", **asked[-1]))
    people = [one.data | {"for": person.who or None} for one, person in zip(results, party.people, strict=True)]
    return _prices(desk, people)


def _prices(desk: Desk, people: list[dict[str, Any]]) -> list[str]:
    voice, said = desk.voice, []
    named = any(one.get("for") for one in people)
    for one in people:
        lines = [item(desk, line, one.get("for")) for line in one["lines"]]
        who = f"{voice.whose(one.get('for') or '', start=True)}: " if named else ""
        said.append(f"{who}{voice.list(lines)}.")
    return ["\n".join(said)]


def _sum(desk: Desk, offers: tuple[Offer, ...]) -> list[str]:
    """What it comes to; every option of one search costs the same."""
    one, say = offers[0], desk.voice.say
    if not one.total or not one.deposit:
        return []
    if not takes_nothing(one.deposit):
        return [say("sum", total=one.total, deposit=one.deposit)]
    session = bool(desk.view.situation.get("sessions"))
    return [say("sum_session" if session else "sum_free", total=one.total)]
