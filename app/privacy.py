"""GET /privacy: the notice that the assistant's first message links to."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.pay_pages import HEADERS, STYLE, TEMPLATES
from gateways.database import Database

BUSINESS = "SELECT name, assistant FROM business ORDER BY id LIMIT 1"
UNNAMED = {"name": "Turno", "assistant": "el asistente"}


def privacy_routes(database: Database) -> APIRouter:
    """The route. It speaks for the first business, until others have notices of their own."""
    router = APIRouter()
    pages = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)

    @router.get("/privacy", include_in_schema=False)
    def privacy() -> HTMLResponse:
        business = database.row(BUSINESS) or UNNAMED
        html = pages.get_template("privacy.html").render(**business, style=STYLE)
        return HTMLResponse(html, headers=HEADERS)

    return router
