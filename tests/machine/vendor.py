"""Vendors in memory that do what outbox rows ask for: as Stripe, Google and Chatwoot, each key once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.refund import Refund
from gateways.invariants import CalendarEvent, Effect
from tests.salon import Salon

NEXT = """
SELECT DISTINCT ON (stream) id, stream, kind, dedupe_key, payload FROM outbox
WHERE status = 'pending' ORDER BY stream, id
"""
SENT = "UPDATE outbox SET status = 'sent', sent_at = now(), attempts = attempts + 1 WHERE id = %(id)s"

VISIT = """
SELECT a.id, s.calendar_id AS calendar, a.starts_at, a.ends_at, a.status IN ('provisional', 'confirmed') AS live
FROM appointment a JOIN stylist s ON s.id = a.stylist_id WHERE a.id = %(id)s
"""


@dataclass
class Vendor:
    """What they hold. `refunds` are by the key that came with them."""

    salon: Salon
    effects: list[Effect] = field(default_factory=list)
    events: dict[int, CalendarEvent] = field(default_factory=dict)
    refunds: dict[str, Refund] = field(default_factory=dict)
    captured: dict[str, int] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)
    """Cents that went back of each payment intent, as far as we were told."""

    def ledger(self) -> Sequence[Effect]:
        return self.effects

    def calendar_events(self) -> Sequence[CalendarEvent]:
        return list(self.events.values())

    def deliver(self, place: int, times: int) -> None:
        """Does what one stream asks for next, so many times before we hear that it was done."""
        waiting = self.salon.rows(NEXT)
        if waiting:
            row = waiting[place % len(waiting)]
            for _ in range(times):
                self._do(row["kind"], row["dedupe_key"], row["payload"])
            self.salon.rows(SENT, id=row["id"])

    def deliver_all(self) -> None:
        """Until nothing waits."""
        while rows := self.salon.rows(NEXT):
            for row in rows:
                self._do(row["kind"], row["dedupe_key"], row["payload"])
                self.salon.rows(SENT, id=row["id"])

    def returned(self, intent: str) -> list[Refund]:
        """All refunds of that payment, the newest first."""
        return [one for one in reversed(self.refunds.values()) if one.payment_intent == intent]

    def untold(self) -> list[str]:
        """Payment intents of which more has gone back than we were told."""
        intents = {one.payment_intent for one in self.refunds.values() if one.payment_intent}
        return sorted(one for one in intents if self.gone(one) != self.told.get(one, 0))

    def gone(self, intent: str) -> int:
        """Cents."""
        return sum(one.amount_cents for one in self.returned(intent))

    def _do(self, kind: str, key: str, payload: dict[str, int | str]) -> None:
        if kind == "refund" and key not in self.refunds:
            intent, cents = str(payload["payment_intent"]), int(payload["amount_cents"])
            self.refunds[key] = Refund(f"re_{len(self.refunds)}", intent, cents, "succeeded", key)
            self.effects.append(Effect("stripe", "refund.create", key))
        elif kind in ("notice", "note", "reply") and all(one.key != key for one in self.effects):
            self.effects.append(Effect("chatwoot", "message.create", key))
        elif kind == "calendar":
            self._show(int(payload["appointment_id"]))

    def _show(self, appointment_id: int) -> None:
        visit = self.salon.row(VISIT, id=appointment_id)
        if not visit["live"]:
            self.events.pop(appointment_id, None)
            return
        if all(one.key != f"event:{appointment_id}" for one in self.effects):
            self.effects.append(Effect("google", "event.insert", f"event:{appointment_id}"))
        event = CalendarEvent(visit["calendar"], visit["starts_at"], visit["ends_at"], ours=True)
        self.events[appointment_id] = event
