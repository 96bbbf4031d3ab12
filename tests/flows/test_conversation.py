"""The state machine: every pair is decided, and a person's conversation stays a person's."""

import itertools

import pytest

from flows.conversation import TOOLS, TRANSITIONS, Event, after
from flows.tools import TOOLS as KNOWN
from flows.tools import schemas
from models.enums import ConversationMode


def test_every_event_is_decided_in_every_mode() -> None:
    decided = {(event, mode) for event, modes in TRANSITIONS.items() for mode in modes}
    assert decided == set(itertools.product(Event, ConversationMode))


@pytest.mark.parametrize("event", [event for event in Event if event is not Event.HANDED_BACK])
def test_only_handing_back_ends_a_persons_turn(event: Event) -> None:
    assert after(ConversationMode.WITH_PERSON, event) is ConversationMode.WITH_PERSON


def test_paying_is_left_by_paying_lapsing_or_giving_back_only() -> None:
    leaving = {event for event in Event if after(ConversationMode.PAYING, event) is not ConversationMode.PAYING}
    assert leaving == {Event.CONFIRMED, Event.LAPSED, Event.RELEASED, Event.REFUSED, Event.HANDED_OVER}


def test_tools_exist_and_a_person_has_none() -> None:
    assert {name for names in TOOLS.values() for name in names} == set(KNOWN)
    assert TOOLS[ConversationMode.WITH_PERSON] == ()


def test_schemas_are_strict() -> None:
    for schema in schemas(tuple(KNOWN)):
        body = schema["input_schema"]
        assert schema.get("strict", False) is bool(body["properties"])
        assert body["additionalProperties"] is False
        assert sorted(body["required"]) == sorted(body["properties"])
        assert schema["description"]


@pytest.mark.parametrize("mode", list(ConversationMode))
def test_no_round_has_more_than_claude_takes(mode: ConversationMode) -> None:
    """At most twenty strict tools, and sixteen parameters that may be null."""
    tools = schemas(TOOLS[mode])
    nullable = [
        name
        for tool in tools
        for name, kind in tool["input_schema"]["properties"].items()
        if isinstance(kind["type"], list)
    ]
    assert sum(tool.get("strict", False) for tool in tools) <= 20
    assert len(nullable) <= 16


def test_no_argument_decides_who_pays_what_when() -> None:
    arguments = {name for schema in schemas(tuple(KNOWN)) for name in schema["input_schema"]["properties"]}
    assert not arguments & {"customer", "phone", "price", "amount", "deposit", "minutes", "duration", "starts_at"}
