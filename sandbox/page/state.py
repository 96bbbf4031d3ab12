"""What the page shows, in one answer that it asks for every second."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from fastapi import APIRouter

from sandbox.chatwoot.desk import Desk
from sandbox.clock import Clock
from sandbox.errors import Refusal
from sandbox.faults.registry import Faults
from sandbox.google.diary import Diary
from sandbox.google.times import TIMEZONE
from sandbox.page import books, talks
from sandbox.page.effects import Shelf
from sandbox.store import Document
from sandbox.stripe.checkout import Checkout


@dataclass(frozen=True)
class StandIns:
    """Everything that the page looks at."""

    clock: Clock
    desk: Desk
    checkout: Checkout
    diary: Diary
    faults: Faults


def router(stand_ins: StandIns) -> APIRouter:
    """The reads below `/sandbox/page`: the page's own. Scripts have the calls of the controls."""
    store = stand_ins.desk.records.store
    shelf = Shelf(store)
    reads = APIRouter(prefix="/sandbox/page")

    @reads.get("")
    async def state(
        phone: str | None = None,
        thread: str | None = None,
        day: date | None = None,
        vendor: str | None = None,
    ) -> Document:
        """`phone` is the customer whose phone is shown, `thread` whom staff have open."""
        now = stand_ins.clock.now()
        desk = stand_ins.desk
        shown = day or now.astimezone(ZoneInfo(TIMEZONE)).date()
        return {
            "now": now.isoformat(timespec="milliseconds"),
            "people": talks.people(desk),
            "chat": None if phone is None else talks.chat(desk, phone),
            "thread": None if thread is None else talks.thread(desk, thread),
            "payments": books.payments(stand_ins.checkout),
            "calendars": books.calendars(stand_ins.diary, shown),
            "bookings": books.bookings(stand_ins.diary),
            "effects": shelf.newest(vendor),
            "mails": books.mails(store),
            "faults": _faults(stand_ins.faults),
        }

    @reads.get("/effects/{n}")
    async def effect(n: int) -> Document:
        """One line of the ledger with its request."""
        found = shelf.whole(n)
        if found is None:
            raise Refusal(404, {"error": f"there is no effect {n}"})
        return found

    return reads


def _faults(faults: Faults) -> list[Document]:
    """Those in force. They end in machine time, so the page shows the visitor's own clock."""
    now = datetime.now(UTC)
    return [
        {
            "vendor": fault.vendor,
            "fault": fault.fault,
            "until": (now + timedelta(seconds=round(fault.remaining))).replace(microsecond=0).isoformat(),
        }
        for fault in faults.in_force()
    ]
