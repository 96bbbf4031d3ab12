"""Chatwoot's webhook bodies and signatures, shaped as v4.15 sends them."""

import hashlib
import hmac
import json
import time
from typing import Any


def message(number: int = 9001, text: str | None = "Hola", conversation: int = 42, **changed: Any) -> dict[str, Any]:
    """`message_created` for a customer's WhatsApp message; `changed` replaces top-level parts."""
    contact: dict[str, Any] = {
        "additional_attributes": {},
        "custom_attributes": {},
        "email": None,
        "id": 77,
        "identifier": None,
        "name": "Ana",
        "phone_number": "+34600111222",
        "thumbnail": "",
        "blocked": False,
    }
    return {
        "account": {"id": 1, "name": "Salon"},
        "additional_attributes": {},
        "content_attributes": {},
        "content_type": "text",
        "content": text,
        "conversation": {
            "additional_attributes": {},
            "can_reply": True,
            "channel": "Channel::Whatsapp",
            "contact_inbox": {"id": 55, "contact_id": 77, "inbox_id": 3, "source_id": "34600111222"},
            "id": conversation,
            "inbox_id": 3,
            "messages": [],
            "labels": [],
            "meta": {"sender": {**contact, "type": "contact"}, "assignee": None, "team": None},
            "status": "pending",
            "account": {"id": 1, "name": "Salon"},
        },
        "created_at": "2026-11-20T09:06:40.000Z",
        "id": number,
        "inbox": {"id": 3, "name": "WhatsApp"},
        "message_type": "incoming",
        "private": False,
        "sender": {"account": {"id": 1, "name": "Salon"}, "avatar": "", **contact},
        "source_id": "wamid.HBg",
        "event": "message_created",
    } | changed


def signed(body: dict[str, Any] | bytes, secret: str, at: float | None = None) -> tuple[bytes, dict[str, str]]:
    """The raw body and the headers that Chatwoot would send with it."""
    raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    stamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), f"{stamp}.".encode() + raw, hashlib.sha256).hexdigest()
    headers = {
        "content-type": "application/json",
        "x-chatwoot-timestamp": stamp,
        "x-chatwoot-signature": f"sha256={digest}",
        "x-chatwoot-delivery": hashlib.md5(raw + stamp.encode()).hexdigest(),
    }
    return raw, headers
