"""Google's errors."""

from sandbox.errors import Refusal


def fault(code: int, reason: str, message: str, *, domain: str = "global", location: str | None = None) -> Refusal:
    """An error as the Calendar API words it; `error_details[0]["reason"]` of the client is
    `reason`."""
    detail = {"domain": domain, "reason": reason, "message": message}
    if location is not None:
        detail |= {"locationType": "parameter", "location": location}
    return Refusal(code, {"error": {"errors": [detail], "code": code, "message": message}})


def not_found() -> Refusal:
    """No such calendar or event, or not shared with us."""
    return fault(404, "notFound", "Not Found")
