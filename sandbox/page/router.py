"""The pages. All data on them is escaped, and their content policy forbids inline code."""

from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sandbox.google.times import TIMEZONE
from sandbox.page import state
from sandbox.page.books import payment, spanish_money
from sandbox.page.state import StandIns
from sandbox.page.words import WORDS, Language

_HERE = Path(__file__).parent
_STATIC = {file.name: file for file in (_HERE / "static").iterdir() if file.is_file()}

VENDORS = ("chatwoot", "stripe", "google", "smtp")
"""As the ledger names them. A call of Claude has no effect: it is in faults only."""

HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self';"
    " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}
"""Of every page. Should a text ever become markup, `script-src 'self'` keeps it from running."""


@dataclass(frozen=True)
class About:
    """What the pages say of the demo."""

    business: str
    product: str
    """The product's own address, PUBLIC_URL."""
    flower: str
    """Flower's address."""
    claude_model: str | None
    """The model when the real Claude answers, None for the stand-in."""

    def brain(self, language: Language = "en") -> str:
        """The banner's sentence about who thinks."""
        words = WORDS[language]
        return words["stand_in"] if self.claude_model is None else f"{words['real']} ({self.claude_model})."


def router(about: About, stand_ins: StandIns) -> APIRouter:
    """`/`, `/checkout/{session}`, what they are made of, and the page's reads."""
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(about=about, zone=TIMEZONE)
    pages = APIRouter(include_in_schema=False)
    pages.routes.extend(state.router(stand_ins).routes)

    def page(name: str, /, code: int = 200, **facts: object) -> HTMLResponse:
        return HTMLResponse(templates.get_template(name).render(**facts), code, HEADERS)

    @pages.get("/")
    async def sandbox() -> Response:
        return page("page.html", vendors=VENDORS)

    @pages.get("/checkout/{session}")
    async def checkout(session: str) -> Response:
        found = stand_ins.checkout.session(session)
        if found is None:
            return page("missing.html", 404)
        language: Language = "es" if found["locale"] == "es" else "en"
        shown = payment(stand_ins.checkout, found)
        return page(
            "checkout.html",
            payment=shown,
            language=language,
            words=WORDS[language],
            amount=spanish_money(shown["amount_cents"], shown["currency"]),
            paid_url=_way_out(found["success_url"], session),
            left_url=_way_out(found["cancel_url"], session),
        )

    @pages.get("/favicon.ico")
    async def icon() -> Response:
        return FileResponse(_STATIC["icon.svg"])

    @pages.get("/static/{name}")
    async def static(name: str) -> Response:
        file = _STATIC.get(name)
        if file is None:
            return page("missing.html", 404)
        headers = {"cache-control": "no-cache", "x-content-type-options": "nosniff"}
        return FileResponse(file, headers=headers)

    return pages


def _way_out(url: str | None, session: str) -> str | None:
    """Where a customer goes from the payment page; nowhere but to a web page."""
    if url is None or not url.startswith(("http://", "https://")):
        return None
    return url.replace("{CHECKOUT_SESSION_ID}", session)
