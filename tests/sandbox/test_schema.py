"""Requests are held against the vendors' descriptions, and the fault is named where it is."""

import pytest

from sandbox.errors import Refusal
from sandbox.schema import Path, Schema
from sandbox.specs import spec
from sandbox.stripe.forms import checked, parsed

CLAUDE = Schema(spec("claude.request"))


@pytest.mark.parametrize(
    ("content", "path", "rule"),
    [
        ([{"type": "text", "text": "x"}], None, None),
        ([{"type": "text", "text": 1}], ("messages", 0, "content", 0, "text"), "kind"),
        ([{"type": "text"}], ("messages", 0, "content", 0, "text"), "missing"),
        ([{"type": "text", "text": "x", "y": 1}], ("messages", 0, "content", 0, "y"), "unknown"),
        ([{"type": "tool_result"}], ("messages", 0, "content", 0, "tool_use_id"), "missing"),
        (
            [{"type": "text", "text": "x", "cache_control": {"type": "ephemeral", "ttl": "2m"}}],
            ("messages", 0, "content", 0, "cache_control", "ttl"),
            "value",
        ),
    ],
)
def test_the_branch_that_was_meant_is_blamed(content: object, path: Path | None, rule: str | None) -> None:
    request = {
        "model": "claude-sonnet-5-5",
        "max_tokens": 10,
        "messages": [{"role": "user", "content": content}],
    }
    found = [(violation.path, violation.rule) for violation in CLAUDE.violations(request)]
    assert found == ([] if path is None else [(path, rule)])


def test_a_boolean_is_no_number() -> None:
    assert Schema({"type": "integer"}).violations(True)
    assert not Schema({"type": "boolean"}).violations(True)
    assert not Schema({"type": ["integer", "null"]}).violations(None)


def test_forms_are_nested_and_typed() -> None:
    text = "amount=5&metadata[a]=1&expand[]=charge&expand[]=payment_intent&reverse_transfer=true"
    assert checked(parsed(text), spec("stripe.requests")["refund.create"]) == {
        "amount": 5,
        "metadata": {"a": "1"},
        "expand": ["charge", "payment_intent"],
        "reverse_transfer": True,
    }
    assert parsed("a[1][b]=y&a[0][b]=x") == {"a": [{"b": "x"}, {"b": "y"}]}
    with pytest.raises(Refusal):
        parsed("a=1&a[b]=2")
