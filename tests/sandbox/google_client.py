"""The product's side of Google Calendar: gcsa on a service of its own, with a real service
account."""

from typing import Any

from gcsa.google_calendar import GoogleCalendar
from google.oauth2 import credentials, service_account
from googleapiclient.discovery import build

from sandbox.server import Standins

SCOPES = ["https://www.googleapis.com/auth/calendar"]
PILAR = "pilar@salon.example"


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
