"""The waiting list: onto it, an offer of it taken, off it."""

from datetime import date
from typing import Any

from .days import days_in
from .desk import Desk
from .memory import requested_now
from .own import asks
from .prompt import Offer
from .words import fold, whole_words

_WAIT = whole_words(
    r"(?:lista|cola) de espera", r"(?:me )?(?:avis|llam|escrib|dic|dime)\w* (?:\w+ ){0,3}(?:si|cuando|en cuanto) "
    r"(?:\w+ ){0,3}(?:liber\w+|queda|hay|sale|cancel\w+|hueco)",
    r"(?:si|cuando|por si|en cuanto) (?:se )?(?:\w+ ){0,2}liber\w+",
    r"por si (?:alguien )?cancela\w*", r"waiting list|waitlist",
    r"let me know (?:if|when)",
)  # fmt: skip
_LEAVE = whole_words(
    r"(?:quit|borr|sac|desapunt)\w* (?:\w+ ){0,3}(?:lista|espera)",
    r"(?:ya no|no) (?:\w+ ){0,3}(?:esperar|lista de espera)",
    r"take me off|leave the (?:waiting )?list|off the (?:waiting )?list",
)  # fmt: skip


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
    return bool(_entries(desk) and desk.talk.can("leave_waiting_list") and _LEAVE.search(fold(desk.meaning.text)))


def leave(desk: Desk) -> list[str]:
    done = desk.talk.call("leave_waiting_list")
    return [desk.voice.say("wait_left" if done.ok else "good")]


def waits(desk: Desk) -> bool:
    """Whether she wants to be told when something becomes free."""
    if not desk.talk.can("wait"):
        return False
    asked = _asked(desk) and bool(desk.meaning.days.days or desk.meaning.agrees)
    return bool(_WAIT.search(fold(desk.meaning.text))) or asked


def wait(desk: Desk) -> list[str]:
    """Puts her on the list for the days she named, else those of the search that found nothing."""
    say, wish, meaning = desk.voice.say, desk.wish, desk.meaning
    if not wish.services:
        return [say("tell_me")]
    days = _days(desk)
    if not days:
        return [say("wait_which_day")]
    done = desk.talk.call(
        "wait",
        services=list(wish.services),
        pack=wish.pack or "",
        first_day=min(days).isoformat(),
        last_day=max(days).isoformat(),
        part=meaning.hours.part if meaning.hours.part != "any" else "any",
        stylist=meaning.stylist.id if meaning.stylist else "",
    )
    if not done.ok:
        return [say("wait_no")]
    first, last = done.data["first_day"], done.data["last_day"]
    first, last = desk.voice.day(min(days), first), desk.voice.day(max(days), last)
    span = first if min(days) == max(days) else say("wait_days", first=first, last=last)
    services = desk.voice.list(done.data["services"])
    return [say("waiting", services=services, days=span, minutes=done.data["offer_minutes"])]


def _days(desk: Desk) -> tuple[date, ...]:
    if desk.meaning.days.days:
        return desk.meaning.days.days
    requested = requested_now(desk.view).get("date")
    before = _named_before(desk)
    if before:
        return before
    return (date.fromisoformat(requested),) if requested else ()


def _named_before(desk: Desk) -> tuple[date, ...]:
    """The day she asked for last, whatever was offered instead of it."""

    for line in reversed(desk.view.earlier):
        if line.sender == "customer" and (found := days_in(line.text, line.at or desk.view.now).days):
            return found
    return ()


def _asked(desk: Desk) -> bool:
    return asks(desk, "wait_which_day", "wait_offer")


def _entries(desk: Desk) -> list[dict[str, Any]]:
    return list(desk.view.situation.get("waiting") or [])
