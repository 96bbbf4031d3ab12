"""A simulated customer's part: what she wants, what she knows, how she writes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Act(Enum):
    """What a customer does that is no message."""

    PAYS = "#PAGO"
    """She opens the newest pay link and pays, if her card is good."""
    LEAVES = "#FIN"


@dataclass(frozen=True)
class Rule:
    """A scripted answer: to what the salon has just written, when the pattern is in it; so often at most."""

    when: str
    then: str | Act
    times: int = 1

    def fits(self, heard: str) -> bool:
        """Case does not count."""
        return re.search(self.when, heard, re.IGNORECASE) is not None


@dataclass(frozen=True)
class Persona:
    """`goal` and `knows` are told to the Claude who plays her; `opening` and `rules` are the scripted customer's."""

    phone: str
    whatsapp: str
    """The name that WhatsApp shows."""
    goal: str
    knows: str
    opening: str
    rules: Sequence[Rule] = ()
    language: str = "español de España"
    good_card: bool = True
