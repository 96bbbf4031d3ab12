"""The reply guard: what the model wrote may only repeat facts it was given this turn.

Amounts, times, dates and links must be in the facts (or in the customer's own words, which are among them), and nothing
may be claimed done that no event has done.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from flows.safety import plain

AMOUNT = re.compile(r"(?:€\s*(\d{1,5}(?:[.,]\d{1,2})?))|(?:(\d{1,5}(?:[.,]\d{1,2})?)\s*(?:€|euros?\b|eur\b))", re.I)
TIME = re.compile(r"(?<![\d.,])([01]?\d|2[0-3])[:.h]([0-5]\d)(?!\d|[.,]\d|\s*(?:€|eur))", re.I)
HOUR = re.compile(r"\b(?:a las?|at)\s+(\d{1,2})\b(?![:.h]\d|\s*(?:€|eur))", re.I)
LINK = re.compile(r"https?://[^\s)\]>*]+")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("enero", "january"),
            ("febrero", "february"),
            ("marzo", "march"),
            ("abril", "april"),
            ("mayo", "may"),
            ("junio", "june"),
            ("julio", "july"),
            ("agosto", "august"),
            ("septiembre", "september"),
            ("octubre", "october"),
            ("noviembre", "november"),
            ("diciembre", "december"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = "|".join(MONTHS)
DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:de\s+|of\s+)?({_MONTH})\b|\b({_MONTH})\s+(\d{{1,2}})\b",
    re.I,
)
ISO = re.compile(r"\b\d{4}-(\d{2})-(\d{2})\b")

DONE = re.compile(
    r"\b(confirmad[ao]s?|reservad[ao]s?|apuntad[ao]s?|agendad[ao]s?|cambiad[ao]s?|movid[ao]s?|cancelad[ao]s?|anulad[ao]s?"
    r"|pagad[ao]s?|cobrad[ao]s?|reembolsad[ao]s?|devuelto|recibido (?:tu|el|su) pago"
    r"|confirmed|booked|reserved|scheduled|moved|rescheduled|cancell?ed|paid|refunded)\b"
)
NOT_YET = re.compile(
    r"\b(no|aun|todavia|cuando|una vez|en cuanto|hasta|para que|si|quedara|sera|podre"
    r"|not|yet|once|when|until|if|will|to be)\b"
)
EVENTS = {
    "confirm": '"status":"confirmed"',
    "hold": '"held":true',
}


@dataclass(frozen=True, slots=True)
class Breach:
    """Something in the reply that is no fact: which kind, and what was written."""

    kind: str
    found: str


def breaches(reply: str, facts: Iterable[str], mode: str) -> list[Breach]:
    """What must not be sent; empty when the reply is sound. `facts` is everything the model was told this turn."""
    told = "\n".join(facts)
    found = [Breach("amount", text) for value, text in _amounts(reply) if value not in dict(_amounts(told))]
    times = set(_times(told))
    found += [Breach("time", f"{h}:{m:02}") for h, m in _times(reply) if (h, m) not in times]
    hours = {hour % 12 for hour, _ in times}
    found += [Breach("time", match[0]) for match in HOUR.finditer(reply) if int(match[1]) % 12 not in hours]
    dates = set(_dates(told))
    found += [Breach("date", f"{day}/{month}") for day, month in _dates(reply) if (day, month) not in dates]
    found += [Breach("link", link) for link in LINK.findall(reply) if link.rstrip(".,;:!?") not in told]
    return found + list(_claims(reply, told, mode))


def _amounts(text: str) -> Iterator[tuple[Decimal, str]]:
    for match in AMOUNT.finditer(text.replace("\xa0", " ")):
        yield Decimal((match[1] or match[2]).replace(",", ".")).quantize(Decimal("0.01")), match[0]


def _times(text: str) -> Iterator[tuple[int, int]]:
    for match in TIME.finditer(text.replace("\xa0", " ")):
        yield int(match[1]), int(match[2])


def _dates(text: str) -> Iterator[tuple[int, int]]:
    for match in DAY_MONTH.finditer(text):
        day, month = (match[1], match[2]) if match[1] else (match[4], match[3])
        yield int(day), MONTHS[month.lower()]
    for match in ISO.finditer(text):
        yield int(match[2]), int(match[1])


def _claims(reply: str, told: str, mode: str) -> Iterator[Breach]:
    """Affirmative sentences that say something is done. A hold or an appointment that the facts show may be named."""
    if EVENTS["confirm"] in told or (EVENTS["hold"] in told) or mode == "paying":
        done = re.compile(r"\b(confirmad[ao]s?|confirmed|pagad[ao]s?|paid|reembolsad[ao]s?|refunded)\b")
        done = re.compile(r"(?!)") if EVENTS["confirm"] in told else done
    else:
        done = DONE
    for sentence in re.split(r"(?<=[.!?\n])\s*", reply):
        said = plain(sentence)
        if done.search(said) and not NOT_YET.search(said) and not sentence.rstrip().endswith("?"):
            yield Breach("claim", sentence.strip())
