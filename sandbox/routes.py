"""Routes whose answers are vendors' own JSON, sent as they are."""

from typing import Any

from fastapi.routing import APIRoute


class PlainRoute(APIRoute):
    """Without FastAPI's model of the answer, which would only cost time: at every start, every
    call."""

    def __init__(self, path: str, endpoint: Any, **options: Any) -> None:
        super().__init__(path, endpoint, **{**options, "response_model": None})
