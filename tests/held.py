"""A held booking with a deposit, written straight into an empty database."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from gateways.database import Database
from models import Policy
from models.ids import BusinessId

BUSINESS = """
INSERT INTO business (name, assistant, timezone, currency, default_language, languages, policy)
VALUES ('Atrévete Peluquería', 'Maite', 'Europe/Madrid', 'EUR', 'es', '{es,en}', %(policy)s)
RETURNING id
"""
CHANNEL = """
INSERT INTO channel (business_id, account_number, inbox_number)
VALUES (%(business)s, 1, 3) RETURNING id
"""
SERVICE = """
INSERT INTO service (business_id, name, category, minutes, price_cents, needs_deposit, active)
VALUES (%(business)s, %(name)s, 'hairdressing', 30, 4000, true, true) RETURNING id
"""
STYLIST = """
INSERT INTO stylist (business_id, name, email, calendar_id, active)
VALUES (%(business)s, %(name)s, %(calendar)s, %(calendar)s, true) RETURNING id
"""
CUSTOMER = """
INSERT INTO customer (business_id, name, surname, language, total_spent_cents, created_at)
VALUES (%(business)s, 'Laura', 'Torres', %(language)s, 0, %(now)s) RETURNING id
"""
CONVERSATION = """
INSERT INTO conversation (business_id, channel_id, number, customer_id, memory, created_at)
VALUES (%(business)s, %(channel)s, %(customer)s, %(customer)s, '{}', %(now)s) RETURNING id
"""
BOOKING = """
INSERT INTO booking (business_id, customer_id, conversation_id, code, status, total_cents,
                     deposit_cents, held_until, created_at)
VALUES (%(business)s, %(customer)s, %(conversation)s, %(code)s, 'held', 8000, %(amount)s,
        %(until)s, %(now)s)
RETURNING id
"""
APPOINTMENT = """
WITH made AS (
    INSERT INTO appointment (business_id, booking_id, customer_id, stylist_id, starts_at, ends_at,
                             during, status, price_cents, deposit_share_cents, calendar_seq,
                             created_at)
    VALUES (%(business)s, %(booking)s, %(customer)s, %(stylist)s, %(start)s, %(end)s,
            tstzmultirange(tstzrange(%(start)s, %(end)s)), 'provisional', 8000, %(amount)s, 1,
            %(now)s)
    RETURNING *
), taken AS (
    INSERT INTO occupancy (business_id, stylist_id, during, kind, appointment_id, lapses_at)
    SELECT business_id, stylist_id, during, 'appointment', id, %(until)s FROM made
), lines AS (
    INSERT INTO appointment_line (business_id, appointment_id, service_id, position, name,
                                  price_cents, minutes)
    SELECT made.business_id, made.id, s.id, s.id, s.name, 4000, 30
    FROM made JOIN service s ON s.business_id = made.business_id
)
SELECT id FROM made
"""
PAYMENT = """
INSERT INTO payment (business_id, booking_id, status, amount_cents, refunded_cents, currency)
VALUES (%(business)s, %(booking)s, 'open', %(amount)s, 0, 'EUR') RETURNING id
"""


@dataclass(frozen=True)
class Held:
    """Ids of what was written; `code` opens /pay/{code}."""

    database: Database
    business_id: BusinessId
    booking_id: int
    appointment_id: int
    payment_id: int
    conversation_id: int
    code: str
    amount_cents: int
    calendar: str

    def one(self, query: str) -> dict[str, object]:
        """The row of a query that may say `%(booking)s`, `%(payment)s` or `%(appointment)s`."""
        ids = {
            "booking": self.booking_id,
            "payment": self.payment_id,
            "appointment": self.appointment_id,
            "conversation": self.conversation_id,
        }
        row = self.database.row(query, ids)
        assert row is not None
        return dict(row)

    def attempts(self) -> list[dict[str, object]]:
        """The payment's attempts, in order."""
        query = "SELECT * FROM payment_attempt WHERE payment_id = %(payment)s ORDER BY number"
        return [dict(row) for row in self.database.rows(query, {"payment": self.payment_id})]


def hold(database: Database, *, minutes: int = 30, language: str | None = None) -> Held:
    """Laura Torres holds a time in four days: 80 €, deposit 16 €. The first makes the salon."""
    now = database.now()
    business = _salon(database)
    code = secrets.token_urlsafe(16)
    values: dict[str, object] = {
        "business": business,
        "now": now,
        "until": now + timedelta(minutes=minutes),
        "start": _later(now),
        "end": _later(now) + timedelta(hours=1),
        "amount": 1600,
        "code": code,
        "language": language,
        "calendar": "marta@salon.example",
        "name": code,
    }
    values["stylist"] = _id(database, STYLIST, values)
    values["channel"] = _id(database, "SELECT id FROM channel", values)
    for name, statement in {
        "customer": CUSTOMER,
        "conversation": CONVERSATION,
        "booking": BOOKING,
        "appointment": APPOINTMENT,
        "payment": PAYMENT,
    }.items():
        values[name] = _id(database, statement, values)
    return Held(
        database=database,
        business_id=business,
        booking_id=_int(values["booking"]),
        appointment_id=_int(values["appointment"]),
        payment_id=_int(values["payment"]),
        conversation_id=_int(values["conversation"]),
        code=code,
        amount_cents=1600,
        calendar=str(values["calendar"]),
    )


def move_clock(database: Database, *, minutes: float) -> None:
    """Domain time jumps ahead."""
    database.rows(
        "UPDATE deployment SET clock_offset = clock_offset + %(by)s",
        {"by": timedelta(minutes=minutes)},
    )


def _salon(database: Database) -> BusinessId:
    known = database.row("SELECT id FROM business")
    if known is not None:
        return BusinessId(known["id"])
    policy = Policy().model_dump_json()
    business = _id(database, BUSINESS, {"policy": policy})
    _id(database, CHANNEL, {"business": business})
    for name in ("Mechas", "Corte"):
        _id(database, SERVICE, {"business": business, "name": name})
    return BusinessId(business)


def _later(now: datetime) -> datetime:
    return now.replace(hour=11, minute=30, second=0, microsecond=0) + timedelta(days=4)


def _id(database: Database, statement: str, values: dict[str, object]) -> int:
    row = database.row(statement, values)
    assert row is not None
    return _int(row["id"])


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
