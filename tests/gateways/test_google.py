"""The calendar gateway, through gcsa and Google's own client, against Google's stand-in."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from flows.calendar_event import CalendarEvent, event_id
from gateways.google import GoogleCalendarGateway
from gateways.outcome import Refused, TryLater
from sandbox.server import Standins
from tests.diaries import gateway
from tests.settings import IMPATIENCE_SECONDS

MARTA = "marta@salon.example"
START = datetime(2026, 11, 27, 11, 30, tzinfo=UTC)
EVENT = CalendarEvent(
    id=event_id(12),
    appointment_id=12,
    title="⏳ Laura Torres · Mechas + Corte",
    description="Mechas (40 min)<br>Corte (20 min)",
    starts_at=START,
    ends_at=START + timedelta(hours=1),
    timezone="Europe/Madrid",
    tentative=False,
)


def in_calendar(standins: Standins) -> list[dict[str, Any]]:
    calendars = standins.get("/sandbox/calendars")
    (marta,) = [calendar for calendar in calendars if calendar["stylist"] == "Marta"]
    return [event for event in marta["events"] if event["status"] != "cancelled"]


def effects(standins: Standins) -> list[str]:
    ledger = standins.get("/sandbox/ledger")
    return [entry["operation"] for entry in ledger if entry["vendor"] == "google"]


def fail(standins: Standins, fault: str, **how: object) -> None:
    standins.post("/sandbox/faults", {"vendor": "google", "fault": fault, "seconds": 60, **how})


def test_an_event_as_it_stands_in_the_calendar(standins: Standins, google: GoogleCalendarGateway) -> None:
    google.put_event(MARTA, EVENT)
    (shown,) = in_calendar(standins)
    assert shown["title"] == "⏳ Laura Torres · Mechas + Corte"
    assert (shown["id"], shown["ours"]) == (EVENT.id, True)
    (entry,) = standins.get("/sandbox/ledger")
    body = entry["request"]
    assert body["start"] == {"dateTime": "2026-11-27T12:30:00+01:00", "timeZone": "Europe/Madrid"}
    assert body["end"] == {"dateTime": "2026-11-27T13:30:00+01:00", "timeZone": "Europe/Madrid"}
    assert body["extendedProperties"] == {"private": {"turno": "12"}}
    assert body["description"] == EVENT.description
    assert entry["key"] == EVENT.id


def test_a_change_is_written_over_and_a_repetition_is_not_written(
    standins: Standins, google: GoogleCalendarGateway
) -> None:
    google.put_event(MARTA, EVENT)
    google.put_event(MARTA, EVENT)
    assert effects(standins) == ["event.insert"]
    confirmed = replace(EVENT, title="Laura Torres · Mechas + Corte")
    google.put_event(MARTA, confirmed)
    assert effects(standins) == ["event.insert", "event.update"]
    moved = replace(confirmed, starts_at=START + timedelta(hours=1), ends_at=START + timedelta(2))
    google.put_event(MARTA, moved)
    (shown,) = in_calendar(standins)
    assert shown["title"] == "Laura Torres · Mechas + Corte"
    assert datetime.fromisoformat(shown["start"]) == START + timedelta(hours=1)


def test_a_deleted_event_is_revived(standins: Standins, google: GoogleCalendarGateway) -> None:
    google.put_event(MARTA, EVENT)
    google.delete_event(MARTA, EVENT.id)
    assert in_calendar(standins) == []
    google.put_event(MARTA, EVENT)
    (shown,) = in_calendar(standins)
    assert shown["status"] == "confirmed"
    assert effects(standins) == ["event.insert", "event.delete", "event.update"]


def test_deleting_what_is_not_there_is_done(standins: Standins, google: GoogleCalendarGateway) -> None:
    google.delete_event(MARTA, EVENT.id)
    google.put_event(MARTA, EVENT)
    google.delete_event(MARTA, EVENT.id)
    google.delete_event(MARTA, EVENT.id)
    assert effects(standins) == ["event.insert", "event.delete"]


def test_a_lost_answer_leaves_one_event_and_no_second_write(standins: Standins, google: GoogleCalendarGateway) -> None:
    fail(standins, "lost_response", method="POST", path="/events")
    with pytest.raises(TryLater):
        google.put_event(MARTA, EVENT)
    standins.delete("/sandbox/faults")
    google.put_event(MARTA, EVENT)
    assert len(in_calendar(standins)) == 1
    assert effects(standins) == ["event.insert"]


@pytest.mark.parametrize("fault", ["429", "5xx"])
def test_a_passing_trouble_is_waited_out(standins: Standins, google: GoogleCalendarGateway, fault: str) -> None:
    fail(standins, fault, count=1, method="POST", path="/events")
    google.put_event(MARTA, EVENT)
    assert effects(standins) == ["event.insert"]


@pytest.mark.parametrize("fault", ["429", "5xx", "refuse", "hang"])
def test_a_lasting_trouble_is_tried_later(standins: Standins, fault: str) -> None:
    fail(standins, fault)
    with pytest.raises(TryLater):
        gateway(standins, timeout=IMPATIENCE_SECONDS).put_event(MARTA, EVENT)
    assert effects(standins) == []


def test_a_calendar_that_is_not_shared_and_a_body_that_is_wrong_are_refused(
    standins: Standins, google: GoogleCalendarGateway
) -> None:
    with pytest.raises(Refused, match="404"):
        google.put_event("nobody@salon.example", EVENT)
    with pytest.raises(Refused, match="400"):
        google.put_event(MARTA, replace(EVENT, ends_at=START))
    assert effects(standins) == []


def test_many_threads_share_one_gateway(standins: Standins, google: GoogleCalendarGateway) -> None:
    events = [replace(EVENT, id=event_id(n), appointment_id=n) for n in range(1, 25)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda event: google.put_event(MARTA, event), events))
    assert {event["id"] for event in in_calendar(standins)} == {event.id for event in events}
    assert len(effects(standins)) == 24
