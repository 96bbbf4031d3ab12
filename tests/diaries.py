"""The demo salon with Google's stand-in: its stylists' own calendars, read and written as the worker does."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from gateways.calendar import deliver_calendar
from gateways.dispatch import Claimed, Dispatch
from gateways.google import GoogleCalendarGateway
from gateways.invariants import Breach, Invariant, check
from models.enums import OutboxKind
from sandbox.server import Standins
from tasks.calendar_reading import CalendarReading
from tasks.commands.pay import Paid
from tasks.delivery import Delivery
from tests.free_time import moment, told
from tests.house import Kept
from tests.salon import Salon
from tests.settings import PATIENCE_SECONDS
from tests.shop import silent
from tests.vendors import StandinView

SITE = "https://salon.example"


class Diaries:
    """Everything a test of calendars touches. Times are the salon's wall clock."""

    def __init__(self, salon: Salon, standins: Standins, timeout: float = PATIENCE_SECONDS) -> None:
        self.salon = salon
        self.standins = standins
        self.google = gateway(standins, timeout)
        self.waking = Kept()
        self.reading = CalendarReading(salon.database, self.google, self.waking, SITE)
        self.dispatch = Dispatch(salon.database, "tests", 30)
        self.failed: list[str] = []

    def block(self, stylist: str, title: str, start: str, end: str, **more: Any) -> str:
        """She writes into her calendar: `2026-11-27 10:00`, or dates for whole days; the event's id."""
        body = {"title": title, "start": _given(start), "end": _given(end), **more}
        made: str = self.standins.post(f"/sandbox/calendars/{stylist}/events", body)["id"]
        return made

    def change(self, stylist: str, event: str, **change: str) -> None:
        """She changes an event, hers or ours."""
        body = {name: _given(text) if name in ("start", "end") else text for name, text in change.items()}
        answer = self.standins.client.patch(f"/sandbox/calendars/{stylist}/events/{event}", json=body)
        answer.raise_for_status()

    def delete(self, stylist: str, event: str) -> None:
        """She deletes an event, hers or ours."""
        self.standins.delete(f"/sandbox/calendars/{stylist}/events/{event}")

    def booked(self, stylist: str = "Pilar", when: str = "2026-11-27 10:00") -> int:
        """Laura has a cut that is paid and stands in the calendar; the appointment's id."""
        held = self.salon.held(self.salon.guest(), stylist, when)
        assert isinstance(self.salon.pay(held, intent=f"pi_{held.booking_id}"), Paid)
        self.deliver()
        found: int = self.salon.appointment(held.booking_id)["id"]
        return found

    def read(self, stylist: str) -> bool:
        """Her calendar is read."""
        return self.reading.read(self.salon.stylist(stylist))

    def busy(self, stylist: str) -> list[tuple[str, str]]:
        """When she is, in UTC."""
        rows = self.salon.rows(
            "SELECT starts_at, ends_at FROM busy_time WHERE stylist_id = %(id)s ORDER BY starts_at",
            id=self.salon.stylist(stylist),
        )
        return [(told(row["starts_at"]), told(row["ends_at"])) for row in rows]

    def sync(self, stylist: str) -> dict[str, Any]:
        """How far her calendar was read."""
        return self.salon.row("SELECT * FROM calendar_sync WHERE stylist_id = %(id)s", id=self.salon.stylist(stylist))

    def shown(self, stylist: str) -> list[tuple[str, str, str]]:
        """Title and times of what stands in her calendar."""
        return [(one["title"], one["start"][:16], one["end"][11:16]) for one in self.events(stylist)]

    def events(self, stylist: str) -> list[dict[str, Any]]:
        """What stands in her calendar."""
        calendars = self.standins.get("/sandbox/calendars")
        (events,) = [calendar["events"] for calendar in calendars if calendar["stylist"] == stylist]
        return list(events)

    def deliver(self) -> int:
        """Writes what is due in calendars; how many rows."""
        delivery = Delivery(self.dispatch, {OutboxKind.CALENDAR: self._deliver}, self._told)
        return sum(delivery.drain(stream) for stream in self.dispatch.due() if stream.startswith("google:"))

    def written(self) -> list[str]:
        """What Google received from us."""
        return [one["operation"] for one in self.standins.get("/sandbox/ledger") if one["vendor"] == "google"]

    def breaches(self) -> list[Breach]:
        """Of I6, with Google's own view."""
        found = check(self.salon.database, self.salon.business_id, vendors=StandinView(self.standins))
        return [breach for breach in found if breach.invariant is Invariant.CALENDAR_AGREES]

    def _deliver(self, row: Claimed) -> str | None:
        return deliver_calendar(self.salon.database, self.google, SITE, row)

    def _told(self, row: Claimed, reason: str) -> None:
        self.failed.append(reason)


@contextmanager
def open_diaries(salon: Salon, timeout: float = PATIENCE_SECONDS) -> Iterator[Diaries]:
    """The salon's calendars, empty."""
    with Standins(salon.database.url, brain=silent) as standins:
        yield Diaries(salon, standins, timeout)


@pytest.fixture
def diaries(salon: Salon) -> Iterator[Diaries]:
    """The demo salon's calendars, with nothing in them."""
    with open_diaries(salon) as opened:
        yield opened


def gateway(standins: Standins, timeout: float = PATIENCE_SECONDS) -> GoogleCalendarGateway:
    """A gateway to that Google."""
    given = standins.environment()
    return GoogleCalendarGateway(given["GOOGLE_SERVICE_ACCOUNT_FILE"], given["GOOGLE_API_ENDPOINT"], timeout=timeout)


def _given(when: str) -> str:
    return when if len(when) == len("2026-11-23") else moment(when).isoformat()
