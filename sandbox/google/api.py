"""Google Calendar's REST API below `/google/calendar/v3`."""

import json
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from sandbox.google.diary import Diary, calendar_shape
from sandbox.google.errors import fault
from sandbox.google.listing import event_shape, events_page
from sandbox.google.times import TIMEZONE
from sandbox.google.tokens import Tokens
from sandbox.ledger import Ledger
from sandbox.routes import PlainRoute
from sandbox.store import Document


def router(diary: Diary, tokens: Tokens, ledger: Ledger) -> APIRouter:
    """The routes."""

    def authenticate(request: Request) -> None:
        tokens.check(request.headers.get("authorization", ""))

    async def read(request: Request) -> Document:
        try:
            body = json.loads(await request.body())
        except ValueError:
            raise fault(400, "parseError", "Parse Error") from None
        if not isinstance(body, dict):
            raise fault(400, "parseError", "Parse Error")
        return body

    Body = Annotated[Document, Depends(read)]
    api = APIRouter(prefix="/google/calendar/v3", dependencies=[Depends(authenticate)], route_class=PlainRoute)
    events = "/calendars/{calendar}/events"

    @api.get("/calendars/{calendar}")
    async def get_calendar(calendar: str) -> Document:
        return calendar_shape(diary.calendar(calendar))

    @api.get("/users/me/calendarList")
    async def list_calendars() -> Document:
        items = [_entry(calendar) for calendar in diary.calendars()]
        return {
            "kind": "calendar#calendarList",
            "etag": '"0000000000000001"',
            "nextSyncToken": "sandbox",
            "items": items,
        }

    @api.get("/users/me/calendarList/{calendar}")
    async def get_entry(calendar: str) -> Document:
        return _entry(diary.calendar(calendar))

    @api.get(events)
    async def list_events(calendar: str, request: Request) -> Document:
        return events_page(diary, calendar, dict(request.query_params))

    @api.post(events)
    async def insert(calendar: str, body: Body) -> Document:
        writing(calendar)
        with diary.store.transaction():
            event = diary.insert(calendar, body)
            ledger.record("google", "event.insert", event["id"], _in(calendar, body))
        return event_shape(event)

    @api.get(events + "/{event_id}")
    async def get(calendar: str, event_id: str) -> Document:
        return event_shape(diary.event(calendar, event_id))

    @api.put(events + "/{event_id}")
    async def update(calendar: str, event_id: str, body: Body, request: Request) -> Document:
        return change(calendar, event_id, body, request, whole=True)

    @api.patch(events + "/{event_id}")
    async def patch(calendar: str, event_id: str, body: Body, request: Request) -> Document:
        return change(calendar, event_id, body, request, whole=False)

    def change(calendar: str, event_id: str, body: Document, request: Request, *, whole: bool) -> Document:
        match(calendar, event_id, request)
        operation = "event.update" if whole else "event.patch"
        with diary.store.transaction():
            event = diary.update(calendar, event_id, body, whole=whole)
            ledger.record("google", operation, event_id, _in(calendar, body))
        return event_shape(event)

    @api.delete(events + "/{event_id}")
    async def delete(calendar: str, event_id: str, request: Request) -> Response:
        match(calendar, event_id, request)
        with diary.store.transaction():
            diary.delete(calendar, event_id)
            ledger.record("google", "event.delete", event_id, _in(calendar, {}))
        return Response(status_code=204)

    def writing(calendar: str) -> None:
        if diary.calendar(calendar).get("role", "writer") != "writer":
            raise fault(403, "requiredAccessLevel", "You need to have writer access to this calendar.")

    def match(calendar: str, event_id: str, request: Request) -> None:
        writing(calendar)
        wanted = request.headers.get("if-match", "*")
        if wanted not in ("*", diary.event(calendar, event_id)["etag"]):
            raise fault(412, "conditionNotMet", "Precondition Failed")

    return api


def _in(calendar: str, body: Document) -> Document:
    """A request as the ledger keeps it: with the calendar of its path."""
    return {"calendarId": calendar, **body}


def _entry(calendar: Document) -> Document:
    return {
        "kind": "calendar#calendarListEntry",
        "etag": '"0000000000000001"',
        "id": calendar["id"],
        "summary": calendar["summary"],
        "timeZone": TIMEZONE,
        "accessRole": calendar.get("role", "writer"),
        "defaultReminders": [],
        "selected": True,
    }
