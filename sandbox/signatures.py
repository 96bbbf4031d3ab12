"""How the vendors sign their webhooks.

Signatures carry machine time: a receiver compares it with its own clock.
"""

import hashlib
import hmac
import time


def chatwoot_headers(secret: str, body: bytes, delivery: str) -> dict[str, str]:
    """`X-Chatwoot-Signature` is over `{timestamp}.{body}`."""
    timestamp = str(int(time.time()))
    return {
        "content-type": "application/json",
        "accept": "application/json",
        "x-chatwoot-delivery": delivery,
        "x-chatwoot-timestamp": timestamp,
        "x-chatwoot-signature": "sha256=" + _hmac(secret, timestamp, body),
    }


def stripe_headers(secret: str, body: bytes) -> dict[str, str]:
    """Stripe's scheme `v1`, over `{timestamp}.{body}` too."""
    timestamp = str(int(time.time()))
    return {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        "stripe-signature": f"t={timestamp},v1={_hmac(secret, timestamp, body)}",
    }


def _hmac(secret: str, timestamp: str, body: bytes) -> str:
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
