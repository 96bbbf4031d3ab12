"""The statements that take a stylist's time and give it back. The caller holds the locks, and says what follows.

They run on the unit's own connection as they are: a hold is the dearest command, and rows made here
are not objects of its session.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.booking import AppointmentDraft, BookingDraft
from flows.conversation import TRANSITIONS
from flows.conversation import Event as Told
from gateways.database import Unit
from gateways.statements import rows
from models import Appointment, Conversation
from models.enums import BookingStatus
from models.slot import Slot

CUSTOMER_SPACE = 2
"""First key of the advisory locks on customers. They come before all others, and only holding takes one:
two holds of one customer wait for each other, so that the later one sees what the earlier has taken."""

LOCK_CUSTOMER = "SELECT pg_advisory_xact_lock(%(space)s, %(key)s)"

BEFORE = """
WITH unpaid AS (
    SELECT id FROM booking WHERE customer_id = %(customer)s AND status = 'held'
), lapsed AS (
    SELECT DISTINCT a.booking_id AS id
    FROM unnest(%(stylists)s::bigint[], %(durings)s::tstzmultirange[]) AS w(stylist_id, during)
    JOIN occupancy o ON o.stylist_id = w.stylist_id AND o.during && w.during
    JOIN appointment a ON a.id = o.appointment_id
    WHERE o.lapses_at <= %(now)s
)
SELECT (SELECT id FROM unpaid) AS unpaid_id,
       ARRAY(SELECT l.service_id FROM unpaid u JOIN appointment a ON a.booking_id = u.id
             JOIN appointment_line l ON l.appointment_id = a.id) AS unpaid_services,
       ARRAY(SELECT id FROM lapsed) AS lapsed_ids,
       ARRAY(SELECT DISTINCT stylist_id FROM appointment WHERE booking_id IN (
             SELECT id FROM unpaid UNION SELECT id FROM lapsed)) AS stylist_ids,
       (SELECT count(DISTINCT b.id) FROM booking b JOIN appointment a ON a.booking_id = b.id
        WHERE b.customer_id = %(customer)s AND a.status = 'confirmed' AND a.ends_at > %(now)s
       ) AS confirmed,
       (SELECT count(*) FROM booking
        WHERE customer_id = %(customer)s AND status = 'lapsed' AND closed_at >= %(midnight)s) AS lapses,
       (SELECT count(DISTINCT b.id)
        FROM booking b JOIN payment p ON p.booking_id = b.id JOIN appointment a ON a.booking_id = b.id
        JOIN unnest(%(stylists)s::bigint[], %(durings)s::tstzmultirange[]) AS w(stylist_id, during)
          ON w.stylist_id = a.stylist_id AND w.during && a.during
        WHERE b.customer_id = %(customer)s AND b.status IN ('lapsed', 'cancelled') AND b.closed_at >= %(midnight)s
          AND p.kind = 'deposit' AND p.status = 'withdrawn') AS let_go,
       EXISTS (SELECT FROM unnest(%(stylists)s::bigint[], %(durings)s::tstzmultirange[]) AS w(stylist_id, during)
               JOIN occupancy o ON o.stylist_id = w.stylist_id AND o.during && w.during
               WHERE o.kind = 'waitlist') AS reserved,
       EXISTS (SELECT FROM customer_pack
               WHERE customer_id = %(customer)s OR customer_id = ANY(%(comers)s::bigint[])) AS has_packs,
       EXISTS (SELECT FROM unnest(%(comers)s::bigint[]) AS k(id) LEFT JOIN customer c
               ON c.id = k.id AND c.booked_by_id = %(customer)s WHERE c.id IS NULL) AS strangers
"""

LAPSES = """
SELECT count(*) AS n FROM booking WHERE customer_id = %(customer)s AND status = 'lapsed' AND closed_at >= %(since)s
"""

CLEAR_OFFERS = """
DELETE FROM occupancy o
USING unnest(%(stylists)s::bigint[], %(durings)s::tstzmultirange[]) AS w(stylist_id, during)
WHERE o.stylist_id = w.stylist_id AND o.during && w.during AND o.kind = 'waitlist'
  AND (o.lapses_at <= %(now)s OR o.waitlist_entry_id = %(entry)s::bigint)
"""
"""What the waiting list has reserved there for too long, or for this very customer."""

TAKE = """
WITH draft AS MATERIALIZED (
    SELECT nextval('appointment_id_seq') AS id, d.*
    FROM jsonb_to_recordset(%(appointments)s::jsonb) AS d(
        stylist_id bigint, starts_at timestamptz, ends_at timestamptz, during tstzmultirange,
        customer_id bigint, guest text, price_cents int, deposit_share_cents int, lines jsonb)
), taken AS (
    INSERT INTO occupancy (business_id, stylist_id, during, kind, appointment_id, lapses_at)
    SELECT %(business)s, stylist_id, during, 'appointment', id, %(held_until)s FROM draft
    ON CONFLICT ON CONSTRAINT occupancy_no_overlap DO NOTHING
    RETURNING id
), whole AS MATERIALIZED (
    SELECT nextval('booking_id_seq') AS id
    WHERE (SELECT count(*) FROM taken) = (SELECT count(*) FROM draft)
), booked AS (
    INSERT INTO booking (id, business_id, customer_id, conversation_id, code, status, pack_id,
                         total_cents, deposit_cents, held_until, created_at, closed_at)
    SELECT id, %(business)s, %(customer)s, %(conversation)s, %(code)s, %(status)s, %(pack)s,
           %(total)s, %(deposit)s, %(held_until)s, %(now)s, %(closed_at)s
    FROM whole
), made AS (
    INSERT INTO appointment (id, business_id, booking_id, customer_id, guest, stylist_id, starts_at,
                             ends_at, during, status, price_cents, deposit_share_cents,
                             calendar_seq, created_at)
    SELECT d.id, %(business)s, w.id, coalesce(d.customer_id, %(customer)s), d.guest, d.stylist_id,
           d.starts_at, d.ends_at, d.during,
           %(appointment_status)s, d.price_cents, d.deposit_share_cents, 0, %(now)s
    FROM draft d CROSS JOIN whole w
), lined AS (
    INSERT INTO appointment_line (business_id, appointment_id, service_id, position, name,
                                  price_cents, minutes, gap_from_minutes, gap_minutes)
    SELECT %(business)s, d.id, l.service_id, l.position, l.name, l.price_cents, l.minutes, l.gap_from, l.gap
    FROM draft d CROSS JOIN whole CROSS JOIN jsonb_to_recordset(d.lines) AS l(
        service_id bigint, position int, name text, price_cents int, minutes int, gap_from int, gap int)
), owed AS (
    INSERT INTO payment (business_id, booking_id, status, amount_cents, refunded_cents, currency)
    SELECT %(business)s, id, 'open', %(deposit)s, 0, %(currency)s FROM whole WHERE %(deposit)s > 0
), shown AS (
    INSERT INTO outbox (business_id, stream, dedupe_key, kind, payload, created_at)
    SELECT %(business)s, 'google:' || d.id, 'google:' || d.id || ':0', 'calendar',
           jsonb_build_object('appointment_id', d.id), %(now)s
    FROM draft d CROSS JOIN whole
), told AS (
    UPDATE conversation c
    SET fact_seq = fact_seq + 1, mode = %(modes)s::jsonb ->> c.mode
    FROM whole WHERE c.id = %(conversation)s
)
SELECT w.id AS booking_id, d.id AS appointment_id FROM whole w CROSS JOIN draft d ORDER BY d.id
"""
"""All of it or nothing, the first visit to the stylist's calendar included. A slot that somebody has leaves no row;
of several, one that is free while another is not makes the statement fail, so that the caller's savepoint undoes it."""

CLEAR_OFFERS_OF = """
DELETE FROM occupancy o USING appointment a
WHERE a.booking_id = %(booking)s AND a.status IN ('provisional', 'lapsed') AND o.kind = 'waitlist'
  AND o.stylist_id = a.stylist_id AND o.during && a.during AND o.lapses_at <= %(now)s
"""
"""What the waiting list has reserved for too long in the time of a booking's appointments."""

CLEAR_OVER = """
DELETE FROM occupancy o USING appointment a
WHERE a.booking_id = %(booking)s AND o.stylist_id = a.stylist_id AND o.during && a.during
  AND o.kind = 'waitlist' AND o.lapses_at <= %(now)s
"""

RETAKE = """
INSERT INTO occupancy (business_id, stylist_id, during, kind, appointment_id)
SELECT business_id, stylist_id, during, 'appointment', id FROM appointment
WHERE booking_id = %(booking)s AND status IN ('provisional', 'lapsed')
ON CONFLICT ON CONSTRAINT occupancy_no_overlap DO NOTHING
RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a hold: the customer's unpaid booking, lapsed holds in the way, all their stylists."""

    unpaid_id: int | None
    unpaid_services: tuple[int, ...]
    lapsed_ids: frozenset[int]
    stylist_ids: frozenset[int]
    confirmed: int
    """The customer's confirmed bookings still to come."""
    lapses: int
    """How many of her holds have run out since midnight."""
    let_go: int
    """How often since midnight she has held some of this very time and not paid for it, however that ended."""
    reserved: bool
    """The waiting list has reserved some of that time, for her or somebody else, perhaps too long ago."""
    has_packs: bool
    """She, or somebody she books for, has bought session packs."""
    strangers: bool
    """It is for somebody she does not book for."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The rows that were made."""

    booking_id: int
    appointment_ids: tuple[int, ...]


def lock_customer(unit: Unit, customer_id: int) -> None:
    """One hold of this customer at a time, until the transaction ends."""
    rows(unit, LOCK_CUSTOMER, {"space": CUSTOMER_SPACE, "key": customer_id % 2**31})


def before(unit: Unit, customer_id: int, draft: BookingDraft, midnight: datetime) -> Before:
    """Read without locks: what it names has to be locked and looked at again."""
    comers = [one.customer_id for one in draft.appointments if one.customer_id not in (None, customer_id)]
    values = _wanted(draft) | {"customer": customer_id, "comers": comers, "midnight": midnight, "now": unit.now}
    (row,) = rows(unit, BEFORE, values)
    lapsed = frozenset(row.lapsed_ids) - {row.unpaid_id}
    services, stylists = tuple(row.unpaid_services), frozenset(row.stylist_ids)
    counts = (row.confirmed, row.lapses, row.let_go, row.reserved, row.has_packs, row.strangers)
    return Before(row.unpaid_id, services, lapsed, stylists, *counts)


def lapses_since(unit: Unit, customer_id: int, moment: datetime) -> int:
    """How many of her holds have run out since then."""
    unit.session.flush()
    (row,) = rows(unit, LAPSES, {"customer": customer_id, "since": moment})
    found: int = row.n
    return found


def clear_offers(unit: Unit, draft: BookingDraft, entry_id: int | None) -> None:
    """Takes away what the waiting list has reserved in that time for nobody any more, or for this customer."""
    rows(unit, CLEAR_OFFERS, _wanted(draft) | {"entry": entry_id, "now": unit.now})


def take(
    unit: Unit, draft: BookingDraft, code: str, customer_id: int, conversation_id: int | None, currency: str
) -> Taken | None:
    """Writes the booking with everything that belongs to it; None when somebody has the slot.

    Raises the conversation's `fact_seq` and moves its mode.
    """
    event = Told.HELD if draft.status is BookingStatus.HELD else Told.CONFIRMED
    unit.session.flush()
    made = rows(
        unit,
        TAKE,
        {
            "appointments": json.dumps([_recorded(one) for one in draft.appointments]),
            "business": unit.business_id,
            "customer": customer_id,
            "conversation": conversation_id,
            "code": code,
            "status": draft.status.value,
            "appointment_status": draft.appointment_status.value,
            "pack": draft.pack_id,
            "total": draft.total.cents,
            "deposit": draft.deposit.cents,
            "currency": currency,
            "held_until": draft.held_until,
            "closed_at": None if draft.held_until else unit.now,
            "now": unit.now,
            "modes": json.dumps({mode.value: to.value for mode, to in TRANSITIONS[event].items()}),
        },
    )
    for known in unit.session.identity_map.values():
        if isinstance(known, Conversation) and known.id == conversation_id:
            unit.session.expire(known)  # the statement has changed it
    if not made:
        return None
    if conversation_id is not None:
        unit.raised_by_statement(conversation_id)
    return Taken(made[0].booking_id, tuple(row.appointment_id for row in made))


def retake(unit: Unit, booking_id: int, count: int) -> bool:
    """Takes the time of a booking's appointments again, for good. False when somebody has some of it:
    the caller's savepoint then undoes the rest. What the waiting list reserved there for too long does not count."""
    rows(unit, CLEAR_OFFERS_OF, {"booking": booking_id, "now": unit.now})
    rows(unit, CLEAR_OVER, {"booking": booking_id, "now": unit.now})
    return len(rows(unit, RETAKE, {"booking": booking_id})) == count


def keep(unit: Unit, appointments: Collection[Appointment]) -> bool:
    """Makes held time theirs for good. False when it is not (all) theirs any more."""
    kept = rows(
        unit,
        "UPDATE occupancy SET lapses_at = NULL WHERE appointment_id = ANY(%(ids)s) RETURNING id",
        {"ids": [one.id for one in appointments]},
    )
    return len(kept) == len(appointments)


def give_back(unit: Unit, appointments: Sequence[Appointment]) -> None:
    """Frees their time."""
    unit.freed = True
    ids = [one.id for one in appointments]
    rows(unit, "DELETE FROM occupancy WHERE appointment_id = ANY(%(ids)s)", {"ids": ids})


def multirange(slots: Iterable[Slot]) -> str:
    """As PostgreSQL reads it."""
    return "{" + ",".join(f"[{one.start.isoformat()},{one.end.isoformat()})" for one in slots) + "}"


def _wanted(draft: BookingDraft) -> dict[str, Any]:
    return {
        "stylists": [one.stylist_id for one in draft.appointments],
        "durings": [multirange(one.worked) for one in draft.appointments],
    }


def _recorded(one: AppointmentDraft) -> dict[str, Any]:
    return {
        "stylist_id": one.stylist_id,
        "customer_id": one.customer_id,
        "guest": one.guest,
        "starts_at": one.slot.start.isoformat(),
        "ends_at": one.slot.end.isoformat(),
        "during": multirange(one.worked),
        "price_cents": one.quote.total.cents,
        "deposit_share_cents": one.deposit_share.cents,
        "lines": [
            {
                "service_id": line.service_id,
                "position": position,
                "name": line.name,
                "price_cents": line.charged.cents,
                "minutes": line.lasts,
                "gap_from": line.gap_from,
                "gap": line.gap,
            }
            for position, line in enumerate(one.quote.lines)
        ],
    }
