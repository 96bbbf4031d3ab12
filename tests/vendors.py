"""The stand-ins as `gateways.invariants` sees vendors: what came of all effects, and the calendars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gateways.invariants import CalendarEvent, Effect
from sandbox.server import Standins


@dataclass(frozen=True)
class StandinView:
    """A `VendorView`: `check(database, business_id, vendors=StandinView(standins))`, at rest."""

    standins: Standins

    def ledger(self) -> Sequence[Effect]:
        """Every effect so far."""
        entries = self.standins.get("/sandbox/ledger")
        return [Effect(entry["vendor"], entry["operation"], entry["key"]) for entry in entries]

    def calendar_events(self) -> Sequence[CalendarEvent]:
        """Every event that stands."""
        return [
            CalendarEvent(
                calendar["stylist"],
                datetime.fromisoformat(event["start"]),
                datetime.fromisoformat(event["end"]),
                event["ours"],
            )
            for calendar in self.standins.get("/sandbox/calendars")
            for event in calendar["events"]
            if event["status"] != "cancelled"
        ]
