"""The product's part, played by a test: it answers through Chatwoot and asks Stripe for money."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox.server import Standins
from tests.sandbox.chatwoot_client import Bot
from tests.sandbox.stripe_client import client, order

HALF_AN_HOUR = 31 * 60
"""Seconds; Stripe's least is 30 minutes."""


@dataclass
class Salon:
    """Speaks to the stand-ins as the product does."""

    standins: Standins

    def says(self, text: str, conversation: int = 1, **more: Any) -> None:
        """A message of the bot, in CommonMark."""
        Bot(self.standins).say(conversation, text, **more)

    def types(self, on: bool, conversation: int = 1) -> None:
        """The typing indicator."""
        status = {"typing_status": "on" if on else "off"}
        Bot(self.standins).post(conversation, "toggle_typing_status", status)

    def asks_for_money(self, cents: int, name: str) -> str:
        """A Checkout Session for half an hour; the address of its page."""
        now = datetime.fromisoformat(self.standins.get("/sandbox/clock")["now"])
        price = {"currency": "eur", "unit_amount": cents, "product_data": {"name": name}}
        away = f"{self.standins.url}/sandbox/clock"
        params = order(
            line_items=[{"quantity": 1, "price_data": price}],
            expires_at=int(now.timestamp()) + HALF_AN_HOUR,
            success_url=f"{away}?paid={{CHECKOUT_SESSION_ID}}",
            cancel_url=f"{away}?left",
        )
        return str(client(self.standins).v1.checkout.sessions.create(params).url)
