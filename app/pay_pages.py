"""The pages behind a pay link: what is true, in the customer's language, in one small file each."""

import base64
import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows.pay_page import Deposit, Page, Purpose, shown_cents
from flows.wording import clock_of, day_of, money
from models.money import Money

TEMPLATES = Path(__file__).parent / "templates"
LANGUAGES = ("es", "en")

STATUS = {
    Page.LAPSED: 410,
    Page.CANCELLED: 410,
    Page.UNKNOWN: 404,
    Page.DOWN: 503,
    Page.BUSY: 429,
}
RETRY_SECONDS = {Page.DOWN: 30, Page.BUSY: 60}

STYLE = (TEMPLATES / "pay_style.css").read_text(encoding="utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}
"""On every answer, redirects too: the address is a secret and opens nothing but this page."""

_templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


def language_of(accepts: str) -> str:
    """The language for somebody whose booking we do not know, by her browser's first choice."""
    return "en" if accepts.strip().lower().startswith("en") else "es"


def page(page: Page, language: str, deposit: Deposit | None = None, now: datetime | None = None) -> HTMLResponse:
    """The page, with what the booking said at `now`; `language` is for when there is no booking."""
    if deposit is not None:
        language = deposit.language if deposit.language in LANGUAGES else "es"
    facts: dict[str, Any] = {"page": page.value, "language": language, "style": STYLE}
    facts |= _facts(deposit, now, language, page)
    headers = dict(HEADERS)
    if page in RETRY_SECONDS:
        headers["Retry-After"] = str(RETRY_SECONDS[page])
    html = _templates.get_template(f"pay_{language}.html").render(facts)
    return HTMLResponse(html, STATUS.get(page, 200), headers)


def _facts(deposit: Deposit | None, now: datetime | None, language: str, page: Page) -> dict[str, Any]:
    if deposit is None or now is None:
        return dict.fromkeys(("business", "amount", "day", "time", "until"), None) | {"purpose": Purpose.DEPOSIT.value}
    zone = deposit.timezone
    starts = deposit.starts_at
    until = deposit.held_until if deposit.payable(now) else None
    told = Money(shown_cents(deposit, page))
    return {
        "business": deposit.business,
        "purpose": deposit.purpose.value,
        "amount": money(told, deposit.currency, language) if told.cents else None,
        "day": day_of(starts, zone, language) if starts else None,
        "time": clock_of(starts, zone) if starts else None,
        "until": clock_of(until, zone) if until else None,
    }
