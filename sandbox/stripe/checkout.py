"""Checkout Sessions: they open and close, customers pay or are declined."""

from dataclasses import dataclass

from sandbox.store import Document
from sandbox.stripe import objects
from sandbox.stripe.errors import invalid, missing
from sandbox.stripe.rules import check_session, line_items
from sandbox.stripe.till import NOBODY, Till


class NotOpen(Exception):
    """The customer came too late, or pays twice. The message is the session's status."""


@dataclass
class Checkout:
    """The operations. Each is one transaction with its events."""

    till: Till
    base_url: str
    """Where customers open the payment page."""

    def create(self, params: Document, request: Document) -> Document:
        """An open session. Raises `Refusal`."""
        created = self.till.now()
        items = [objects.line_item(item, created) for item in line_items(params)]
        check_session(params, items, created)
        session = objects.session(params, items, created, self.base_url)
        with self.till.store.transaction():
            self.till.store.put("stripe.session", session["id"], session)
            deadline = {"id": session["id"], "expires_at": session["expires_at"]}
            self.till.store.put("stripe.open", session["id"], deadline)
            self.till.ledger.record("stripe", "checkout.session.create", request["idempotency_key"], params)
        return session

    def session(self, session_id: str) -> Document | None:
        """As it is now: lapsed when its time is over."""
        self.lapse()
        return self.till.store.get("stripe.session", session_id)

    def sessions(self) -> list[Document]:
        """All, oldest first."""
        self.lapse()
        return self.till.store.all("stripe.session")

    def expire(self, session_id: str, request: Document) -> Document:
        """Close it before its time. Raises `Refusal` unless it is open."""
        session = self.session(session_id)
        if session is None:
            raise missing("checkout.session", session_id, "session")
        if session["status"] != "open":
            raise invalid(
                'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout'
                f" Session has a status of `{session['status']}`."
            )
        with self.till.store.transaction():
            self._expire(session, request)
            self.till.ledger.record(
                "stripe",
                "checkout.session.expire",
                request["idempotency_key"],
                {"session": session_id},
            )
        return session

    def lapse(self) -> None:
        """Expire the sessions whose time is over."""
        waiting = self.till.store.all("stripe.open")
        now = self.till.now() if waiting else 0
        for deadline in waiting:
            if deadline["expires_at"] <= now:
                session = self.till.store.get("stripe.session", deadline["id"])
                assert session is not None
                with self.till.store.transaction():
                    self._expire(session, NOBODY)

    def pay(self, session_id: str) -> Document:
        """The customer's card is charged. Raises `KeyError` or `NotOpen`."""
        session = self._open_session(session_id)
        now = self.till.now()
        with self.till.store.transaction():
            intent = self._intent_of(session, now)
            charge = objects.charge(intent, now, paid=True)
            intent |= {
                "amount_received": charge["amount"],
                "last_payment_error": None,
                "latest_charge": charge["id"],
                "payment_method": charge["payment_method"],
                "status": "succeeded",
            }
            session |= {"payment_status": "paid", "status": "complete", "url": None}
            self._save_try(session, intent, charge)
            self.till.store.remove("stripe.open", session_id)
            self.till.tell("payment_intent.succeeded", intent)
            self.till.tell("charge.succeeded", charge)
            self.till.tell("checkout.session.completed", session)
        return session

    def decline(self, session_id: str) -> Document:
        """The customer's card is declined; the session stays open for another.

        Raises `KeyError` or `NotOpen`.
        """
        session = self._open_session(session_id)
        now = self.till.now()
        with self.till.store.transaction():
            intent = self._intent_of(session, now)
            charge = objects.charge(intent, now, paid=False)
            intent |= {
                "last_payment_error": {
                    "type": "card_error",
                    "code": "card_declined",
                    "decline_code": "generic_decline",
                    "message": charge["failure_message"],
                    "charge": charge["id"],
                },
                "latest_charge": charge["id"],
            }
            session["_declined"] = True
            self._save_try(session, intent, charge)
            self.till.tell("charge.failed", charge)
            self.till.tell("payment_intent.payment_failed", intent)
        return session

    def _open_session(self, session_id: str) -> Document:
        session = self.session(session_id)
        if session is None:
            raise KeyError(session_id)
        if session["status"] != "open":
            raise NotOpen(session["status"])
        return session

    def _intent_of(self, session: Document, now: int) -> Document:
        if session["payment_intent"] is None:
            intent = objects.payment_intent(session, now)
            session["payment_intent"] = intent["id"]
            return intent
        found = self.till.store.get("stripe.payment_intent", session["payment_intent"])
        assert found is not None
        return found

    def _save_try(self, session: Document, intent: Document, charge: Document) -> None:
        self.till.store.put("stripe.session", session["id"], session)
        self.till.store.put("stripe.payment_intent", intent["id"], intent)
        self.till.store.put("stripe.charge", charge["id"], charge)

    def _expire(self, session: Document, request: Document) -> None:
        session |= {"status": "expired", "url": None}
        self.till.store.put("stripe.session", session["id"], session)
        self.till.store.remove("stripe.open", session["id"])
        self.till.tell("checkout.session.expired", session, request)
