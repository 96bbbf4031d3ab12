"""Packs of sessions ("bonos"): what there is, buying one, using what is left."""

import re
from typing import Any

from .desk import Desk
from .intents import Intent
from .meaning import services_asked_about
from .memory import Question, ever_asked, requested_now
from .parties import party_of
from .sessions import speaks_of_pack
from .words import fold, is_misspelling, stem

GOES_WITH_IT = re.compile(r"esta va con el y no hay|this one goes with it")
"""What we say of a session of hers: once is enough."""
_COMMON = frozenset(["bono", "pack", "sesion", "session", "facial", "quiero", "el", "la", "de", "para", "por", "favor"])


def about_bonos(desk: Desk) -> list[str] | None:
    """What the burst moves on with a pack of sessions; None when it is about none."""
    meaning = desk.meaning
    if not desk.talk.can("buy_pack"):
        return None
    if desk.view.situation.get("sessions") and not meaning.was_asked(Question.BONO, Question.BONO_NAME):
        return None  # she speaks of the one that she has
    if meaning.was_asked(Question.BONO_NAME) and (meaning.names.name or meaning.names.surname):
        return _sell(desk, _bonos(desk))
    if meaning.was_asked(Question.BONO) and meaning.says(Intent.UNSURE, Intent.PRICE):
        return _shown(desk)
    if meaning.was_asked(Question.BONO) and not (meaning.says_when or meaning.says(Intent.CANCEL)):
        if meaning.agrees is False and not _named(desk, _bonos(desk)):
            return [desk.voice.say("ask_day")] if desk.wish.services else [desk.voice.say("left_it")]
        chosen = _named(desk, _bonos(desk)) if not meaning.services.removed() else []
        if meaning.agrees or chosen:
            return _sell(desk, chosen or _bonos(desk))
    if not speaks_of_pack(meaning.text) or desk.wish.pack_decided:  # "the pack" that we have just suggested
        return None
    decided = meaning.agrees and ever_asked(desk.view, Question.BONO)
    return _sell(desk, _bonos(desk)) if decided else _shown(desk)


def by_session(desk: Desk) -> list[str]:
    """That what is wanted goes with a session that is paid for."""
    for one in desk.view.situation.get("sessions") or []:
        alone = not party_of(desk.view) and desk.wish.pack is None
        told = GOES_WITH_IT.search(fold(desk.view.last_said()))
        if alone and one["service"] in desk.wish.services and one["left"] and not told:
            return [desk.voice.say("by_session", pack=one["pack"], left=one["left"])]
    return []


def _service(desk: Desk) -> str | None:
    named = desk.meaning.services.clear() or services_asked_about(desk.view)
    wanted = named or tuple(requested_now(desk.view).get("services") or ())
    return wanted[0] if wanted else None


def _bonos(desk: Desk) -> list[dict[str, Any]]:
    service = _service(desk)
    quote = desk.talk.call("quote", services=[service], pack=None) if service else None
    return list(quote.data.get("session_packs") or []) if quote and quote.ok else []


def _shown(desk: Desk) -> list[str]:
    """The packs of the service that she names, with the question which."""
    say, service = desk.voice.say, desk.catalogue.service(_service(desk) or "")
    if service is None:
        return [say("bono_of_what")]
    found = _bonos(desk)
    if not found:
        return [say("no_bono", service=service.name)]
    found = named if len(named := _named(desk, found)) == 1 else found
    lines = [say("bono", **{key: one[key] for key in ("name", "sessions", "total", "saving")}) for one in found]
    return [
        say("bonos", service=service.name, lines="\n".join(lines)),
        say("ask_bono" if len(found) == 1 else "which_bono"),
    ]


def _named(desk: Desk, bonos: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that her words tell from the others."""
    said = {stem(word) for word in re.findall(r"[a-zñ]+", fold(desk.meaning.text))} - _COMMON
    places = (r"\bprimer", r"\bsegund", r"\btercer", r"\bcuart")
    for one, pattern in zip(bonos, places, strict=False):
        if re.search(pattern, fold(desk.meaning.text)):
            return [one]
    return [one for one in bonos if any(_alike(word, one["name"]) for word in said)] if len(bonos) > 1 else []


def _alike(word: str, name: str) -> bool:
    own = {stem(each) for each in re.findall(r"[a-zñ]+", fold(name))} - _COMMON - {"bioterapia"}
    return any(word == each or is_misspelling(word, each) for each in own)


def _sell(desk: Desk, bonos: list[dict[str, Any]]) -> list[str]:
    """The pay link; which one, or her name, while that is open."""
    say = desk.voice.say
    told = fold(desk.view.last_said())
    named = [one for one in bonos if fold(one["name"]) in told]
    if len(found := named if len(named) == 1 else bonos) != 1:
        shown = any(fold(one["name"]) in told for one in found)
        return [say("which_bono")] if shown else _shown(desk)
    one = found[0]
    result = desk.talk.call("buy_pack", pack=one["id"])
    if result.error in ("surname_needed", "name_needed"):
        return [say("bono_name", name=one["name"])]
    if not result.ok:
        return [say("trouble")]
    paid = {key: result.data[key] for key in ("total", "until")}
    return [say("bono_pay", name=one["name"], link=result.data["pay_link"], **paid), say("held_then")]
