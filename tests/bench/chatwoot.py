"""A Chatwoot that takes every message without a request: HTTP is left out of a turn for both contenders."""

import itertools
from typing import Any

from gateways.chatwoot import Chatwoot
from tests.bench.notes import Teller


class Swallowing(Chatwoot):
    """Notes that a message has arrived."""

    def __init__(self, teller: Teller) -> None:
        super().__init__("http://127.0.0.1:9", 1, "bot", "user", 1)
        self._teller = teller
        self._ids = itertools.count(1)

    def send(self, conversation: int, key: str, text: str, **fields: Any) -> str:
        """Takes it."""
        assert text
        self._teller.tell("sent", conversation)
        return str(next(self._ids))
