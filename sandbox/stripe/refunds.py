"""Giving money back."""

from dataclasses import dataclass

from sandbox.store import Document
from sandbox.stripe import objects
from sandbox.stripe.errors import invalid, missing
from sandbox.stripe.till import Till


@dataclass
class Refunds:
    """Refunds of charges, whole or in part."""

    till: Till

    def create(self, params: Document, request: Document) -> Document:
        """Give back a charge or a part of it. Raises `Refusal`."""
        charge = self._charge_to_refund(params)
        left = charge["amount_captured"] - charge["amount_refunded"]
        amount = params.get("amount", left)
        if left == 0:
            raise invalid(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
        if not 0 < amount <= left:
            raise invalid(
                f"Refund amount ({amount} cents) is greater than unrefunded amount on charge ({left} cents)",
                param="amount",
            )
        refund = objects.refund(charge, amount, params, self.till.now())
        charge["amount_refunded"] += amount
        charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
        with self.till.store.transaction():
            self.till.store.put("stripe.refund", refund["id"], refund)
            self.till.store.put("stripe.charge", charge["id"], charge)
            self.till.ledger.record("stripe", "refund.create", request["idempotency_key"], params)
            self.till.tell("refund.created", refund, request)
            self.till.tell("charge.refunded", charge, request)
            refund["destination_details"]["card"] |= {
                "reference": "0123456789",
                "reference_status": "available",
            }
            self.till.store.put("stripe.refund", refund["id"], refund)
            self.till.tell("refund.updated", refund)
        return refund

    def _charge_to_refund(self, params: Document) -> Document:
        if "payment_intent" in params:
            intent_id = params["payment_intent"]
            intent = self.till.store.get("stripe.payment_intent", intent_id)
            if intent is None:
                raise missing("payment_intent", intent_id, "payment_intent")
            if intent["status"] != "succeeded":
                raise invalid(f"This PaymentIntent ({intent_id}) does not have a successful charge to refund.")
            charge = self.till.store.get("stripe.charge", intent["latest_charge"])
        elif "charge" in params:
            charge = self.till.store.get("stripe.charge", params["charge"])
        else:
            raise invalid("One of the following params should be provided for this request: payment_intent or charge.")
        if charge is None:
            raise missing("charge", str(params.get("charge")), "charge")
        return charge
