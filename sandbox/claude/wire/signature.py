"""Signatures of thinking blocks, by which the API knows that a replayed block is unchanged."""

import base64
import hashlib
import hmac
import secrets


class Signer:
    """Signs thoughts and knows its own signatures again, also after a restart with the same
    secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def thinking(self, thought: str) -> dict[str, str]:
        """A thinking block. By default the API leaves the thought itself out."""
        return {"type": "thinking", "thinking": thought, "signature": self._sign(thought)}

    def knows(self, block: dict[str, str]) -> bool:
        """The block is one of ours, unchanged."""
        nonce = block["signature"].partition(".")[0]
        return hmac.compare_digest(block["signature"], self._sign(block["thinking"], nonce))

    def _sign(self, thought: str, nonce: str = "") -> str:
        nonce = nonce or secrets.token_hex(8)
        digest = hmac.new(self._secret, f"{nonce}.{thought}".encode(), hashlib.sha256).digest()
        return f"{nonce}.{base64.b64encode(digest).decode()}"
