"""Holding a JSON value against one of the trimmed specs: what is unknown, missing or of the wrong
kind, and where.

Only the JSON Schema words that the specs use. Unlike a general validator it names the offending key
of the branch that was meant, because the vendors do, and it is fast enough for a hundred Claude
requests at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

Path = tuple[str | int, ...]
Node = dict[str, Any]

_KINDS: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "object": dict,
    "array": list,
    "null": type(None),
}


@dataclass(frozen=True)
class Violation:
    """One thing that is wrong. `detail` is English for whoever sent it."""

    path: Path
    rule: Literal["unknown", "missing", "kind", "value"]
    detail: str


class Schema:
    """A schema node together with the document that its `$ref`s point into."""

    def __init__(self, document: Node, node: Node | None = None) -> None:
        self._document = document
        self._node = document if node is None else node

    def violations(self, value: object) -> list[Violation]:
        """Everything that is wrong with `value`; empty when it fits."""
        return list(self._check(value, self._node, ()))

    def resolve(self, node: Node) -> Node:
        """The node that a `$ref` stands for, or the node itself."""
        while "$ref" in node:
            target: Any = self._document
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            node = target
        return node

    def _check(self, value: object, node: Node, path: Path) -> Iterator[Violation]:
        node = self.resolve(node)
        if "anyOf" in node:
            yield from self._check_branches(value, node["anyOf"], path)
            return
        if not _is_kind(value, node):
            yield Violation(path, "kind", f"Input should be {_kinds(node)}")
        elif "const" in node and value != node["const"]:
            yield Violation(path, "value", f"Input should be {node['const']!r}")
        elif "enum" in node and value not in node["enum"]:
            allowed = " or ".join(map(repr, node["enum"]))
            yield Violation(path, "value", f"Input should be {allowed}")
        elif isinstance(value, dict):
            yield from self._check_object(value, node, path)
        elif isinstance(value, list) and "items" in node:
            for index, item in enumerate(value):
                yield from self._check(item, node["items"], (*path, index))

    def _check_object(self, value: dict[str, Any], node: Node, path: Path) -> Iterator[Violation]:
        known = node.get("properties", {})
        others = node.get("additionalProperties", True)
        for key in node.get("required", ()):
            if key not in value:
                yield Violation((*path, key), "missing", "Field required")
        for key, item in value.items():
            if key in known:
                yield from self._check(item, known[key], (*path, key))
            elif others is False:
                yield Violation((*path, key), "unknown", "Extra inputs are not permitted")
            elif isinstance(others, dict):
                yield from self._check(item, others, (*path, key))

    def _check_branches(self, value: object, branches: list[Node], path: Path) -> Iterator[Violation]:
        """No violation when one branch fits; else those of the branch that comes nearest."""
        nearest: list[Violation] = []
        best: tuple[int, int] | None = None
        for branch in map(self.resolve, branches):
            found = list(self._check(value, branch, path))
            if not found:
                return
            rank = (self._likeness(value, branch), -len(found))
            if best is None or rank > best:
                nearest, best = found, rank
        yield from nearest

    def _likeness(self, value: object, branch: Node) -> int:
        """How surely this branch was meant: 2 by its marks (`type`, `role`), 1 by its kind, else
        0."""
        if not _is_kind(value, branch):
            return 0
        if isinstance(value, dict):
            marks = {k: p["const"] for k, p in branch.get("properties", {}).items() if "const" in p}
            if marks and all(value.get(key) == mark for key, mark in marks.items()):
                return 2
        return 1


def _is_kind(value: object, node: Node) -> bool:
    names = node.get("type")
    if names is None:
        return True
    if isinstance(names, str):
        names = [names]
    return any(isinstance(value, _KINDS[name]) and (name == "boolean" or not isinstance(value, bool)) for name in names)


def _kinds(node: Node) -> str:
    names = node["type"]
    return "a valid " + (names if isinstance(names, str) else " or ".join(names))
