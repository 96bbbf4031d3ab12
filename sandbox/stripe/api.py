"""Stripe's API v1 below `/stripe/v1`."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse

from sandbox.errors import Refusal
from sandbox.routes import PlainRoute
from sandbox.specs import spec
from sandbox.store import Document
from sandbox.stripe.checkout import Checkout
from sandbox.stripe.errors import invalid, missing
from sandbox.stripe.forms import checked, parsed
from sandbox.stripe.idempotency import answered, once
from sandbox.stripe.listing import expanded, lines_of, page
from sandbox.stripe.objects import new_id
from sandbox.stripe.refunds import Refunds

_SESSIONS = "/checkout/sessions"


def router(checkout: Checkout, refunds: Refunds, secret_key: str) -> APIRouter:
    """The routes, for one secret key."""
    till = checkout.till
    store = till.store

    def authenticate(request: Request) -> None:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        if given != secret_key:
            raise Refusal(401, invalid(f"Invalid API Key provided: {given[:7]}****").body)

    api = APIRouter(prefix="/stripe/v1", dependencies=[Depends(authenticate)], route_class=PlainRoute)

    async def post(request: Request, spec_name: str, work: Callable[[Document, Document], Document]) -> JSONResponse:
        """A POST under its idempotency key.

        `work` gets the parameters and the `request` of events.
        """
        params = parsed((await request.body()).decode())
        typed = checked(params, spec("stripe.requests")[spec_name])
        expand = typed.pop("expand", [])

        def operation(cause: Document) -> Document:
            return expanded(store, work(typed, cause), expand)

        return once(
            store,
            till.clock.now(),
            key=request.headers.get("idempotency-key"),
            path=request.url.path,
            params=params,
            breaks=request.scope.get("stripe_breaks", False),
            operation=operation,
        )

    def get(body: Document) -> JSONResponse:
        return answered(200, body, {"request-id": new_id("req", 14)})

    def found(kind: str, key: str, document: Document | None, request: Request) -> JSONResponse:
        if document is None:
            raise missing(kind, key, kind.rpartition(".")[2])
        return get(expanded(store, document, _query(request).get("expand", [])))

    def listed(kind: str, documents: list[Document], request: Request) -> JSONResponse:
        params = _query(request)
        inner = [path.removeprefix("data.") for path in params.pop("expand", [])]
        url = request.url.path.removeprefix("/stripe")
        answer = page(kind, documents, params, url)
        answer["data"] = [expanded(store, document, inner) for document in answer["data"]]
        return get(answer)

    @api.post(_SESSIONS)
    async def create_session(request: Request) -> JSONResponse:
        return await post(request, "checkout.session.create", checkout.create)

    @api.get(_SESSIONS)
    async def sessions(request: Request) -> JSONResponse:
        return listed("checkout.session", checkout.sessions(), request)

    @api.get(_SESSIONS + "/{key}")
    async def session(key: str, request: Request) -> JSONResponse:
        return found("checkout.session", key, checkout.session(key), request)

    @api.get(_SESSIONS + "/{key}/line_items")
    async def session_line_items(key: str) -> JSONResponse:
        document = checkout.session(key)
        if document is None:
            raise missing("checkout.session", key, "session")
        return get(lines_of(document))

    @api.post(_SESSIONS + "/{key}/expire")
    async def expire_session(key: str, request: Request) -> JSONResponse:
        def expire(params: Document, cause: Document) -> Document:
            return checkout.expire(key, cause)

        return await post(request, "checkout.session.expire", expire)

    @api.get("/payment_intents/{key}")
    async def payment_intent(key: str, request: Request) -> JSONResponse:
        return found("payment_intent", key, store.get("stripe.payment_intent", key), request)

    @api.get("/charges/{key}")
    async def charge(key: str, request: Request) -> JSONResponse:
        return found("charge", key, store.get("stripe.charge", key), request)

    @api.get("/charges")
    async def charges(request: Request) -> JSONResponse:
        return listed("charge", store.all("stripe.charge"), request)

    @api.get("/disputes/{key}")
    async def dispute(key: str, request: Request) -> JSONResponse:
        return found("dispute", key, store.get("stripe.dispute", key), request)

    @api.post("/refunds")
    async def create_refund(request: Request) -> JSONResponse:
        return await post(request, "refund.create", refunds.create)

    @api.get("/refunds")
    async def refund_list(request: Request) -> JSONResponse:
        return listed("refund", store.all("stripe.refund"), request)

    @api.get("/refunds/{key}")
    async def refund(key: str, request: Request) -> JSONResponse:
        return found("refund", key, store.get("stripe.refund", key), request)

    @api.get("/events")
    async def events(request: Request) -> JSONResponse:
        return listed("event", store.all("stripe.event"), request)

    @api.get("/events/{key}")
    async def event(key: str, request: Request) -> JSONResponse:
        return found("event", key, store.get("stripe.event", key), request)

    return api


def _query(request: Request) -> dict[str, Any]:
    return parsed(request.url.query)
