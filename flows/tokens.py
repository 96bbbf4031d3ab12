"""What of a text could be false, in figures: amounts, minutes, hours, percentages, links. Spanish and English.

Times of day and days are in `flows.spoken_time`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from flows.safety import plain

SPANISH = [
    "cero",
    "un",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciseis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiun",
    "veintidos",
    "veintitres",
    "veinticuatro",
    "veinticinco",
]
ENGLISH = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
TENS = {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90}
TENS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBERS = {word: n for words in (SPANISH, ENGLISH) for n, word in enumerate(words)}
NUMBERS |= TENS | {"una": 1, "uno": 1, "cien": 100, "hundred": 100}
WORD = "|".join(sorted(NUMBERS, key=len, reverse=True))

HUNDREDS = {"ciento": 100, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400, "quinientos": 500}
WORDS = rf"(?:(?:{'|'.join(HUNDREDS)}|(?:an?|one) hundred)(?: (?:y|and))? )?(?:{WORD})(?:(?: y | and |[- ])(?:{WORD}))?"
"""Several words that are one number: "ciento veinte", "treinta y cinco"."""

EURO = r"(?:€|eur(?:os?|itos?)?\b|pavos\b|quid\b|bucks\b|dollars?\b|pounds?\b|dolares\b|libras\b)"
COSTS = (
    r"(?:cuestan?|valen?|sale[ns]?(?: por| a)|(?:te|os) cobr\w+|costs?|priced at|charges? you)"
    r"(?: (?:solo|unos|just|only|about))?"
)
FIGURE = r"\d{1,5}(?:[.,]\d{1,2})?"
AMOUNT = re.compile(
    rf"[€$£] ?(?P<a>{FIGURE})|(?P<b>{FIGURE}) ?{EURO}|\b(?P<w>{WORDS}) {EURO}"
    rf"|\b{COSTS} (?P<c>{FIGURE})(?![\d:]|[.,]\d| ?(?:%|[xh]\b|min|hor|hour|percent|por ciento))"
    rf"|\bson (?P<d>{FIGURE}) en total\b"
)
"""Without a currency a number is an amount only where something costs it."""
PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?) ?(?:%|por ciento|percent)")
LENGTH = re.compile(
    rf"(?<![\d:.,])(\d{{1,3}}|\b(?!(?:un|uno|one)\b)(?:{WORD})) ?(?:min\b|mins\b|minut(?:os?|itos?|es?)\b)"
)
"""Minutes; "un minutito" is no length."""
PART_HOURS = {
    "tres cuartos de hora": 45,
    "three quarters of an hour": 45,
    "cuarto de hora": 15,
    "quarter of an hour": 15,
    "hora y cuarto": 75,
    "hora y media": 90,
    "hour and a quarter": 75,
    "hour and a half": 90,
    "media hora": 30,
    "half an hour": 30,
    "half hour": 30,
}
WHOLE_HOURS = re.compile(
    r"\b(?:dura|duran|lleva|llevan|tarda\w*|en|unas?|como|casi|son|sobre|toma|tienes|takes?|lasts?|about|around|for"
    r"|in|have)"
    rf" (?:(?:unas?|como|casi|about|around|just|aproximadamente) )*(?P<n>una|un par de|an?|one|a couple of|{WORD}"
    rf"|\d) (?:full |whole )?"
    r"?(?:horas?|horitas?|hours?)\b(?! (?:y|and|antes|before|libres?|que|concretas?|de antelacion|ahead|in advance))"
)
"""Hours that something takes, as they are told in minutes."""
HOURS = re.compile(r"(?<!las )(?<![\d:.,])\b(\d{1,3}) ?(?:horas|hours)\b")
LINK = re.compile(r"(?:https?://|www\.)[^\s)\]>*]+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is said, and where."""

    at: int
    text: str
    value: Decimal

    @property
    def end(self) -> int:
        return self.at + len(self.text)


def flat(text: str) -> str:
    """The text as it is searched: plain, on one line."""
    return plain(text.replace("\xa0", " ").replace("\u202f", " ").replace("*", ""))


def number(said: str) -> int:
    """A number in figures or as a word."""
    return int(said) if said.isdigit() else NUMBERS[said]


def amounts(said: str) -> Iterator[Figure]:
    """Euros in flat text."""
    for match in AMOUNT.finditer(said):
        figure = match["a"] or match["b"] or match["c"] or match["d"]
        value = Decimal(figure.replace(",", ".")) if figure else Decimal(_sum(match["w"]))
        yield Figure(match.start(), match[0], value.quantize(Decimal("0.01")))


def _sum(words: str) -> int:
    """Several words as one number."""
    known = NUMBERS | HUNDREDS
    return sum(known[word] for word in re.findall("[a-z]+", words) if word in known and word != "one") or 1


def percents(said: str) -> Iterator[Figure]:
    """Percentages in flat text."""
    for match in PERCENT.finditer(said):
        yield Figure(match.start(), match[0], Decimal(match[1].replace(",", ".")))


def lengths(said: str) -> Iterator[Figure]:
    """Minutes in flat text."""
    for match in LENGTH.finditer(said):
        yield Figure(match.start(), match[0], Decimal(number(match[1])))
    for match in WHOLE_HOURS.finditer(said):
        hour = {"un par de": 2, "a couple of": 2, "an": 1, "a": 1}.get(match["n"]) or number(match["n"])
        yield Figure(match.start("n"), said[match.start("n") : match.end()], Decimal(60 * hour))
    for words, minutes in PART_HOURS.items():
        if (at := said.find(words)) >= 0:
            yield Figure(at, words, Decimal(minutes))
            return


def hours(said: str) -> Iterator[Figure]:
    """Hours that something lasts or lies ahead, in flat text."""
    for match in HOURS.finditer(said):
        yield Figure(match.start(), match[0], Decimal(match[1]))


def unlinked(text: str) -> str:
    """The text with its addresses taken out: each ends a sentence."""
    return LINK.sub("\n", text)


def links(text: str) -> list[str]:
    """Addresses, without what ends the sentence."""
    return [found.rstrip(".,;:!?") for found in LINK.findall(text)]
