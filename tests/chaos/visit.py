"""A customer who books and pays, whatever happens to the processes meanwhile, and what must be left of it."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from gateways.invariants import CalendarEvent, Effect, check
from models.ids import BusinessId
from sandbox.server import Standins
from tests.chaos.product import Product

BOOKED = """
SELECT b.id, b.status, b.code, s.name AS stylist, a.starts_at, p.status AS payment, c.id AS conversation_id
FROM conversation c JOIN customer_identity i ON i.customer_id = c.customer_id AND i.value = %(phone)s
JOIN booking b ON b.customer_id = c.customer_id
JOIN appointment a ON a.booking_id = b.id JOIN stylist s ON s.id = a.stylist_id
JOIN payment p ON p.booking_id = b.id
"""


class Step(StrEnum):
    """What she does, in order."""

    ASKS = "asks"
    CHOOSES = "chooses"
    PAYS = "pays"


class Visit:
    """One customer's. Times are not asserted: what a crash costs is the settings' affair."""

    def __init__(self, product: Product, day: str = "viernes") -> None:
        self.product = product
        self.day = day
        self.phone = product.phone()

    def goes(self, step: Step) -> None:
        """Does it and waits for what must come of it."""
        self.acts(step)
        self.hears_of(step)

    def acts(self, step: Step) -> None:
        """Does it."""
        match step:
            case Step.ASKS:
                self.asks()
            case Step.CHOOSES:
                self.chooses()
            case Step.PAYS:
                self.pays()

    def asks(self) -> None:
        """For a cut on that day."""
        self.product.says(self.phone, f"Hola, soy Laura Torres. Quiero cortarme el pelo el {self.day}")

    def chooses(self) -> None:
        """The first time that she was shown."""
        self.product.says(self.phone, "la primera")

    def pays(self) -> None:
        """By her pay link, on Stripe's page."""
        (booking,) = self.bookings()
        page = self.product.get(f"/pay/{booking['code']}")
        assert page.status_code == 303, page.text
        session = page.headers["location"].rsplit("/", 1)[-1].partition("?")[0]
        self.product.standins.post(f"/sandbox/payments/{session}/pay")

    def hears_of(self, step: Step) -> None:
        """Waits until she has a message for each step so far, and nothing is under way."""
        messages = list(Step).index(step) + 1
        self.product.until(lambda: len(self.product.heard(self.phone)) >= messages)
        self.product.until_rest()

    def bookings(self) -> list[dict[str, Any]]:
        """Hers."""
        return self.product.rows(BOOKED, phone=self.phone)

    def has_left_one_of_each(self) -> None:
        """One booking, one reply a message, one confirmation, one calendar event, nothing undone; I1 to I8."""
        product = self.product
        (booking,) = self.bookings()
        assert (booking["status"], booking["payment"]) == ("confirmed", "paid")
        asked, held, confirmed = product.heard(self.phone)
        assert "¿Cuál prefieres?" in asked
        assert f"/pay/{booking['code']}" in held
        assert "está confirmada" in confirmed
        talk = booking["conversation_id"]
        turns = product.rows("SELECT outcome FROM turn WHERE conversation_id = %(talk)s", talk=talk)
        assert [turn["outcome"] for turn in turns] == ["replied", "replied"]
        unsent = product.rows("SELECT id, kind, status, reason FROM outbox WHERE status <> 'sent'")
        assert unsent == []
        vendors = Vendors(product.standins)
        place = (booking["stylist"], booking["starts_at"])
        assert [(e.calendar, e.starts_at) for e in vendors.calendar_events() if e.ours].count(place) == 1
        assert vendors.repeated() == []
        assert check(product.database, BusinessId(product.business_id), vendors=vendors) == []


class Vendors:
    """What the stand-ins hold, as the invariants ask for it."""

    def __init__(self, standins: Standins) -> None:
        self._standins = standins

    def ledger(self) -> Sequence[Effect]:
        """Every effect so far."""
        effects = self._standins.get("/sandbox/ledger")
        return [Effect(effect["vendor"], effect["operation"], effect["key"]) for effect in effects]

    def calendar_events(self) -> Sequence[CalendarEvent]:
        """Every event that stands."""
        return [
            CalendarEvent(
                calendar["stylist"],
                datetime.fromisoformat(event["start"]),
                datetime.fromisoformat(event["end"]),
                event["ours"],
            )
            for calendar in self._standins.get("/sandbox/calendars")
            for event in calendar["events"]
        ]

    def repeated(self) -> list[Effect]:
        """Messages that were made twice, and events and sessions too."""
        new = [effect for effect in self.ledger() if effect.operation.endswith(("create", "insert"))]
        return [effect for effect, times in Counter(new).items() if times > 1]
