"""Logins of the staff: passwords (argon2) and the sessions that can be revoked. Machine time."""

import hashlib
import secrets
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from psycopg.rows import DictRow

from admin.context import Staff
from gateways.clock import machine_now
from gateways.database import Database
from models.enums import Role
from models.ids import BusinessId

OWNER = "owner"
SESSION_LENGTH = timedelta(hours=12)

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""Argon2id as OWASP recommends where memory is dear: 19 MiB for each guess."""

_nobodys_hash = _hasher.hash(secrets.token_urlsafe())
"""Verified for names that nobody has, so that they take as long as names that somebody has."""

FIND_USER = """
SELECT id, business_id, username, password_hash FROM staff_user
WHERE username = %(username)s AND active
"""

PUT_OWNER = """
WITH put AS (
    INSERT INTO staff_user AS u (business_id, username, password_hash, role, active)
    VALUES (%(business)s, %(username)s, %(hash)s, %(role)s, true)
    ON CONFLICT (username) DO UPDATE
    SET password_hash = excluded.password_hash, role = excluded.role, active = true
    WHERE u.business_id = excluded.business_id
    RETURNING id
),
revoked AS (
    UPDATE staff_session s SET revoked_at = %(real)s FROM put
    WHERE s.staff_user_id = put.id AND s.revoked_at IS NULL
)
SELECT id FROM put
"""

OPEN_SESSION = """
INSERT INTO staff_session (business_id, staff_user_id, token_hash, expires_at)
VALUES (%(business)s, %(user)s, %(token_hash)s, %(expires)s)
"""

FIND_STAFF = """
SELECT u.id AS user_id, s.id AS session_id, u.username, u.role, b.id AS business_id,
       b.name AS business, b.timezone, b.currency
FROM staff_session s
JOIN staff_user u ON u.id = s.staff_user_id JOIN business b ON b.id = u.business_id
WHERE s.token_hash = %(token_hash)s AND s.revoked_at IS NULL AND s.expires_at > %(real)s
  AND u.active
"""

REVOKE = """
UPDATE staff_session SET revoked_at = %(real)s
WHERE token_hash = %(token_hash)s AND revoked_at IS NULL
"""


class UsernameTaken(Exception):
    """The login belongs to another business."""


def ensure_owner(database: Database, business_id: BusinessId, password: str) -> None:
    """Makes user `owner` with this password, or gives it this password.

    A changed password ends the owner's sessions; the same one again changes nothing. Raises
    `UsernameTaken`.
    """
    known = database.row(FIND_USER, {"username": OWNER})
    if known and known["business_id"] == business_id and is_password(known, password):
        return
    parameters = {
        "business": business_id,
        "username": OWNER,
        "hash": _hasher.hash(password),
        "role": Role.OWNER,
        "real": machine_now(),
    }
    if database.row(PUT_OWNER, parameters) is None:
        raise UsernameTaken(f"user {OWNER} belongs to another business in this database")


def find_user(database: Database, username: str) -> DictRow | None:
    """The active user of that name."""
    return database.row(FIND_USER, {"username": username})


def is_password(user: DictRow | None, password: str) -> bool:
    """Whether it is that user's. Takes as long when there is no such user."""
    known = user["password_hash"] if user else _nobodys_hash
    try:
        return _hasher.verify(known, password) and user is not None
    except (VerificationError, InvalidHashError):
        return False


def open_session(database: Database, user: DictRow) -> str:
    """Logs the user in; the token for her cookie, of which only the hash is kept."""
    token = secrets.token_urlsafe(32)
    parameters = {
        "business": user["business_id"],
        "user": user["id"],
        "token_hash": _hash(token),
        "expires": machine_now() + SESSION_LENGTH,
    }
    database.rows(OPEN_SESSION, parameters)
    return token


def find_staff(database: Database, token: str) -> Staff | None:
    """Whose token it is; None when it was never given, has run out or was revoked."""
    row = database.row(FIND_STAFF, {"token_hash": _hash(token), "real": machine_now()})
    return Staff(**(row | {"role": Role(row["role"])})) if row else None


def revoke(database: Database, token: str) -> None:
    """Ends that session."""
    database.rows(REVOKE, {"token_hash": _hash(token), "real": machine_now()})


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
