"""Reading webhooks, and holding JSON against the vendors' descriptions."""

import json
from typing import Any

from jsonschema import Draft202012Validator

from sandbox.courier import Webhook
from sandbox.server import Standins
from sandbox.specs import spec
from sandbox.store import Document


def told(standins: Standins) -> list[Document]:
    """The bodies of all webhooks, once every one is delivered.

    They go out beside each other, so: by name and id.
    """
    standins.flush()
    bodies = [json.loads(webhook.body) for webhook in standins.webhooks]
    return sorted(bodies, key=lambda body: (str(body.get("event")), str(body["id"])))


def events(standins: Standins) -> list[str]:
    """The names of all webhooks of Chatwoot, sorted."""
    return sorted(body["event"] for body in told(standins))


def of(standins: Standins, event: str) -> list[Document]:
    """The bodies of one kind of event, of Chatwoot (`event`) or Stripe (`type`)."""
    return [body for body in told(standins) if event in (body.get("event"), body.get("type"))]


def body(webhook: Webhook) -> Document:
    """One webhook's JSON."""
    return dict(json.loads(webhook.body))


def fits(document: object, file: str, *path: str) -> None:
    """`document` keeps to that part of a description."""
    whole = spec(file)
    part: Any = whole
    for name in path:
        part = part[name]
    Draft202012Validator({**part, "schemas": whole.get("schemas", {})}).validate(document)


def shape(value: Any) -> Any:
    """Keys and kinds of a JSON value, without what it says. Null fits everything."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value]
    if isinstance(value, bool) or value is None:
        return type(value).__name__
    return "number" if isinstance(value, int | float) else type(value).__name__


def same_shape(given: Any, example: Any, path: str = "") -> None:
    """Same keys at every depth, same kinds of values where neither is null."""
    if isinstance(example, dict) and isinstance(given, dict):
        assert given.keys() == example.keys(), path
        for key in example:
            same_shape(given[key], example[key], f"{path}.{key}")
    elif isinstance(example, list) and isinstance(given, list):
        for index, (one, other) in enumerate(zip(given, example, strict=False)):
            same_shape(one, other, f"{path}[{index}]")
    elif given is not None and example is not None:
        assert shape(given) == shape(example), path
