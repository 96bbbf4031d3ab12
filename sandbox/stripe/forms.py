"""Stripe's form encoding: `line_items[0][price_data][currency]=eur` to nested values of the right
kind."""

import re
from typing import Any
from urllib.parse import parse_qsl

from sandbox.schema import Schema
from sandbox.store import Document
from sandbox.stripe.errors import bracketed, from_violation, invalid


def parsed(text: str) -> Document:
    """The nested parameters, every leaf still a string.

    Raises `Refusal` when names contradict each other.
    """
    tree: Document = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        parts = re.findall(r"[^\[\]]+|(?<=\[)(?=\])", name)
        node = tree
        for index, part in enumerate(parts):
            key = part or str(len(node))
            if index == len(parts) - 1:
                node[key] = value
            else:
                node = node.setdefault(key, {})
            if not isinstance(node, dict):
                raise invalid(f"Invalid parameters: {name}", param=name)
    return {key: _listed(value) for key, value in tree.items()}


def _listed(value: Any) -> Any:
    """Turns dicts with the keys 0, 1, 2 … into lists."""
    if not isinstance(value, dict):
        return value
    items = {key: _listed(item) for key, item in value.items()}
    if all(key.isdigit() for key in items):
        return [items[key] for key in sorted(items, key=int)]
    return items


def checked(params: Document, schema: Document) -> Document:
    """The parameters with integers and booleans as such.

    Raises `Refusal` for the first that the schema refuses.
    """
    document = Schema(schema)
    typed = _typed(params, schema, document, ())
    for violation in document.violations(typed):
        raise from_violation(violation)
    return dict(typed)


def _typed(value: Any, node: Document, schema: Schema, path: tuple[str | int, ...]) -> Any:
    node = schema.resolve(node)
    if isinstance(value, dict):
        known = node.get("properties", {})
        return {key: _typed(item, known.get(key, {}), schema, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        item_node = node.get("items", {})
        return [_typed(item, item_node, schema, (*path, i)) for i, item in enumerate(value)]
    if node.get("type") == "integer":
        if not re.fullmatch(r"-?\d+", value):
            param = bracketed(path)
            raise invalid(f"Invalid integer: {value}", param=param, code="parameter_invalid_integer")
        return int(value)
    if node.get("type") == "boolean" and value in ("true", "false"):
        return value == "true"
    return value
