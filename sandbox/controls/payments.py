"""What customers do on Stripe's page, and what becomes of their money afterwards."""

from datetime import UTC, datetime

from fastapi import APIRouter

from sandbox.errors import Refusal
from sandbox.routes import PlainRoute
from sandbox.store import Document
from sandbox.stripe.aftermath import Aftermath, NothingThere
from sandbox.stripe.checkout import Checkout, NotOpen


def router(checkout: Checkout) -> APIRouter:
    """The routes."""
    api = APIRouter(prefix="/sandbox/payments", route_class=PlainRoute)
    aftermath = Aftermath(checkout)

    @api.get("")
    async def payments() -> list[Document]:
        """All sessions, oldest first."""
        return [_row(session) for session in checkout.sessions()]

    @api.get("/{session}")
    async def payment(session: str) -> Document:
        """What the payment page shows."""
        found = checkout.session(session)
        if found is None:
            raise _unknown()
        return _page(found)

    @api.post("/{session}/pay")
    async def pay(session: str) -> Document:
        """With a card that works."""
        try:
            return _page(checkout.pay(session))
        except KeyError:
            raise _unknown() from None
        except NotOpen as late:
            raise _closed(late) from None

    @api.post("/{session}/decline")
    async def decline(session: str) -> Document:
        """With a card that does not."""
        try:
            return _page(checkout.decline(session))
        except KeyError:
            raise _unknown() from None
        except NotOpen as late:
            raise _closed(late) from None

    @api.post("/{session}/dispute")
    async def dispute(session: str) -> Document:
        """She complains to her bank."""
        try:
            return {"dispute": aftermath.dispute(session)["id"]}
        except NothingThere:
            raise _unknown() from None

    @api.post("/{session}/fail-refund")
    async def fail_refund(session: str) -> Document:
        """Her bank sends the newest refund back."""
        try:
            return {"refund": aftermath.fail_refund(session)["id"]}
        except NothingThere:
            raise _unknown() from None

    @api.post("/{session}/pay-later")
    async def pay_later(session: str) -> Document:
        """With a method whose money takes days."""
        try:
            return _page(aftermath.pay_later(session))
        except NothingThere:
            raise _unknown() from None

    @api.post("/{session}/arrives")
    async def arrives(session: str) -> Document:
        """That money is there."""
        try:
            return _page(aftermath.arrives(session, paid=True))
        except NothingThere:
            raise _unknown() from None

    @api.post("/{session}/fails")
    async def fails(session: str) -> Document:
        """That money will never come."""
        try:
            return _page(aftermath.arrives(session, paid=False))
        except NothingThere:
            raise _unknown() from None

    return api


def _row(session: Document) -> Document:
    paid = "paid" if session["payment_status"] == "paid" else "open"
    states = {"complete": paid, "expired": "expired"}
    still_open = "declined" if session.get("_declined") else "open"
    return {
        "session": session["id"],
        "amount_cents": session["amount_total"],
        "currency": session["currency"],
        "status": states.get(session["status"], still_open),
    }


def _page(session: Document) -> Document:
    """`success_url` has the session's id filled in, as Stripe does it."""
    success = session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"])
    expires = datetime.fromtimestamp(session["expires_at"], UTC)
    return {
        **_row(session),
        "items": [item["description"] for item in session["_line_items"]],
        "expires_at": expires.isoformat(),
        "success_url": success,
        "cancel_url": session["cancel_url"],
    }


def _unknown() -> Refusal:
    return Refusal(404, {"error": "no such session"})


def _closed(late: NotOpen) -> Refusal:
    return Refusal(409, {"error": f"the session is {late}"})
