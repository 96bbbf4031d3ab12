"""What becomes of money without any request of ours: banks send refunds back, customers complain, methods take days."""

from dataclasses import dataclass

from sandbox.store import Document
from sandbox.stripe import objects
from sandbox.stripe.checkout import Checkout


class NothingThere(Exception):
    """There is no such session, or nothing of that kind has happened in it."""


@dataclass
class Aftermath:
    """The operations. Each is one transaction with its events."""

    checkout: Checkout

    def dispute(self, session_id: str) -> Document:
        """The customer complains to her bank about the payment."""
        till, charge = self.checkout.till, self._charge(session_id)
        dispute = objects.dispute(charge, till.now())
        with till.store.transaction():
            till.store.put("stripe.dispute", dispute["id"], dispute)
            till.store.put("stripe.charge", charge["id"], charge | {"disputed": True})
            till.tell("charge.dispute.created", dispute)
        return dispute

    def fail_refund(self, session_id: str) -> Document:
        """The customer's bank does not take the newest refund: the money is back at Stripe."""
        till, charge = self.checkout.till, self._charge(session_id)
        made = [one for one in till.store.all("stripe.refund") if one["charge"] == charge["id"]]
        standing = [one for one in made if one["status"] == "succeeded"]
        if not standing:
            raise NothingThere
        refund = standing[-1] | {"status": "failed", "failure_reason": "lost_or_stolen_card"}
        charge |= {"amount_refunded": charge["amount_refunded"] - refund["amount"], "refunded": False}
        with till.store.transaction():
            till.store.put("stripe.refund", refund["id"], refund)
            till.store.put("stripe.charge", charge["id"], charge)
            till.tell("refund.updated", refund)
            till.tell("refund.failed", refund)
        return dict(refund)

    def pay_later(self, session_id: str) -> Document:
        """She has chosen a method whose money comes, or not, in some days (`arrives`)."""
        session = self._open(session_id)
        till = self.checkout.till
        intent = objects.payment_intent(session, till.now()) | {"status": "processing"}
        session |= {"payment_intent": intent["id"], "status": "complete", "url": None}
        with till.store.transaction():
            till.store.put("stripe.session", session["id"], session)
            till.store.put("stripe.payment_intent", intent["id"], intent)
            till.store.remove("stripe.open", session_id)
            till.tell("checkout.session.completed", session)
        return session

    def arrives(self, session_id: str, *, paid: bool) -> Document:
        """The money of a slow method is there, or will never be."""
        session, till = self._found(session_id), self.checkout.till
        intent = till.store.get("stripe.payment_intent", session["payment_intent"] or "")
        if intent is None or intent["status"] != "processing":
            raise NothingThere
        charge = objects.charge(intent, till.now(), paid=paid)
        intent |= {"status": "succeeded" if paid else "requires_payment_method", "latest_charge": charge["id"]}
        session |= {"payment_status": "paid" if paid else "unpaid"}
        with till.store.transaction():
            till.store.put("stripe.session", session["id"], session)
            till.store.put("stripe.payment_intent", intent["id"], intent)
            till.store.put("stripe.charge", charge["id"], charge)
            if not paid:
                till.tell("payment_intent.payment_failed", intent)
            word = "succeeded" if paid else "failed"
            till.tell(f"checkout.session.async_payment_{word}", session)
        return session

    def _open(self, session_id: str) -> Document:
        session = self._found(session_id)
        if session["status"] != "open":
            raise NothingThere
        return session

    def _found(self, session_id: str) -> Document:
        session = self.checkout.session(session_id)
        if session is None:
            raise NothingThere
        return session

    def _charge(self, session_id: str) -> Document:
        store = self.checkout.till.store
        intent = store.get("stripe.payment_intent", self._found(session_id)["payment_intent"] or "")
        charge = store.get("stripe.charge", intent["latest_charge"] or "") if intent else None
        if charge is None or not charge["captured"]:
            raise NothingThere
        return charge
