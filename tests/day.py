"""A Monday in the demo salon, written straight into its database: what the pages of /admin show."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from gateways.clock import machine_now
from gateways.database import Database, Unit
from models import Offer, Outbox, Turn
from models.enums import (
    BookingStatus,
    ConversationMode,
    HandoverReason,
    OutboxKind,
    OutboxStatus,
    TurnOutcome,
    TurnStep,
)
from models.ids import BusinessId
from models.moment import at, local
from tasks.seed import seed
from tests.day_rows import DayRows

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
        ids = _Monday(unit).write()
        unit.commit()
        return Day(database, business_id, unit.now, ids)


class _Monday:
    """What stands in the books on that day; remembers ids by what they are of."""

    def __init__(self, unit: Unit) -> None:
        self.unit, self.rows = unit, DayRows(unit)
        self.day = local(unit.now, MADRID).date()
        self.ids: dict[str, int] = {}

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
        """A customer with one appointment, whose deposit is paid if it is confirmed."""
        customer = self._customer(name, surname)
        services = [self.rows.service(wish) for wish in wanted]
        total = sum(service.price_cents for service in services)
        starts = at(self.day + timedelta(days=days), time.fromisoformat(clock.zfill(5)), MADRID)
        booking = self.rows.booking(customer, f"code-{name}-{clock}", status, total, minutes_old=len(self.ids))
        appointment = self.rows.appointment(booking, customer, stylist, starts, services, status)
        self.rows.deposit(booking, total // 5, paid=status is BookingStatus.CONFIRMED)
        self.ids |= {f"booking {name}": booking, f"appointment {name}": appointment}

    def _talk(self) -> None:
        """A conversation that the assistant leads: two questions, two answers, an offer."""
        rows, mine = self.rows, self.rows.mine
        talk = rows.conversation(101, self.ids["customer Laura"], mode=ConversationMode.BOOKED)
        for number, (asked, answered) in enumerate(
            (
                ("quiero hacerme mechas el viernes", "¡Hola, Laura! Tengo **10:30** con Pilar."),
                (NASTY, "A las 12:30 con Marta entonces."),
            )
        ):
            real = machine_now() - timedelta(minutes=3 - number)
            turn = rows.add(
                Turn(
                    **mine,
                    conversation_id=talk,
                    step=TurnStep.DONE,
                    outcome=TurnOutcome.REPLIED,
                    opened_at=real,
                    published_at=real,
                    closed_at=real + timedelta(seconds=3),
                )
            )
            rows.message(talk, number, asked, turn)
            rows.round(turn)
            reply = rows.effect(OutboxKind.REPLY, f"chatwoot:{talk}", f"reply:{turn}", {"text": answered}, talk)
            self.ids[f"turn {number}"] = turn
        rows.add(
            Offer(
                **mine,
                conversation_id=talk,
                turn_id=turn,
                code="a1",
                stylist_id=rows.stylists["Marta"],
                starts_at=at(self.day, time(12, 30), MADRID),
                ends_at=at(self.day, time(13, 30), MADRID),
                service_ids=[rows.service("MECHAS").id or 0],
                made_at=self.unit.now,
                shown_in=reply,
            )
        )
        self.ids["talk"] = talk

    def _handover(self) -> None:
        """A conversation with a person: nobody has answered yet, and a mail has failed."""
        talk = self.rows.conversation(
            102,
            self._customer(None, None),
            mode=ConversationMode.WITH_PERSON,
            handed_over_at=self.unit.now - timedelta(minutes=25),
            handover_reason=HandoverReason.MEDICAL,
        )
        self.rows.message(talk, 7, "¿Puedo teñirme estando embarazada?", None)
        note = {"text": "Consulta médica: hay que contestar a esta clienta."}
        self.rows.effect(OutboxKind.NOTE, f"chatwoot:{talk}", f"handover:{talk}", note, talk)
        failed = self.rows.effect(OutboxKind.MAIL, "mail:1", "mail:1", {"subject": "Cita"})
        row = self.unit.session.get(Outbox, failed)
        assert row is not None
        row.status, row.reason, row.sent_at = OutboxStatus.FAILED, "550 mailbox unavailable", None
        self.ids |= {"handover": talk, "failed": failed}

    def _customer(self, name: str | None, surname: str | None) -> int:
        customer = self.rows.customer(name, surname)
        self.ids[f"customer {name}"] = customer
        return customer
