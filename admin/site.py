"""/admin: SQLAdmin with our login, our pages, none of its ways to change anything, and our desk."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

import anyio
from fastapi import FastAPI
from sqladmin import Admin
from sqladmin.authentication import login_required
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from admin import show
from admin.authentication import LoginRefused, StaffAuthentication
from admin.authorization import Roles, may_overrule
from admin.desk.acting import Desk, Waker
from admin.desk.answers import sentence
from admin.desk.routes import routes
from admin.headers import PageHeaders
from admin.known import call, comes, number
from admin.menu import Group, menu
from admin.same_origin import SameOrigin
from admin.sessions import ReadingSessions
from admin.today import Today
from admin.trouble import OTHER_WORDS, WORDS, Trouble
from admin.views import PAGES
from admin.words import INVARIANTS, word
from gateways.database import Database

BASE = "/admin"
HERE = Path(__file__).parent

READING_ROUTES = frozenset({"statics", "index", "list", "details", "login"})
"""Of SQLAdmin's routes; those that write, import, export or hand out files are taken away."""


class PublicAddress(Protocol):
    """What the site needs of the settings."""

    @property
    def public_url(self) -> str:
        """Where the world reaches us; with https, cookies are sent by https only."""


class Site(Admin):
    """The site. `pages` are in the order of the menu."""

    def __init__(self, app: FastAPI, database: Database, wake: Waker, public_url: str) -> None:
        self.today = Today(database)
        self.desk = Desk(database, wake, public_url)
        super().__init__(
            app,
            session_maker=ReadingSessions(database.engine),
            base_url=BASE,
            title="Turno",
            templates_dir=str(HERE / "templates"),
            static_files_kwargs={"directory": str(HERE / "statics")},
            middlewares=[
                Middleware(PageHeaders),
                Middleware(Trouble, page=self.trouble),
                Middleware(SameOrigin, public_url=public_url),
            ],
            authentication_backend=StaffAuthentication(
                database, base_url=BASE, secure=public_url.startswith("https://")
            ),
            authorization_backend=Roles([page.identity for page in PAGES if page.technical]),
        )
        kept = [route for route in self.admin.router.routes if _name(route) in READING_ROUTES]
        leave = Route("/logout", endpoint=self.logout, name="logout", methods=["POST"])
        self.admin.router.routes = [*kept, leave, *routes(self)]
        self.admin.exception_handlers = {HTTPException: self.trouble}
        self.templates.env.globals.update(
            show=show, word=word, invariants=INVARIANTS, sentence=sentence, may_overrule=may_overrule
        )
        self.templates.env.globals.update(comes=comes, call=call, number=number, one_day=timedelta(days=1))
        for page in PAGES:
            self.add_view(page)

    def menu(self, request: Request) -> Sequence[Group]:
        """The menu for whoever asks."""
        return menu(self.views, request)

    @login_required
    async def index(self, request: Request) -> Response:
        """Hoy, or the day in `?dia=2026-11-27`."""
        asked = request.query_params.get("dia")
        try:
            day = date.fromisoformat(asked) if asked else None
        except ValueError:
            raise HTTPException(404) from None
        if day and not 2000 <= day.year <= 2999:
            raise HTTPException(404)
        board = await anyio.to_thread.run_sync(self.today.board, request.state.staff, day)
        context = {"board": board, "title": "Hoy"}
        return await self.templates.TemplateResponse(request, "sqladmin/index.html", context)

    async def login(self, request: Request) -> Response:
        """The form, and what is sent with it."""
        page = "sqladmin/login.html"
        if request.method != "POST":
            return await self.templates.TemplateResponse(request, page)
        assert isinstance(self.authentication_backend, StaffAuthentication)
        try:
            return await self.authentication_backend.login(request)
        except LoginRefused as refused:
            context = {"error": refused.words}
            response = await self.templates.TemplateResponse(request, page, context, status_code=refused.status)
            if refused.wait_seconds is not None:
                response.headers["retry-after"] = str(refused.wait_seconds)
            return response

    async def logout(self, request: Request) -> Response:
        """Ends the session."""
        assert isinstance(self.authentication_backend, StaffAuthentication)
        return await self.authentication_backend.logout(request)

    async def trouble(self, request: Request, error: Exception) -> Response:
        """The page for a refusal or an error."""
        status = error.status_code if isinstance(error, HTTPException) else 500
        context = {"status": status, "words": WORDS.get(status, OTHER_WORDS)}
        return await self.templates.TemplateResponse(request, "sqladmin/error.html", context, status_code=status)


def mount(app: FastAPI, database: Database, wake: Waker, settings: PublicAddress) -> Site:
    """Puts /admin into the app. `wake` is told what staff have made due."""
    return Site(app, database, wake, settings.public_url)


def _name(route: object) -> str | None:
    return route.name if isinstance(route, Route | Mount) else None
