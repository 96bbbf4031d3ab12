"""What each kind of event in a stylist's calendar means for her time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from flows.busy import Busy, Found, Gone, Malformed, Ours, agrees, found_in, in_series, meaning, window, wrong
from flows.calendar_event import CalendarEvent, event_id
from models.slot import Slot
from tests.free_time import MADRID, moment, slot

TEN_TO_ELEVEN = slot("2026-11-27", "10:00-11:00")


def event(**more: Any) -> dict[str, Any]:
    """Her own: Friday 10 to 11."""
    times = {"start": {"dateTime": "2026-11-27T10:00:00+01:00"}, "end": {"dateTime": "2026-11-27T11:00:00+01:00"}}
    return {"id": "abc12", "status": "confirmed", "eventType": "default", **times, **more}


def days(first: str, last: str) -> dict[str, Any]:
    return event(start={"date": first}, end={"date": last})


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"status": "tentative"},
        {"transparency": "opaque"},
        {"eventType": "outOfOffice"},
        {"eventType": "focusTime"},
        {"eventType": "fromGmail"},
        {"visibility": "private"},
        {"attendees": [{"self": True, "responseStatus": "accepted"}]},
        {"attendees": [{"self": True, "responseStatus": "needsAction"}]},
        {"attendees": [{"self": True, "responseStatus": "tentative"}]},
        {"attendees": [{"responseStatus": "declined"}, {"self": True, "responseStatus": "accepted"}]},
        {"extendedProperties": {"private": {"other": "1"}}},
        {"extendedProperties": {"private": {"turno": "7"}}},  # a copy of ours under an id of its own: hers
        {"extendedProperties": {"private": {"turno": "no number"}}},
        {"extendedProperties": {"private": {"turno": "9" * 400}}},
        {"extendedProperties": {"private": None}},
    ],
)
def test_what_keeps_her_busy(more: dict[str, Any]) -> None:
    assert meaning(event(**more), MADRID) == Busy("abc12", TEN_TO_ELEVEN)


@pytest.mark.parametrize(
    "more",
    [
        {"status": "cancelled"},
        {"transparency": "transparent"},
        {"eventType": "workingLocation"},
        {"eventType": "birthday"},
        {"attendees": [{"self": True, "responseStatus": "declined"}, {"responseStatus": "accepted"}]},
        {"end": {"dateTime": "2026-11-27T10:00:00+01:00"}},
    ],
)
def test_what_does_not(more: dict[str, Any]) -> None:
    assert meaning(event(**more), MADRID) == Gone("abc12")


def test_of_a_deleted_event_google_tells_little() -> None:
    assert meaning({"id": "abc12", "status": "cancelled"}, MADRID) == Gone("abc12")


@pytest.mark.parametrize(
    ("first", "last", "start", "hours"),
    [
        ("2026-11-27", "2026-11-28", "2026-11-26 23:00", 24),
        ("2026-11-27", "2026-11-30", "2026-11-26 23:00", 72),
        ("2026-10-25", "2026-10-26", "2026-10-24 22:00", 25),
        ("2027-03-28", "2027-03-29", "2027-03-27 23:00", 23),
        ("2026-12-31", "2027-01-01", "2026-12-30 23:00", 24),
        ("2028-02-29", "2028-03-01", "2028-02-28 23:00", 24),
    ],
)
def test_whole_days_go_from_midnight_to_midnight_in_the_salon(first: str, last: str, start: str, hours: int) -> None:
    found = meaning(days(first, last), MADRID)
    begins = datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert found == Busy("abc12", Slot(begins, begins + timedelta(hours=hours)))


def test_whole_days_where_midnight_is_skipped() -> None:
    found = meaning(days("2026-09-06", "2026-09-07"), "America/Santiago")  # clocks go from 0:00 to 1:00
    begins = datetime(2026, 9, 6, 4, tzinfo=UTC)
    assert found == Busy("abc12", Slot(begins, begins + timedelta(hours=23)))


def test_times_in_other_zones_and_without_offset() -> None:
    z = {"start": {"dateTime": "2026-11-27T09:00:00Z"}, "end": {"dateTime": "2026-11-27T05:00:00-05:00"}}
    assert meaning(event(**z), MADRID) == Busy("abc12", TEN_TO_ELEVEN)
    bare = {
        "start": {"dateTime": "2026-11-27T09:00:00", "timeZone": "Europe/London"},
        "end": {"dateTime": "2026-11-27T11:00:00"},
    }
    assert meaning(event(**bare), MADRID) == Busy("abc12", TEN_TO_ELEVEN)


@pytest.mark.parametrize(
    "more", [{"start": None}, {"end": {}}, {"start": {"dateTime": "noon"}}, {"end": {"date": "2026-13-01"}}]
)
def test_an_event_without_times_is_not_guessed_at(more: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        meaning(event(**more), MADRID)
    found, strange = found_in([event(**more), event(id="other")], MADRID)
    assert (found, strange) == (Found(busy={"other": TEN_TO_ELEVEN}), ["abc12"])


def test_parts_of_a_series() -> None:
    assert in_series(event(recurringEventId="abc12"))
    assert in_series({"id": "abc12_20261127T090000Z", "status": "cancelled"})
    assert not in_series(event())


def ours(**more: Any) -> dict[str, Any]:
    """Our event of appointment 7."""
    marked = {"extendedProperties": {"private": {"turno": "7"}}, "summary": "Laura Torres · Cortar"}
    return event(**{"id": event_id(7), **marked, **more})


WANTED = CalendarEvent(
    id=event_id(7),
    appointment_id=7,
    title="Laura Torres · Cortar",
    description="",
    starts_at=moment("2026-11-27 10:00") + timedelta(microseconds=5),
    ends_at=moment("2026-11-27 11:00"),
    timezone=MADRID,
    tentative=False,
)


def read(*events: dict[str, Any]) -> Found:
    found, strange = found_in(events, MADRID)
    assert strange == []
    return found


def test_ours_is_never_busy() -> None:
    found = Ours(event_id(7), 7, "Laura Torres · Cortar", TEN_TO_ELEVEN, tentative=False, repeats=False)
    assert meaning(ours(), MADRID) == found
    assert agrees(found, WANTED)


def test_what_of_ours_is_wrong() -> None:
    moved = {"end": {"dateTime": "2026-11-27T12:00:00+01:00"}}
    day = {"start": {"date": "2026-11-27"}, "end": {"date": "2026-11-28"}}
    series = {"id": f"{event_id(7)}_20261127T090000Z", "recurringEventId": event_id(7)}
    for changed in (
        ours(**moved),
        ours(**day),
        ours(**series),
        ours(summary="Laura"),
        ours(status="tentative"),
        ours(start=None),
    ):
        assert wrong(read(changed), {7: WANTED}, whole=False) == [7]
    assert wrong(read({"id": event_id(7), "status": "cancelled"}), {7: WANTED}, whole=False) == [7]


def test_what_of_ours_is_right() -> None:
    for same in (ours(), ours(summary=" Laura  Torres · Cortar "), ours(description="trae el pelo lavado")):
        assert wrong(read(same), {7: WANTED}, whole=True) == []
    assert wrong(read(event()), {7: WANTED}, whole=False) == []  # nothing was told of it
    assert wrong(read(event()), {7: WANTED}, whole=True) == [7]  # it is missing


def test_the_window_reaches_from_yesterday_to_beyond_the_horizon() -> None:
    asked = window(moment("2026-10-24 23:30"), MADRID, 90)
    assert asked == Slot(moment("2026-10-23 00:00"), moment("2027-01-25 00:00"))
