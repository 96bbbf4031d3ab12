"""What the pages of an appointment and of a booking show beside their columns: all of it, and what may be done."""

from collections.abc import Callable
from typing import Any

import anyio
from starlette.requests import Request

from admin.context import current
from admin.desk.acting import Desk
from admin.desk.answers import sentence
from admin.desk.seen import Seen
from admin.page import Page
from gateways.database import Unit

Look = Callable[[Unit, int], Seen | None]


async def whole_booking(page: Page, request: Request, look: Look) -> dict[str, Any]:
    """`look` finds the booking by the id in the address, which is one of this business's."""
    desk: Desk = page._admin_ref.desk  # type: ignore[attr-defined]

    def seen() -> Seen | None:
        with desk.looking(current.get()) as unit:
            return look(unit, int(request.path_params["pk"]))

    said = sentence(request.query_params.get("aviso", ""))
    return {"seen": await anyio.to_thread.run_sync(seen), "desk": desk, "said": said}
