"""Which appointment or hold a sentence means: what it names (time, day, stylist) must all be of one of them."""

import re
from collections.abc import Collection

from flows.facts import Slot, Told
from flows.names_of_services import words
from flows.spoken_time import Day, Time, days, times

GOES_ON = re.compile(
    r"\b(?:sigue\w*|continua|actual|de momento|por ahora|ya tenias|still|as it was|currently|for now|current)\b"
)
"""Said of what has been there before."""
ONE_MORE = re.compile(
    r"\b(?:tambien|ademas|la otra|otra (?:cita|reserva)|(?:el|tu) (?:suplemento|bono)|also|as well|the other"
    r"|another (?:one|appointment|booking)|(?:the|your) (?:supplement|session pack))\b"
    r"|\b(?:tu|your) (?:hij[ao]|nin[ao]|madre|padre|marido|mujer|pareja|amig[ao]|herman[ao]|daughter|son|mother|father"
    r"|mum|mom|husband|wife|partner|friend|sister|brother)\b"
)
"""Said of something beside the one appointment that stands."""
STEM = 5
"""Letters that "manicura" and "manicure" have in common."""
BOTH = re.compile(r"\b(?:las dos|los dos|ambas|ambos|todas|both|all of them|the two)\b")
UNTIL = re.compile(r"\b(?:hasta|antes de|desde|until|till|by|before)(?: las?)? ?$")
NOT_WITH = re.compile(
    r"\b(?:(?:no|not)(?: \w+)? (?:con|with)?|en lugar de|en vez de|instead of|rather than) ?(?:con |with )?$"
)
NOT_HERE = re.compile(r" (?:no|ya no|isn't|is not|can't|won't)\b")


def stands(said: str, told: Told, *, paid: bool = False) -> bool:
    """Whether an appointment stands that may be meant: the one that is named, or the only matter there is. `paid`:
    whether its deposit is meant, which moving it leaves as it is."""
    spoken = {word[:STEM] for word in words(said)}
    named = {one.service for one in told.services if one.words and one.words[0][:STEM] in spoken}
    if _of_another(said, spoken, named, told):
        return False
    if not told.confirmed or names_one(said, told):
        return means(said, told.confirmed, told)
    if not (told.arranging if paid else told.choosing) or GOES_ON.search(said):
        return True
    return any(named & slot.services for slot in told.confirmed)


def _of_another(said: str, spoken: set[str], named: set[str], told: Told) -> bool:
    """Whether it is said of something else than what stands: of a service that none of it has, or of one thing more."""
    if named:
        hers = {word[:STEM] for slot in told.confirmed for service in slot.services for word in words(service)}
        if not spoken & hers and not any(named & slot.services for slot in told.confirmed):
            return True
    return len(told.confirmed) < 2 and bool(ONE_MORE.search(said))


def names_one(said: str, told: Told) -> bool:
    """Whether the sentence says when or with whom."""
    return bool(starts(said) or any(day.dated or day.weekday is not None for day in days(said)) or stylists(said, told))


def starts(said: str) -> list[Time]:
    """Times of the sentence at which something may begin, and not those until which something is held."""
    return [
        time
        for time in times(said)
        if not UNTIL.search(said[: time.at]) and not re.match(r"hasta|antes|until|till|by\b|before", time.text)
    ]


def means(said: str, slots: Collection[Slot], told: Told) -> bool:
    """Whether one of these is what the sentence names, as far as it names any."""
    minutes = {minute for time in starts(said) for minute in time.minutes}
    named, whom = days(said), stylists(said, told)
    if BOTH.search(said) and not all(_on(day, slots, told) for day in named):
        return False
    if any(all(slot.stylist != name for slot in slots) for name in whom):
        return False
    return any(
        (not minutes or slot.minute in minutes)
        and (not named or slot.day is None or any(day.fits(slot.day, told.today) for day in named))
        and (not whom or slot.stylist in whom)
        for slot in slots
    )


def _on(day: Day, slots: Collection[Slot], told: Told) -> bool:
    return any(slot.day is None or day.fits(slot.day, told.today) for slot in slots)


def stylists(said: str, told: Told) -> set[str]:
    """Those whom the sentence names, and not to say that it is somebody else."""
    return {
        name
        for name in told.stylists
        for match in re.finditer(rf"\b{name}\b", said)
        if not NOT_WITH.search(said[: match.start()]) and not NOT_HERE.match(said, match.end())
    }
