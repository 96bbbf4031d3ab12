"""An appointment that she gives up: asked first, and what becomes of the deposit is said."""

import re
from typing import Any

from .desk import Desk
from .handing import cancels
from .intents import Intent, intents_in
from .moving import move
from .own import Visit, asks, listed_visits, means_all, meant, speaks_of_own, told, visit, visits
from .words import fold, whole_words

_CANNOT_COME = whole_words(
    r"no (?:voy a )?(?:puedo|podre|poder|podria) (?:ir|venir|acudir|llegar)(?! (?:a tiempo|antes|hasta))",
    "me ha surgido (?:algo|un \\w+)", "no me va a ser posible", "can't (?:make it|come)", "cannot (?:make it|come)",
)  # fmt: skip
_HERS = re.compile(r"\b(?:mis?|la|una|my|the|an) (?:proxima )?(?:citas?|reserva|appointments?|booking)\b")
_ELSEWHERE = re.compile(
    r"\botr[oa] (?:numero|telefono|movil|nombre|persona)|\ba nombre de|\bpor telefono|\bllam(?:e|ando)\b|\ben persona"
    r"|\ben el salon|\b(?:another|other|different) (?:number|phone|name)|\bby phone|\bin person|\bi called"
)
_INSTEAD = re.compile(r"\b(?:cambi|mov|muev|aplaz|otro (?:dia|momento)|pasa(?:la|rla|me)|reschedul|move)")


def gives_up(desk: Desk) -> bool:
    """Whether she gives up an appointment that stands, and not only something that was shown or is held."""
    if not visits(desk) or not desk.talk.can("cancel"):
        return False
    meaning, own = desk.meaning, speaks_of_own(desk)
    if asks(desk, "which_to_cancel"):
        return meaning.agrees is not False or meaning.says(Intent.CANCEL)
    dates = {one.date for one in visits(desk)}
    held = (desk.view.hold or {}).get("date")
    names_it = any(day in dates and day.isoformat() != held for day in meaning.days.days)
    if desk.view.hold and not names_it:
        return False
    if asks(desk, "move_or_cancel") and meaning.says(Intent.CANCEL):
        return True
    speaks_of_hers = own or names_it or bool(_CANNOT_COME.search(fold(meaning.text)))
    asked_how = "cancellation" in meaning.topics and not speaks_of_hers
    lets_go = meaning.says(Intent.FORGET) and meaning.asked and not own
    if lets_go or asked_how or (meaning.shown and not (own or names_it)):
        return False
    return cancels(desk) or (meaning.says(Intent.CANCEL) and (own or names_it))


def cannot_come(desk: Desk) -> bool:
    """Whether she only says that she cannot come: she may want another time, or none."""
    meaning = desk.meaning
    if not visits(desk) or desk.view.hold or not desk.talk.can("cancel"):
        return False
    return bool(_CANNOT_COME.search(fold(meaning.text))) and not meaning.says(Intent.CANCEL, Intent.MOVE, Intent.BOOK)


def has_none(desk: Desk) -> bool:
    """Whether she wants something done with an appointment that she has not."""
    meaning, text = desk.meaning, fold(desk.meaning.text)
    if visits(desk) or desk.view.hold or meaning.shown or not _HERS.search(text):
        return False
    gives_up_or_moves = cancels(desk) or meaning.says(Intent.MOVE, Intent.DELAY) or _CANNOT_COME.search(text)
    return bool(gives_up_or_moves) and not (meaning.services.mentions or "cancellation" in meaning.topics)


def elsewhere(desk: Desk) -> bool:
    """Whether she says that she made it from another number, or in another way."""
    return asks(desk, "no_such") and bool(_ELSEWHERE.search(fold(desk.meaning.text)))


def cancel(desk: Desk) -> list[str]:
    """Asks which and whether, the deposit's fate beside it."""
    say, some = desk.voice.say, meant(desk)
    if not some:
        return [say("none_of_yours")]
    if len(some) > 1 and not means_all(desk):
        return [say("which_to_cancel"), listed_visits(desk, some)]
    done = desk.talk.call("cancel", appointments=[one.alias for one in some])
    if done.error == "one_booking":
        done, some = desk.talk.call("cancel", appointments=[some[0].alias]), some[:1]
        return [say("one_by_one"), *_asked(desk, some, done.data)]
    if done.ok:
        return desk.done("cancelled")
    return _asked(desk, some, done.data) if done.error == "ask_first" else [say("none_of_yours")]


def answered(desk: Desk, subject: dict[str, Any]) -> list[str] | None:
    """Her answer to the question whether to cancel; None when she speaks of something else."""
    meaning, say = desk.meaning, desk.voice.say
    some = tuple(one for one in (visit(desk, alias) for alias in subject["appointments"]) if one)
    instead = meaning.says(Intent.MOVE) or _INSTEAD.search(fold(meaning.text))
    if some and instead:
        return move(desk, some[0].alias)
    if some and meaning.says_when and not meaning.says(Intent.CANCEL) and meaning.agrees is not True:
        return move(desk, some[0].alias)  # "¿y el jueves?"
    if meaning.agrees is False or meaning.says(Intent.NOTHING):
        return [say("stays")]
    if some and (meaning.agrees or _says_so(meaning.text)):
        done = desk.talk.call("cancel", appointments=list(subject["appointments"]))
        if done.ok:
            return desk.done("cancelled")
        return _asked(desk, some, done.data) if done.error == "ask_first" else [say("none_of_yours")]
    return None


def _says_so(text: str) -> bool:
    """Whether she says to cancel it, and does not only ask about that."""
    sentences = re.split(r"(?<=[.!?\n])|(?=¿)", text)
    return any(Intent.CANCEL in intents_in(one) and "?" not in one for one in sentences)


def _asked(desk: Desk, some: tuple[Visit, ...], terms: dict[str, Any]) -> list[str]:
    say = desk.voice.say
    hours = desk.catalogue.policy.get("refund_hours", 24)
    money: list[str] = []
    if terms.get("refund"):
        money.append(say("cancel_refund", refund=terms["refund"]))
    if terms.get("lost"):
        money.append(say("cancel_lost", lost=terms["lost"], hours=hours))
    if terms.get("session_lost"):
        money.append(say("cancel_session", hours=hours))
    if len(some) == 1:
        return [say("cancel_this", **told(desk, some[0])), *money]
    return [say("cancel_these", list=listed_visits(desk, some)), *money]
