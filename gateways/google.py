"""Google Calendar through gcsa: one event an appointment, put and taken away.

Every method may end in `TryLater` (no answer, throttled, broken, not let in) or in `Refused` (a calendar that
is not shared with us, a body that Google does not take).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.client import HTTPException
from typing import Any, TypeVar

import google_auth_httplib2
import httplib2
from gcsa.event import Event
from gcsa.google_calendar import GoogleCalendar
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from google.oauth2.service_account import Credentials
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError
from googleapiclient.http import HttpRequest
from tenacity import Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from flows.calendar_event import CalendarEvent
from gateways.outcome import Refused, TryLater
from models.moment import zone

SCOPES = ["https://www.googleapis.com/auth/calendar"]
OURS = "turno"
"""The private property that marks an event as ours; its value is the appointment's id."""

THROTTLED = ("rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded")
TRIES = 3

Answer = TypeVar("Answer")


class Calendars(GoogleCalendar):  # type: ignore[misc]
    """gcsa's calendar on a service of our own: it cannot be told another address or a time-out.

    Each request gets an `AuthorizedHttp` of its own, as httplib2 is not safe in threads.
    """

    def __init__(self, service_account_file: str, endpoint: str, timeout: float) -> None:
        self.default_calendar = "primary"
        self.credentials = Credentials.from_service_account_file(  # type: ignore[no-untyped-call]
            service_account_file, scopes=SCOPES
        )

        def fresh_http() -> google_auth_httplib2.AuthorizedHttp:
            http = httplib2.Http(timeout=timeout)
            return google_auth_httplib2.AuthorizedHttp(self.credentials, http=http)

        def request(_http: object, *args: Any, **kwargs: Any) -> HttpRequest:
            return HttpRequest(fresh_http(), *args, **kwargs)

        self.service = build(
            "calendar",
            "v3",
            http=fresh_http(),
            requestBuilder=request,
            client_options={"api_endpoint": endpoint},
            static_discovery=True,
            cache_discovery=False,
        )


class GoogleCalendarGateway:
    """One per process, safe in threads. `endpoint` ends with `/calendar/v3/`; seconds."""

    def __init__(self, service_account_file: str, endpoint: str, *, timeout: float = 10) -> None:
        self._calendars = Calendars(service_account_file, endpoint, timeout)

    def put_event(self, calendar_id: str, event: CalendarEvent) -> None:
        """Makes the calendar hold exactly this event: new, changed, or one that was deleted."""
        wanted = _event(event)
        with _in_our_words():
            try:
                _patiently(lambda: self._calendars.add_event(wanted, calendar_id=calendar_id))
                return
            except HttpError as error:
                if error.status_code != 409:
                    raise
            there = _patiently(lambda: self._calendars.get_event(event.id, calendar_id=calendar_id))
            if _same(there, wanted):
                return  # it was our own request whose answer was lost
            wanted.color_id = there.color_id  # the stylist's own
            _patiently(lambda: self._calendars.update_event(wanted, calendar_id=calendar_id))

    def delete_event(self, calendar_id: str, event_id: str) -> None:
        """Makes the calendar not hold it; done as well when it never did."""
        with _in_our_words():
            try:
                _patiently(lambda: self._calendars.delete_event(event_id, calendar_id=calendar_id))
            except HttpError as error:
                if error.status_code not in (404, 410):
                    raise


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

    def written(event: Event) -> tuple[str, str, datetime, datetime, object, object]:
        other = event.other
        properties = other.get("extendedProperties", {}).get("private")
        status = other.get("status")
        return event.summary, event.description, event.start, event.end, status, properties

    return written(there) == written(wanted)


def _patiently(call: Callable[[], Answer]) -> Answer:
    """Nothing in Google's client retries by itself; what it answers at once is worth a moment."""
    tries = Retrying(
        retry=retry_if_exception(lambda error: isinstance(error, HttpError) and _passing(error)),
        stop=stop_after_attempt(TRIES),
        wait=wait_exponential_jitter(multiplier=0.3, max=2, jitter=0.3),
        reraise=True,
    )
    return tries(call)


def _passing(error: HttpError) -> bool:
    status: int = error.status_code
    return status in (401, 429) or status >= 500 or (status == 403 and _reason(error) in THROTTLED)


def _reason(error: HttpError) -> str:
    details = error.error_details
    if isinstance(details, list) and details and isinstance(details[0], dict):
        return str(details[0].get("reason", ""))
    return ""


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Translates the client's errors; their texts hold addresses, so only codes are passed on."""
    try:
        yield
    except HttpError as error:
        why = f"google: {error.status_code} {_reason(error)}".rstrip()
        raise (TryLater if _passing(error) else Refused)(why) from None
    except RefreshError:  # a setting to be put right; the request may be fine
        raise TryLater("google: our service account got no token") from None
    except (TransportError, httplib2.HttpLib2Error, HTTPException, OSError) as error:
        raise TryLater(f"google: no answer ({type(error).__name__})") from None
    except GoogleAuthError as error:
        raise Refused(f"google: {type(error).__name__}") from None
