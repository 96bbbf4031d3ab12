"""What checkout and refunds share: the books, and the events that tell of every change."""

from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.courier import Courier
from sandbox.ledger import Ledger
from sandbox.store import Document, Store
from sandbox.stripe import objects

TOLD = frozenset(
    {
        "charge.dispute.created",
        "charge.refunded",
        "checkout.session.async_payment_failed",
        "checkout.session.async_payment_succeeded",
        "checkout.session.completed",
        "checkout.session.expired",
        "payment_intent.payment_failed",
        "refund.created",
        "refund.failed",
        "refund.updated",
    }
)
"""The events that the webhook endpoint is subscribed to. All others can still be listed."""

NOBODY: Document = {"id": None, "idempotency_key": None}
"""The `request` of an event that no API call of ours caused."""


@dataclass
class Till:
    """Stripe's books."""

    store: Store
    clock: Clock
    ledger: Ledger
    courier: Courier

    def now(self) -> int:
        """Domain time in epoch seconds."""
        return int(self.clock.now().timestamp())

    def tell(self, kind: str, subject: Document, request: Document = NOBODY) -> None:
        """Make an event of an object as it is now, and send it to the webhook if that is
        subscribed."""
        event = objects.event(kind, subject, self.now(), request)
        self.store.put("stripe.event", event["id"], event)
        if kind in TOLD:
            self.courier.queue("stripe", event)
