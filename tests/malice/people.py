"""Customers of two salons, each with something that nobody else may ever read."""

from dataclasses import dataclass
from datetime import timedelta

from psycopg.types.json import Jsonb
from sqlmodel import col, select

from flows.availability import SlotAsk
from flows.catalogue import Catalogue
from flows.plan import Part, Plan
from flows.quotes import quote
from gateways.catalogue import load
from gateways.database import Database, Unit
from gateways.slots import search
from models import Payment
from models.ids import BusinessId
from tasks.commands.hold import Held, hold
from tasks.commands.pay import mark_paid

NAMES = (
    ("Zafirina", "Quintelmo"),
    ("Belisaria", "Ordavaz"),
    ("Nicanora", "Yáñerriz"),
    ("Jacobeta", "Uxmalino"),
    ("Wilfreda", "Tremondi"),
    ("Oristela", "Fauvergne"),
    ("Gumersinda", "Ibarlucea"),
)
NOBODY_YET = ("Hermelanda", "Quirosgato")
"""Somebody who has written before and never booked."""
CUSTOMER = """
WITH known AS (
    INSERT INTO customer (business_id, name, surname, language, total_spent_cents, privacy_notice_at, created_at)
    VALUES (%(business)s, %(name)s, %(surname)s, 'es', 0, now(), now()) RETURNING id
), brought AS (
    INSERT INTO customer (business_id, name, surname, language, total_spent_cents, booked_by_id, created_at)
    SELECT %(business)s, %(guest)s, %(surname)s, 'es', 0, id, now() FROM known RETURNING id
), reached AS (
    INSERT INTO customer_identity (business_id, customer_id, kind, value)
    SELECT %(business)s, id, 'phone', %(phone)s FROM known
), talk AS (
    INSERT INTO conversation (business_id, channel_id, number, customer_id, memory, created_at)
    SELECT %(business)s, (SELECT id FROM channel WHERE business_id = %(business)s), %(number)s, id, %(memory)s, now()
    FROM known RETURNING id, customer_id
), said AS (
    INSERT INTO inbox (business_id, source, key, kind, conversation_id, author, content, text, message_number, phone,
                       received_at, handled_at, handled_as)
    SELECT %(business)s, 'chatwoot', 'first-' || id, 'message', id, 'customer', 'text', %(note)s, 1, %(phone)s,
           now(), now(), 'person' FROM talk
)
SELECT talk.id AS conversation, customer_id AS customer, brought.id AS companion FROM talk, brought
"""


@dataclass(frozen=True)
class Person:
    """A customer with a conversation, an appointment that stands, and secrets."""

    business_id: BusinessId
    customer: int
    conversation: int
    secrets: tuple[str, ...]
    """Her name, her companion's, her phone, what she wrote once, what the house has noted of her."""


def person(database: Database, business_id: BusinessId, n: int) -> Person:
    """The n-th of `NAMES`, known to that salon for long; beyond them one who has no appointments."""
    name, surname = (*NAMES, NOBODY_YET)[n]
    phone, note, summary = f"+3469900000{n}", f"mi clave es esmeralda-{n}{n}{n}", f"Le gusta el té de cardamomo-{n}{n}"
    row = database.row(
        CUSTOMER,
        {
            "business": business_id,
            "name": name,
            "surname": surname,
            "guest": f"{name}ita",
            "phone": phone,
            "number": 900 + n,
            "note": note,
            "memory": Jsonb({"summary": summary}),
        },
    )
    assert row is not None
    known = Person(business_id, row["customer"], row["conversation"], (name, surname, phone, note, summary))
    if n < len(NAMES):
        _book(database, known, row["companion"], n)
    return known


def _book(database: Database, known: Person, companion: int, n: int) -> None:
    """Two appointments that stand, for her companion and for herself, far enough away to be moved and cancelled."""
    for nth in range(2):
        now = database.now()
        catalogue = load(database, known.business_id, now)
        services = sorted(one.id for one in catalogue.services.values() if one.price.cents > 0)
        quoted = quote(catalogue, [services[(7 * n + 3 * nth) % len(services)]])
        day = (now + timedelta(days=(8, 10, 11)[n % 3] + 14 * nth)).date()
        answer = search(database, catalogue, SlotAsk.of(quoted, date=day), now)
        option = answer.options[-1]
        who = None if nth else companion
        plan = Plan((Part(option.stylist_id, option.slot.start, quoted.service_ids, customer_id=who),))
        with database.unit(known.business_id) as unit:
            held = hold(unit, catalogue, known.conversation, known.customer, plan)
            if isinstance(held, Held):
                pay(unit, catalogue, held.booking_id)
            unit.commit()


def pay(unit: Unit, catalogue: Catalogue, booking_id: int) -> None:
    """Her deposit arrives."""
    owed = select(Payment).where(Payment.booking_id == booking_id, col(Payment.paid_at).is_(None))
    payment = unit.session.exec(owed).first()
    if payment is not None and payment.id is not None:
        mark_paid(unit, catalogue, payment.id, f"pi_{payment.id}", payment.amount_cents, f"cs_{payment.id}")
