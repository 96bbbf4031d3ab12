"""What is open between a customer and the salon, in one statement."""

from datetime import datetime

from flows.circumstances import NOTHING, Buying, Circumstances, Owing, Person, Question, Waiting
from flows.session_packs import Sessions
from gateways.clock import machine_now
from gateways.database import Database
from gateways.session_packs import HERS
from models.money import Money

ANY = """
EXISTS (SELECT FROM customer_pack k WHERE k.customer_id = {customer})
OR EXISTS (SELECT FROM customer p WHERE p.booked_by_id = {customer})
OR EXISTS (SELECT FROM booking b WHERE b.customer_id = {customer} AND b.status = 'held'
           AND b.session_pack_id IS NOT NULL)
OR EXISTS (SELECT FROM booking b JOIN payment p ON p.booking_id = b.id
           WHERE b.customer_id = {customer} AND b.status = 'confirmed' AND p.kind = 'supplement' AND p.status = 'open')
OR EXISTS (SELECT FROM waitlist_entry w WHERE w.customer_id = {customer} AND w.status IN ('waiting', 'offered'))
OR EXISTS (SELECT FROM reminder r JOIN booking b ON b.id = r.booking_id
           WHERE b.customer_id = {customer} AND r.status = 'sent' AND r.acknowledged_at IS NULL)
OR EXISTS (SELECT FROM intake_question q WHERE q.business_id = {business} AND q.active)
"""
"""Whether there is anything: most customers have nothing open."""

OPEN = f"""
WITH domain AS (SELECT %(real)s::timestamptz + clock_offset AS now FROM deployment)
SELECT
    (SELECT jsonb_agg(s) FROM ({HERS}) s) AS sessions,
    (SELECT to_jsonb(o) FROM (
        SELECT p.name AS pack, p.service_id, p.sessions, b.total_cents, b.held_until, b.code
        FROM booking b JOIN session_pack p ON p.id = b.session_pack_id, domain
        WHERE b.customer_id = %(customer)s AND b.business_id = %(business)s
          AND b.status = 'held' AND b.held_until > domain.now) o) AS buying,
    (SELECT jsonb_agg(to_jsonb(y) ORDER BY y.id) FROM (
        SELECT b.id, b.code, p.amount_cents, ARRAY(
                   SELECT h.n FROM (SELECT a.id, a.booking_id, a.status, row_number() OVER (ORDER BY a.id) AS n
                                    FROM booking x JOIN appointment a ON a.booking_id = x.id
                                    WHERE x.customer_id = %(customer)s AND x.business_id = %(business)s) h
                   WHERE h.booking_id = b.id AND h.status = 'confirmed' ORDER BY h.n) AS aliases
        FROM booking b JOIN payment p ON p.booking_id = b.id, domain
        WHERE b.customer_id = %(customer)s AND b.business_id = %(business)s AND b.status = 'confirmed'
          AND p.kind = 'supplement' AND p.status = 'open' AND domain.now < (
              SELECT min(a.starts_at) FROM appointment a WHERE a.booking_id = b.id AND a.status = 'confirmed')) y
    ) AS owing,
    (SELECT jsonb_agg(concat_ws(' ', p.name, p.surname) ORDER BY p.id) FROM customer p
     WHERE p.business_id = %(business)s AND p.booked_by_id = %(customer)s) AS people,
    (SELECT jsonb_agg(to_jsonb(w) ORDER BY w.id) FROM (
        SELECT e.id, e.service_ids, e.first_day, e.last_day, e.offered_until,
               (SELECT o.code FROM offer o WHERE o.waitlist_entry_id = e.id AND e.status = 'offered'
                ORDER BY o.id DESC LIMIT 1) AS offer
        FROM waitlist_entry e
        WHERE e.customer_id = %(customer)s AND e.business_id = %(business)s
          AND e.status IN ('waiting', 'offered')) w) AS waiting,
    EXISTS (SELECT FROM reminder r JOIN booking b ON b.id = r.booking_id, domain
            WHERE b.customer_id = %(customer)s AND r.status = 'sent' AND r.acknowledged_at IS NULL
              AND r.starts_at > domain.now AND b.status = 'confirmed') AS reminded,
    (SELECT jsonb_agg(to_jsonb(q) ORDER BY q.service_id, q.position, q.id) FROM intake_question q
     WHERE q.business_id = %(business)s AND q.active AND q.service_id = ANY(%(services)s::bigint[])
       AND NOT EXISTS (SELECT FROM intake_answer a WHERE a.intake_question_id = q.id
                       AND a.customer_id = %(customer)s AND a.booking_id IS NULL)) AS questions
"""


def circumstances_of(database: Database, business_id: int, customer_id: int, service_ids: list[int]) -> Circumstances:
    """Everything open; questions are those of the services that she has asked for."""
    values = {"business": business_id, "customer": customer_id, "services": service_ids, "real": machine_now()}
    row = database.row(OPEN, values)
    if row is None:
        return NOTHING
    buying = row["buying"]
    return Circumstances(
        sessions=[Sessions(**one) for one in row["sessions"] or ()],
        buying=Buying(
            buying["pack"],
            buying["service_id"],
            buying["sessions"],
            Money(buying["total_cents"]),
            datetime.fromisoformat(buying["held_until"]),
            buying["code"],
        )
        if buying
        else None,
        owing=[
            Owing(tuple(f"c{n}" for n in one["aliases"]), Money(one["amount_cents"]), one["code"])
            for one in row["owing"] or ()
        ],
        people=[Person(f"t{n}", name) for n, name in enumerate(row["people"] or (), 1)],
        waiting=[
            Waiting(
                tuple(one["service_ids"]),
                one["first_day"],
                one["last_day"],
                one["offer"],
                datetime.fromisoformat(one["offered_until"]) if one["offered_until"] else None,
            )
            for one in row["waiting"] or ()
        ],
        reminded=row["reminded"],
        questions=[
            Question(one["id"], one["service_id"], one["text"], one["answer_schema"], one["required"])
            for one in row["questions"] or ()
        ],
    )
