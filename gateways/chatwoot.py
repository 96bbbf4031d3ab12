"""Chatwoot's REST API: messages out, conversations and messages read again."""

from collections.abc import Callable
from typing import Any

import httpx
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from gateways.outcome import Refused, TryLater
from gateways.tls import authorities

KEY = "turno_key"
"""Our key in a message's `content_attributes`: Chatwoot has no idempotency, so we look for it before a second send."""


class NotSent(TryLater):
    """The request cannot have had an effect: the connection was refused, or Chatwoot said 429."""


class Chatwoot:
    """One account. The bot token writes; the user token reads what bots may not."""

    def __init__(self, base_url: str, account: int, bot_token: str, user_token: str, timeout_seconds: float) -> None:
        self._path = f"/api/v1/accounts/{account}"
        self._bot = {"api_access_token": bot_token}
        self._user = {"api_access_token": user_token}
        self._client = httpx.Client(
            base_url=base_url,
            verify=authorities(),
            timeout=httpx.Timeout(timeout_seconds, connect=min(timeout_seconds, 5)),
            limits=httpx.Limits(max_connections=60, max_keepalive_connections=30),
        )

    def close(self) -> None:
        """Closes its connections."""
        self._client.close()

    def send(
        self, conversation: int, key: str, text: str, *, items: list[dict[str, str]] | None = None, **fields: Any
    ) -> str:
        """Posts a message under our key and answers its id. Text is Markdown; `fields` as Chatwoot names them.

        `items` are what can be tapped, `title` and `value` each (with `content_type` input_select).
        Raises `NotSent` when it surely was not stored, `TryLater` when nobody knows, `Refused` when it never will be.
        """
        body = {
            "content": text,
            "message_type": "outgoing",
            "private": False,
            "content_type": "text",
            "content_attributes": {KEY: key} | ({"items": items} if items else {}),
        } | fields
        answer = self._call("POST", f"/conversations/{conversation}/messages", self._bot, json=body)
        return str(answer["id"])

    def find(self, conversation: int, key: str) -> str | None:
        """The id of the message that carries our key, looking back over the last few dozen; None when there is none."""
        before: int | None = None
        for _ in range(3):
            parameters = {} if before is None else {"before": before}
            page = self._read(f"/conversations/{conversation}/messages", parameters)["payload"]
            for message in page:
                if (message.get("content_attributes") or {}).get(KEY) == key:
                    return str(message["id"])
            if not page:
                return None
            before = min(message["id"] for message in page)
        return None

    def latest_messages(self, conversation: int) -> list[dict[str, Any]]:
        """The newest page of messages, oldest first, as REST shows them."""
        found = self._read(f"/conversations/{conversation}/messages", {})["payload"]
        return sorted(found, key=lambda message: int(message["id"]))

    def conversation(self, conversation: int) -> dict[str, Any]:
        """What Chatwoot says about the conversation now: `status`, `meta.assignee`, `can_reply`, ..."""
        return self._read(f"/conversations/{conversation}", {})

    def pending(self, inbox: int) -> list[dict[str, Any]]:
        """The first page of conversations that wait for a bot, newest activity first."""
        found = self._read("/conversations", {"status": "pending", "inbox_id": inbox, "assignee_type": "all"})
        payload: list[dict[str, Any]] = found["data"]["payload"]
        return payload

    def open(self, conversation: int) -> None:
        """Opens the conversation: that is how a bot hands over."""
        self._call(
            "POST",
            f"/conversations/{conversation}/toggle_status",
            self._bot,
            json={"status": "open"},
        )

    def label(self, conversation: int, change: Callable[[list[str]], list[str]]) -> None:
        """Gives it the labels that `change` makes of those it has: Chatwoot takes them all or none."""
        path = f"/conversations/{conversation}/labels"
        before: list[str] = self._read(path, {})["payload"]
        if (after := change(before)) != before:
            self._call("POST", path, self._bot, json={"labels": after})

    def prioritise(self, conversation: int, priority: str) -> None:
        """How urgent it is: `urgent`, `high`, `medium`, `low` or `none`."""
        path = f"/conversations/{conversation}/toggle_priority"
        self._call("POST", path, self._bot, json={"priority": priority})

    def assign(self, conversation: int, agent: int) -> None:
        """Gives it to that agent. Raises `Refused` when Chatwoot knows none of that number."""
        self._call("POST", f"/conversations/{conversation}/assignments", self._bot, json={"assignee_id": agent})

    def hand_back(self, conversation: int) -> None:
        """Makes the conversation the bot's: pending, and nobody's. In this order, as Chatwoot assigns what is open."""
        path = f"/conversations/{conversation}"
        self._call("POST", f"{path}/toggle_status", self._bot, json={"status": "pending"})
        self._call("POST", f"{path}/assignments", self._bot, json={"assignee_id": 0})

    def typing(self, conversation: int, on: bool) -> None:
        """Shows or hides "typing ..."."""
        status = {"typing_status": "on" if on else "off"}
        self._call("POST", f"/conversations/{conversation}/toggle_typing_status", self._bot, json=status)

    @retry(
        retry=retry_if_exception_type(TryLater),
        stop=stop_after_attempt(2),
        wait=wait_exponential_jitter(multiplier=0.2, max=1),
        reraise=True,
    )
    def _read(self, path: str, parameters: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = self._call("GET", path, self._user, params=parameters)
        return answer

    def _call(self, method: str, path: str, headers: dict[str, str], **options: Any) -> Any:
        try:
            answer = self._client.request(method, self._path + path, headers=headers, **options)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NotSent(f"Chatwoot cannot be reached ({type(error).__name__})") from None
        except httpx.HTTPError as error:
            raise TryLater(f"no answer from Chatwoot ({type(error).__name__})") from None
        if answer.status_code == 429:
            raise NotSent("Chatwoot is busy (429)", seconds_in(answer.headers.get("retry-after")))
        if answer.status_code >= 500:
            raise TryLater(f"Chatwoot failed ({answer.status_code})")
        if answer.status_code >= 400:
            raise Refused(f"Chatwoot refused ({answer.status_code})")
        try:
            return answer.json() if answer.content else {}
        except ValueError:
            raise TryLater("Chatwoot's answer is not JSON") from None


def seconds_in(header: str | None) -> float | None:
    """A `retry-after` in seconds, bounded to a minute; None when absent or a date."""
    try:
        return min(float(header), 60) if header else None
    except ValueError:
        return None
