"""People who may open /admin, and their sessions (machine time)."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint

from models.base import BusinessRow, belongs_to, big, moment, one_of, ours
from models.enums import Role


class StaffUser(BusinessRow, table=True):
    """A login. The password is an argon2 hash."""

    __tablename__ = "staff_user"
    __table_args__ = (ours(), UniqueConstraint("username"))

    username: str
    password_hash: str
    role: Role = one_of(Role)
    active: bool = True


class StaffSession(BusinessRow, table=True):
    """A login in one browser; ends at `expires_at` or when revoked. Only the token's hash is stored."""

    __tablename__ = "staff_session"
    __table_args__ = (
        ours(),
        belongs_to("staff_user"),
        UniqueConstraint("token_hash"),
        Index(None, "staff_user_id"),
    )

    staff_user_id: int = big()
    token_hash: str
    expires_at: datetime = moment()
    revoked_at: datetime | None = moment(default=None)


class LoginFailure(BusinessRow, table=True):
    """A wrong password, for the throttle."""

    __tablename__ = "login_failure"
    __table_args__ = (ours(), Index(None, "username", "at"))

    username: str
    at: datetime = moment()
