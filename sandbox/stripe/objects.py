"""Stripe's objects: every field that the SDK knows is there, null unless something is known."""

import secrets
import string
from typing import Any

from sandbox.specs import spec
from sandbox.store import Document

API_VERSION = "2026-10-28.endive"

_ON_REQUEST = {"line_items", "refunds"}
"""Fields that are there only when a request expands them."""

_LETTERS = string.ascii_letters + string.digits


def new_id(prefix: str, length: int = 24) -> str:
    """A fresh id, such as `pi_…`."""
    return f"{prefix}_{''.join(secrets.choice(_LETTERS) for _ in range(length))}"


def made(kind: str, known: Document) -> Document:
    """An object of that kind. Keys of `known` that begin with `_` are ours and never sent."""
    fields = spec("stripe.answers")[kind]
    empty = {name for name, field in fields.items() if field["nullable"]} - _ON_REQUEST
    return {"object": kind, **dict.fromkeys(sorted(empty)), **known}


def public(value: Any) -> Any:
    """Without what is ours."""
    return {key: item for key, item in value.items() if not key.startswith("_")}


def session(params: Document, items: list[Document], created: int, base_url: str) -> Document:
    """An open Checkout Session."""
    session_id = new_id("cs_test", 58)
    total = sum(item["amount_total"] for item in items)
    return made(
        "checkout.session",
        {
            "id": session_id,
            "allowed_payment_method_types": params.get("allowed_payment_method_types"),
            "amount_subtotal": total,
            "amount_total": total,
            "automatic_tax": {
                "enabled": False,
                "liability": None,
                "provider": None,
                "status": None,
            },
            "cancel_url": params.get("cancel_url"),
            "client_reference_id": params.get("client_reference_id"),
            "created": created,
            "currency": items[0]["currency"],
            "custom_fields": [],
            "custom_text": {
                "after_submit": None,
                "shipping_address": None,
                "submit": None,
                "terms_of_service_acceptance": None,
            },
            "customer_creation": params.get("customer_creation", "if_required"),
            "customer_email": params.get("customer_email"),
            "expires_at": params.get("expires_at", created + 24 * 3600),
            "livemode": False,
            "locale": params.get("locale"),
            "metadata": params.get("metadata", {}),
            "mode": "payment",
            "payment_method_types": ["card"],
            "payment_status": "unpaid",
            "phone_number_collection": {"enabled": False},
            "shipping_options": [],
            "status": "open",
            "submit_type": params.get("submit_type"),
            "success_url": params["success_url"],
            "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
            "ui_mode": params.get("ui_mode", "hosted_page"),
            "url": f"{base_url}/checkout/{session_id}",
            "_line_items": items,
            "_payment_intent_data": params.get("payment_intent_data", {}),
        },
    )


def line_item(params: Document, created: int) -> Document:
    """One line of a session, with the price that was made for it."""
    data = params["price_data"]
    amount = data["unit_amount"] * params["quantity"]
    price = {
        "id": new_id("price"),
        "object": "price",
        "active": False,
        "billing_scheme": "per_unit",
        "created": created,
        "currency": data["currency"].lower(),
        "livemode": False,
        "metadata": {},
        "product": data.get("product") or new_id("prod", 14),
        "recurring": None,
        "type": "one_time",
        "unit_amount": data["unit_amount"],
        "unit_amount_decimal": str(data["unit_amount"]),
    }
    return {
        "id": new_id("li"),
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "currency": price["currency"],
        "description": data.get("product_data", {}).get("name"),
        "metadata": {},
        "price": price,
        "quantity": params["quantity"],
    }


def payment_intent(checkout: Document, created: int) -> Document:
    """The intent that a customer's first try to pay makes."""
    data = checkout["_payment_intent_data"]
    intent_id = new_id("pi")
    return made(
        "payment_intent",
        {
            "id": intent_id,
            "amount": checkout["amount_total"],
            "amount_capturable": 0,
            "amount_received": 0,
            "capture_method": "automatic_async",
            "client_secret": f"{intent_id}_secret_{new_id('x')[2:]}",
            "confirmation_method": "automatic",
            "created": created,
            "currency": checkout["currency"],
            "description": data.get("description"),
            "livemode": False,
            "metadata": data.get("metadata", {}),
            "payment_method_types": ["card"],
            "receipt_email": data.get("receipt_email"),
            "status": "requires_payment_method",
            "_session": checkout["id"],
        },
    )


def charge(intent: Document, created: int, *, paid: bool) -> Document:
    """One try to take the money."""
    declined = {"failure_code": "card_declined", "failure_message": "Your card was declined."}
    address = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))
    billing = dict.fromkeys(("email", "name", "phone", "tax_id"))
    return made(
        "charge",
        {
            "id": new_id("ch"),
            "amount": intent["amount"],
            "amount_captured": intent["amount"] if paid else 0,
            "amount_refunded": 0,
            "billing_details": {"address": address, **billing},
            "captured": paid,
            "created": created,
            "currency": intent["currency"],
            "description": intent["description"],
            "disputed": False,
            "livemode": False,
            "metadata": intent["metadata"],
            "paid": paid,
            "payment_intent": intent["id"],
            "payment_method": new_id("pm"),
            "refunded": False,
            "status": "succeeded" if paid else "failed",
            **({} if paid else declined),
        },
    )


def refund(taken: Document, amount: int, params: Document, created: int) -> Document:
    """Money on its way back; cards get it at once as far as Stripe tells."""
    return made(
        "refund",
        {
            "id": new_id("re"),
            "amount": amount,
            "charge": taken["id"],
            "created": created,
            "currency": taken["currency"],
            "destination_details": {
                "card": {"reference_status": "pending", "type": "refund"},
                "type": "card",
            },
            "metadata": params.get("metadata") or {},
            "payment_intent": taken["payment_intent"],
            "reason": params.get("reason"),
            "status": "succeeded",
        },
    )


def dispute(taken: Document, created: int) -> Document:
    """A customer's complaint to her bank about a charge."""
    return made(
        "dispute",
        {
            "id": new_id("dp"),
            "amount": taken["amount"],
            "balance_transactions": [],
            "charge": taken["id"],
            "created": created,
            "currency": taken["currency"],
            "enhanced_eligibility_types": [],
            "evidence": {},
            "evidence_details": {"due_by": created + 7 * 86_400, "has_evidence": False, "past_due": False},
            "is_charge_refundable": False,
            "livemode": False,
            "metadata": {},
            "payment_intent": taken["payment_intent"],
            "reason": "general",
            "status": "needs_response",
        },
    )


def event(kind: str, subject: Document, created: int, request: Document) -> Document:
    """What a webhook tells: a copy of the object as it was at that moment."""
    return made(
        "event",
        {
            "id": new_id("evt"),
            "api_version": API_VERSION,
            "created": created,
            "data": {"object": public(subject)},
            "livemode": False,
            "pending_webhooks": 1,
            "request": request,
            "type": kind,
        },
    )
