"""Strict JSON schemas, as Anthropic wants them, made from argument models."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

FORMATS = {"date": "YYYY-MM-DD"}


def tool_schema(name: str, arguments: type[BaseModel]) -> dict[str, Any]:
    """The tool as Claude is told of it: its description is the model's docstring, every property is required.

    Claude takes at most twenty strict tools: one without arguments has nothing to be strict about.
    """
    told = {
        "name": name,
        "description": " ".join((arguments.__doc__ or "").split()),
        "input_schema": strict(arguments.model_json_schema()),
    }
    return told | {"strict": True} if arguments.model_fields else told


def strict(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The part of JSON Schema that strict tools know. Limits of length stay with us: the arguments are validated."""
    return _strict(schema, schema.get("$defs", {}))


def _strict(node: Mapping[str, Any], kinds: Mapping[str, Any]) -> dict[str, Any]:
    if "$ref" in node:
        return _strict(kinds[node["$ref"].rsplit("/", 1)[-1]], kinds)
    if "anyOf" in node:
        (one,) = (part for part in node["anyOf"] if part.get("type") != "null")
        told = _strict(one, kinds)
        told["type"] = [told["type"], "null"]
        return told | _described(node)
    told = {"type": node["type"]}
    if "enum" in node:
        told["enum"] = node["enum"]
    if node["type"] == "array":
        told["items"] = _strict(node["items"], kinds)
    if node["type"] == "object":
        told["properties"] = {name: _strict(part, kinds) for name, part in node["properties"].items()}
        told["required"] = list(node["properties"])
        told["additionalProperties"] = False
    return told | _described(node)


def _described(node: Mapping[str, Any]) -> dict[str, Any]:
    if node.get("type") == "object":
        return {}
    text = FORMATS.get(node.get("format", "")) or node.get("description")
    return {"description": text} if text else {}
