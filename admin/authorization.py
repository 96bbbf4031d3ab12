"""What a role may see and do. Rows are changed by commands alone (`admin.desk`), never by SQLAdmin."""

from collections.abc import Collection
from typing import Any

from sqladmin.authorization import Action, AuthorizationBackend
from starlette.requests import Request

from admin.context import Staff
from models.enums import Role

READING = (Action.LIST, Action.DETAILS)


def may_overrule(staff: Staff) -> bool:
    """Whether she may decide against the policy what becomes of a deposit; everybody may do what it says."""
    return staff.role is Role.OWNER


class Roles(AuthorizationBackend):
    """The owner reads every page, staff all but the `technical` ones."""

    def __init__(self, technical: Collection[str]) -> None:
        self._technical = frozenset(technical)

    def has_permission(self, request: Request, identity: str, action: str, obj: Any | None = None) -> bool:
        """Whether whoever asks may do that on that page."""
        staff: Staff | None = getattr(request.state, "staff", None)
        if staff is None or action not in READING:
            return False
        return staff.role is Role.OWNER or identity not in self._technical
