"""Finds hours and parts of the day in what a customer writes."""

import re
from dataclasses import dataclass
from typing import Literal

from .words import fold, whole_words

Part = Literal["any", "morning", "afternoon", "evening"]
Bound = Literal["from", "until"] | None  # "a partir de las 5", "antes de las 12"
Span = tuple[int, int]

_WORDS = (
    "una one", "dos two", "tres three", "cuatro four", "cinco five", "seis six", "siete seven",
    "ocho eight", "nueve nine", "diez ten", "once eleven", "doce twelve",
)  # fmt: skip
_HOUR_NUMBER = {word: n for n, words in enumerate(_WORDS, 1) for word in words.split()}
_MINUTES = {
    "media": 30, "half": 30, "cuarto": 15, "quarter": 15, "cinco": 5, "diez": 10, "veinte": 20,
    "veinticinco": 25,
}  # fmt: skip
_HOUR = r"(?P<hour>\d{1,2}|" + "|".join(_HOUR_NUMBER) + ")"
_LEAD = (
    r"(?:(?:a|sobre|hacia|de|desde|para|tipo|por|hasta|antes de|despues de|entre|partir de)\s+las?"
    r"|las(?=\s+\d)|at|around|about|by|after|before|from|until)"
)
_HALF = re.compile(
    r"\s*(?:(?P<am>am\b|a\.\s?m\b|de la ma[ñn]ana|in the morning)"
    r"|(?P<pm>pm\b|p\.\s?m\b|de la (?:tarde|noche)|in the (?:afternoon|evening)))"
)
_NO_HOUR_AFTER = (
    r"(?!\d|\s*[/:%€]|\s*(?:st|nd|rd|th)\b|\s+(?:de\s+(?!la\b)|of\b|euros?|min|dias?|days?|semanas?"
    r"|personas?|people|hours?|horas?|or\s+two|that|thing|me\b))"
)
_CLOCKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\d.,/])(?P<hour>[01]?\d|2[0-3])\s?[:.h]\s?(?P<minute>[0-5]\d)(?![\d/]|\.\d|\s*(?:€|eur))",
        rf"\b{_HOUR}\s+(?P<sign>y|menos)\s+(?P<minute>media|cuarto|cinco|diez|veinte|veinticinco)\b",
        rf"\b(?P<minute>half|quarter)\s+(?P<sign>past|to)\s+{_HOUR}\b",
        rf"\b{_HOUR}\s*(?=(?:am|pm|a\.\s?m|p\.\s?m)\b|de la (?:ma[ñn]ana|tarde|noche)\b|in the )",
        rf"\b{_HOUR}\s?(?:o'?\s?clock|h\b|hs\b)",
        rf"\b{_LEAD}\s+{_HOUR}\b{_NO_HOUR_AFTER}",
    )
)
_FROM = re.compile(r"(?:partir de|despues de|desde|after|from|salgo|pasadas)(?: a)? (?:las? )?$")
_UNTIL = re.compile(r"(?:antes de|hasta|before|until|by) (?:las? )?$")
_NOON = whole_words("(?:al? )?mediodia", "noon", "midday")
_SEPARATED = re.compile(r"\s*(?:y|o|and|or|-|a|to)\s*(?:a |las? )*$")

_NO_HOUR = whole_words("(?:ningun[ao]s?|cualquiera|un[ao]|algun[ao]|l[ao] mejor) de l[ao]s (?:dos|tres|cuatro|2|3|4)")
_NO_PART = whole_words(
    "buen[oa]s? (?:dias|tardes|noches)", "good (?:morning|afternoon|evening|night)", "mas tarde",
    "(?:muy|demasiado|llego|llegar|llegare) tarde",
)  # fmt: skip
_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("evening", whole_words("noches?", "evenings?", "tonight", "ultima hora", "late in the day")),
    ("afternoon", whole_words("tardes?", "tardecita", "afternoons?", "despues de comer", "after lunch")),
    (
        "morning",
        whole_words(
            "(?:por|de|en|a|esta|es|la|las) (?:la |las )?(?:mañanas?|manana)", "mañanas", "mornings?",
            "primera hora", "temprano", "antes de comer", "before lunch",
        ),
    ),
)  # fmt: skip
_REFUSED = re.compile(
    r" (?:ya )?(?:no(?: puedo| podria| me | quiero| tengo|\s*(?:[,.;!\n]|$))|imposible|doesn't|won't)"
)  # "por la mañana no puedo"
_LATER = whole_words("mas tarde", "later", "algo despues", "mas adelante")
_EARLIER = whole_words("antes", "mas temprano", "mas pronto", "earlier", "sooner")
_SOONEST = whole_words(
    r"(?:el |la |lo )?primer[oa]? (?:hueco|hora|cita|turno|dia)?\s?(?:disponible|libre|que (?:tengas|haya|puedas"
    r"|tengais|tienes|salga|haiga))",
    r"primer (?:hueco|turno)", "la primera (?:cita|hora) ?(?:libre|disponible)?",
    r"cuando (?:puedas|podais|pueda|podais|tengas|haya|quieras|sea|os venga bien)(?: hueco| un hueco)?",
    r"cuanto antes",
    r"(?:el|lo) (?:que|q) antes(?: \w+)?",
    r"lo antes que \w+", r"lo antes posible", r"en cuanto (?:puedas|haya)", r"lo mas pronto posible",
    r"(?:the )?(?:first|earliest|soonest|next) (?:available|free|possible|slot|appointment|opening|one available)"
    r"(?: slot| one| time)?",
    r"(?:the )?(?:earliest|soonest)", r"as soon as (?:possible|you can)", "asap", "whenever(?: you can)?",
    r"cualquier (?:hora|hueco|momento|dia)", r"any ?time",
    r"me da igual (?:el dia|la hora|cuando)", r"lo primero que (?:tengas|haya)",
)  # fmt: skip


@dataclass(frozen=True)
class HourTalk:
    time: str | None = None  # "17:00"
    exact: bool = False  # the minutes were said: "a las 12:30", not "a las 12"
    bound: Bound = None
    part: Part = "any"
    later: bool = False
    earlier: bool = False
    soonest: bool = False
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class _Clock:
    minutes: int
    exact: bool
    span: Span
    bound: Bound = None


def hours_in(text: str, opens: int = 9 * 60 + 30, closes: int = 20 * 60) -> HourTalk:
    """The hour or part of day meant. `opens`, `closes` (minutes after midnight) tell that 5 is 17:00."""
    folded = _NO_HOUR.sub(lambda match: " " * len(match.group()), fold(text))
    clocks = _clocks(folded, opens, closes)
    meant = _last_wish(folded, clocks)
    soonest = _SOONEST.search(folded)
    plain = _NO_PART.sub(lambda match: " " * len(match.group()), folded)
    for start, end in (clock.span for clock in clocks):  # "las 5 de la tarde" is an hour only
        plain = plain[:start] + " " * (end - start) + plain[end:]
    parts = [(name, match) for name, pattern in _PARTS for match in pattern.finditer(plain)]
    last = max(parts, key=lambda one: one[1].start(), default=None)
    part: Part = last[0] if last and not meant else "any"
    if last and _REFUSED.match(folded, last[1].end()):
        part = "afternoon" if part == "morning" else "morning"
    spans = [clock.span for clock in clocks] + [match.span() for _, match in parts]
    return HourTalk(
        time=f"{meant.minutes // 60:02}:{meant.minutes % 60:02}" if meant else None,
        exact=bool(meant and meant.exact),
        bound=meant.bound if meant else None,
        part=part,
        later=bool(_LATER.search(folded)) and not meant,
        earlier=bool(_EARLIER.search(folded)) and not (soonest or meant),
        soonest=bool(soonest),
        spans=tuple(spans) + ((soonest.span(),) if soonest else ()),
    )


def is_outside(part: Part, opening: str) -> bool:
    """Whether that part of day has no minute of an opening written "9:30–14:00" (or several, with commas)."""
    hours = [int(hour) for hour in re.findall(r"(\d{1,2}):\d\d", opening)]
    if not hours or part == "any":
        return False
    return min(hours) >= 14 if part == "morning" else max(hours) <= (14 if part == "afternoon" else 18)


def _clocks(folded: str, opens: int, closes: int) -> list[_Clock]:
    found: list[_Clock] = []
    for pattern in _CLOCKS:
        for match in pattern.finditer(folded):
            if not any(one.span[0] < match.end() and match.start() < one.span[1] for one in found):
                found += filter(None, [_clock(match, folded, opens, closes)])
    for match in _NOON.finditer(folded):
        if not any(one.span[1] > match.start() - 6 and one.span[0] < match.end() for one in found):
            hour = 12 if match.group() in ("noon", "midday") else 13  # the Spanish midday is later
            found.append(_Clock(hour * 60, True, match.span()))
    return sorted(found, key=lambda one: one.span)


def _clock(match: re.Match[str], folded: str, opens: int, closes: int) -> _Clock | None:
    said = match.groupdict()
    hour = _HOUR_NUMBER.get(said["hour"]) or int(said["hour"])
    if hour > 23:
        return None
    minute = said.get("minute") or "0"
    past = _MINUTES[minute] if minute in _MINUTES else int(minute)
    minutes = hour * 60 + (-past if said.get("sign") in ("menos", "to") else past)
    half = _HALF.match(folded, match.end())
    if half and half["pm"]:
        minutes += 720 if minutes < 720 else 0
    elif not (half and half["am"]) and not opens <= minutes <= closes:
        minutes += 720 if opens <= minutes + 720 <= closes else 0
    span = (match.start(), half.end() if half else match.end())
    lead = folded[max(0, span[0] - 14) : match.start("hour")]
    bound: Bound = "from" if _FROM.search(lead) else "until" if _UNTIL.search(lead) else None
    return _Clock(minutes % 1440, minute != "0" or "minute" in said, span, bound)


def _last_wish(folded: str, clocks: list[_Clock]) -> _Clock | None:
    """The last one said, but the first of "entre las 4 y las 6"."""
    chosen: _Clock | None = None
    for clock in clocks:
        between = folded[chosen.span[1] : clock.span[0]] if chosen else ""
        if chosen is None or not _SEPARATED.match(between):
            chosen = clock
    return chosen
