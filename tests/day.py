"""A Monday in the demo salon, written straight into its database: what the pages of /admin show."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy.dialects.postgresql import Range as Range
from sqlmodel import col, select

from gateways.clock import machine_now
from gateways.database import Database, Unit
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
    Offer,
    Outbox,
    Payment,
    Round,
    Service,
    Stylist,
    ToolCall,
    Turn,
)
from models.enums import (
    AppointmentStatus,
    Author,
    BookingStatus,
    ContentKind,
    ConversationMode,
    Handling,
    HandoverReason,
    IdentityKind,
    InboxKind,
    LedgerKind,
    OccupancyKind,
    OutboxKind,
    OutboxStatus,
    PaymentStatus,
    Source,
    TurnOutcome,
    TurnStep,
)
from models.ids import BusinessId
from models.moment import at, local
from tasks.seed import seed

MADRID = "Europe/Madrid"
NASTY = "<script>alert('hola')</script> =cmd|'/c calc'!A1 **¿tenéis hora?** 🙂 مرحبا"


BUSINESS = """
WITH made AS (
    INSERT INTO business (name, assistant, timezone, currency, default_language, languages, policy)
    VALUES (%(name)s, 'Maite', 'Europe/Madrid', 'EUR', 'es', '{es,en}', '{}') RETURNING id
)
INSERT INTO channel (business_id, account_number, inbox_number)
SELECT id, %(account)s, 3 FROM made RETURNING business_id
"""


def empty_salon(database: Database, name: str = "Salón vacío", account: int = 1) -> BusinessId:
    """A business with an inbox and nothing else."""
    row = database.row(BUSINESS, {"name": name, "account": account})
    assert row is not None
    return BusinessId(row["business_id"])


@dataclass
class Day:
    """The salon at 10:40 on the coming Monday."""

    database: Database
    business_id: BusinessId
    now: datetime
    ids: dict[str, int]


def monday(database: Database) -> Day:
    """Seeds the salon, moves domain time to the coming Monday 10:40, fills the day."""
    business_id = seed(database)
    today = local(machine_now(), MADRID).date()
    day = today + timedelta(days=7 - today.weekday())
    database.rows(
        "UPDATE deployment SET clock_offset = %(offset)s",
        {"offset": at(day, time(10, 40), MADRID) - machine_now()},
    )
    with database.unit(business_id) as unit:
        ids = _Writer(unit).write()
        unit.commit()
        return Day(database, business_id, unit.now, ids)


class _Writer:
    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.day = local(unit.now, MADRID).date()
        self.ids: dict[str, int] = {}
        self.channel = unit.session.exec(select(Channel)).one().id or 0
        self.stylists = {row.name: row.id or 0 for row in unit.session.exec(select(Stylist))}
        self.services = {row.name: row for row in unit.session.exec(select(Service).order_by(col(Service.name)))}

    def write(self) -> dict[str, int]:
        confirmed, held = BookingStatus.CONFIRMED, BookingStatus.HELD
        for name, surname, stylist, clock, services, status in (
            ("Laura", "Torres", "Marta", "12:30", ("MECHAS", "CORTAR"), confirmed),
            ("Beatriz", "Gil", "Lucas", "10:00", ("CORTAR",), confirmed),
            ("Carmen", "Soler", "Marta", "9:45", ("PEINADO",), confirmed),
            ("Raquel", "Vidal", "Pilar", "11:00", ("CORTAR", "INFOACTIVO SENSITIVO"), confirmed),
            ("Andrés", "Peña", "Víctor", "17:00", ("CORTE CABALLERO",), confirmed),
            ("Patricia", "López de la Fuente", "Marta", "16:00", ("BARRO GOLD",), held),
            ("Lucía", "Ramos", "Rosa", "18:15", ("BIOTERAPIA FACIAL",), confirmed),
        ):
            self._booking(name, surname, stylist, clock, services, status)
        self._booking("Julia", "Mora", "Ana", "10:00", ("CORTAR",), confirmed, days=2)
        self._booking("Marta", "Cano", "Sara", "11:00", ("CORTAR",), BookingStatus.LAPSED)
        self._booking("Elena", "Prat", "Pilar", "9:30", ("MECHAS",), confirmed, days=-4)
        self._talk()
        self._handover()
        return self.ids

    def _booking(
        self,
        name: str,
        surname: str,
        stylist: str,
        clock: str,
        wanted: tuple[str, ...],
        status: BookingStatus,
        days: int = 0,
    ) -> None:
        customer = self._customer(name, surname)
        services = [self._service(wish) for wish in wanted]
        total = sum(service.price_cents for service in services)
        starts = at(self.day + timedelta(days=days), time.fromisoformat(clock.zfill(5)), MADRID)
        ends = starts + timedelta(minutes=sum(service.minutes for service in services))
        live = status in (BookingStatus.HELD, BookingStatus.CONFIRMED)
        held = status is BookingStatus.HELD
        booking = self._add(
            Booking(
                **self._mine(),
                customer_id=customer,
                code=f"code-{name}-{clock}",
                status=status,
                total_cents=total,
                deposit_cents=total // 5,
                held_until=self.unit.now + timedelta(minutes=12 if held else -60),
                created_at=self.unit.now - timedelta(hours=5, minutes=len(self.ids)),
                closed_at=None if held else self.unit.now - timedelta(hours=4),
            )
        )
        states = {
            BookingStatus.HELD: AppointmentStatus.PROVISIONAL,
            BookingStatus.CONFIRMED: AppointmentStatus.CONFIRMED,
            BookingStatus.LAPSED: AppointmentStatus.LAPSED,
        }
        during: list[Range[datetime]] = [Range(starts, ends)]
        appointment = self._add(
            Appointment(
                **self._mine(),
                booking_id=booking,
                customer_id=customer,
                stylist_id=self.stylists[stylist],
                starts_at=starts,
                ends_at=ends,
                during=during,
                status=states[status],
                price_cents=total,
                deposit_share_cents=total // 5,
                created_at=self.unit.now - timedelta(hours=5),
            )
        )
        for position, service in enumerate(services):
            self._add(
                AppointmentLine(
                    **self._mine(),
                    appointment_id=appointment,
                    service_id=service.id or 0,
                    position=position,
                    name=service.name,
                    price_cents=service.price_cents,
                    minutes=service.minutes,
                )
            )
        if live:
            self._add(
                Occupancy(
                    **self._mine(),
                    stylist_id=self.stylists[stylist],
                    during=during,
                    kind=OccupancyKind.APPOINTMENT,
                    appointment_id=appointment,
                )
            )
            self._effect(OutboxKind.CALENDAR, f"google:{appointment}", f"google:{appointment}:1", {})
        paid_at = self.unit.now - timedelta(hours=4) if live and not held else None
        payment = self._add(
            Payment(
                **self._mine(),
                booking_id=booking,
                status=PaymentStatus.PAID if paid_at else PaymentStatus.OPEN,
                amount_cents=total // 5,
                currency="EUR",
                payment_intent=f"pi_{booking}" if paid_at else None,
                paid_at=paid_at,
            )
        )
        if paid_at:
            key, cents = f"captured:pi_{booking}", total // 5
            enter(self.unit, LedgerKind.CAPTURED, key, cents, payment_id=payment, booking_id=booking)
        self.ids |= {f"booking {name}": booking, f"appointment {name}": appointment}

    def _talk(self) -> None:
        """A conversation that the assistant leads: two questions, two answers, an offer."""
        customer = self.ids["customer Laura"]
        talk = self._conversation(101, customer, mode=ConversationMode.BOOKED)
        for number, (asked, answered) in enumerate(
            (
                ("quiero hacerme mechas el viernes", "¡Hola, Laura! Tengo **10:30** con Pilar."),
                (NASTY, "A las 12:30 con Marta entonces."),
            )
        ):
            real = machine_now() - timedelta(minutes=3 - number)
            turn = self._add(
                Turn(
                    **self._mine(),
                    conversation_id=talk,
                    step=TurnStep.DONE,
                    outcome=TurnOutcome.REPLIED,
                    opened_at=real,
                    published_at=real,
                    closed_at=real + timedelta(seconds=3),
                )
            )
            self._message(talk, number, asked, turn)
            self._round(turn)
            reply = self._effect(OutboxKind.REPLY, f"chatwoot:{talk}", f"reply:{turn}", {"text": answered}, talk)
            self.ids[f"turn {number}"] = turn
        self._add(
            Offer(
                **self._mine(),
                conversation_id=talk,
                turn_id=turn,
                code="a1",
                stylist_id=self.stylists["Marta"],
                starts_at=at(self.day, time(12, 30), MADRID),
                ends_at=at(self.day, time(13, 30), MADRID),
                service_ids=[self._service("MECHAS").id or 0],
                made_at=self.unit.now,
                shown_in=reply,
            )
        )
        self.ids["talk"] = talk

    def _handover(self) -> None:
        """A conversation with a person: nobody has answered yet, and a mail has failed."""
        customer = self._customer(None, None)
        talk = self._conversation(
            102,
            customer,
            mode=ConversationMode.WITH_PERSON,
            handed_over_at=self.unit.now - timedelta(minutes=25),
            handover_reason=HandoverReason.MEDICAL,
        )
        self._message(talk, 7, "¿Puedo teñirme estando embarazada?", None)
        note = {"text": "Consulta médica: hay que contestar a esta clienta."}
        self._effect(OutboxKind.NOTE, f"chatwoot:{talk}", f"handover:{talk}", note, talk)
        failed = self._effect(OutboxKind.MAIL, "mail:1", "mail:1", {"subject": "Cita"})
        row = self.unit.session.get(Outbox, failed)
        assert row is not None
        row.status, row.reason, row.sent_at = OutboxStatus.FAILED, "550 mailbox unavailable", None
        self.ids |= {"handover": talk, "failed": failed}

    def _conversation(self, number: int, customer: int, **more: Any) -> int:
        return self._add(
            Conversation(
                **self._mine(),
                channel_id=self.channel,
                number=number,
                customer_id=customer,
                last_customer_at=self.unit.now - timedelta(minutes=25),
                created_at=self.unit.now - timedelta(minutes=30),
                **more,
            )
        )

    def _message(self, talk: int, number: int, text: str, turn: int | None) -> None:
        self._add(
            Inbox(
                **self._mine(),
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

    def _round(self, turn: int) -> None:
        self.unit.session.add(
            Round(
                business_id=self.unit.business_id,
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
                ToolCall(
                    business_id=self.unit.business_id,
                    turn_id=turn,
                    n=1,
                    position=position,
                    name=name,
                    arguments={},
                    result={},
                )
            )

    def _effect(self, kind: OutboxKind, stream: str, key: str, payload: dict[str, Any], talk: int | None = None) -> int:
        return self._add(
            Outbox(
                **self._mine(),
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

    def _customer(self, name: str | None, surname: str | None) -> int:
        customer = self._add(
            Customer(**self._mine(), name=name, surname=surname, language="es", created_at=self.unit.now)
        )
        self.ids[f"customer {name}"] = customer
        self._add(
            CustomerIdentity(
                **self._mine(),
                customer_id=customer,
                kind=IdentityKind.PHONE,
                value=f"+346001112{customer:02}",
            )
        )
        return customer

    def _service(self, wanted: str) -> Service:
        return next(row for name, row in self.services.items() if name.upper().startswith(wanted))

    def _mine(self) -> dict[str, Any]:
        return {"business_id": self.unit.business_id}

    def _add(self, row: Any) -> int:
        self.unit.session.add(row)
        self.unit.session.flush()
        row_id: int = row.id
        return row_id
