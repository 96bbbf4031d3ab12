"""Rows for the lists of /admin that nothing on the Monday of `tests.day` writes."""

from datetime import timedelta
from typing import Any

from psycopg.types.json import Jsonb

from models.moment import local
from tests.day import MADRID, Day

SAID = [
    {"from": "customer", "text": "¿me podéis dar hora?", "at": "2026-11-20T10:00:00+00:00"},
    {"from": "bot", "text": "**¡Hasta el martes!**", "at": "2026-11-20T10:01:00+00:00"},
]


def write_records(day: Day) -> None:
    """A block, a wait, a reminder, an archived talk, a session pack half used, what Claude cost, a change by staff."""
    ids, today = day.ids, local(day.now, MADRID).date()

    def run(statement: str, **values: Any) -> None:
        day.database.rows(statement, {"business": day.business_id, "now": day.now} | values)

    run(
        """INSERT INTO occupancy (business_id, stylist_id, during, kind, note)
           SELECT %(business)s, id, tstzmultirange(tstzrange(%(now)s + interval '140 minutes',
                  %(now)s + interval '200 minutes')), 'block', 'Dentista' FROM stylist WHERE name = 'Ana'"""
    )
    run(
        """INSERT INTO waitlist_entry (business_id, customer_id, conversation_id, service_ids, first_day, last_day,
                                       part, stylist_id, created_at)
           SELECT %(business)s, %(customer)s, %(talk)s, ARRAY(SELECT id FROM service WHERE upper(name) = 'CORTAR'),
                  %(first)s, %(last)s, 'afternoon', (SELECT id FROM stylist WHERE name = 'Marta'), %(now)s""",
        customer=ids["customer Beatriz"],
        talk=ids["talk"],
        first=today,
        last=today + timedelta(days=4),
    )
    run(
        """INSERT INTO reminder (business_id, booking_id, starts_at, due_at, status, sent_at)
           SELECT %(business)s, booking_id, starts_at, starts_at - interval '48 hours', 'sent',
                  starts_at - interval '48 hours' FROM appointment WHERE id = %(id)s""",
        id=ids["appointment Laura"],
    )
    run(
        """INSERT INTO conversation_history (business_id, conversation_id, customer_id, started_at, ended_at,
                                             archived_at, messages, memory)
           VALUES (%(business)s, %(talk)s, %(customer)s, %(now)s, %(now)s, %(now)s, %(said)s, '{}')""",
        talk=ids["talk"],
        customer=ids["customer Beatriz"],
        said=Jsonb(SAID),
    )
    run(
        """WITH bought AS (
               INSERT INTO customer_pack (business_id, customer_id, session_pack_id, service_id, booking_id, sessions,
                                          price_cents, bought_at)
               SELECT %(business)s, %(customer)s, k.id, k.service_id, %(booking)s, k.sessions, k.price_cents, %(now)s
               FROM session_pack k ORDER BY k.id LIMIT 1 RETURNING id)
           INSERT INTO session_use (business_id, customer_pack_id, appointment_id, used_at)
           SELECT %(business)s, id, %(appointment)s, %(now)s FROM bought""",
        customer=ids["customer Carmen"],
        booking=ids["booking Carmen"],
        appointment=ids["appointment Carmen"],
    )
    for talk, rounds, micros in ((ids["talk"], 3, 12_300), (ids["handover"], 4, 22_200)):
        run(
            """INSERT INTO spend (business_id, day, conversation_id, rounds, input_tokens, output_tokens, cost_micros)
               VALUES (%(business)s, %(day)s, %(talk)s, %(rounds)s, 9000, 400, %(micros)s)""",
            day=today,
            talk=talk,
            rounds=rounds,
            micros=micros,
        )
    with day.database.pool.connection() as connection, connection.transaction():
        connection.execute("SELECT set_config('turno.actor', 'staff:clara', true)")
        connection.execute("UPDATE customer SET surname = 'Gil Soto' WHERE id = %s", (ids["customer Beatriz"],))
        connection.execute("UPDATE customer SET surname = 'Gil' WHERE id = %s", (ids["customer Beatriz"],))
