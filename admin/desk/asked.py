"""A request to the desk as its handlers see it, and what they answer. Whatever cannot be read is no page of ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import FormData, QueryParams
from starlette.exceptions import HTTPException

from admin.context import Staff

LARGEST_ID = 2**63 - 1
LONGEST_VALUE = 200
"""Characters of one field."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for what. `sent` is the form of a POST, else the address's query."""

    staff: Staff
    path: Mapping[str, Any]
    sent: FormData | QueryParams
    is_post: bool

    @property
    def id(self) -> int:
        """The one in the path; 404 for what cannot be an id."""
        return _id(str(self.path["pk"]))

    def word(self, name: str) -> str:
        """One field, on one line and not too long."""
        value = self.sent.get(name)
        return " ".join(value.replace("\0", "").split())[:LONGEST_VALUE] if isinstance(value, str) else ""

    def ids(self, name: str) -> tuple[int, ...]:
        """Every value of a field, as ids, none twice; 404 for what cannot be one."""
        return tuple(dict.fromkeys(_id(str(value)) for value in self.sent.getlist(name) if value != ""))

    def day(self, name: str = "dia") -> date | None:
        """A day; None when none is given; 404 for what is none of our time."""
        given = self.word(name)
        try:
            day = date.fromisoformat(given) if given else None
        except ValueError:
            raise HTTPException(404) from None
        if day and not 2000 <= day.year <= 2999:
            raise HTTPException(404)
        return day

    def clock(self, name: str) -> time | None:
        """A time of the wall clock, to the minute; None when it is none."""
        try:
            return time.fromisoformat(self.word(name)).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError:
            return None

    def slot(self) -> tuple[int, datetime] | None:
        """The stylist and the moment that were chosen; None when none was."""
        stylist, _, starts = self.word("hora").partition("|")
        if not stylist or not starts:
            return None
        try:
            moment = datetime.fromisoformat(starts.replace(" ", "+"))
        except ValueError:
            raise HTTPException(404) from None
        if moment.tzinfo is None or not 2000 <= moment.year <= 2999:
            raise HTTPException(404)
        return _id(stylist), moment


@dataclass(frozen=True, slots=True)
class Shown:
    """A page."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Went:
    """Another page of the site is next. `path` is below /admin; `said` is what is read there (`admin.desk.answers`)."""

    path: str
    said: str = ""
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Path and query."""
        query = ({"aviso": self.said} if self.said else {}) | dict(self.more)
        return f"{self.path}?{urlencode(query)}" if query else self.path


Answer = Shown | Went


def booking(booking_id: int, said: str = "") -> Went:
    """To the booking's page."""
    return Went(f"/booking/details/{booking_id}", said)


def _id(given: str) -> int:
    if not (given.isascii() and given.isdigit() and int(given) <= LARGEST_ID):
        raise HTTPException(404)
    return int(given)
