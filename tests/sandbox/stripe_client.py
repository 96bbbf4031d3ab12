"""The product's side of Stripe: its real SDK."""

from typing import Any

import stripe

from sandbox.server import Standins
from tests.sandbox.given import NINE
from tests.settings import PATIENCE_SECONDS

NOW = int(NINE.timestamp())
"""The fixture clock's time, as Stripe writes it."""

SUCCESS = "https://salon.example/pay/b1?session={CHECKOUT_SESSION_ID}"


def client(standins: Standins, key: str = "sk_test_sandbox", retries: int = 0) -> stripe.StripeClient:
    """A client that talks to the sandbox."""
    return stripe.StripeClient(
        key,
        base_addresses={"api": f"{standins.url}/stripe"},
        max_network_retries=retries,
        http_client=stripe.RequestsClient(timeout=PATIENCE_SECONDS),
    )


def order(cents: int = 1600, **more: object) -> Any:
    """What the product sends for a deposit.

    `Any`, as the SDK's types would not let us send nonsense.
    """
    ours = {"booking": "b1"}
    return {
        "mode": "payment",
        "allowed_payment_method_types": ["card"],
        "adaptive_pricing": {"enabled": False},
        "locale": "es",
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": "eur",
                    "unit_amount": cents,
                    "product_data": {"name": "Señal de tu cita"},
                },
            }
        ],
        "metadata": ours,
        "payment_intent_data": {"metadata": ours},
        "expires_at": NOW + 31 * 60,
        "success_url": SUCCESS,
        "cancel_url": "https://salon.example/pay/b1",
        **more,
    }


def opened(standins: Standins, **more: Any) -> str:
    """The id of a new session."""
    return client(standins).v1.checkout.sessions.create(order(**more)).id
