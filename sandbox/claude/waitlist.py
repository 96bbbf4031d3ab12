"""The waiting list: what it is, onto it, an offer of it taken, off it."""

from typing import Any

from .catalogue import minutes_of
from .desk import Desk
from .intents import Intent
from .memory import has_joined
from .own import asks
from .prompt import Offer, offers_from
from .searching import prices
from .talk import Result
from .wait_terms import Terms, has_looked, is_pending, open_question, places, spoken, terms_of
from .wait_words import asks_about_list, asks_whether_on_it, declines_list, leaves_list, wants_list
from .which import which
from .words import fold, whole_words

_OFFERS = ("wait_ask", "wait_offer", "wait_instead", "wait_not_on", "wait_for_day")
"""Questions of ours that a yes takes for the list; a no to the slots beside `wait_instead` does so too."""


_THAT = whole_words("lista", "apunt\\w*", "esper(?:o|are)", "list")


def offered(desk: Desk) -> str | None:
    """The id of the slot that is kept for her, which her yes takes."""
    meaning = desk.meaning
    code = next((one["offer"] for one in _entries(desk) if one.get("offer")), None)
    if not code or not desk.talk.can("hold") or meaning.agrees is not True:
        return None
    other = meaning.says_when and not _fits(desk, code)
    return None if other or meaning.services.mentions else code


def offer_of(desk: Desk, code: str) -> Offer | None:
    return next((one for one in desk.view.offers if one.id == code), None)


def _fits(desk: Desk, code: str) -> bool:
    one = offer_of(desk, code)
    days = desk.meaning.days.days
    return one is not None and (not days or one.date in days)


def refuses(desk: Desk) -> bool:
    """No to the slot that is kept for her."""
    kept = any(one.get("offer") for one in _entries(desk))
    said = fold(desk.view.last_said())
    return bool(kept and desk.meaning.agrees is False and ("liberado" in said or "free" in said))


def leaves(desk: Desk) -> bool:
    text = desk.meaning.text
    return desk.talk.can("leave_waiting_list") and (
        leaves_list(text) or bool(_entries(desk) and declines_list(text) and not has_joined(desk.view.last_said()))
    )


def leave(desk: Desk) -> list[str]:
    if not _entries(desk):
        return [desk.voice.say("wait_not_on")]
    done = desk.talk.call("leave_waiting_list")
    return [desk.voice.say("wait_left" if done.ok else "good")]


def about_list(desk: Desk) -> list[str]:
    """What she asks about it, when nothing else is to be done first: whether she is on it, whether she may be."""
    if not desk.talk.can("wait"):
        return []
    if asks_whether_on_it(desk.meaning.text):
        return [_standing(desk)]
    if not asks_about_list(desk.meaning.text) or desk.meaning.services.mentions or desk.meaning.says_when:
        return []
    terms = terms_of(desk)
    if open_question(desk, terms) is None:
        return [desk.voice.say("wait_ask", what=spoken(desk, terms))]
    return [] if terms.services or desk.wants_booking else [desk.voice.say("tell_me")]


def waits(desk: Desk) -> bool:
    """Whether she wants to be told when something becomes free, or goes on about that."""
    meaning = desk.meaning
    if not desk.talk.can("wait") or asks_about_list(meaning.text) or declines_list(meaning.text):
        return False
    if wants_list(meaning.text) or _corrects(desk):
        return True
    if meaning.choice.offer or meaning.says(Intent.FORGET, Intent.NOTHING, Intent.CANCEL):
        return False
    other = meaning.says_when or meaning.stylist or meaning.services.mentions
    if asks(desk, "wait_instead") and not other:
        none = meaning.agrees is False or meaning.says(Intent.ANOTHER)
        return none or bool(_THAT.search(fold(meaning.text)))
    if asks(desk, "or_else_list"):
        meant = bool(meaning.agrees) and len(meaning.shown) > 1  # a yes chooses none of several
        return not other and (meant or bool(_THAT.search(fold(meaning.text))))
    if asks(desk, *_OFFERS):
        return not other and meaning.agrees is True
    told = other or meaning.picked or open_question(desk, terms_of(desk)) is None
    return bool(told or meaning.agrees) and not meaning.topics and is_pending(desk)


def wait(desk: Desk) -> list[str]:
    """Puts her on the list on the terms that she has said; before that what is free on them is shown, and what is
    missing is asked."""
    if unclear := () if desk.meaning.picked else desk.meaning.services.unclear():
        return [which(desk, unclear[0])]
    terms = terms_of(desk)
    if question := open_question(desk, terms):
        return [*_quoted(desk, terms), question]
    if _corrects(desk) and len(_entries(desk)) == 1:
        desk.talk.call("leave_waiting_list")
    elif not has_looked(desk, terms) and (free := _free(desk, terms)):
        return [*free, desk.voice.say("wait_instead")]
    assert terms.first and terms.last
    done = desk.talk.call(
        "wait",
        services=list(terms.services),
        pack=terms.pack or "",
        first_day=terms.first.isoformat(),
        last_day=terms.last.isoformat(),
        part=terms.part,
        stylist=terms.stylist or "",
    )
    if not done.ok:
        return [_refused(desk, terms, done)]
    return [desk.voice.say("waiting", what=spoken(desk, terms), minutes=done.data["offer_minutes"])]


def _quoted(desk: Desk, terms: Terms) -> list[str]:
    """What it costs, told with the question that is left; so the house remembers what she wants, too."""
    if not terms.services or not desk.wish.changed:
        return []
    quote = desk.talk.call("quote", services=list(terms.services), pack=terms.pack)
    return [prices(desk, quote.data)] if quote.ok else []


def _corrects(desk: Desk) -> bool:
    """Whether she puts right on what terms we have just put her on the list."""
    meaning = desk.meaning
    wrong = meaning.agrees is False or "mejor" in fold(meaning.text) or "rather" in fold(meaning.text)
    new = meaning.says_when or meaning.stylist
    return bool(has_joined(desk.view.last_said()) and wrong and new and not meaning.topics)


def _free(desk: Desk, terms: Terms) -> list[str]:
    """What she could have at once, and just so; nothing when there is nothing of the kind."""
    one_day = terms.first == terms.last and terms.first
    found = desk.talk.call(
        "find_slots",
        services=list(terms.services),
        pack=terms.pack,
        date=one_day.isoformat() if one_day else None,
        part=terms.part,
        time=None,
        stylist=terms.stylist,
    )
    who = next((one.name for one in desk.catalogue.stylists if one.id == terms.stylist), None)
    offers = offers_from(found.data.get("options") or [])
    fit = [one for one in offers if terms.spans(one.date) and who in (None, one.stylist) and _in_part(one, terms)]
    costs = [prices(desk, found.data["quote"])] if desk.wish.changed and found.data.get("quote") else []
    return [*costs, desk.voice.options(fit)] if fit else []


def _in_part(offer: Offer, terms: Terms) -> bool:
    """The afternoon goes on into the evening."""
    start = minutes_of(offer.time)
    least = {"afternoon": 14 * 60, "evening": 18 * 60}.get(terms.part, 0)
    return start >= least and (terms.part != "morning" or start < 14 * 60)


def _refused(desk: Desk, terms: Terms, done: Result) -> str:
    """Why she cannot wait for that."""
    say = desk.voice.say
    who = next((one.name for one in desk.catalogue.stylists if one.id == terms.stylist), None)
    match done.error:
        case "past" | "beyond_horizon":
            return say(done.error)
        case "mixed_categories":
            return say("two_visits")
        case "closed" if terms.first:
            return f"{say('closed', day=desk.day(terms.first))} {say('other_time')}"
        case "no_skill" if who:
            return f"{say('no_skill', stylist=who)} {say('other_time')}"
        case "too_many_waits":
            return say("wait_most", list=places(desk, _entries(desk)))
    return say("wait_no")


def _standing(desk: Desk) -> str:
    """Whether she is on the list, and for what."""
    entries = _entries(desk)
    return desk.voice.say("wait_on", list=places(desk, entries)) if entries else desk.voice.say("wait_not_on")


def _entries(desk: Desk) -> list[dict[str, Any]]:
    return list(desk.view.situation.get("waiting") or [])
