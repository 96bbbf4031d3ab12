"""She wanted her appointment moved and finds a second one held: that is let go, and the first one is moved."""

import re

from .desk import Desk
from .handing import Handover, hand_over
from .hours import HourTalk
from .moving import search_times
from .own import Visit, visits
from .words import fold

_NOT_TWO = re.compile(
    r"\bsolo (?:queria|quiero|era|pedia) (?:\w+ )?(?:cambi|mov|pas)\w*|\bno (?:quiero|queria|pedia|necesito) "
    r"(?:dos|otra|una (?:segunda|nueva))\b|\bno (?:dos|otra)\b|\b(?:es|era) (?:un cambio|cambiar|para cambiar)\b"
    r"|\bonly (?:wanted|want) to (?:move|change|reschedule)|\bjust (?:wanted|want) to (?:move|change|reschedule)"
    r"|\bnot (?:two|another|a second)\b"
)


def held_instead(desk: Desk) -> Visit | None:
    """The appointment that she wanted moved when a second one of its kind was held."""
    hold = desk.view.hold
    if not hold or not _NOT_TWO.search(fold(desk.meaning.text)):
        return None
    alike = [one for one in visits(desk) if set(one.services) == set(hold.get("services") or ())]
    return alike[0] if len(alike) == 1 and desk.talk.can("find_times_to_move") else None


def move_instead(desk: Desk, one: Visit) -> list[str]:
    """Lets the second one go, then looks at its time for the first."""
    hold = desk.view.hold or {}
    if not desk.talk.call("release_hold").ok:
        return hand_over(desk, Handover("other"))
    return [desk.voice.say("released_second"), *search_times(desk, one, hold["date"], HourTalk(time=hold["time"]))]
