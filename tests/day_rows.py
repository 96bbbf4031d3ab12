"""Rows of a salon's day, written straight into its database with all that a real one has."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.dialects.postgresql import Range as Range
from sqlmodel import col, select

from gateways.database import Unit
from gateways.ledger import enter
from models import (
    Appointment,
    AppointmentLine,
    Booking,
    Channel,
    Conversation,
    Customer,
    CustomerIdentity,
    Inbox,
    Occupancy,
    Outbox,
    Payment,
    Round,
    Service,
    Stylist,
    ToolCall,
)
from models.enums import (
    AppointmentStatus,
    Author,
    BookingStatus,
    ContentKind,
    Handling,
    IdentityKind,
    InboxKind,
    LedgerKind,
    OccupancyKind,
    OutboxKind,
    OutboxStatus,
    PaymentStatus,
    Source,
)

STATES = {
    BookingStatus.HELD: AppointmentStatus.PROVISIONAL,
    BookingStatus.CONFIRMED: AppointmentStatus.CONFIRMED,
    BookingStatus.LAPSED: AppointmentStatus.LAPSED,
}


class DayRows:
    """Each method writes one thing and says its id."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.mine: dict[str, Any] = {"business_id": unit.business_id}
        self.channel = unit.session.exec(select(Channel)).one().id or 0
        self.stylists = {row.name: row.id or 0 for row in unit.session.exec(select(Stylist))}
        self.services = {row.name: row for row in unit.session.exec(select(Service).order_by(col(Service.name)))}

    def service(self, wanted: str) -> Service:
        """The first whose name begins like that, in capitals."""
        return next(row for name, row in self.services.items() if name.upper().startswith(wanted))

    def customer(self, name: str | None, surname: str | None) -> int:
        """With a phone."""
        customer = self.add(Customer(**self.mine, name=name, surname=surname, language="es", created_at=self.unit.now))
        phone = f"+346001112{customer:02}"
        self.add(CustomerIdentity(**self.mine, customer_id=customer, kind=IdentityKind.PHONE, value=phone))
        return customer

    def booking(self, customer: int, code: str, status: BookingStatus, total: int, minutes_old: int) -> int:
        """Made five hours ago and closed since, unless it is still held."""
        held = status is BookingStatus.HELD
        return self.add(
            Booking(
                **self.mine,
                customer_id=customer,
                code=code,
                status=status,
                total_cents=total,
                deposit_cents=total // 5,
                held_until=self.unit.now + timedelta(minutes=12 if held else -60),
                created_at=self.unit.now - timedelta(hours=5, minutes=minutes_old),
                closed_at=None if held else self.unit.now - timedelta(hours=4),
            )
        )

    def appointment(
        self,
        booking: int,
        customer: int,
        stylist: str,
        starts: datetime,
        services: list[Service],
        status: BookingStatus,
    ) -> int:
        """With its lines; it takes the stylist's time while its booking is live."""
        ends = starts + timedelta(minutes=sum(service.minutes for service in services))
        total = sum(service.price_cents for service in services)
        during: list[Range[datetime]] = [Range(starts, ends)]
        appointment = self.add(
            Appointment(
                **self.mine,
                booking_id=booking,
                customer_id=customer,
                stylist_id=self.stylists[stylist],
                starts_at=starts,
                ends_at=ends,
                during=during,
                status=STATES[status],
                price_cents=total,
                deposit_share_cents=total // 5,
                created_at=self.unit.now - timedelta(hours=5),
            )
        )
        for position, service in enumerate(services):
            self.add(
                AppointmentLine(
                    **self.mine,
                    appointment_id=appointment,
                    service_id=service.id or 0,
                    position=position,
                    name=service.name,
                    price_cents=service.price_cents,
                    minutes=service.minutes,
                )
            )
        if status in (BookingStatus.HELD, BookingStatus.CONFIRMED):
            self.add(
                Occupancy(
                    **self.mine,
                    stylist_id=self.stylists[stylist],
                    during=during,
                    kind=OccupancyKind.APPOINTMENT,
                    appointment_id=appointment,
                )
            )
            self.effect(OutboxKind.CALENDAR, f"google:{appointment}", f"google:{appointment}:1", {})
        return appointment

    def deposit(self, booking: int, cents: int, paid: bool) -> int:
        """Its payment; a paid one is in the ledger."""
        intent = f"pi_{booking}" if paid else None
        payment = self.add(
            Payment(
                **self.mine,
                booking_id=booking,
                status=PaymentStatus.PAID if paid else PaymentStatus.OPEN,
                amount_cents=cents,
                currency="EUR",
                payment_intent=intent,
                paid_at=self.unit.now - timedelta(hours=4) if paid else None,
            )
        )
        if paid:
            key = f"captured:{intent}"
            enter(self.unit, LedgerKind.CAPTURED, key, cents, payment_id=payment, booking_id=booking)
        return payment

    def conversation(self, number: int, customer: int, **more: Any) -> int:
        """She wrote 25 minutes ago."""
        return self.add(
            Conversation(
                **self.mine,
                channel_id=self.channel,
                number=number,
                customer_id=customer,
                last_customer_at=self.unit.now - timedelta(minutes=25),
                created_at=self.unit.now - timedelta(minutes=30),
                **more,
            )
        )

    def message(self, talk: int, number: int, text: str, turn: int | None) -> int:
        """Of the customer's, handled if a turn took it."""
        return self.add(
            Inbox(
                **self.mine,
                source=Source.CHATWOOT,
                key=f"message_created:{number}",
                kind=InboxKind.MESSAGE,
                conversation_id=talk,
                author=Author.CUSTOMER,
                content=ContentKind.TEXT,
                text=text,
                sender_name="Lau 🌸",
                received_at=self.unit.now - timedelta(minutes=21 - number),
                turn_id=turn,
                handled_at=self.unit.now if turn else None,
                handled_as=Handling.TURN if turn else None,
            )
        )

    def round(self, turn: int) -> None:
        """A round of a turn that quoted and searched."""
        self.unit.session.add(
            Round(
                **self.mine,
                turn_id=turn,
                n=1,
                content=[],
                stop_reason="tool_use",
                model="m",
                input_tokens=900,
                output_tokens=120,
                cache_read_tokens=4000,
                cache_write_tokens=0,
            )
        )
        self.unit.session.flush()
        for position, name in enumerate(("quote", "find_slots")):
            self.unit.session.add(
                ToolCall(**self.mine, turn_id=turn, n=1, position=position, name=name, arguments={}, result={})
            )

    def effect(self, kind: OutboxKind, stream: str, key: str, payload: dict[str, Any], talk: int | None = None) -> int:
        """It went out 20 minutes ago."""
        return self.add(
            Outbox(
                **self.mine,
                stream=stream,
                dedupe_key=key,
                kind=kind,
                conversation_id=talk,
                payload=payload,
                status=OutboxStatus.SENT,
                attempts=1,
                created_at=self.unit.now - timedelta(minutes=20),
                sent_at=self.unit.now - timedelta(minutes=20),
            )
        )

    def add(self, row: Any) -> int:
        """Any row."""
        self.unit.session.add(row)
        self.unit.session.flush()
        row_id: int = row.id
        return row_id
