"""Google Calendar: one event an appointment, put and taken away; and what is in a stylist's calendar, read.

Every method may end in `TryLater` (no answer, throttled, broken, not let in) or in `Refused` (a calendar that
is not shared with us, a body that Google does not take).
"""

from datetime import datetime

from gcsa.event import Event
from googleapiclient.errors import HttpError

from flows.calendar_event import OURS, CalendarEvent
from gateways import google_reading
from gateways.google_client import Calendars, in_our_words, patiently
from gateways.google_reading import Reading
from models.moment import zone
from models.slot import Slot


class GoogleCalendarGateway:
    """One per process, safe in threads. `endpoint` ends with `/calendar/v3/`; seconds."""

    def __init__(self, service_account_file: str, endpoint: str, *, timeout: float = 10) -> None:
        self._calendars = Calendars(service_account_file, endpoint, timeout)

    def put_event(self, calendar_id: str, event: CalendarEvent) -> None:
        """Makes the calendar hold exactly this event: new, changed, or one that was deleted."""
        wanted = _event(event)
        with in_our_words():
            try:
                patiently(lambda: self._calendars.add_event(wanted, calendar_id=calendar_id))
                return
            except HttpError as error:
                if error.status_code != 409:
                    raise
            there = patiently(lambda: self._calendars.get_event(event.id, calendar_id=calendar_id))
            if _same(there, wanted):
                return  # it was our own request whose answer was lost
            wanted.color_id = there.color_id  # the stylist's own
            patiently(lambda: self._calendars.update_event(wanted, calendar_id=calendar_id))

    def delete_event(self, calendar_id: str, event_id: str) -> None:
        """Makes the calendar not hold it; done as well when it never did."""
        with in_our_words():
            try:
                patiently(lambda: self._calendars.delete_event(event_id, calendar_id=calendar_id))
            except HttpError as error:
                if error.status_code not in (404, 410):
                    raise

    def read_whole(self, calendar_id: str, window: Slot) -> Reading:
        """Every event of the window, one by one."""
        with in_our_words():
            return google_reading.whole(self._calendars, calendar_id, window)

    def read_changes(self, calendar_id: str, token: str) -> Reading:
        """What has changed since the reading that gave that token. Raises `StartOver` too: read it whole."""
        with in_our_words():
            return google_reading.changes(self._calendars, calendar_id, token)


def _event(event: CalendarEvent) -> Event:
    """Whole seconds only: Google keeps no more."""
    tz = zone(event.timezone)
    return Event(
        event.title,
        start=event.starts_at.astimezone(tz).replace(microsecond=0),
        end=event.ends_at.astimezone(tz).replace(microsecond=0),
        timezone=event.timezone,
        event_id=event.id,
        description=event.description,
        default_reminders=True,
        status="tentative" if event.tentative else "confirmed",
        extendedProperties={"private": {OURS: str(event.appointment_id)}},
    )


def _same(there: Event, wanted: Event) -> bool:
    """What we write of an event is already there."""

    def written(event: Event) -> tuple[str, str, datetime, datetime, list[str], object, object]:
        other = event.other
        properties = other.get("extendedProperties", {}).get("private")
        status = other.get("status")
        # She may have made a series of it.
        return event.summary, event.description, event.start, event.end, event.recurrence, status, properties

    return written(there) == written(wanted)
