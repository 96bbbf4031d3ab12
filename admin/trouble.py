"""What a visitor sees of an error: words of ours. What the error said is for the log alone."""

from collections.abc import Awaitable, Callable

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger()

WORDS = {
    400: "Esta petición no se entiende.",
    403: "Esta página no es para tu usuario.",
    404: "Aquí no hay nada.",
    413: "Es demasiado para un formulario.",
    405: "Así no se puede pedir esta página.",
}
OTHER_WORDS = "No se ha podido mostrar la página. Ya está anotado."


class Trouble:
    """ASGI middleware: answers what nothing inside has answered, and logs why."""

    def __init__(self, app: ASGIApp, page: Callable[[Request, Exception], Awaitable[Response]]) -> None:
        self.app = app
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answered = False

        async def send_and_know(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self.app(scope, receive, send_and_know)
        except Exception as error:
            if answered or scope["type"] != "http":
                raise
            log.exception("page failed", path=scope["path"])
            response = await self.page(Request(scope, receive), error)
            await response(scope, receive, send)
