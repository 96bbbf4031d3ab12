"""When a talk is over, and where it leaves the conversation."""

from datetime import datetime, timedelta

import pytest

from flows.archive import Said, Talk, is_over, recorded, settled
from models import Conversation, Policy
from models.enums import ConversationMode
from tests.free_time import moment

SAID = Said("customer", "hola", moment("2026-11-23 09:00"))
OVER = SAID.at + timedelta(hours=24)


TALK = Talk((SAID,), SAID.at, False)


def over(
    now: datetime = OVER, talk: Talk = TALK, due_at: datetime | None = None, handed_over_at: datetime | None = None
) -> bool:
    """Whether a talk of one message is over."""
    row = Conversation(
        business_id=1,
        channel_id=1,
        number=1,
        due_at=due_at,
        handed_over_at=handed_over_at,
        created_at=SAID.at,
    )
    return is_over(row, talk, Policy(), now)


def test_a_day_of_silence() -> None:
    assert not over(OVER - timedelta(microseconds=1))
    assert over()
    assert not over(talk=Talk((SAID,), SAID.at + timedelta(seconds=1), False)), "the answer came a second later"


def test_what_is_under_way_is_not_over() -> None:
    assert not over(talk=Talk((SAID,), SAID.at, True))
    assert not over(talk=Talk((), None, False))
    assert not over(due_at=OVER)
    assert not over(handed_over_at=SAID.at)


@pytest.mark.parametrize(
    ("held", "booked", "mode"),
    [(True, True, "paying"), (True, False, "paying"), (False, True, "booked"), (False, False, "talking")],
)
def test_where_it_stands_afterwards(held: bool, booked: bool, mode: str) -> None:
    assert settled(held, booked) is ConversationMode(mode)


def test_what_is_kept() -> None:
    assert recorded([SAID]) == [{"from": "customer", "text": "hola", "at": "2026-11-23T08:00:00+00:00"}]
