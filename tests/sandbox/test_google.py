"""Google Calendar through gcsa and Google's own client."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from gcsa.event import Event
from google.auth.exceptions import RefreshError
from googleapiclient.errors import HttpError

from sandbox.google.account import new_account
from sandbox.server import Standins
from sandbox.store import Document
from tests.sandbox.bodies import fits
from tests.sandbox.google_client import PILAR, SCOPES, Account, Calendars, Token, account, service

MADRID = ZoneInfo("Europe/Madrid")
TEN = datetime(2026, 11, 27, 10, 30, tzinfo=MADRID)
ELEVEN = datetime(2026, 11, 27, 11, 30, tzinfo=MADRID)


def event(**more: Any) -> Document:
    """The body of an insert, with an id of our own."""
    return {
        "id": "a1b2c3d4e5",
        "summary": "Laura Torres: Mechas",
        "start": {"dateTime": TEN.isoformat(), "timeZone": "Europe/Madrid"},
        "end": {"dateTime": ELEVEN.isoformat(), "timeZone": "Europe/Madrid"},
        **more,
    }


def refused(request: Any) -> tuple[int, str]:
    """Status and reason of a request that fails."""
    with pytest.raises(HttpError) as error:
        request.execute()
    return error.value.status_code, error.value.error_details[0]["reason"]


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


def test_sync_tokens_tell_what_changed(standins: Standins) -> None:
    events = service(standins).events()
    for n in range(5):
        events.insert(calendarId=PILAR, body=event(id=f"a1b2c3{n}")).execute()
    first = events.list(calendarId=PILAR, maxResults=3).execute()
    assert "nextSyncToken" not in first
    # What changes while pages are read comes with the next sync.
    events.delete(calendarId=PILAR, eventId="a1b2c30").execute()
    page = first["nextPageToken"]
    second = events.list(calendarId=PILAR, maxResults=3, pageToken=page).execute()
    token = second["nextSyncToken"]
    standins.post(
        "/sandbox/calendars/pilar/events",
        {"title": "Dentista", "start": TEN.isoformat(), "end": ELEVEN.isoformat()},
    )
    changed = events.list(calendarId=PILAR, syncToken=token).execute()
    fits(changed, "google.answers", "schemas", "Events")
    gone, dentist = changed["items"]
    assert gone.keys() == {"kind", "etag", "id", "status"}
    assert (gone["id"], gone["status"]) == ("a1b2c30", "cancelled")
    assert dentist["summary"] == "Dentista"
    token = changed["nextSyncToken"]
    assert events.list(calendarId=PILAR, syncToken=token).execute()["items"] == []
    standins.post("/sandbox/google", {"expire_sync_tokens": True})
    expired = events.list(calendarId=PILAR, syncToken=token)
    assert refused(expired) == (410, "fullSyncRequired")
    assert refused(events.list(calendarId=PILAR, syncToken="?")) == (410, "fullSyncRequired")
    both = events.list(calendarId=PILAR, syncToken=token, timeMin=TEN.isoformat())
    assert refused(both) == (400, "badRequest")


def test_lists_are_filtered_and_ordered(standins: Standins) -> None:
    events = service(standins).events()
    private = {"private": {"turno": "7"}}
    events.insert(calendarId=PILAR, body=event(extendedProperties=private)).execute()
    all_day = {"start": {"date": "2026-11-26"}, "end": {"date": "2026-11-27"}}
    events.insert(calendarId=PILAR, body=event(id="a1b2c3", summary="Feria", **all_day)).execute()

    def found(**query: Any) -> list[str]:
        answer = events.list(calendarId=PILAR, **query).execute()
        assert ("nextSyncToken" in answer) == (not {"orderBy", "q"} & query.keys()), query
        return [item["summary"] for item in answer["items"]]

    assert found(orderBy="startTime", singleEvents=True) == ["Feria", "Laura Torres: Mechas"]
    assert found(timeMin=TEN.isoformat()) == ["Laura Torres: Mechas"]
    assert found(timeMax="2026-11-26T23:00:00Z") == ["Feria"]
    assert found(q="fer") == ["Feria"]
    wanted = events.list(calendarId=PILAR, privateExtendedProperty="turno=7").execute()["items"]
    assert [item["id"] for item in wanted] == ["a1b2c3d4e5"]
    naive = events.list(calendarId=PILAR, timeMin="2026-11-26T23:00:00")
    assert refused(naive) == (400, "badRequest")


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


def test_series_are_listed_whole_or_one_by_one(standins: Standins) -> None:
    events = service(standins).events()
    rule = ["RRULE:FREQ=WEEKLY;UNTIL=20270115T000000Z", "EXDATE:20261204T093000Z"]
    made = events.insert(calendarId=PILAR, body=event(recurrence=rule)).execute()
    fits(made, "google.answers", "schemas", "Event")
    assert made["recurrence"] == rule
    (series,) = events.list(calendarId=PILAR).execute()["items"]
    assert series["id"] == made["id"]

    def singles(**query: Any) -> list[str]:
        answer = events.list(calendarId=PILAR, singleEvents=True, **query).execute()
        fits(answer, "google.answers", "schemas", "Events")
        return [f"{one['status'][:4]} {one['id'].partition('_')[2]}" for one in answer["items"]]

    december = singles(timeMin="2026-11-28T00:00:00+01:00", timeMax="2026-12-19T00:00:00+01:00")
    assert december == ["conf 20261211T093000Z", "conf 20261218T093000Z"]
    assert singles(timeMin="2027-01-02T00:00:00+01:00") == ["conf 20270108T093000Z"]


def test_an_instance_keeps_its_wall_clock_and_can_be_changed_alone(standins: Standins) -> None:
    events = service(standins).events()
    start = {"dateTime": "2027-03-27T10:30:00+01:00", "timeZone": "Europe/Madrid"}
    end = {"dateTime": "2027-03-27T11:30:00+01:00", "timeZone": "Europe/Madrid"}
    made = events.insert(
        calendarId=PILAR, body=event(start=start, end=end, recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
    ).execute()
    query = {"calendarId": PILAR, "singleEvents": True}
    listed = events.list(**query).execute()
    items = listed["items"]
    assert [one["start"]["dateTime"] for one in items] == [
        "2027-03-27T10:30:00+01:00",
        "2027-03-28T10:30:00+02:00",  # summer time
        "2027-03-29T10:30:00+02:00",
    ]
    assert [one["originalStartTime"] for one in items] == [one["start"] for one in items]
    second = items[1]["id"]
    assert second == f"{made['id']}_20270328T083000Z"
    events.patch(calendarId=PILAR, eventId=second, body={"summary": "x"}).execute()
    events.delete(calendarId=PILAR, eventId=items[2]["id"]).execute()
    changed = events.list(**query, syncToken=listed["nextSyncToken"]).execute()
    assert [(one["id"], one["status"]) for one in changed["items"]] == [
        (second, "confirmed"),
        (items[2]["id"], "cancelled"),
    ]
    assert [one.get("summary") for one in events.list(**query).execute()["items"]] == ["Laura Torres: Mechas", "x"]
    events.delete(calendarId=PILAR, eventId=made["id"]).execute()
    assert events.list(**query).execute()["items"] == []


def test_a_token_goes_on_with_its_own_parameters(standins: Standins) -> None:
    events = service(standins).events()
    bounds = {"timeMin": "2026-11-23T00:00:00+01:00", "timeMax": "2026-11-28T00:00:00+01:00"}
    first = events.list(calendarId=PILAR, singleEvents=True, **bounds).execute()
    token = first["nextSyncToken"]
    assert refused(events.list(calendarId=PILAR, syncToken=token)) == (400, "badRequest")
    events.insert(calendarId=PILAR, body=event()).execute()
    late = {"start": {"date": "2026-11-28"}, "end": {"date": "2026-11-29"}}
    events.insert(calendarId=PILAR, body=event(id="a1b2c3", **late)).execute()
    told = events.list(calendarId=PILAR, singleEvents=True, syncToken=token).execute()
    assert [one["id"] for one in told["items"]] == [event()["id"]]


def test_nothing_falls_between_pages(standins: Standins) -> None:
    events = service(standins).events()
    for n in range(5):
        events.insert(calendarId=PILAR, body=event(id=f"a1b2c3{n}")).execute()
    standins.post("/sandbox/google", {"page_size": 2})
    first = events.list(calendarId=PILAR).execute()
    events.delete(calendarId=PILAR, eventId="a1b2c30").execute()
    second = events.list(calendarId=PILAR, pageToken=first["nextPageToken"]).execute()
    assert [one["id"] for one in second["items"]] == ["a1b2c32", "a1b2c33"]


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
