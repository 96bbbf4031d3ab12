"""Stripe's errors."""

from sandbox.errors import Refusal
from sandbox.schema import Violation
from sandbox.store import Document


def invalid(message: str, *, param: str | None = None, code: str | None = None, status: int = 400) -> Refusal:
    """An `invalid_request_error`: the request can never succeed as it is."""
    error: Document = {"type": "invalid_request_error", "message": message}
    if param is not None:
        error["param"] = param
    if code is not None:
        error["code"] = code
    return Refusal(status, {"error": error})


def missing(kind: str, key: str, param: str) -> Refusal:
    """No object with that id."""
    return invalid(f"No such {kind}: '{key}'", param=param, code="resource_missing", status=404)


def from_violation(violation: Violation) -> Refusal:
    """What Stripe says about a parameter that its specification does not know or like."""
    param = bracketed(violation.path)
    if violation.rule == "unknown":
        return invalid(f"Received unknown parameter: {param}", param=param, code="parameter_unknown")
    if violation.rule == "missing":
        return invalid(f"Missing required param: {param}.", param=param, code="parameter_missing")
    return invalid(f"Invalid {param}: {violation.detail}", param=param)


def bracketed(path: tuple[str | int, ...]) -> str:
    """A parameter's name as forms write it: `line_items[0][quantity]`."""
    return str(path[0]) + "".join(f"[{part}]" for part in path[1:])
