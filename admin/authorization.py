"""What a role may see. Nobody may change anything here yet."""

from collections.abc import Collection
from typing import Any

from sqladmin.authorization import Action, AuthorizationBackend
from starlette.requests import Request

from admin.context import Staff
from models.enums import Role

READING = (Action.LIST, Action.DETAILS)


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
