"""Such salons as rows: a business each, all in one database, each written by two statements."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flows.catalogue import Catalogue
from gateways.catalogue import load
from gateways.database import Database
from models.business import Policy
from models.ids import BusinessId
from tests.calendars.made import STYLISTS, Salon, Taken

BUSINESS = """
WITH b AS (
    INSERT INTO business (name, assistant, timezone, currency, default_language, languages, holiday_region, policy)
    VALUES ('Salon', 'Maite', 'Europe/Madrid', 'EUR', 'es', '{es}', %(region)s, %(policy)s) RETURNING id
), s AS (
    INSERT INTO stylist (business_id, name, active)
    SELECT b.id, 'S' || n, true FROM b, generate_series(0, %(stylists)s - 1) AS n ORDER BY n RETURNING id, name
), o AS (
    INSERT INTO opening_hours (business_id, weekday, opens, closes)
    SELECT b.id, weekday, opens, closes
    FROM b, jsonb_to_recordset(%(opening)s) AS o(weekday int, opens time, closes time)
), h AS (
    INSERT INTO stylist_hours (business_id, stylist_id, weekday, starts, ends)
    SELECT b.id, s.id, weekday, opens, closes
    FROM b, jsonb_to_recordset(%(own)s) AS o(stylist int, weekday int, opens time, closes time)
    JOIN s ON s.name = 'S' || o.stylist
), k AS (
    INSERT INTO skill (business_id, stylist_id, category)
    SELECT b.id, s.id, CASE WHEN s.name = ANY(%(skilled)s) THEN 'hairdressing' ELSE 'aesthetics' END FROM b, s
), c AS (
    INSERT INTO closure (business_id, day, reason)
    SELECT b.id, day, 'Closed' FROM b, unnest(%(closures)s::date[]) AS day
), t AS (
    INSERT INTO channel (business_id, account_number, inbox_number) SELECT id, 1, id FROM b
)
SELECT b.id AS business, (SELECT array_agg(s.id ORDER BY s.name) FROM s) AS stylists FROM b
"""

TAKEN = """
WITH t AS MATERIALIZED (
    SELECT t.*, lower(during) AS starts_at, upper(during) AS ends_at,
           nextval('customer_id_seq') AS customer_id, nextval('booking_id_seq') AS booking_id,
           nextval('appointment_id_seq') AS appointment_id, nextval('conversation_id_seq') AS conversation_id,
           nextval('waitlist_entry_id_seq') AS entry_id
    FROM jsonb_to_recordset(%(taken)s) AS t(
        number int, stylist_id bigint, kind text, during tstzmultirange, lapses_at timestamptz)
), customers AS (
    INSERT INTO customer (id, business_id, total_spent_cents, created_at)
    SELECT customer_id, %(business)s, 0, %(now)s FROM t WHERE kind IN ('appointment', 'waitlist')
), bookings AS (
    INSERT INTO booking (id, business_id, customer_id, code, status, total_cents, deposit_cents, held_until, created_at)
    SELECT booking_id, %(business)s, customer_id, 'c' || booking_id,
           CASE WHEN lapses_at IS NULL THEN 'confirmed' ELSE 'held' END, 2620, 524, lapses_at, %(now)s
    FROM t WHERE kind = 'appointment'
), appointments AS (
    INSERT INTO appointment (id, business_id, booking_id, customer_id, stylist_id, starts_at, ends_at, during, status,
                             price_cents, deposit_share_cents, calendar_seq, created_at)
    SELECT appointment_id, %(business)s, booking_id, customer_id, stylist_id, starts_at, ends_at, during,
           CASE WHEN lapses_at IS NULL THEN 'confirmed' ELSE 'provisional' END, 2620, 524, 0, %(now)s
    FROM t WHERE kind = 'appointment'
), conversations AS (
    INSERT INTO conversation (id, business_id, channel_id, number, customer_id, created_at)
    SELECT conversation_id, %(business)s, (SELECT id FROM channel WHERE business_id = %(business)s), conversation_id,
           customer_id, %(now)s
    FROM t WHERE kind = 'waitlist'
), entries AS (
    INSERT INTO waitlist_entry (id, business_id, customer_id, conversation_id, service_ids, first_day, last_day, part,
                                status, offered_until, created_at)
    SELECT entry_id, %(business)s, customer_id, conversation_id, '{1}', '2026-01-01', '2026-01-01', 'any', 'offered',
           coalesce(lapses_at, %(now)s), %(now)s
    FROM t WHERE kind = 'waitlist'
), occupied AS (
    INSERT INTO occupancy (business_id, stylist_id, during, kind, appointment_id, waitlist_entry_id, lapses_at)
    SELECT %(business)s, stylist_id, during, kind, CASE kind WHEN 'appointment' THEN appointment_id END,
           CASE kind WHEN 'waitlist' THEN entry_id END, lapses_at
    FROM t WHERE kind IN ('appointment', 'waitlist', 'block')
), off AS (
    INSERT INTO time_off (business_id, stylist_id, starts_at, ends_at)
    SELECT %(business)s, stylist_id, starts_at, ends_at FROM t WHERE kind = 'time_off'
), busy AS (
    INSERT INTO busy_time (business_id, stylist_id, event, starts_at, ends_at)
    SELECT %(business)s, stylist_id, 'e' || number, starts_at, ends_at FROM t WHERE kind = 'busy_time'
)
SELECT number, appointment_id, entry_id FROM t ORDER BY number
"""


@dataclass(frozen=True)
class Stored:
    """A salon in the database: ids of its stylists, and of the appointment or waiting-list place behind each row."""

    salon: Salon
    business_id: BusinessId
    stylists: list[int]
    appointments: list[int]
    entries: list[int]
    catalogue: Catalogue


def store(database: Database, salon: Salon) -> Stored:
    """Writes it, and reads its catalogue as the product does."""
    policy = Policy(
        slot_step_minutes=salon.step,
        lead_minutes=salon.lead,
        horizon_days=salon.horizon,
        buffer_minutes=salon.buffer,
        offers_shown=2,
    )
    row = database.row(
        BUSINESS,
        {
            "region": "ES-MD" if salon.keeps_holidays else None,
            "policy": policy.model_dump_json(),
            "stylists": STYLISTS,
            "opening": _hours([salon.opening]),
            "own": _hours(salon.own),
            "skilled": [f"S{n}" for n in range(STYLISTS) if salon.skilled[n]],
            "closures": sorted(salon.closures),
        },
    )
    assert row is not None
    taken = [_row(number, row["stylists"], one) for number, one in enumerate(salon.taken)]
    values = {"business": row["business"], "now": salon.now, "taken": json.dumps(taken)}
    found = database.rows(TAKEN, values)
    return Stored(
        salon,
        row["business"],
        row["stylists"],
        [one["appointment_id"] for one in found],
        [one["entry_id"] for one in found],
        load(database, row["business"], salon.now),
    )


def _hours(weeks: Any) -> str:
    return json.dumps(
        [
            {"stylist": n, "weekday": weekday, "opens": str(opens), "closes": str(closes)}
            for n, week in enumerate(weeks)
            for weekday, hours in week.items()
            for opens, closes in hours
        ]
    )


def _row(number: int, stylists: list[int], one: Taken) -> dict[str, Any]:
    ranges = ",".join(f"[{_told(start)},{_told(end)})" for start, end in one.stretches)
    lapses_at = None if one.lapses_at is None else _told(one.lapses_at)
    return {
        "number": number,
        "stylist_id": stylists[one.stylist],
        "kind": one.kind,
        "during": "{" + ranges + "}",
        "lapses_at": lapses_at,
    }


def _told(minute: int) -> str:
    return datetime.fromtimestamp(60 * minute, UTC).isoformat()
