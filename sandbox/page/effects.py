"""The ledger's effects for the page: each with whom it reached and, in a few words, what it said."""

import re

from sandbox.chatwoot.people import USERS
from sandbox.chatwoot.whatsapp import rendered
from sandbox.page.books import spanish_money
from sandbox.store import Document, Store

EFFECTS = 100
"""Lines of the ledger that the page lists, newest first."""

REMEMBERED = 2000
"""Lines of the ledger among which a vendor's newest are looked for."""

GLANCE = 90
"""Characters of what an effect said."""


class Shelf:
    """The ledger's newest lines: to whom and about what, without their requests.

    A request can be long, and the page asks every second: so lines are remembered, not read again.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lines: list[Document] = []
        self._last = 0

    def newest(self, vendor: str | None) -> Document:
        """The total of all effects, and the newest (of one vendor), newest first."""
        self._catch_up()
        found = [line for line in self._lines if vendor in (None, line["vendor"])]
        return {"total": self._last, "newest": found[: -EFFECTS - 1 : -1]}

    def whole(self, n: int) -> Document | None:
        """One effect with its request."""
        return self._store.get("effect", n)

    def _catch_up(self) -> None:
        newest = self._store.all("effect", newest_first=True, limit=1)
        last = int(newest[0]["n"]) if newest else 0
        for n in range(max(self._last, last - REMEMBERED) + 1, last + 1):
            if (effect := self._store.get("effect", n)) is not None:
                line = {key: effect[key] for key in effect if key != "request"}
                self._lines.append(line | glance(self._store, effect))
        self._last = last
        del self._lines[:-REMEMBERED]


def glance(store: Store, effect: Document) -> Document:
    """`to`, the one whom it reached (None when the request does not say), and `about`, one line."""
    to, about = _READERS[effect["vendor"]](store, effect["operation"], effect["request"])
    line = re.sub("[ \\r\\n]+", " ", about.replace("*", "")).strip()
    return {"to": to, "about": line if len(line) <= GLANCE else f"{line[: GLANCE - 1].rstrip()}…"}


def _chatwoot(store: Store, operation: str, request: Document) -> tuple[str | None, str]:
    conversation = store.get("conversation", request["conversation_id"])
    contact = None if conversation is None else store.get("contact", conversation["contact_id"])
    to = None if contact is None else str(contact["name"])
    match operation:
        case "message.create":
            words = rendered(request.get("content") or "")
            return to, f"Note: {words}" if request.get("private") in (True, "true") else words
        case "conversation.toggle_status":
            return to, str(request["status"])
        case "conversation.labels":
            return to, ", ".join(map(str, request["labels"]))
        case "conversation.priority":
            return to, str(request["priority"])
        case "conversation.assign":
            user = USERS.get(request.get("assignee_id") or 0)
            return to, "nobody" if user is None else str(user["name"])
    return to, ", ".join(request.get("custom_attributes", {}))


def _stripe(store: Store, operation: str, request: Document) -> tuple[str | None, str]:
    match operation:
        case "checkout.session.create":
            items = request["line_items"]
            names = [item["price_data"]["product_data"]["name"] for item in items]
            cents = sum(item["price_data"]["unit_amount"] * item["quantity"] for item in items)
            return None, f"{spanish_money(cents, items[0]['price_data']['currency'])}, {', '.join(names)}"
        case "checkout.session.expire":
            session = store.get("stripe.session", request["session"])
            return None, "" if session is None else spanish_money(session["amount_total"], session["currency"])
    intent = store.get("stripe.payment_intent", request.get("payment_intent"))
    charge = store.get("stripe.charge", intent["latest_charge"] if intent else request.get("charge"))
    if charge is None:
        return None, ""
    return None, spanish_money(request["amount"] if "amount" in request else charge["amount"], charge["currency"])


def _google(store: Store, operation: str, request: Document) -> tuple[str | None, str]:
    calendar = store.get("google.calendar", request["calendarId"])
    return None if calendar is None else str(calendar["summary"]), str(request.get("summary") or "")


def _smtp(store: Store, operation: str, request: Document) -> tuple[str | None, str]:
    return ", ".join(request["to"]), str(request["subject"])


_READERS = {"chatwoot": _chatwoot, "stripe": _stripe, "google": _google, "smtp": _smtp}
