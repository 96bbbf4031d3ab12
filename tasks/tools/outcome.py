"""What a tool works with and what it answers."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from psycopg.rows import DictRow

from flows.catalogue import Catalogue
from gateways.database import Database, Unit
from models import Offer


@dataclass(frozen=True, slots=True)
class Outcome:
    """A tool's answer to the model, and the offers it made (columns of `Offer`, JSON types)."""

    payload: dict[str, Any]
    is_error: bool = False
    offers: list[dict[str, Any]] = field(default_factory=list)


def refusal(code: str, do: str, **more: Any) -> Outcome:
    """An answer that says what went wrong, in a word, and what to do next, in a sentence."""
    return Outcome({"error": code, "do": do} | more, is_error=True)


@dataclass(frozen=True, slots=True)
class Work:
    """What a tool may look at: the turn's situation and the catalogue. Identity is in `row`, never in arguments."""

    database: Database
    catalogue: Catalogue
    row: DictRow
    public_url: str

    @property
    def now(self) -> datetime:
        """Domain time of this turn's link."""
        moment: datetime = self.row["now"]
        return moment

    @property
    def language(self) -> str:
        """The language this customer is written to in."""
        return self.catalogue.business.language(self.row["language"])

    def next_codes(self, count: int) -> list[str]:
        """Short ids for new offers, never used before in this conversation."""
        first = (self.row["last_code"] or 0) + 1
        return [f"a{first + n}" for n in range(count)]

    def note_offers(self, offers: list[dict[str, Any]]) -> None:
        """Offers made in this turn count for the codes of the next ones."""
        if offers:
            self.row["last_code"] = int(offers[-1]["code"][1:])
            self.row["offers"] = [
                *(self.row["offers"] or []),
                *({"shown_in": None} | offer for offer in offers),
            ]

    def as_row(self, unit: Unit, turn_id: int, offer: dict[str, Any]) -> Offer:
        """An offer made inside a unit of work."""
        columns = offer | {name: datetime.fromisoformat(offer[name]) for name in ("starts_at", "ends_at", "made_at")}
        return Offer(
            business_id=unit.business_id,
            conversation_id=self.row["conversation_id"],
            turn_id=turn_id,
            **columns,
        )


def ids(aliases: list[str], letter: str) -> list[int] | None:
    """The ids in aliases such as `s13`; None when one of them is none."""
    if not all(re.fullmatch(rf"{letter}[1-9][0-9]{{0,17}}", alias) for alias in aliases):
        return None
    return [int(alias[1:]) for alias in aliases]
