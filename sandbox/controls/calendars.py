"""The stylists' own calendars."""

import unicodedata
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from sandbox.errors import Refusal
from sandbox.google.diary import Diary, is_ours
from sandbox.google.listing import expire_sync_tokens, limit_pages
from sandbox.routes import PlainRoute
from sandbox.store import Document


class Block(BaseModel):
    """Something that a stylist writes into her calendar: times with offset, or dates for whole
    days. The rest as Google has it."""

    title: str
    start: str
    end: str
    transparency: str | None = None
    recurrence: list[str] | None = None
    attendees: list[dict[str, Any]] | None = None
    event_type: str = "default"


class Change(BaseModel):
    """What a stylist changes in an event, be it hers or ours."""

    title: str | None = None
    start: str | None = None
    end: str | None = None


class NewCalendar(BaseModel):
    """One more calendar that is shared with the service account."""

    stylist: str = Field(min_length=1)
    calendar_id: str = Field(min_length=1)
    role: str = "writer"


class GoogleState(BaseModel):
    """What a test can do to Google."""

    expire_sync_tokens: bool = False
    page_size: int | None = Field(None, ge=1)
    """Events in a page at most, however many are asked for: Google may well give fewer."""


def router(diary: Diary) -> APIRouter:
    """The routes."""
    api = APIRouter(prefix="/sandbox", route_class=PlainRoute)

    def calendar_of(stylist: str) -> Document:
        wanted = _folded(stylist)
        for calendar in diary.calendars():
            if wanted in (_folded(calendar["summary"]), _folded(calendar["id"])):
                return calendar
        raise Refusal(404, {"error": "no stylist of that name"})

    @api.get("/calendars")
    async def calendars() -> list[Document]:
        """All events that Google would show, in order of their beginning."""
        shown = []
        for calendar in diary.calendars():
            events = [e for e in diary.events(calendar["id"]) if e["status"] != "cancelled"]
            events.sort(key=lambda event: _time(event["start"]))
            shown.append({"stylist": calendar["summary"], "events": [_entry(e) for e in events]})
        return shown

    @api.post("/calendars", status_code=201)
    async def share(calendar: NewCalendar) -> Document:
        diary.add_calendar(calendar.calendar_id, calendar.stylist, calendar.role)
        return calendar.model_dump()

    @api.post("/calendars/{stylist}/events", status_code=201)
    async def block(stylist: str, block: Block) -> Document:
        """The stylist herself takes time off."""
        calendar_id = calendar_of(stylist)["id"]
        body = {"summary": block.title, "start": _given(block.start), "end": _given(block.end)}
        body |= block.model_dump(include={"transparency", "recurrence", "attendees"}, exclude_none=True)
        with diary.store.transaction():
            return _entry(diary.insert(calendar_id, body, creator=calendar_id, kind=block.event_type))

    @api.patch("/calendars/{stylist}/events/{event_id}")
    async def change(stylist: str, event_id: str, given: Change) -> Document:
        """… or changes something."""
        body: Document = {} if given.title is None else {"summary": given.title}
        body |= {n: _given(text) for n, text in (("start", given.start), ("end", given.end)) if text is not None}
        with diary.store.transaction():
            return _entry(diary.update(calendar_of(stylist)["id"], event_id, body, whole=False))

    @api.delete("/calendars/{stylist}/events/{event_id}", status_code=204)
    async def unblock(stylist: str, event_id: str) -> None:
        """… or deletes something, be it hers or ours."""
        diary.delete(calendar_of(stylist)["id"], event_id)

    @api.post("/google")
    async def google(state: GoogleState) -> Document:
        if state.expire_sync_tokens:
            expire_sync_tokens(diary)
        if state.page_size is not None:
            limit_pages(diary, state.page_size)
        return state.model_dump()

    return api


def _entry(event: Document) -> Document:
    return {
        "id": event["id"],
        "title": event.get("summary", ""),
        "start": _time(event["start"]),
        "end": _time(event["end"]),
        "status": event["status"],
        "ours": is_ours(event),
    }


def _time(point: dict[str, Any]) -> str:
    return str(point.get("dateTime") or point["date"])


def _given(text: str) -> Document:
    return {"date": text} if len(text) == len("2026-11-23") else {"dateTime": text}


def _folded(name: str) -> str:
    """Without accents and capitals: `victor` is Víctor."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
