"""What webhooks mean, and what they cannot pretend to be."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.incoming import Incoming, Malformed, read
from flows.reread import incoming
from models.enums import Author, ContentKind, InboxKind
from tests.payloads import message


def test_a_customers_message_wants_a_turn() -> None:
    assert read(message(), "d1") == [
        Incoming(
            account=1,
            inbox=3,
            conversation=42,
            key="message_created:9001",
            kind=InboxKind.MESSAGE,
            author=Author.CUSTOMER,
            content=ContentKind.TEXT,
            text="Hola",
            message=9001,
            contact="77",
            whatsapp="34600111222",
            phone="+34600111222",
            name="Ana",
            wants_turn=True,
        )
    ]


def test_without_a_phone_the_contact_and_whatsapp_id_remain() -> None:
    body = message()
    body["sender"]["phone_number"] = None
    (row,) = read(body, "d1")
    assert (row.contact, row.whatsapp, row.phone) == ("77", "34600111222", None)


@pytest.mark.parametrize(
    ("status", "assignee"), [("open", None), ("resolved", None), ("snoozed", None), ("pending", {"id": 5})]
)
def test_a_message_in_a_persons_hands_is_kept_and_asks_to_look_again(status: str, assignee: Any) -> None:
    body = message()
    body["conversation"]["status"] = status
    body["conversation"]["meta"]["assignee"] = assignee
    kept, hint = read(body, "d1")
    assert (kept.kind, kept.wants_turn) == (InboxKind.MESSAGE, False)
    assert (hint.kind, hint.key) == (InboxKind.HINT, "hint:after:9001")


@pytest.mark.parametrize(
    "changed",
    [
        {"sender": {"id": 9, "type": "user", "name": "Eva"}},
        {"sender": None, "content_attributes": {"external_echo": True}},
    ],
)
def test_a_person_who_answers_takes_the_conversation(changed: dict[str, Any]) -> None:
    kept, hint = read(message(message_type="outgoing", **changed), "d1")
    assert (kept.author, kept.wants_turn, kept.contact) == (Author.PERSON, False, None)
    assert hint.kind is InboxKind.HINT


@pytest.mark.parametrize(
    "changed",
    [
        {"private": True},
        {"message_type": "outgoing", "sender": {"id": 1, "type": "agent_bot"}},
        {"message_type": "activity"},
        {"message_type": "template"},
        {"event": "webwidget_triggered"},
        {"event": "conversation_created"},
    ],
)
def test_what_is_no_part_of_the_talk_is_ignored(changed: dict[str, Any]) -> None:
    assert read(message(**changed), "d1") == []


def test_a_second_update_of_a_message_is_not_swallowed() -> None:
    body = message(event="message_updated")
    keys = {read(body, delivery)[0].key for delivery in ("d1", "d2", "d1")}
    assert keys == {"hint:d1", "hint:d2"}


def test_a_voice_note_brings_its_transcript() -> None:
    note = [{"file_type": "audio", "transcribed_text": "quiero mechas"}]
    (row,) = read(message(text=None, attachments=note), "d1")
    assert (row.content, row.text) == (ContentKind.AUDIO, "quiero mechas")


@pytest.mark.parametrize(
    ("kind", "content"),
    [("image", ContentKind.IMAGE), ("location", ContentKind.LOCATION), ("fallback", ContentKind.FILE)],
)
def test_other_attachments_are_named(kind: str, content: ContentKind) -> None:
    (row,) = read(message(text="mira", attachments=[{"file_type": kind}]), "d1")
    assert (row.content, row.text) == (content, "mira")


def test_control_characters_are_kept_and_nul_is_pictured() -> None:
    (row,) = read(message(text="a\x00b\x07\u202e\u200f😀"), "d1")
    assert row.text == "a␀b\x07\u202e\u200f😀"


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "9001"},
        {"id": -1},
        {"id": 2**63},
        {"id": True},
        {"content": ["x"]},
        {"conversation": None},
        {"conversation": {"id": 42}},
        {"message_type": 0},
        {"sender": "Ana"},
        {"attachments": {"0": 1}},
        {"event": None},
        {"content_attributes": []},
    ],
)
def test_what_chatwoot_never_sends_is_named_not_believed(changed: dict[str, Any]) -> None:
    with pytest.raises(Malformed) as error:
        read(message(**changed), "d1")
    assert "Ana" not in str(error.value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(message())), json_values) | json_values)
def test_any_json_is_read_or_refused(changed: Any) -> None:
    body = message() | changed if isinstance(changed, dict) else changed
    try:
        rows = read(body, "d1")
    except Malformed:
        return
    assert all(row.conversation > 0 and "\x00" not in (row.text or "") for row in rows)


def test_a_message_read_again_has_the_webhooks_key() -> None:
    body = message()
    shown = {
        "id": 9001,
        "content": "Hola",
        "message_type": 0,
        "private": False,
        "content_attributes": {},
        "sender": {**body["sender"], "type": "contact"},
        "conversation_id": 42,
    }
    talk = {key: value for key, value in body["conversation"].items() if key != "account"} | {"account_id": 1}
    assert incoming(shown, talk) == read(body, "d1")
