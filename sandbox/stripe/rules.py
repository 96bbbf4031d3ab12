"""What Stripe demands of a Checkout Session beyond the kinds of its parameters."""

from sandbox.errors import Refusal
from sandbox.store import Document
from sandbox.stripe.errors import invalid

SHORTEST, LONGEST = 30 * 60, 24 * 3600
"""Seconds from a session's creation to its `expires_at`."""

SMALLEST_CHARGE = 50
"""Cents of a euro."""

MOST_KEYS, LONGEST_KEY, LONGEST_VALUE = 50, 40, 500
"""Limits of `metadata`."""


def line_items(params: Document) -> list[Document]:
    """The items of a payment-mode session. Raises `Refusal`."""
    if params.get("mode") != "payment":
        raise invalid("Only `mode=payment` exists in the sandbox.", param="mode")
    items = params.get("line_items")
    if not items:
        raise invalid(
            "The `line_items` parameter is required in payment mode.",
            param="line_items",
            code="parameter_missing",
        )
    for index, item in enumerate(items):
        where = f"line_items[{index}]"
        data = item.get("price_data")
        if data is None:
            price = item.get("price", "")
            raise invalid(f"No such price: '{price}'", param=where, code="resource_missing")
        if "quantity" not in item:
            raise _missing_param(f"{where}[quantity]")
        if "unit_amount" not in data:
            raise _missing_param(f"{where}[price_data][unit_amount]")
        if "product" not in data and "product_data" not in data:
            raise invalid(
                f"You must specify either `product` or `product_data` when creating a price at `{where}[price_data]`.",
                param=f"{where}[price_data]",
            )
    return list(items)


def check_session(params: Document, items: list[Document], created: int) -> None:
    """Raises `Refusal` for the first rule that a new session breaks."""
    if "success_url" not in params:
        raise _missing_param("success_url")
    lasts = params.get("expires_at", created + LONGEST) - created
    if lasts < SHORTEST:
        raise invalid(
            "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
            param="expires_at",
        )
    if lasts > LONGEST:
        raise invalid(
            "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
            param="expires_at",
        )
    if len({item["currency"] for item in items}) > 1:
        raise invalid("All line items must have the same currency.", param="line_items")
    if sum(item["amount_total"] for item in items) < SMALLEST_CHARGE:
        raise invalid(
            "The Checkout Session's total amount due must add up to at least €0.50 eur",
            code="amount_too_small",
        )
    for metadata in (params.get("metadata"), params.get("payment_intent_data", {}).get("metadata")):
        _check_metadata(metadata or {})


def _missing_param(param: str) -> Refusal:
    return invalid(f"Missing required param: {param}.", param=param, code="parameter_missing")


def _check_metadata(metadata: Document) -> None:
    if len(metadata) > MOST_KEYS:
        raise invalid(f"You may have at most {MOST_KEYS} metadata keys.", param="metadata")
    for key, value in metadata.items():
        if len(key) > LONGEST_KEY or len(value) > LONGEST_VALUE:
            raise invalid(
                f"Metadata keys have at most {LONGEST_KEY}, values {LONGEST_VALUE} characters;"
                f" `{key[:LONGEST_KEY]}` is longer.",
                param="metadata",
            )
