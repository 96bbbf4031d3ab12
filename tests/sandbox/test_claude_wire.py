"""Claude's stand-in on the wire, through Anthropic's own SDK."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anthropic
import pytest
from jsonschema import Draft202012Validator

from sandbox.claude.wire.latency import Latency
from sandbox.server import Standins
from sandbox.specs import spec
from sandbox.store import Document

MODEL = "claude-sonnet-5-5"
FIND: Document = {
    "name": "find_slots",
    "description": "Free slots.",
    "strict": True,
    "input_schema": {
        "type": "object",
        "properties": {
            "services": {"type": "array", "items": {"type": "string"}},
            "date": {"type": ["string", "null"]},
        },
        "required": ["services", "date"],
        "additionalProperties": False,
    },
}


def client(standins: Standins, key: str = "sk-ant-sandbox") -> anthropic.Anthropic:
    """A client that accepts nothing which it does not know."""
    return anthropic.Anthropic(
        api_key=key,
        base_url=f"{standins.url}/claude",
        max_retries=0,
        timeout=20,
        _strict_response_validation=True,
    )


def ask(standins: Standins, messages: Any = "Hola", **more: Any) -> anthropic.types.Message:
    """One call."""
    if isinstance(messages, str):
        messages = [{"role": "user", "content": messages}]
    body = {"model": MODEL, "max_tokens": 1000, "messages": messages, **more}
    message: anthropic.types.Message = client(standins).messages.create(**body)
    return message


def texts(message: anthropic.types.Message) -> list[str]:
    """What it says."""
    return [block.text for block in message.content if block.type == "text"]


def extras(value: Any) -> list[Any]:
    """Everything in an SDK object that its types do not know."""
    if isinstance(value, list):
        return [extra for item in value for extra in extras(item)]
    if not hasattr(value, "model_extra"):
        return []
    found = [value.model_extra] if value.model_extra else []
    return found + [e for name in type(value).model_fields for e in extras(getattr(value, name))]


def test_an_answer_is_a_message(standins: Standins) -> None:
    message = ask(standins)
    assert texts(message) == ["Hola"]
    assert [block.type for block in message.content] == ["thinking", "text"]
    assert (message.model, message.role, message.stop_reason) == (MODEL, "assistant", "end_turn")
    assert extras(message) == []
    raw = client(standins).messages.with_raw_response.create(
        model=MODEL, max_tokens=100, messages=[{"role": "user", "content": "Hola"}]
    )
    assert raw.headers["request-id"].startswith("req_")
    Draft202012Validator(spec("claude.answer")).validate(json.loads(raw.text()))
    plain = ask(standins, thinking={"type": "disabled"})
    assert [block.type for block in plain.content] == ["text"]


def calling(request: Document) -> Document:
    """A brain that calls a tool, and afterwards says what came of it."""
    last = request["messages"][-1]["content"]
    if isinstance(last, str):
        wish = {
            "type": "tool_use",
            "name": "find_slots",
            "input": {"services": [last], "date": None},
        }
        return {"content": [{"type": "text", "text": "Miro…"}, wish], "stop_reason": "tool_use"}
    return {"content": [{"type": "text", "text": last[0]["content"]}], "stop_reason": "end_turn"}


def test_a_tool_is_called_and_answered() -> None:
    with Standins(brain=calling) as standins:
        question = {"role": "user", "content": "s13"}
        first = ask(standins, [question], tools=[FIND])
        assert extras(first) == []
        assert first.stop_reason == "tool_use"
        call = first.content[-1]
        assert call.type == "tool_use"
        assert call.input == {"services": ["s13"], "date": None}
        blocks = [block.to_dict() for block in first.content]
        result = {"type": "tool_result", "tool_use_id": call.id, "content": "10:30"}
        turn = [question, {"role": "assistant", "content": blocks}]
        done = ask(standins, [*turn, {"role": "user", "content": [result]}], tools=[FIND])
        assert texts(done) == ["10:30"]
        for wrong, why in (
            ([*turn, {"role": "user", "content": "¿Y?"}], "without `tool_result` blocks"),
            ([question, {"role": "user", "content": [result]}], "unexpected `tool_use_id`"),
            (
                [*turn, {"role": "user", "content": [{"type": "text", "text": "x"}, result]}],
                "without `tool_result` blocks",
            ),
            (turn, "does not support assistant message prefill"),
        ):
            with pytest.raises(anthropic.BadRequestError, match=why):
                ask(standins, wrong, tools=[FIND])
        blocks[0]["signature"] = "0123.forged"
        with pytest.raises(anthropic.BadRequestError, match="Invalid `signature`"):
            ask(standins, [*turn, {"role": "user", "content": [result]}], tools=[FIND])


def strict(**more: Any) -> Document:
    """A strict tool with another schema."""
    return {**FIND, "input_schema": {**FIND["input_schema"], **more}}


def unions(count: int) -> Document:
    """A strict tool with so many nullable parameters."""
    names = [f"p{n}" for n in range(count)]
    return strict(properties={name: {"type": ["string", "null"]} for name in names}, required=names)


def test_what_the_api_refuses(standins: Standins) -> None:
    text = {"type": "text", "text": "x", "cache_control": {"type": "ephemeral"}}
    short = {"type": "string", "maxLength": 5}
    for more, why in (
        ({"extra_body": {"temperature": 0.5}}, "temperature: Extra inputs"),
        ({"tool_choice": {"type": "any"}, "tools": [FIND]}, "tool_choice forces"),
        ({"tool_choice": {"type": "tool", "name": "find_slots"}, "tools": [FIND]}, "forces"),
        ({"max_tokens": 0}, "max_tokens"),
        ({"messages": []}, "at least one message"),
        ({"messages": [{"role": "assistant", "content": "x"}]}, "first message"),
        ({"messages": [{"role": "user", "content": " "}]}, "non-whitespace"),
        ({"messages": [{"role": "user", "content": [text] * 5}]}, "maximum of 4"),
        ({"messages": [{"role": "user", "content": "x", "at": "now"}]}, "0.at: Extra inputs"),
        ({"tools": [FIND, FIND]}, "unique"),
        ({"tools": [{**FIND, "name": "find slots"}]}, "pattern"),
        ({"tools": [strict(additionalProperties=True)]}, "explicitly set to false"),
        ({"tools": [strict(properties={"services": short})]}, "'maxLength' is not supported"),
        ({"tools": [unions(17)]}, "too many"),
    ):
        question = {"role": "user", "content": "x"}
        body: Any = {"model": MODEL, "max_tokens": 10, "messages": [question], **more}
        with pytest.raises(anthropic.BadRequestError, match=why):
            client(standins).messages.create(**body)
    assert standins.get("/sandbox/claude")["calls"] == []
    assert texts(ask(standins, tools=[unions(16)])) == ["Hola"]


def test_keys_and_models(standins: Standins) -> None:
    with pytest.raises(anthropic.NotFoundError, match="model: claude-2"):
        ask(standins, model="claude-2")
    with pytest.raises(anthropic.AuthenticationError):
        client(standins, "sk-ant-other").messages.create(
            model=MODEL, max_tokens=10, messages=[{"role": "user", "content": "x"}]
        )


@pytest.mark.parametrize(
    "block",
    [
        {"type": "tool_use", "name": "pay", "input": {}},
        {"type": "tool_use", "name": "find_slots", "input": {"services": "s13", "date": None}},
    ],
)
def test_a_brain_that_breaks_its_own_tools_is_a_500(block: Document) -> None:
    answer = {"content": [block], "stop_reason": "tool_use"}
    with (
        Standins(brain=lambda request: answer) as standins,
        pytest.raises(anthropic.InternalServerError),
    ):
        ask(standins, tools=[FIND])


def test_the_prompt_cache_is_counted(standins: Standins) -> None:
    catalogue = {"type": "text", "text": "x" * 8000, "cache_control": {"type": "ephemeral"}}
    first = ask(standins, "uno", system=[catalogue]).usage
    again = ask(standins, "dos", system=[catalogue]).usage
    assert first.cache_creation_input_tokens == again.cache_read_input_tokens
    assert first.cache_creation_input_tokens is not None
    assert 2000 < first.cache_creation_input_tokens < 2050
    assert (first.cache_read_input_tokens, again.cache_creation_input_tokens) == (0, 0)
    assert first.input_tokens == again.input_tokens < 20
    short = {**catalogue, "text": "x" * 400}
    assert ask(standins, system=[short]).usage.cache_creation_input_tokens == 0


def test_the_same_question_is_recognised(standins: Standins) -> None:
    for question in ("uno", "dos", "uno"):
        ask(standins, question)
    calls = standins.get("/sandbox/claude")["calls"]
    assert [call["n"] for call in calls] == [1, 2, 3]
    assert calls[0]["digest"] == calls[2]["digest"] != calls[1]["digest"]


def test_a_hundred_calls_at_once_wait_beside_each_other() -> None:
    busy, most = 0, 0
    lock, pair = threading.Lock(), threading.Barrier(2)

    def brain(request: Document) -> Document:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        pair.wait(30)  # nobody is answered who is alone
        with lock:
            busy -= 1
        return {"content": [{"type": "text", "text": "Hola"}], "stop_reason": "end_turn"}

    with Standins(brain=brain) as standins:
        standins.post("/sandbox/claude", {"median_seconds": 0.3, "p95_seconds": 0.4, "seed": 7})
        shared = client(standins)

        def call(n: int) -> str:
            message = shared.messages.create(model=MODEL, max_tokens=10, messages=[{"role": "user", "content": str(n)}])
            return texts(message)[0]

        with ThreadPoolExecutor(100) as pool:
            assert list(pool.map(call, range(100))) == ["Hola"] * 100
        assert 1 < most <= 4
        assert len(standins.get("/sandbox/claude")["calls"]) == 100


def test_latency_has_its_median_and_its_95th_percentile() -> None:
    latency = Latency()
    assert latency.seconds() == 0
    latency.set(2.0, 3.0, seed=1)
    times = sorted(latency.seconds() for _ in range(4000))
    assert times[2000] == pytest.approx(2.0, rel=0.05)
    assert times[3800] == pytest.approx(3.0, rel=0.05)
    again = Latency()
    again.set(2.0, 3.0, seed=1)
    assert sorted(again.seconds() for _ in range(4000)) == times
