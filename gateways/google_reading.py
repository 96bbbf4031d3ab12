"""A stylist's calendar by sync token: all of a window once, then what has changed.

gcsa cannot do it, so Google's own client does. A token stands for the parameters of the reading that gave it, the
window among them: later requests say neither window nor anything else that the first did not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from googleapiclient.errors import HttpError

from gateways.google_client import Calendars, patiently
from gateways.outcome import TryLater
from models.slot import Slot

ALWAYS: Final = {"singleEvents": True, "maxResults": 2500, "maxAttendees": 1}
"""Of the guests only she herself is of interest. No `showDeleted`: with a token what was deleted is always told."""
WRITERS: Final = ("owner", "writer", "writerWithoutPrivateAccess")
MOST_PAGES: Final = 40


class StartOver(Exception):
    """Google does not know the token any more."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Events as Google words them; the token for what comes next, if it gave one; whether we may write there."""

    events: tuple[Mapping[str, Any], ...]
    token: str | None
    writable: bool


def whole(calendars: Calendars, calendar_id: str, window: Slot) -> Reading:
    """Everything in the window. Errors are the client's own."""
    bounds = {"timeMin": window.start.isoformat(), "timeMax": window.end.isoformat()}
    return _pages(calendars, {"calendarId": calendar_id, **ALWAYS, **bounds})


def changes(calendars: Calendars, calendar_id: str, token: str) -> Reading:
    """Everything that has changed. Raises `StartOver`; other errors are the client's own."""
    try:
        return _pages(calendars, {"calendarId": calendar_id, **ALWAYS, "syncToken": token})
    except HttpError as error:
        if error.status_code in (400, 410):  # 400: a token that never was one
            raise StartOver from None
        raise


def _pages(calendars: Calendars, asked: Mapping[str, Any]) -> Reading:
    events, more = list[Mapping[str, Any]](), dict[str, str]()
    for _ in range(MOST_PAGES):
        request = calendars.service.events().list(**asked, **more)
        page = patiently(request.execute)
        events += page.get("items", ())
        if "nextPageToken" not in page:
            return Reading(tuple(events), page.get("nextSyncToken"), page.get("accessRole") in WRITERS)
        more = {"pageToken": page["nextPageToken"]}
    raise TryLater("google: a calendar without end")
