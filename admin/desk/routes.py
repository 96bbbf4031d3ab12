"""The desk's addresses: GET shows and changes nothing, POST acts. Whoever is logged in may come here."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import anyio
from sqladmin.authentication import login_required
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from admin.desk import blocks, cancelling, moving, phone, services, talks, visits
from admin.desk.acting import Desk
from admin.desk.answers import sentence
from admin.desk.asked import Answer, Asked, Shown

Handler = Callable[[Desk, Asked], Answer]

LONGEST_FORM = 16_384
"""Bytes of anything that is sent to the desk."""

APPOINTMENT, BOOKING = "/desk/appointment/{pk}", "/desk/booking/{pk}"

PLACES: tuple[tuple[str, str, Handler | None, Handler | None], ...] = (
    (f"{APPOINTMENT}/move", "move", moving.show_times, moving.move_it),
    (f"{APPOINTMENT}/services", "services", services.show_choice, services.change_them),
    (f"{APPOINTMENT}/came", "came", None, visits.came),
    (f"{APPOINTMENT}/missed", "missed", None, visits.missed),
    (f"{BOOKING}/cancel", "cancel", cancelling.show_terms, cancelling.cancel_them),
    (f"{BOOKING}/end", "end", None, visits.end),
    ("/desk/new", "new", phone.show_form, phone.book),
    ("/desk/block", "block", blocks.show_form, blocks.block_them),
    ("/desk/block/{pk}/free", "free", None, blocks.free_them),
    ("/desk/conversation/{pk}/hand-back", "hand-back", None, talks.hand_back),
)
"""Path, name, what shows it and what acts."""


class Host(Protocol):
    """The site, as far as it is needed here."""

    desk: Desk
    base_url: str
    templates: Any


def routes(site: Host) -> list[Route]:
    """All of them."""
    made = []
    for path, name, shows, acts in PLACES:
        methods = [*(["GET"] if shows else []), *(["POST"] if acts else [])]
        made.append(Route(path, endpoint=_endpoint(site, shows, acts), name=name, methods=methods))
    return made


def _endpoint(site: Host, shows: Handler | None, acts: Handler | None) -> Callable[[Request], Awaitable[Response]]:
    @login_required
    async def answer(_site: Host, request: Request) -> Response:
        is_post = request.method == "POST"
        handler = acts if is_post else shows
        assert handler is not None, "the route lets nothing else through"
        sent = await _form(request) if is_post else request.query_params
        asked = Asked(request.state.staff, request.path_params, sent, is_post)
        found = await anyio.to_thread.run_sync(handler, site.desk, asked)
        return await _respond(site, request, found)

    async def endpoint(request: Request) -> Response:
        response: Response = await answer(site, request)
        return response

    return endpoint


async def _form(request: Request) -> Any:
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > LONGEST_FORM:
        raise HTTPException(413)
    return await request.form(max_files=0, max_fields=200)


async def _respond(site: Host, request: Request, found: Answer) -> Response:
    if not isinstance(found, Shown):
        return RedirectResponse(site.base_url + found.address, status_code=303)
    code = found.context.get("code") or request.query_params.get("aviso", "")
    context = found.context | {"said": sentence(code), "desk": site.desk}
    response: Response = await site.templates.TemplateResponse(
        request, found.template, context, status_code=found.status
    )
    return response
