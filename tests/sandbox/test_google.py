"""Google Calendar through gcsa and Google's own client: one event at a time, and who may."""

from datetime import date, datetime

import pytest
from gcsa.event import Event
from google.auth.exceptions import RefreshError

from sandbox.google.account import new_account
from sandbox.server import Standins
from tests.sandbox.bodies import fits
from tests.sandbox.google_client import (
    ELEVEN,
    MADRID,
    PILAR,
    SCOPES,
    TEN,
    Account,
    Calendars,
    Token,
    account,
    event,
    refused,
    service,
)


def test_gcsa_adds_moves_reads_and_deletes(standins: Standins) -> None:
    calendars = Calendars(standins)
    made = calendars.add_event(Event("Laura", start=TEN, end=ELEVEN, timezone="Europe/Madrid", event_id="a1b2c3d4e5"))
    assert (made.id, made.start, made.end) == ("a1b2c3d4e5", TEN, ELEVEN)
    made.end = datetime(2026, 11, 27, 12, 0, tzinfo=MADRID)
    calendars.update_event(made)
    (found,) = calendars.get_events(date(2026, 11, 1), date(2026, 12, 1), single_events=True)
    assert (found.end, found.other["sequence"]) == (made.end, 1)
    calendars.delete_event(found)
    assert list(calendars.get_events(date(2026, 11, 1), date(2026, 12, 1))) == []
    operations = [(e["operation"], e["key"]) for e in standins.get("/sandbox/ledger")]
    assert operations == [
        ("event.insert", "a1b2c3d4e5"),
        ("event.update", "a1b2c3d4e5"),
        ("event.delete", "a1b2c3d4e5"),
    ]


def test_answers_keep_to_the_description(standins: Standins) -> None:
    google = service(standins)
    events = google.events()
    made = events.insert(calendarId=PILAR, body=event()).execute()
    for answer in (
        made,
        events.get(calendarId=PILAR, eventId=made["id"]).execute(),
        events.update(calendarId=PILAR, eventId=made["id"], body=event(summary="x")).execute(),
        events.patch(calendarId=PILAR, eventId=made["id"], body={"summary": "y"}).execute(),
    ):
        fits(answer, "google.answers", "schemas", "Event")
    fits(events.list(calendarId=PILAR).execute(), "google.answers", "schemas", "Events")
    calendar = google.calendars().get(calendarId=PILAR).execute()
    fits(calendar, "google.answers", "schemas", "Calendar")
    assert (calendar["summary"], calendar["timeZone"]) == ("Pilar", "Europe/Madrid")
    entries = google.calendarList().list().execute()
    fits(entries, "google.answers", "schemas", "CalendarList")
    assert len(entries["items"]) == 8
    assert made["iCalUID"] == "a1b2c3d4e5@google.com"
    assert (made["status"], made["sequence"]) == ("confirmed", 0)
    assert made["created"] == made["updated"] == "2026-11-23T08:00:00.000Z"


def test_an_id_stays_taken_and_a_put_revives(standins: Standins) -> None:
    events = service(standins).events()
    events.insert(calendarId=PILAR, body=event()).execute()
    assert refused(events.insert(calendarId=PILAR, body=event())) == (409, "duplicate")
    key = event()["id"]
    events.delete(calendarId=PILAR, eventId=key).execute()
    assert refused(events.delete(calendarId=PILAR, eventId=key)) == (410, "deleted")
    assert refused(events.insert(calendarId=PILAR, body=event())) == (409, "duplicate")
    assert events.get(calendarId=PILAR, eventId=key).execute()["status"] == "cancelled"
    revived = events.update(calendarId=PILAR, eventId=key, body=event()).execute()
    assert revived["status"] == "confirmed"
    assert len(standins.get("/sandbox/ledger")) == 3


def test_malformed_events_are_refused(standins: Standins) -> None:
    events = service(standins).events()
    for body, reason in (
        (event(id="UPPER"), "invalid"),
        (event(id="abcd"), "invalid"),
        (event(end=None), "required"),
        (event(end={"dateTime": "2026-11-27T10:30:00+01:00"}), "timeRangeEmpty"),
        (event(end={"dateTime": "noon"}), "invalid"),
        (event(end={"date": "2026-11-28"}), "invalid"),
        (event(status="maybe"), "invalid"),
    ):
        assert refused(events.insert(calendarId=PILAR, body=body)) == (400, reason)
    assert standins.get("/sandbox/ledger") == []


def test_unknown_calendars_and_events(standins: Standins) -> None:
    events = service(standins).events()
    assert refused(events.list(calendarId="primary")) == (404, "notFound")
    assert refused(events.get(calendarId=PILAR, eventId="a1b2c3")) == (404, "notFound")
    missing = events.update(calendarId=PILAR, eventId="a1b2c3", body=event())
    assert refused(missing) == (404, "notFound")


def test_a_stale_etag_is_refused(standins: Standins) -> None:
    events = service(standins).events()
    first = events.insert(calendarId=PILAR, body=event()).execute()
    events.patch(calendarId=PILAR, eventId=first["id"], body={"summary": "x"}).execute()
    late = events.patch(calendarId=PILAR, eventId=first["id"], body={"summary": "y"})
    late.headers["If-Match"] = first["etag"]
    assert refused(late) == (412, "conditionNotMet")


def test_only_our_service_account_gets_in(standins: Standins) -> None:
    stranger = new_account(f"{standins.url}/google/token")
    credentials = Account.from_service_account_info(stranger, scopes=SCOPES)
    with pytest.raises(RefreshError, match="invalid_grant"):
        service(standins, credentials).events().list(calendarId=PILAR).execute()
    guessed = service(standins, Token("ya29.guess"))
    with pytest.raises(RefreshError):
        guessed.events().list(calendarId=PILAR).execute()
    narrow = account(standins, ["https://www.googleapis.com/auth/drive"])
    with pytest.raises(RefreshError, match="invalid_scope"):
        service(standins, narrow).events().list(calendarId=PILAR).execute()


def test_the_sandbox_shows_what_google_holds(standins: Standins) -> None:
    events = service(standins).events()
    events.insert(calendarId=PILAR, body=event(status="tentative")).execute()
    standins.post(
        "/sandbox/calendars/Víctor/events",
        {"title": "Libre", "start": "2026-11-27", "end": "2026-11-28"},
    )
    shown = {calendar["stylist"]: calendar["events"] for calendar in standins.get("/sandbox/calendars")}
    assert shown["Pilar"] == [
        {
            "id": "a1b2c3d4e5",
            "title": "Laura Torres: Mechas",
            "start": "2026-11-27T10:30:00+01:00",
            "end": "2026-11-27T11:30:00+01:00",
            "status": "tentative",
            "ours": True,
        }
    ]
    (free,) = shown["Víctor"]
    assert (free["start"], free["end"], free["ours"]) == ("2026-11-27", "2026-11-28", False)
    events.delete(calendarId=PILAR, eventId="a1b2c3d4e5").execute()
    assert standins.get("/sandbox/calendars")[0]["events"] == []
    # A stylist's own entries are no effects of ours.
    assert {entry["operation"] for entry in standins.get("/sandbox/ledger")} == {
        "event.insert",
        "event.delete",
    }


def test_a_calendar_that_is_shared_for_reading(standins: Standins) -> None:
    shared = {"stylist": "Nieves", "calendar_id": "nieves@salon.example", "role": "reader"}
    standins.post("/sandbox/calendars", shared)
    events = service(standins).events()
    assert events.list(calendarId="nieves@salon.example").execute()["accessRole"] == "reader"
    insert = events.insert(calendarId="nieves@salon.example", body=event())
    assert refused(insert) == (403, "requiredAccessLevel")
    assert standins.get("/sandbox/ledger") == []


def test_what_a_stylist_writes_and_changes(standins: Standins) -> None:
    times = {"start": "2026-11-27T10:00:00+01:00", "end": "2026-11-27T11:00:00+01:00"}
    path = "/sandbox/calendars/pilar/events"
    own = {"attendees": [{"email": PILAR, "self": True, "responseStatus": "declined"}], "transparency": "transparent"}
    made = standins.post(path, {"title": "Casa", **times, **own, "event_type": "workingLocation"})
    shown = service(standins).events().get(calendarId=PILAR, eventId=made["id"]).execute()
    fits(shown, "google.answers", "schemas", "Event")
    assert (shown["eventType"], shown["transparency"]) == ("workingLocation", "transparent")
    change = {"title": "Tarde", "end": "2026-11-27T12:00:00+01:00"}
    standins.client.patch(f"{path}/{made['id']}", json=change).raise_for_status()
    changed = service(standins).events().get(calendarId=PILAR, eventId=made["id"]).execute()
    assert (changed["summary"], changed["end"]["dateTime"]) == ("Tarde", "2026-11-27T12:00:00+01:00")
    assert standins.get("/sandbox/ledger") == []
