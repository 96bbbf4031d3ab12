"""Payments, calendars and mails for the page."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.numbers import format_currency

from sandbox.google.diary import Diary, is_ours
from sandbox.google.times import TIMEZONE, moment_of
from sandbox.store import Document, Store
from sandbox.stripe.checkout import Checkout

PAYMENTS = 50
"""Checkout sessions that the page lists, newest first."""

MAILS = 50
"""Mails that the page lists, newest first."""

PROVISIONAL_MARK = "⏳"
"""How the title of an appointment begins that is held and not yet paid."""


def spanish_money(cents: int, currency: str) -> str:
    """`1600, "eur"` is `16,00 €`, with a space that does not break."""
    return str(format_currency(cents / 100, currency.upper(), locale="es_ES"))


def payments(checkout: Checkout) -> list[Document]:
    """The newest checkout sessions."""
    newest = checkout.sessions()[: -PAYMENTS - 1 : -1]
    return [payment(checkout, session) for session in newest]


def payment(checkout: Checkout, session: Document) -> Document:
    """One of them, as a person would describe it."""
    at = datetime.fromtimestamp(session["created"], UTC)
    return {
        "session": session["id"],
        "amount_cents": session["amount_total"],
        "currency": session["currency"],
        "status": _status(session),
        "items": [item["description"] or "" for item in session["_line_items"]],
        "at": at.isoformat(timespec="seconds"),
        "refunded_cents": _refunded_cents(checkout.till.store, session),
    }


def _status(session: Document) -> str:
    if session["payment_status"] == "paid":
        return "paid"
    if session["status"] == "open" and session.get("_declined"):
        return "declined"
    return str(session["status"])


def _refunded_cents(store: Store, session: Document) -> int:
    intent = store.get("stripe.payment_intent", session["payment_intent"])
    charge = None if intent is None else store.get("stripe.charge", intent["latest_charge"])
    return 0 if charge is None else int(charge["amount_refunded"])


def calendars(diary: Diary, day: date) -> Document:
    """What the stylists have on one date."""
    zone = ZoneInfo(TIMEZONE)
    begins = datetime.combine(day, time.min, zone)
    ends = datetime.combine(day + timedelta(days=1), time.min, zone)
    stylists = [
        {
            "stylist": calendar["summary"],
            "events": [
                _event(event)
                for event in _live(diary, calendar)
                if moment_of(event["start"]) < ends and moment_of(event["end"]) > begins
            ],
        }
        for calendar in diary.calendars()
    ]
    return {"day": day.isoformat(), "stylists": stylists}


def bookings(diary: Diary) -> Document:
    """How many events of ours there are, and which changed last: for who waits for a booking."""
    live = [event for calendar in diary.calendars() for event in _live(diary, calendar)]
    ours = [event for event in live if is_ours(event)]
    return {
        "newest": _newest(ours),
        "confirmed": sum(_kind(event) == "confirmed" for event in ours),
        "provisional": sum(_kind(event) == "provisional" for event in ours),
    }


def _live(diary: Diary, calendar: Document) -> list[Document]:
    return [e for e in diary.events(calendar["id"]) if e["status"] != "cancelled"]


def _event(event: Document) -> Document:
    return {
        "id": event["id"],
        "title": event.get("summary", "(no title)"),
        "start": _moment(event["start"]),
        "end": _moment(event["end"]),
        "status": event["status"],
        "kind": _kind(event),
    }


def _kind(event: Document) -> str:
    """What it is to the salon: `busy` is a stylist's own time."""
    if not is_ours(event):
        return "busy"
    is_marked = event.get("summary", "").startswith(PROVISIONAL_MARK)
    return "provisional" if is_marked or event["status"] == "tentative" else "confirmed"


def _moment(normalised: Document) -> str:
    """ISO 8601: a plain date for whole days, else with offset."""
    return str(normalised.get("date") or normalised["dateTime"])


def _newest(events: list[Document]) -> Document | None:
    if not events:
        return None
    event = max(events, key=lambda one: int(one["_change"]))
    return {"change": event["_change"], "start": _moment(event["start"]), "status": event["status"]}


def mails(store: Store) -> list[Document]:
    """The newest mails that the stylists got."""
    newest = store.all("mail", newest_first=True, limit=MAILS)
    shown = ("id", "at", "subject", "text")
    return [{"to": ", ".join(mail["to"]), **{key: mail[key] for key in shown}} for mail in newest]
