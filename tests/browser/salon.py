"""The product's part, played by a test: it answers through Chatwoot and asks Stripe for money."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from sandbox.server import Standins

HALF_AN_HOUR = 31 * 60
"""Seconds; Stripe's least is 30 minutes."""


@dataclass
class Salon:
    """Speaks to the stand-ins as the product does."""

    standins: Standins

    def says(self, text: str, conversation: int = 1, **more: Any) -> None:
        """A message of the bot, in CommonMark."""
        self._chatwoot(conversation, "messages", {"content": text, **more})

    def types(self, on: bool, conversation: int = 1) -> None:
        """The typing indicator."""
        status = {"typing_status": "on" if on else "off"}
        self._chatwoot(conversation, "toggle_typing_status", status)

    def asks_for_money(self, cents: int, name: str) -> str:
        """A Checkout Session for half an hour; the address of its page."""
        now = datetime.fromisoformat(self.standins.get("/sandbox/clock")["now"])
        away = f"{self.standins.url}/sandbox/clock"
        answer = httpx.post(
            f"{self.standins.url}/stripe/v1/checkout/sessions",
            data={
                "mode": "payment",
                "success_url": f"{away}?paid={{CHECKOUT_SESSION_ID}}",
                "cancel_url": f"{away}?left",
                "expires_at": str(int(now.timestamp()) + HALF_AN_HOUR),
                "line_items[0][quantity]": "1",
                "line_items[0][price_data][currency]": "eur",
                "line_items[0][price_data][unit_amount]": str(cents),
                "line_items[0][price_data][product_data][name]": name,
            },
            headers={"authorization": f"Bearer {self.standins.settings.stripe_secret_key}"},
            trust_env=False,
        )
        return str(answer.raise_for_status().json()["url"])

    def _chatwoot(self, conversation: int, what: str, body: dict[str, Any]) -> None:
        settings = self.standins.settings
        account = f"{self.standins.url}/chatwoot/api/v1/accounts/{settings.chatwoot_account_id}"
        httpx.post(
            f"{account}/conversations/{conversation}/{what}",
            json=body,
            headers={"api_access_token": settings.chatwoot_bot_token},
            trust_env=False,
        ).raise_for_status()
