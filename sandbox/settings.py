"""What the sandbox is told by its environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

STYLISTS: Mapping[str, str] = {
    "Pilar": "pilar@salon.example",
    "Marta": "marta@salon.example",
    "Rosa": "rosa@salon.example",
    "Harol": "harol@salon.example",
    "Víctor": "victor@salon.example",
    "Ana": "ana@salon.example",
    "Lucas": "lucas@salon.example",
    "Sara": "sara@salon.example",
}
"""The demo salon's calendars: a stylist's is called after her and has her e-mail address as its
id."""


class SettingsError(Exception):
    """The environment makes no sense, in one line."""


@dataclass(frozen=True)
class Settings:
    """Everything that can differ between two sandboxes. Names follow the product's settings."""

    port: int = 8100
    mail_port: int = 8101
    store: str = ":memory:"
    """A SQLite file, or `:memory:`."""
    public_url: str = "http://127.0.0.1:8000"
    """The product, which gets the webhooks."""
    chatwoot_account_id: int = 1
    chatwoot_inbox_id: int = 3
    chatwoot_bot_token: str = "bot-token"
    chatwoot_user_token: str = "user-token"
    chatwoot_webhook_secret: str = "chatwoot-secret"
    stripe_secret_key: str = "sk_test_sandbox"
    stripe_webhook_secret: str = "whsec_sandbox"
    anthropic_api_key: str | None = None
    """The key that Claude's stand-in asks for; None accepts any."""
    service_account: Mapping[str, str] | None = None
    """The content of the key file that gets Google tokens."""
    webhooks: Literal["account", "bot", "both"] = "account"
    copies: int = 1
    haste: float = 1.0
    """Pauses between the tries of a webhook are multiplied with this."""
    stylists: Mapping[str, str] = field(default_factory=lambda: STYLISTS)

    @property
    def base_url(self) -> str:
        """Where the sandbox is reached."""
        return f"http://127.0.0.1:{self.port}"


def required(environment: Mapping[str, str], name: str) -> str:
    """One variable. Raises `SettingsError` when it is unset or empty."""
    value = environment.get(name, "")
    if not value:
        raise SettingsError(f"{name} is not set")
    return value


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of a demo. Raises `SettingsError`."""
    if environment.get("SANDBOX") != "1":
        raise SettingsError("the sandbox runs only with SANDBOX=1")
    port = int(environment.get("SANDBOX_PORT") or 8100)
    webhooks = environment.get("SANDBOX_WEBHOOKS") or "account"
    if webhooks not in ("account", "bot", "both"):
        raise SettingsError("SANDBOX_WEBHOOKS is account, bot or both")
    return Settings(
        port=port,
        mail_port=port + 1,
        store=environment.get("SANDBOX_STORE") or "var/sandbox.sqlite3",
        public_url=required(environment, "PUBLIC_URL"),
        chatwoot_account_id=int(environment.get("CHATWOOT_ACCOUNT_ID") or 1),
        chatwoot_inbox_id=int(environment.get("CHATWOOT_INBOX_ID") or 3),
        chatwoot_bot_token=required(environment, "CHATWOOT_BOT_TOKEN"),
        chatwoot_user_token=required(environment, "CHATWOOT_USER_TOKEN"),
        chatwoot_webhook_secret=required(environment, "CHATWOOT_WEBHOOK_SECRET").split(",")[0],
        stripe_secret_key=required(environment, "STRIPE_SECRET_KEY"),
        stripe_webhook_secret=required(environment, "STRIPE_WEBHOOK_SECRET"),
        anthropic_api_key=environment.get("ANTHROPIC_API_KEY") or None,
        webhooks=cast(Literal["account", "bot", "both"], webhooks),
        copies=int(environment.get("SANDBOX_WEBHOOK_COPIES") or 1),
    )
