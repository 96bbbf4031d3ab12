"""Reading a stylist's calendar by sync token, through Google's own client, against the stand-in."""

from typing import Any

import pytest

from gateways.google import GoogleCalendarGateway
from gateways.google_reading import Reading, StartOver
from gateways.outcome import Refused, TryLater
from models.slot import Slot
from sandbox.server import Standins
from tests.diaries import gateway
from tests.free_time import moment
from tests.settings import IMPATIENCE_SECONDS

MARTA = "marta@salon.example"
EVENTS = "/sandbox/calendars/Marta/events"
WINDOW = Slot(moment("2026-11-22 00:00"), moment("2027-02-23 00:00"))


def block(standins: Standins, title: str, day: str = "2026-11-27", **more: Any) -> str:
    """She puts something into her calendar, 10 to 11 on that day; its id."""
    times = {"start": f"{day}T10:00:00+01:00", "end": f"{day}T11:00:00+01:00"}
    made: str = standins.post(EVENTS, {"title": title, **times, **more})["id"]
    return made


def told(reading: Reading) -> list[str]:
    """Titles, or ids of what is gone."""
    return [f"-{event['id']}" if event["status"] == "cancelled" else str(event["summary"]) for event in reading.events]


def test_all_of_the_window_then_what_has_changed(standins: Standins, google: GoogleCalendarGateway) -> None:
    block(standins, "Ayer no", "2026-11-20")
    block(standins, "Tarde", "2027-03-01")
    dentist = block(standins, "Dentista")
    block(standins, "Curso", start="2026-12-01", end="2026-12-03")
    first = google.read_whole(MARTA, WINDOW)
    assert told(first) == ["Dentista", "Curso"]
    assert first.events[1]["start"] == {"date": "2026-12-01"}
    assert first.writable
    assert first.token is not None
    same = google.read_changes(MARTA, first.token)
    assert told(same) == []
    assert same.token is not None
    standins.delete(f"{EVENTS}/{dentist}")
    block(standins, "Médico")
    block(standins, "También tarde", "2027-03-01")  # the token keeps the window
    next = google.read_changes(MARTA, same.token)
    assert told(next) == [f"-{dentist}", "Médico"]
    assert next.token is not None
    assert told(google.read_changes(MARTA, next.token)) == []


def test_every_page_is_read_and_nothing_falls_between_them(standins: Standins, google: GoogleCalendarGateway) -> None:
    titles = [f"Bloque {n}" for n in range(7)]
    for title in titles:
        block(standins, title)
    standins.post("/sandbox/google", {"page_size": 3})
    first = google.read_whole(MARTA, WINDOW)
    assert told(first) == titles
    assert first.token is not None
    for title in titles:
        block(standins, f"otro {title}")
    assert told(google.read_changes(MARTA, first.token)) == [f"otro {title}" for title in titles]


def test_a_token_that_google_does_not_know_any_more(standins: Standins, google: GoogleCalendarGateway) -> None:
    token = google.read_whole(MARTA, WINDOW).token
    assert token is not None
    standins.post("/sandbox/google", {"expire_sync_tokens": True})
    for old in (token, "nonsense"):
        with pytest.raises(StartOver):
            google.read_changes(MARTA, old)


def test_a_series_comes_one_by_one(standins: Standins, google: GoogleCalendarGateway) -> None:
    weekly = block(standins, "Pilates", "2026-11-24", recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"])
    first = google.read_whole(MARTA, WINDOW)
    assert [event["id"] for event in first.events] == [f"{weekly}_202611{day}T090000Z" for day in (24,)] + [
        f"{weekly}_202612{day}T090000Z" for day in ("01", "08")
    ]
    assert {event["recurringEventId"] for event in first.events} == {weekly}
    assert first.token is not None
    standins.delete(f"{EVENTS}/{weekly}_20261201T090000Z")
    assert told(google.read_changes(MARTA, first.token)) == [f"-{weekly}_20261201T090000Z"]
    assert told(google.read_whole(MARTA, WINDOW)) == ["Pilates", "Pilates"]
    standins.delete(f"{EVENTS}/{weekly}")
    assert told(google.read_whole(MARTA, WINDOW)) == []


def test_a_calendar_that_we_may_only_read(standins: Standins, google: GoogleCalendarGateway) -> None:
    standins.post("/sandbox/calendars", {"stylist": "Nieves", "calendar_id": "nieves@salon.example", "role": "reader"})
    assert not google.read_whole("nieves@salon.example", WINDOW).writable


@pytest.mark.parametrize("fault", ["429", "5xx"])
def test_a_passing_trouble_is_waited_out(standins: Standins, google: GoogleCalendarGateway, fault: str) -> None:
    block(standins, "Dentista")
    standins.post("/sandbox/faults", {"vendor": "google", "fault": fault, "seconds": 60, "count": 1, "path": "/events"})
    assert told(google.read_whole(MARTA, WINDOW)) == ["Dentista"]


@pytest.mark.parametrize("fault", ["429", "5xx", "refuse", "hang"])
def test_a_lasting_trouble_is_tried_later(standins: Standins, google: GoogleCalendarGateway, fault: str) -> None:
    token = google.read_whole(MARTA, WINDOW).token or ""
    standins.post("/sandbox/faults", {"vendor": "google", "fault": fault, "seconds": 60})
    impatient = gateway(standins, timeout=IMPATIENCE_SECONDS)
    with pytest.raises(TryLater):
        impatient.read_whole(MARTA, WINDOW)
    with pytest.raises(TryLater):
        impatient.read_changes(MARTA, token)


def test_a_calendar_that_is_not_shared_is_refused(google: GoogleCalendarGateway) -> None:
    with pytest.raises(Refused, match="404 notFound"):
        google.read_whole("nobody@salon.example", WINDOW)
    with pytest.raises(Refused, match="404 notFound"):
        google.read_changes("nobody@salon.example", "token")
