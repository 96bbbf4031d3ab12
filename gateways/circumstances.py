"""What is open between a customer and the salon, in one statement."""

from datetime import datetime

from flows.circumstances import NOTHING, Circumstances, Question, Sessions, Waiting
from gateways.clock import machine_now
from gateways.database import Database

ANY = """
EXISTS (SELECT FROM customer_pack k WHERE k.customer_id = {customer})
OR EXISTS (SELECT FROM waitlist_entry w WHERE w.customer_id = {customer} AND w.status IN ('waiting', 'offered'))
OR EXISTS (SELECT FROM reminder r JOIN booking b ON b.id = r.booking_id
           WHERE b.customer_id = {customer} AND r.status = 'sent' AND r.acknowledged_at IS NULL)
OR EXISTS (SELECT FROM intake_question q WHERE q.business_id = {business} AND q.active)
"""
"""Whether there is anything: most customers have nothing open."""

OPEN = """
WITH domain AS (SELECT %(real)s::timestamptz + clock_offset AS now FROM deployment)
SELECT
    (SELECT jsonb_agg(s) FROM (
        SELECT p.name AS pack, k.service_id, k.sessions - (
                   SELECT count(*) FROM session_use u WHERE u.customer_pack_id = k.id AND u.returned_at IS NULL) AS left
        FROM customer_pack k JOIN session_pack p ON p.id = k.session_pack_id
        WHERE k.customer_id = %(customer)s AND k.business_id = %(business)s ORDER BY k.id) s
     WHERE s.left > 0) AS sessions,
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
    return Circumstances(
        sessions=[Sessions(one["pack"], one["service_id"], one["left"]) for one in row["sessions"] or ()],
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
