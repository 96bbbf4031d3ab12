"""What the customer wants now: this burst on top of what was wished before."""

import re
from dataclasses import dataclass
from datetime import date

from .catalogue import minutes_of
from .hours import Part
from .intents import Intent
from .meaning import Meaning, services_asked_about
from .memory import Question, has_ended, proposed_days, requested_now, wished
from .men import cut_besides, for_a_man, is_man
from .prompt import View
from .sessions import session_wanted
from .words import fold, whole_words

_INSTEAD = whole_words("mejor", "en vez", "en lugar", "prefiero", "solo", "solamente", "only", "just", "instead")
_AND = re.compile(r"^[\s¿¡]*(?:y|and|mas|\+)\s(?!cuant|que |how|what)", re.MULTILINE)


@dataclass(frozen=True)
class Wish:
    services: tuple[str, ...]
    pack: str | None
    changed: bool  # other services or another pack than those last quoted
    pack_decided: bool  # she has just said yes or no to the pack
    days: tuple[date, ...]  # the first that has room will do
    part: Part
    time: str | None
    stylist: str | None  # id
    soonest: bool

    @property
    def says_when(self) -> bool:
        return bool(self.days or self.time or self.soonest or self.part != "any")


def wish_of(view: View, meaning: Meaning) -> Wish:
    requested = requested_now(view)
    before = tuple(requested.get("services") or ()) or _held(view)
    current: str | None = requested.get("pack")
    if has_ended(view) and meaning.services.mentions and not meaning.says(Intent.ADD):
        before, current = (), None  # what she names now is what she wants
    services = _services(view, meaning, before)
    if is_man(view):
        beside = cut_besides(meaning.text, view.catalogue) if meaning.services.mentions else ()
        services = for_a_man((*beside, *services), view.catalogue)
    pack, decided = _pack(view, meaning, services, before, current)
    if pack and (chosen := view.catalogue.pack(pack)):
        services = tuple(dict.fromkeys((*chosen.services, *services)))
    days, part, time, soonest = _when(view, meaning)
    return Wish(
        services=services,
        pack=pack,
        changed=set(services) != set(requested.get("services") or ()) or pack != requested.get("pack"),
        pack_decided=decided,
        days=days,
        part=part,
        time=time,
        stylist=_stylist(view, meaning),
        soonest=soonest,
    )


def _stylist(view: View, meaning: Meaning) -> str | None:
    """The stylist asked for; one asked for before, unless we could only offer others instead."""
    if meaning.stylist:
        return meaning.stylist.id
    before = requested_now(view).get("stylist")
    wanted = next((one for one in view.catalogue.stylists if one.id == before), None)
    if wanted is None or meaning.says(Intent.ANY_STYLIST):
        return None
    return wanted.id if all(offer.stylist == wanted.name for offer in meaning.shown) else None


def _held(view: View) -> tuple[str, ...]:
    return view.catalogue.named(tuple(view.hold["services"])) if view.hold else ()


def _services(view: View, meaning: Meaning, before: tuple[str, ...]) -> tuple[str, ...]:
    named = meaning.services.clear()
    if meaning.picked:
        kept = (one for one in before if not _is_plainer(view, one, meaning.picked))
        return tuple(dict.fromkeys((*kept, meaning.picked, *named)))
    if meaning.variant and not named:
        return (meaning.variant,)
    removed = meaning.services.removed()
    if named:
        instead = bool(_INSTEAD.search(fold(meaning.text)))
        adding = meaning.says(Intent.ADD) or bool(_AND.search(fold(meaning.text)))
        if not instead and (adding or set(named) <= set(before)):
            named = tuple(dict.fromkeys((*before, *named)))
        return tuple(one for one in named if one not in removed)
    if removed and set(before) - set(removed):
        return tuple(one for one in before if one not in removed)
    if meaning.accepts_proposal:
        return services_asked_about(view) or before
    return before or session_wanted(view, meaning)


def _is_plainer(view: View, one: str, other: str) -> bool:
    """Whether the other is a variant of this one: "Peinado" and "Peinado largo"."""
    plain, variant = view.catalogue.service(one), view.catalogue.service(other)
    return bool(plain and variant and fold(variant.name).startswith(f"{fold(plain.name)} "))


def _pack(
    view: View, meaning: Meaning, services: tuple[str, ...], before: tuple[str, ...], current: str | None
) -> tuple[str | None, bool]:
    """The pack, and whether this burst decided about it."""
    suggested = view.catalogue.pack(requested_now(view).get("pack_suggested"))
    told = [one.yes for one in meaning.verdicts if one.topic == "pack"]
    if meaning.services.pack and False not in told:
        return meaning.services.pack, True
    if suggested and meaning.was_asked(Question.PACK):
        answer = told[-1] if told else meaning.agrees
        if answer is None and set(suggested.services) <= set(services):
            return suggested.id, True  # what she wants anyway, for less
        return (suggested.id if answer else None), answer is not None
    if suggested and told and told[-1] and "pack" in fold(meaning.text):
        return suggested.id, True
    if told and not told[-1] and (current or "pack" in fold(meaning.text)):
        return None, True
    return (current if set(services) >= set(before) else None), False


def _when(view: View, meaning: Meaning) -> tuple[tuple[date, ...], Part, str | None, bool]:
    before, hours = wished(view), meaning.hours
    days = meaning.days.days or tuple(d for d in before.days if d not in meaning.days.refused)
    dropped = meaning.days.any_day or meaning.days.other_day or meaning.was_asked(Question.OTHER)
    if dropped and not meaning.days.days:
        days = ()
    part, time = before.part, before.time
    if hours.time:
        part, time = "any", hours.time
    elif hours.part != "any":
        part, time = hours.part, None
    elif hours.later or hours.earlier:
        part, time = _shifted(meaning), None
    elif meaning.says(Intent.ANOTHER) and meaning.shown and not meaning.says_when:
        part, time = _other_half(meaning), None
    elif hours.soonest:
        time = None
    soonest = hours.soonest or meaning.days.any_day or (before.soonest and not days)
    if meaning.accepts_search and not meaning.says_when:
        days = proposed_days(view) or days
        soonest = soonest or not days
    return days, part, time, soonest


def _other_half(meaning: Meaning) -> Part:
    """The part of day that the slots on the table do not cover."""
    mornings = [minutes_of(offer.time) < 14 * 60 for offer in meaning.shown]
    return "afternoon" if all(mornings) else "morning" if not any(mornings) else "any"


def _shifted(meaning: Meaning) -> Part:
    """The part of day after or before the slots on the table."""
    times = [minutes_of(offer.time) for offer in meaning.shown] or [12 * 60]
    if meaning.hours.later:
        return "afternoon" if max(times) < 14 * 60 else "evening"
    return "afternoon" if min(times) >= 17 * 60 else "morning"
