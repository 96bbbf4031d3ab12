"""Whether each vendor can be reached and takes our credentials, without doing anything there."""

import smtplib
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

import httpx
from google.auth.exceptions import GoogleAuthError
from google.auth.transport.requests import Request
from google.oauth2.service_account import Credentials

from gateways.settings import Settings

SECONDS = 8.0
GOOGLE_SCOPE = "https://www.googleapis.com/auth/calendar"


class Unwell(Exception):
    """It cannot be reached or does not take our credentials. One line."""


def chatwoot(settings: Settings) -> str:
    """The inbox, read with the user's token. Bots may not read it: their token shows at work."""
    path = f"/api/v1/accounts/{settings.chatwoot_account_id}/inboxes/{settings.chatwoot_inbox_id}"
    token = settings.chatwoot_user_token.get_secret_value()
    inbox = _json(settings.chatwoot_base_url + path, {"api_access_token": token})
    return f"inbox {settings.chatwoot_inbox_id} is there: {inbox.get('name')}"


def stripe(settings: Settings) -> str:
    """The balance, which every key of an account may read."""
    key = settings.stripe_secret_key.get_secret_value()
    balance = _json(settings.stripe_api_base + "/v1/balance", {"Authorization": f"Bearer {key}"})
    return "live mode" if balance.get("livemode") else "test mode"


def google(settings: Settings) -> str:
    """A token for the service account."""
    try:
        credentials = Credentials.from_service_account_file(  # type: ignore[no-untyped-call]
            str(settings.google_service_account_file), scopes=[GOOGLE_SCOPE]
        )
        credentials.refresh(partial(Request(), timeout=SECONDS))
    except (GoogleAuthError, ValueError) as error:
        raise Unwell(f"no token: {_first_line(error)}") from None
    return f"each stylist shares her calendar with {credentials.service_account_email}"


def claude(settings: Settings) -> str:
    """The model that is to answer customers."""
    key = settings.anthropic_api_key.get_secret_value()
    headers = {"x-api-key": key, "anthropic-version": "2023-06-01"}
    for model in (settings.claude_model, settings.claude_small_model):
        _json(f"{settings.anthropic_base_url}/v1/models/{model}", headers)
    return f"{settings.claude_model} and {settings.claude_small_model} are there"


def mail(settings: Settings) -> str:
    """The mail server. Whether it takes our login shows with the first message."""
    if settings.smtp_url is None:
        return "not set: staff are told by private notes in Chatwoot"
    url = urlsplit(settings.smtp_url)
    wrapped = url.scheme == "smtps"
    server = smtplib.SMTP_SSL if wrapped else smtplib.SMTP
    port = url.port or (465 if wrapped else 587)
    try:
        with server(url.hostname or "", port, timeout=SECONDS) as connection:
            connection.noop()
    except (OSError, smtplib.SMTPException) as error:
        raise Unwell(_first_line(error)) from None
    return f"{url.hostname} answers"


ALL: dict[str, Callable[[Settings], str]] = {
    "Chatwoot": chatwoot,
    "Stripe": stripe,
    "Google": google,
    "Claude": claude,
    "e-mail": mail,
}
"""Each answers with what it found, or raises `Unwell`."""


def _json(url: str, headers: dict[str, str]) -> dict[str, object]:
    try:
        answer = httpx.get(url, headers=headers, timeout=SECONDS)
    except httpx.HTTPError as error:
        raise Unwell(f"no answer: {_first_line(error)}") from None
    if answer.status_code in (401, 403):
        raise Unwell(f"answers {answer.status_code}: it does not take our key")
    if answer.status_code >= 400:
        raise Unwell(f"answers {answer.status_code}")
    try:
        found = answer.json()
    except ValueError:
        raise Unwell("answers, but not as it should: is the address right?") from None
    return found if isinstance(found, dict) else {}


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
