"""Telephone numbers in the paths of calls."""

import re
from typing import Annotated

from fastapi import Depends

from sandbox.errors import Refusal


def _e164(phone: str) -> str:
    digits = re.sub(r"[\s().-]", "", phone).removeprefix("+").removeprefix("00")
    if not re.fullmatch(r"[1-9]\d{6,14}", digits):
        raise Refusal(422, {"error": "a phone number has 7 to 15 digits, such as +34600111222"})
    return f"+{digits}"


Phone = Annotated[str, Depends(_e164)]
"""`+34600111222`, however it was written."""
