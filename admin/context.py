"""Who is asking: set when a request to /admin is authenticated, read by everything behind it."""

from contextvars import ContextVar
from dataclasses import dataclass

from models.enums import Role
from models.ids import BusinessId


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of the staff, logged in, and the business she works for."""

    user_id: int
    session_id: int
    username: str
    role: Role
    business_id: BusinessId
    business: str
    timezone: str
    currency: str


current: ContextVar[Staff] = ContextVar("staff")
"""Of this request. Without one (`LookupError`) nothing of any business can be read."""
