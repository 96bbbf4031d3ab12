"""She is on her way and late: how late, what that means, and whether the salon shall know."""

import re
from datetime import timedelta
from typing import Any

from .catalogue import minutes_of
from .desk import Desk
from .intents import Intent
from .own import Visit, asks, listed_visits, visits
from .words import fold, whole_words

_LATE = whole_words(
    r"(?:llego|llegare|llegaria|estoy|estare|estoy ahi) (?:\w+ ){0,2}en (?:unos |\w+ )?(?:\d+|\w+) ?(?:min\w*|hora)",
    r"(?:llego|llegar|llegare|voy|ire|vamos|llegamos) (?:\w+ ){0,3}"
    r"(?:tarde|retraso|retrasad\w+|pillad[ao]|justa de tiempo)",
    r"me (?:he )?retras\w+|se me ha hecho tarde|no llego (?:a tiempo|a la hora|puntual)|atasco|con retraso|traffic",
    r"(?:i'm|i am|im) (?:\w+ ){0,2}late|be (?:\w+ ){0,3}late|on my way",
)
_COUNT = {
    "media hora": 30, "cuarto de hora": 15, "tres cuartos": 45, "hora y media": 90, "una hora": 60, "una horita": 60,
    "half an hour": 30, "quarter of an hour": 15, "an hour": 60, "cinco": 5, "diez": 10, "quince": 15, "veinte": 20,
    "veinticinco": 25, "treinta": 30, "cuarenta": 40, "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_WORDS = re.compile("|".join(rf"\b{word}\b" for word in sorted(_COUNT, key=len, reverse=True)))
_FIGURE = re.compile(r"(?<![\d:.])(\d{1,3})\s*(?:m\b|min\w*|')")
_BARE = re.compile(r"(?<![\d:.])(\d{1,3})(?![\d:.])")
_BEHIND = re.compile(r"^\s*(?:de )?(?:tarde|retraso|late|de demora)")


def late(desk: Desk) -> bool:
    """Whether she tells that she will be late for an appointment of today."""
    if not desk.talk.can("running_late") or _today(desk) is None:
        return False
    return desk.meaning.says(Intent.DELAY) or bool(_LATE.search(fold(desk.meaning.text))) or _answers(desk)


def late_for_none(desk: Desk) -> bool:
    """Whether she says that she is late, and has no appointment today."""
    meaning = desk.meaning
    wants = meaning.services.mentions or meaning.says_when or meaning.says(Intent.BOOK) or desk.view.hold
    if wants or _today(desk) is not None or not desk.talk.can("running_late"):
        return False
    return meaning.says(Intent.DELAY) or bool(_LATE.search(fold(meaning.text)))


def none_today(desk: Desk) -> list[str]:
    """That there is none today, and which there are."""
    mine = visits(desk)
    say = desk.voice.say
    if not mine:
        return [say("no_such")]
    return [say("late_not_today"), say("appointments", list=listed_visits(desk, mine))]


def _answers(desk: Desk) -> bool:
    return asks(desk, "late_how_long") and _arriving_in(desk) is not None


def tell(desk: Desk) -> list[str]:
    """Works out the delay, or asks how long it will be."""
    arriving = _arriving_in(desk)
    if arriving is None:
        return [desk.voice.say("late_how_long")]
    return _called(desk, arriving)


def answered(desk: Desk, subject: dict[str, Any]) -> list[str] | None:
    """Her answer to whether the salon shall know."""
    meaning = desk.meaning
    arriving = _arriving_in(desk)
    if arriving is not None and arriving != subject["arriving_in"]:
        return _called(desk, arriving)  # it is longer than she thought
    if meaning.agrees is False:
        return [desk.voice.say("late_not_told")]
    return _called(desk, subject["arriving_in"]) if meaning.agrees or arriving is not None else None


def _called(desk: Desk, arriving: int) -> list[str]:
    found = desk.talk.call("running_late", arriving_in=arriving)
    say, data = desk.voice.say, found.data
    if found.error not in (None, "ask_first"):
        return [say("none_of_yours")]
    if data.get("in_time"):
        return [say("late_in_time", time=data["time"], stylist=data["stylist"])]
    one = data["appointment"]
    facts = {"delay": data["delay_minutes"], "time": one["time"], "stylist": one["stylist"]}
    if data.get("told"):
        return [say("late_told", **facts)]
    tight = say("late_tight", next=data["next_at"]) if data.get("runs_into_next") else ""
    return [say("late_ask", tight=tight, **facts)]


def _today(desk: Desk) -> Visit | None:
    today = desk.view.now.date()
    return next((one for one in visits(desk) if one.date == today), None)


def _arriving_in(desk: Desk) -> int | None:
    """Minutes from now until she is there; None when she has not said. The last number counts."""
    folded = fold(desk.meaning.text)
    found = [(match.start(), int(match[1]), match.end()) for match in _FIGURE.finditer(folded)]
    found += [(match.start(), _COUNT[match[0]], match.end()) for match in _WORDS.finditer(folded)]
    clock = desk.meaning.hours.time
    starts = _today(desk)
    if not found and clock and starts and minutes_of(clock) != minutes_of(starts.time):
        return max(0, minutes_of(clock) - _minute(desk))
    if not found and asks(desk, "late_how_long", "late_ask"):
        found = [(match.start(), int(match[1]), match.end()) for match in _BARE.finditer(folded)]
    if not found:
        return None
    _, minutes, end = max(found)
    after = folded[end:]
    after = after.removeprefix("utos")
    if starts and _BEHIND.match(after):  # "20 minutos tarde": after it has begun
        return max(0, minutes_of(starts.time) + minutes - _minute(desk))
    return minutes


def _minute(desk: Desk) -> int:
    written = desk.view.new[-1].at if desk.view.new else None
    now = (written.astimezone(desk.view.now.tzinfo) if written else desk.view.now) - timedelta(0)
    return now.hour * 60 + now.minute
