"""Google's Calendar client: gcsa on a service of our own, its patience, and its errors in our words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any, TypeVar

import google_auth_httplib2
import httplib2
from gcsa.google_calendar import GoogleCalendar
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from google.oauth2.service_account import Credentials
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError
from googleapiclient.http import HttpRequest
from tenacity import Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from gateways.outcome import Refused, TryLater

SCOPES = ["https://www.googleapis.com/auth/calendar"]
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


def patiently(call: Callable[[], Answer]) -> Answer:
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
def in_our_words() -> Iterator[None]:
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
