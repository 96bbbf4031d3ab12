"""A bot that talks to Chatwoot."""

from typing import Any

import httpx

from sandbox.server import Standins
from sandbox.store import Document


class Bot:
    """Uses the bot's token, or another."""

    def __init__(self, standins: Standins, token: str = "bot-token", account: int = 1) -> None:
        self.client = httpx.Client(
            base_url=f"{standins.url}/chatwoot/api/v1/accounts/{account}",
            headers={"api_access_token": token},
            verify=False,  # loading certificates takes longer than most tests
        )

    def say(self, conversation: int, content: str, **more: Any) -> Document:
        """Post a message; Chatwoot's answer."""
        return dict(self.post(conversation, "messages", {"content": content, **more}).json())

    def post(self, conversation: int, what: str, json: object) -> httpx.Response:
        """Any POST on a conversation."""
        return self.client.post(f"/conversations/{conversation}/{what}", json=json)

    def get(self, path: str, **query: int | str) -> httpx.Response:
        """Any GET."""
        return self.client.get(path, params=query)
