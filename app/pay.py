"""GET and HEAD /pay/{code}: to Stripe's page, or to one of ours that says how things are."""

import logging
import re
import threading
from typing import Protocol

from fastapi import APIRouter, BackgroundTasks, Request
from fastapi.responses import RedirectResponse, Response

from app.pay_pages import HEADERS, language_of, page
from app.throttle import Throttle
from flows.pay_page import Leave, Page, Visit
from gateways.database import Database
from gateways.stripe import StripeGateway
from tasks.checkout import open_link

CODE = re.compile(r"[A-Za-z0-9_-]{16,64}")
"""Whatever else stands in the address was never a code of ours."""

MACHINES = re.compile(
    r"bot\b|crawl|spider|preview|whatsapp|facebookexternal|facebot|telegram|skypeuri|slack|embedly",
    re.IGNORECASE,
)
"""Who fetches a link to show what it leads to, by user agent."""

PER_CODE, PER_ADDRESS, SECONDS = 20, 300, 60
"""Visits in a minute. Many customers may share an address (a salon's Wi-Fi)."""

AT_ONCE = 16
"""Visits that may wait for Stripe together: the API's other work needs its threads too."""


class HintWaker(Protocol):
    """Who is told that a hint waits in the inbox. Must not block."""

    def hint(self, inbox_id: int) -> None:
        """The inbox row asks to read something again."""


class MaskedCodes(logging.Filter):
    """Takes the codes of pay links out of log records: they open a customer's booking."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keeps the record, without codes."""
        if isinstance(record.args, tuple):
            record.args = tuple(masked(a) if isinstance(a, str) else a for a in record.args)
        record.msg = masked(record.msg) if isinstance(record.msg, str) else record.msg
        return True


def masked(path: str) -> str:
    """The text with the codes of pay links taken out."""
    return re.sub(r"/pay/[^\s?\"]+", "/pay/***", path)


def pay_routes(
    database: Database,
    stripe: StripeGateway,
    waker: HintWaker,
    *,
    per_code: int = PER_CODE,
    per_address: int = PER_ADDRESS,
) -> APIRouter:
    """The routes; also masks uvicorn's access log. `stripe` gives up soon: a customer waits."""
    router = APIRouter()
    codes, addresses = Throttle(per_code, SECONDS), Throttle(per_address, SECONDS)
    room = threading.BoundedSemaphore(AT_ONCE)
    access_log = logging.getLogger("uvicorn.access")
    if not any(isinstance(known, MaskedCodes) for known in access_log.filters):
        access_log.addFilter(MaskedCodes())

    # Not async: it waits for the database and for Stripe, in a thread of its own.
    @router.api_route("/pay/{code}", methods=["GET", "HEAD"], include_in_schema=False)
    def open_pay_link(code: str, request: Request, afterwards: BackgroundTasks) -> Response:
        language = language_of(request.headers.get("accept-language", ""))
        address = request.client.host if request.client else ""
        if not addresses.allow(address):
            return page(Page.BUSY, language)
        if not CODE.fullmatch(code):
            return page(Page.UNKNOWN, language)
        if not codes.allow(code):
            return page(Page.BUSY, language)
        if not room.acquire(blocking=False):
            return page(Page.DOWN, language)
        try:
            opened = open_link(database, stripe, code, visit_of(request))
        finally:
            room.release()
        if opened.hint is not None:
            afterwards.add_task(waker.hint, opened.hint)
        if isinstance(opened.step, Leave):
            return RedirectResponse(opened.step.url, 303, HEADERS)
        return page(opened.step.page, language, opened.deposit, opened.now)

    return router


def visit_of(request: Request) -> Visit:
    """Why somebody opens the link. Our own button is pressed by people only."""
    came_from = request.query_params.get("from")
    headers = request.headers
    fetched_ahead = "prefetch" in headers.get("sec-purpose", headers.get("purpose", ""))
    if request.method == "HEAD" or fetched_ahead:
        return Visit.PREVIEW
    if came_from == "page":
        return Visit.CLICK
    if MACHINES.search(headers.get("user-agent", "")):
        return Visit.PREVIEW
    return {"done": Visit.DONE, "back": Visit.BACK}.get(came_from or "", Visit.CLICK)
