"""The product's side of Google Calendar: gcsa on a service of its own, with a real service account."""

from typing import Any

from gcsa.google_calendar import GoogleCalendar
from google.oauth2.service_account import Credentials
from googleapiclient.discovery import build

from sandbox.server import Standins

SCOPES = ["https://www.googleapis.com/auth/calendar"]
PILAR = "pilar@salon.example"


class Calendars(GoogleCalendar):  # type: ignore[misc]
    """gcsa cannot be told another address."""

    def __init__(self, standins: Standins) -> None:
        self.default_calendar = PILAR
        self.credentials = Credentials.from_service_account_file(str(standins.service_account_file), scopes=SCOPES)
        self.service = service(standins, self.credentials)


def service(standins: Standins, credentials: Any = None) -> Any:
    """Google's own client."""
    return build(
        "calendar",
        "v3",
        credentials=credentials
        or Credentials.from_service_account_file(str(standins.service_account_file), scopes=SCOPES),
        client_options={"api_endpoint": f"{standins.url}/google/calendar/v3/"},
        static_discovery=True,
        cache_discovery=False,
    )
