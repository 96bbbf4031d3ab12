"""Named queries over payments and their attempts. Each runs in a transaction of its own, unless
it takes a unit.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.rows import DictRow
from sqlalchemy import text

from flows.pay_page import SESSION_LIFE, Attempt, Deposit, Purpose, Session
from flows.refund import Decline
from gateways.clock import machine_now
from gateways.database import Database, Unit
from models.enums import AttemptStatus, BookingStatus, PaymentKind, PaymentStatus

DEPOSIT = """
SELECT b.code, b.business_id, u.name AS business, u.timezone, b.status, b.held_until,
       coalesce(c.language, u.default_language) AS language,
       visit.starts_at, b.session_pack_id IS NOT NULL AS buys_pack,
       p.id AS payment_id, p.kind AS payment_kind, p.status AS payment_status,
       coalesce(p.amount_cents, 0) AS amount_cents, money.captured_cents, money.back_cents,
       coalesce(p.currency, u.currency) AS currency,
       t.id AS attempt_id, t.number, t.key, t.expires_at, t.status AS attempt_status,
       t.session, t.url,
       %(real)s::timestamptz + d.clock_offset AS now
FROM booking b
JOIN business u ON u.id = b.business_id
JOIN customer c ON c.id = b.customer_id
CROSS JOIN deployment d
CROSS JOIN LATERAL (
    SELECT coalesce(min(starts_at) FILTER (WHERE status IN ('provisional', 'confirmed')), min(starts_at)) AS starts_at
    FROM appointment a WHERE a.booking_id = b.id
) visit
CROSS JOIN LATERAL (
    SELECT coalesce(sum(amount_cents) FILTER (WHERE status NOT IN ('open', 'withdrawn')), 0)::int AS captured_cents,
           coalesce(sum(greatest(due_back_cents, refunded_cents)), 0)::int AS back_cents
    FROM payment one WHERE one.booking_id = b.id
) money
LEFT JOIN LATERAL (
    SELECT * FROM payment one WHERE one.booking_id = b.id
    ORDER BY one.kind = 'supplement' AND one.status = 'open' DESC, one.kind = 'deposit' DESC, one.id DESC LIMIT 1
) p ON true
LEFT JOIN LATERAL (
    SELECT * FROM payment_attempt a WHERE a.payment_id = p.id
    ORDER BY a.status = 'open' DESC, a.number DESC LIMIT 1
) t ON true
WHERE b.code = %(code)s
"""

BEGIN = """
WITH held AS (
    SELECT b.business_id, b.id, b.code, p.id AS payment_id
    FROM booking b JOIN payment p ON p.booking_id = b.id
    WHERE b.code = %(code)s AND p.status = 'open' AND CASE p.kind
        WHEN 'deposit' THEN b.status = 'held' AND b.held_until > %(now)s
        ELSE b.status = 'confirmed' AND %(now)s < (
            SELECT min(a.starts_at) FROM appointment a WHERE a.booking_id = b.id AND a.status = 'confirmed') END
    FOR UPDATE OF b
)
INSERT INTO payment_attempt (business_id, payment_id, number, key, expires_at, status)
SELECT h.business_id, h.payment_id, n.number, 'checkout:' || h.code || ':' || n.number,
       date_trunc('second', %(now)s::timestamptz) + interval '1 second' + %(life)s, 'open'
FROM held h, LATERAL (
    SELECT coalesce(max(number), 0) + 1 AS number
    FROM payment_attempt a JOIN payment one ON one.id = a.payment_id WHERE one.booking_id = h.id
) n
ON CONFLICT DO NOTHING
"""

CLOSE = "UPDATE payment_attempt SET status = 'expired' WHERE id = %(id)s AND status = 'open'"

DECLINED = "UPDATE payment_attempt SET declines = %(times)s, decline_reason = %(reason)s WHERE id = %(id)s"

RECORD = """
UPDATE payment_attempt SET session = %(session)s, url = %(url)s
WHERE id = %(id)s AND session IS NULL
"""

FOUND = """
SELECT a.id AS attempt_id, a.status AS attempt_status, p.id AS payment_id, p.business_id,
       p.booking_id, p.amount_cents, p.due_back_cents, p.refunded_cents, p.currency, p.payment_intent
FROM payment_attempt a
JOIN payment p ON p.id = a.payment_id
JOIN booking b ON b.id = p.booking_id
WHERE a.session = %(session)s
   OR a.session IS NULL AND b.code = %(code)s AND a.number = %(number)s
"""

OWED = """
SELECT NULL AS attempt_id, NULL AS attempt_status, p.id AS payment_id, p.business_id,
       p.booking_id, p.amount_cents, p.due_back_cents, p.refunded_cents, p.currency, p.payment_intent
FROM payment p
WHERE p.payment_intent = %(intent)s OR p.id = %(id)s OR p.booking_id = (
    SELECT booking_id FROM ledger_entry WHERE key = 'extra_captured:' || %(intent)s::text)
ORDER BY p.payment_intent = %(intent)s::text DESC NULLS LAST, p.id LIMIT 1
"""

ATTEMPT = """
SELECT a.id AS attempt_id, a.session, a.number, b.code, a.expires_at, a.status
FROM payment_attempt a
JOIN payment p ON p.id = a.payment_id
JOIN booking b ON b.id = p.booking_id
"""

UNSETTLED = """
WHERE a.expires_at < %(now)s::timestamptz + %(life)s - interval '1 minute'
  AND (a.status = 'open'
       OR a.status = 'expired' AND p.status IN ('open', 'withdrawn')
          AND a.expires_at > %(now)s::timestamptz - interval '1 day')
ORDER BY a.id
"""


@dataclass(frozen=True, slots=True)
class Owed:
    """A payment, and the attempt by which it was found (None when found by its payment intent)."""

    attempt_id: int | None
    attempt_status: AttemptStatus | None
    payment_id: int
    business_id: int
    booking_id: int
    amount_cents: int
    due_back_cents: int
    refunded_cents: int
    currency: str
    payment_intent: str | None
    """Of the payment that counts; another one is a second payment."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An attempt as those see it who look after it later."""

    attempt_id: int
    session: str | None
    number: int
    code: str
    expires_at: datetime
    status: AttemptStatus


def deposit_of(database: Database, code: str) -> tuple[Deposit, datetime] | None:
    """What the pay link with that code asks for, and domain time; None when there is no such."""
    row = database.row(DEPOSIT, {"code": code, "real": machine_now()})
    if row is None:
        return None
    status = row["payment_status"]
    return (
        Deposit(
            code=row["code"],
            business_id=row["business_id"],
            business=row["business"],
            language=row["language"],
            timezone=row["timezone"],
            starts_at=row["starts_at"],
            booking_status=BookingStatus(row["status"]),
            held_until=row["held_until"],
            payment_id=row["payment_id"],
            payment_status=PaymentStatus(status) if status else None,
            amount_cents=row["amount_cents"],
            currency=row["currency"],
            attempt=_attempt(row),
            purpose=_purpose(row),
            captured_cents=row["captured_cents"],
            back_cents=row["back_cents"],
        ),
        row["now"],
    )


def begin_attempt(database: Database, code: str, now: datetime) -> None:
    """Commits the next attempt of a live hold; does nothing when one is open already."""
    database.rows(BEGIN, {"code": code, "now": now, "life": SESSION_LIFE})


def close_attempt(database: Database, attempt_id: int) -> None:
    """The attempt's session will not be paid any more, or never existed."""
    database.rows(CLOSE, {"id": attempt_id})


def record_session(database: Database, attempt_id: int, session: Session) -> None:
    """Remembers which session an attempt got; a second answer changes nothing."""
    database.rows(RECORD, {"id": attempt_id, "session": session.id, "url": session.url})


def owed_by_session(database: Database, session: Session) -> Owed | None:
    """The payment that a session is for; None when the session is none of ours.

    When the answer that told its id was lost, it is known by its metadata: another deployment on
    the same Stripe account does not have our booking's code.
    """
    number = session.metadata.get("attempt", "")
    values = {
        "session": session.id,
        "code": session.metadata.get("booking"),
        "number": int(number) if number.isdigit() and len(number) < 9 else None,
    }
    return _owed(database.row(FOUND, values))


def owed_by_intent(database: Database, payment_intent: str) -> Owed | None:
    """The payment that was made by that payment intent; for a second payment, the one that counts."""
    return _owed(database.row(OWED, {"intent": payment_intent, "id": None}))


def owed_by_id(database: Database, payment_id: int) -> Owed | None:
    """The payment with that id."""
    return _owed(database.row(OWED, {"intent": None, "id": payment_id}))


def unsettled(database: Database, now: datetime) -> list[Unsettled]:
    """Attempts over a minute old whose money may have come without our knowing, oldest first."""
    rows = database.rows(ATTEMPT + UNSETTLED, {"now": now, "life": SESSION_LIFE})
    return [_unsettled(row) for row in rows]


def record_decline(database: Database, attempt_id: int, decline: Decline) -> None:
    """How often, and why last, a card was declined in an attempt."""
    values = {"id": attempt_id, "times": decline.times, "reason": decline.reason}
    database.rows(DECLINED, values)


def attempt_to_close(database: Database, attempt_id: int) -> Unsettled | None:
    """The attempt with that id."""
    row = database.row(ATTEMPT + "WHERE a.id = %(id)s", {"id": attempt_id})
    return _unsettled(row) if row else None


def settle_attempt(unit: Unit, attempt_id: int, status: AttemptStatus) -> None:
    """What became of an attempt. Paid stays paid."""
    unit.session.execute(
        text(
            "UPDATE payment_attempt SET status = :status"
            " WHERE id = :id AND business_id = :business_id AND status <> 'paid'"
        ),
        {"id": attempt_id, "business_id": unit.business_id, "status": status.value},
    )


def _purpose(row: DictRow) -> Purpose:
    if row["payment_kind"] == PaymentKind.SUPPLEMENT:
        return Purpose.SUPPLEMENT
    return Purpose.PACK if row["buys_pack"] else Purpose.DEPOSIT


def _attempt(row: DictRow) -> Attempt | None:
    if row["attempt_id"] is None:
        return None
    return Attempt(
        id=row["attempt_id"],
        number=row["number"],
        key=row["key"],
        expires_at=row["expires_at"],
        open=row["attempt_status"] == AttemptStatus.OPEN,
        session=row["session"],
        url=row["url"],
    )


def _unsettled(row: DictRow) -> Unsettled:
    return Unsettled(**row | {"status": AttemptStatus(row["status"])})


def _owed(row: dict[str, Any] | None) -> Owed | None:
    if row is None:
        return None
    status = row["attempt_status"]
    return Owed(**row | {"attempt_status": AttemptStatus(status) if status else None})
