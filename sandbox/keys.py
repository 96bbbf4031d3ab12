"""The demo's secrets: thought of once, kept in its folder, known to nobody else."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from app.launch.terminal import LaunchError


@dataclass(frozen=True)
class Keys:
    """What stands in for the accounts that a real salon has."""

    secret_key: str
    owner_password: str
    flower_password: str
    chatwoot_bot_token: str
    chatwoot_user_token: str
    chatwoot_bot_secret: str
    chatwoot_account_secret: str
    stripe_secret_key: str
    stripe_webhook_secret: str
    claude_key: str
    google_private_key: str
    """PEM."""


def remembered(file: Path) -> Keys:
    """Reads the file; without one, thinks of new keys and writes it, for this user's eyes only.

    Raises `LaunchError`.
    """
    if file.exists():
        try:
            return Keys(**json.loads(file.read_text()))
        except (ValueError, TypeError):
            raise LaunchError(f"{file} is damaged: remove it, and {file.parent} with what was booked") from None
    keys = Keys(
        secret_key=secrets.token_urlsafe(48),
        owner_password=secrets.token_urlsafe(9),
        flower_password=secrets.token_urlsafe(9),
        chatwoot_bot_token=secrets.token_urlsafe(18),
        chatwoot_user_token=secrets.token_urlsafe(18),
        chatwoot_bot_secret=secrets.token_urlsafe(24),
        chatwoot_account_secret=secrets.token_urlsafe(24),
        stripe_secret_key=f"sk_test_{secrets.token_hex(16)}",
        stripe_webhook_secret=f"whsec_{secrets.token_hex(16)}",
        claude_key=f"sk-ant-sandbox-{secrets.token_urlsafe(18)}",
        google_private_key=_private_key(),
    )
    write(file, asdict(keys))
    return keys


def write(file: Path, content: dict[str, str]) -> None:
    """Writes it whole or not at all, readable by this user only."""
    fresh = file.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(content, indent=1))
    fresh.replace(file)


def _private_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return pem.decode()
