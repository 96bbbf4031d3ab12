"""The vendors' own descriptions of their requests and answers, trimmed; SOURCES.md says where each
is from."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def spec(name: str) -> Any:
    """The content of `<name>.json`. Shared: never change it."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
