"""The product's side of Google Calendar: gcsa on a service of its own, with a real service account."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from gcsa.google_calendar import GoogleCalendar
from google.oauth2 import credentials, service_account
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from sandbox.server import Standins
from sandbox.store import Document

SCOPES = ["https://www.googleapis.com/auth/calendar"]
PILAR = "pilar@salon.example"
MADRID = ZoneInfo("Europe/Madrid")
TEN = datetime(2026, 11, 27, 10, 30, tzinfo=MADRID)
ELEVEN = datetime(2026, 11, 27, 11, 30, tzinfo=MADRID)


class Calendars(GoogleCalendar):  # type: ignore[misc]
    """gcsa cannot be told another address."""

    def __init__(self, standins: Standins) -> None:
        self.default_calendar = PILAR
        self.credentials = account(standins)
        self.service = service(standins, self.credentials)


Account: Any = service_account.Credentials
Token: Any = credentials.Credentials


def account(standins: Standins, scopes: list[str] = SCOPES) -> Any:
    """The credentials in the sandbox's key file."""
    return Account.from_service_account_file(str(standins.service_account_file), scopes=scopes)


def service(standins: Standins, by: Any = None) -> Any:
    """Google's own client."""
    return build(
        "calendar",
        "v3",
        credentials=by or account(standins),
        client_options={"api_endpoint": f"{standins.url}/google/calendar/v3/"},
        static_discovery=True,
        cache_discovery=False,
    )


def event(**more: Any) -> Document:
    """The body of an insert, with an id of our own."""
    return {
        "id": "a1b2c3d4e5",
        "summary": "Laura Torres: Mechas",
        "start": {"dateTime": TEN.isoformat(), "timeZone": "Europe/Madrid"},
        "end": {"dateTime": ELEVEN.isoformat(), "timeZone": "Europe/Madrid"},
        **more,
    }


def refused(request: Any) -> tuple[int, str]:
    """Status and reason of a request that fails."""
    with pytest.raises(HttpError) as error:
        request.execute()
    return error.value.status_code, error.value.error_details[0]["reason"]
