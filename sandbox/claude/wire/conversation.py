"""What the API demands of `messages` beyond their shape: who speaks when, and that no tool call
stays unanswered."""

from sandbox.claude.wire.errors import invalid
from sandbox.claude.wire.signature import Signer
from sandbox.store import Document

_BLOCKS = {
    "user": {"text", "image", "document", "tool_result"},
    "assistant": {"text", "thinking", "redacted_thinking", "tool_use"},
}


def check_messages(messages: list[Document], signer: Signer) -> None:
    """Raises `Refusal` for the first rule that is broken."""
    if not messages:
        raise invalid("messages: at least one message is required")
    if messages[0]["role"] != "user":
        raise invalid('messages: first message must use the "user" role')
    if messages[-1]["role"] != "user":
        raise invalid(
            "This model does not support assistant message prefill. The conversation must end with a user message."
        )
    for index, message in enumerate(messages):
        _check_blocks(index, message, signer)
    turns = _merged(messages)
    pending: list[str] = []
    seen: set[str] = set()
    for index, (role, blocks) in enumerate(turns):
        _check_results(index, blocks, pending)
        pending = [b["id"] for b in blocks if b["type"] == "tool_use"] if role != "user" else []
        if seen.intersection(pending) or len(set(pending)) < len(pending):
            raise invalid(f"messages.{index}.content: `tool_use` ids must be unique")
        seen.update(pending)


def _check_blocks(index: int, message: Document, signer: Signer) -> None:
    role, blocks = message["role"], _blocks(message)
    if not blocks:
        raise invalid(f"messages.{index}: {role} messages must have non-empty content")
    for place, block in enumerate(blocks):
        where = f"messages.{index}.content.{place}"
        if block["type"] not in _BLOCKS[role]:
            raise invalid(f"{where}: `{block['type']}` blocks can not be in `{role}` messages")
        if block["type"] == "text" and not block["text"].strip():
            raise invalid("messages: text content blocks must contain non-whitespace text")
        if block["type"] == "thinking" and not signer.knows(block):
            raise invalid(f"{where}: Invalid `signature` in `thinking` block")
        if block["type"] == "tool_result" and block.get("is_error") and not block.get("content"):
            raise invalid(f"{where}: content cannot be empty if `is_error` is true")


def _check_results(index: int, blocks: list[Document], pending: list[str]) -> None:
    """Every call of the turn before is answered here, at the beginning, and nothing else is."""
    results = [block["tool_use_id"] for block in blocks if block["type"] == "tool_result"]
    strange = [key for key in results if key not in pending]
    if strange:
        raise invalid(
            f"messages.{index}.content: unexpected `tool_use_id` found in `tool_result` blocks:"
            f" {strange[0]}. Each `tool_result` block must have a corresponding `tool_use` block in"
            " the previous message."
        )
    leading = [block["tool_use_id"] for block in blocks[: len(pending)] if "tool_use_id" in block]
    unanswered = [key for key in pending if key not in leading]
    if unanswered:
        raise invalid(
            f"messages.{index - 1}: `tool_use` ids were found without `tool_result` blocks"
            f" immediately after: {', '.join(unanswered)}. Each `tool_use` block must have a"
            " corresponding `tool_result` block in the next message."
        )


def _merged(messages: list[Document]) -> list[tuple[str, list[Document]]]:
    """Turns: consecutive messages of one role count as one."""
    turns: list[tuple[str, list[Document]]] = []
    for message in messages:
        if turns and turns[-1][0] == message["role"]:
            turns[-1][1].extend(_blocks(message))
        else:
            turns.append((message["role"], list(_blocks(message))))
    return turns


def _blocks(message: Document) -> list[Document]:
    content = message["content"]
    return [{"type": "text", "text": content}] if isinstance(content, str) else content
