"""What the API demands of tools, above all of strict ones, whose schemas it compiles to a grammar.
What the API demands of tools, above all of strict ones, whose schemas it compiles to a grammar."""

import re
from collections.abc import Iterator
from typing import Any

from sandbox.claude.wire.errors import invalid
from sandbox.store import Document

NAME = re.compile(r"[a-zA-Z0-9_-]{1,128}")
MOST_STRICT, MOST_OPTIONAL, MOST_UNIONS = 20, 24, 16
"""Limits over all strict tools of a request: tools, optional parameters, parameters with union
types."""

UNSUPPORTED = {
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "oneOf",
    "patternProperties",
    "uniqueItems",
}


def check_tools(tools: list[Document]) -> None:
    """Raises `Refusal` for the first rule that is broken."""
    names = [tool["name"] for tool in tools]
    if len(set(names)) < len(names):
        raise invalid("tools: Tool names must be unique.")
    optional = unions = 0
    strict = [tool for tool in tools if tool.get("strict")]
    if len(strict) > MOST_STRICT:
        raise invalid(f"tools: at most {MOST_STRICT} strict tools are supported.")
    for index, tool in enumerate(tools):
        where = f"tools.{index}.custom"
        if not NAME.fullmatch(tool["name"]):
            raise invalid(f"{where}.name: String should match pattern '^{NAME.pattern}$'")
        if tool["input_schema"].get("type") != "object":
            raise invalid(f"{where}.input_schema.type: Input should be 'object'")
        if tool.get("strict"):
            for node in _nodes(tool["input_schema"]):
                _check_strict(where, node)
                known = node.get("properties", {})
                optional += len(set(known) - set(node.get("required", ())))
                unions += sum(_is_union(child) for child in known.values())
    if optional > MOST_OPTIONAL or unions > MOST_UNIONS:
        raise invalid(
            f"tools: Schemas contain too many optional ({optional}) or union-typed ({unions})"
            f" parameters; at most {MOST_OPTIONAL} and {MOST_UNIONS} are supported."
        )


def _check_strict(where: str, node: Document) -> None:
    if node.get("type") == "object" and node.get("additionalProperties") is not False:
        raise invalid(f"{where}: For 'object' type, 'additionalProperties' must be explicitly set to false")
    strange = UNSUPPORTED.intersection(node)
    if node.get("minItems", 0) not in (0, 1):
        strange.add("minItems")
    if strange:
        kind = node.get("type", "any")
        raise invalid(f"{where}: For '{kind}' type, property '{min(strange)}' is not supported")


def _nodes(node: Any) -> Iterator[Document]:
    """The schema and every schema within it."""
    if not isinstance(node, dict):
        return
    yield node
    for name in ("properties", "$defs"):
        for child in node.get(name, {}).values():
            yield from _nodes(child)
    for child in (node.get("items"), *node.get("anyOf", ()), *node.get("allOf", ())):
        yield from _nodes(child)


def _is_union(node: Document) -> bool:
    return "anyOf" in node or isinstance(node.get("type"), list)
