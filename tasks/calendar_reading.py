"""Reading the stylists' own Google calendars: asked of Google first, stored in one transaction afterwards."""

from dataclasses import dataclass
from datetime import datetime

import structlog

from flows.busy import WHOLE_AFTER, Found, Ours, found_in, in_series, window
from gateways.busy import Known, known
from gateways.database import Database
from gateways.google import GoogleCalendarGateway
from gateways.google_reading import Reading, StartOver
from gateways.outcome import Refused, TryLater
from tasks.commands.calendars import Read, keep, note_refusal
from tasks.waking import Waking

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """Reads one at a time; that two processes read the same one does no harm, as only the first is kept."""

    database: Database
    google: GoogleCalendarGateway
    waking: Waking
    public_url: str

    def read(self, stylist_id: int) -> bool:
        """Reads what is new in her calendar, or all of it. False when it could not be read: next time, then."""
        before = known(self.database, stylist_id)
        if before is None:
            return False
        try:
            read = self._read(before, self.database.now())
        except TryLater as error:
            log.warning("calendar not read", stylist_id=stylist_id, reason=str(error))
            return False
        except Refused as error:
            self.waking.command(self.database, before.business_id, note_refusal, stylist_id, str(error))
            return False
        return self.waking.command(self.database, before.business_id, keep, before, read, self.public_url)

    def _read(self, before: Known, now: datetime) -> Read:
        left_behind = self._left_behind(before, now)
        if before.calendar_id is None:
            return Read(Found(), None, whole=True, left_behind=left_behind)
        reading, whole = self._new(before, now), False
        if reading is None or any(in_series(event) for event in reading.events):
            asked = window(now, before.timezone, before.horizon_days)
            reading, whole = self.google.read_whole(before.calendar_id, asked), True
        found = self._understood(before, reading)
        return Read(found, reading.token, whole, reading.writable, left_behind)

    def _new(self, before: Known, now: datetime) -> Reading | None:
        """What has changed; None when it is time to read all, or nobody knows since when."""
        if before.token is None or before.calendar_id != before.read_calendar_id or before.refusals:
            return None
        if before.whole_at is None or now - before.whole_at >= WHOLE_AFTER:
            return None
        try:
            return self.google.read_changes(before.calendar_id or "", before.token)
        except StartOver:
            return None

    def _left_behind(self, before: Known, now: datetime) -> dict[str, Ours]:
        """Our events in the calendar that was hers before. One that is closed to us is left as it is."""
        if before.read_calendar_id in (None, before.calendar_id):
            return {}
        asked = window(now, before.timezone, before.horizon_days)
        try:
            reading = self.google.read_whole(before.read_calendar_id or "", asked)
        except Refused:
            return {}
        return self._understood(before, reading).ours if reading.writable else {}

    def _understood(self, before: Known, reading: Reading) -> Found:
        found, strange = found_in(reading.events, before.timezone)
        if strange:
            log.warning("events not understood", stylist_id=before.stylist_id, events=len(strange))
        return found
