"""What Google's lists of events say: since the last time, within bounds, page by page, series one by one."""

from typing import Any

from sandbox.server import Standins
from tests.sandbox.bodies import fits
from tests.sandbox.google_client import ELEVEN, PILAR, TEN, event, refused, service


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
