"""What must have been said to the customer, in any wording: exact euros, minutes and times."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """Said when the pattern is in anything she was sent; `never`: when it is in nothing."""

    name: str
    pattern: str
    never: bool = False

    def holds(self, heard: Iterable[str]) -> bool:
        """Whether it is as it must be."""
        said = any(re.search(self.pattern, text, re.IGNORECASE) for text in heard)
        return said is not self.never


def euros(cents: int) -> Fact:
    """`16,00 €`, `16 €`, `€16.00`."""
    whole, rest = divmod(cents, 100)
    figure = rf"(?<![\d.,]){whole}" + ("(?:[.,]00)?" if not rest else rf"[.,]{rest:02}")
    end = r"(?![\d]|[.,]\d)"
    return Fact(f"{whole},{rest:02} €", rf"{figure}{end}\s*(?:€|euros?)|(?:€|EUR)\s?{figure}{end}")


def minutes(count: int) -> Fact:
    """`95 min`, `95 minutos`, `1 h 35`."""
    hours, rest = divmod(count, 60)
    hour = rf"|\b{hours}\s*h(?:oras?|ours?)?(?![a-z])" if hours else ""
    spoken = hour + (rf"\s*(?:y|and)?\s*{rest}\b" if rest else r"(?!\s*(?:y|and)?\s*\d)") if hours else ""
    return Fact(f"{count} min", rf"\b{count}\s*min{spoken}")


def clock(time: str) -> Fact:
    """`17:00`, `17.00`, `17 h`, `5:00 pm`, `5 de la tarde`."""
    hour, minute = map(int, time.split(":"))
    ways = [
        rf"\b{hour:02}[:.]{minute:02}",
        rf"\b{hour}[:.]{minute:02}",
        rf"\b{hour % 12 or 12}[:.]{minute:02} ?[ap]\.?m",
    ]
    if not minute:
        ways += [rf"\b{hour} ?h\b", rf"\b{hour % 12 or 12} (?:de la|[ap]\.?m)"]
    return Fact(time, "|".join(ways))


def words(name: str, pattern: str) -> Fact:
    """Anything else."""
    return Fact(name, pattern)


def never(name: str, pattern: str) -> Fact:
    """What may not be said."""
    return Fact(f"never: {name}", pattern, never=True)
