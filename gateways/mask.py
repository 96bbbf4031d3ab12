"""What a log line must not say: phones, addresses, pay links, secrets, and what errors quote.

Two defences. A key that is known to hold personal data or a secret loses its value, whatever it is.
Every other text is searched for what gives a person or a secret away. Neither knows a name in the
middle of a sentence: so nobody logs sentences, and exceptions lose whatever they quote.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, zip_longest
from typing import Any

from flows.personal import personal

GONE = "[gone]"

FORBIDDEN_WORDS = frozenset(
    {
        "authorization",
        "cookie",
        "email",
        "password",
        "phone",
        "secret",
        "surname",
        "token",
        "whatsapp",
    }
)
"""A key made with one of these (`phone_number`, `bot_token`) is forbidden."""

SPOKEN_KEYS = frozenset({"api_key", "body", "code", "customer", "message", "messages", "title", "to", "url", "user"})
"""Keys under which secrets and customers' words tend to come, though no column is called so."""

HARMLESS_KEYS = frozenset({"handover_reason", "language", "reason", "result"})
"""Columns of the registry whose names mean something else in a log, and something useful."""

FORBIDDEN_KEYS = (frozenset(place.column for place in personal()) | SPOKEN_KEYS) - HARMLESS_KEYS

NUMBER_KEYS = ("_id", "_number", "_cents", "_ms", "_seq", "_epoch")
"""Keys with these endings hold numbers that vendors and we gave out, however large."""

LARGEST_NUMBER = 10**8
"""From here on a number under any other key may be a phone."""

DEEPEST = 6

_PHONE = re.compile(r"(?<![A-Za-z0-9-])\+?\d(?:[ ().\-/]{0,2}\d){8,17}(?![A-Za-z0-9])(?!-\w)")
_MANY_DIGITS = re.compile(r"(?:\D*\d){9}")  # as few as nine
_LONG_NUMBER = re.compile(r"\+?\d{9,}")  # one that is glued to letters
_ALONE = r"(?<![\w+).\-/])(?<![\d+)\-/.] )"  # not the continuation of a number
_NO_PHONES = (
    # A date, with its time or without: what follows it is looked at for itself.
    r"(?<![\w+.\-/])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w\-/]|\.\d)",
    # A UUID, with its hyphens or without.
    r"(?i:(?<![\w+-])(?:[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|[\da-f]{32})(?![\w-]))",
    # A fraction of one; a float with an exponent.
    r"(?<![\w+.])(?<!\w-)(?:0\.(?:\d{5,}|\d{1,4}(?! \d))|\d\.\d+e[+-]?\d\d+)(?![.\-/]?\d)",
    # Seconds since 1970 as a float.
    rf"{_ALONE}1[4-9]\d{{8}}\.\d{{3,7}}(?![ .\-/]?\d|\w)",
    # A float with more digits than a phone, which has fifteen at most.
    rf"{_ALONE}(?=[\d.]{{17}})\d{{1,6}}\.\d{{10,16}}(?![ .\-/]?\d)",
    # A duration with its unit.
    rf"{_ALONE}\d{{1,6}}\.\d{{1,16}} ?(?:s|ms|us|µs|sec|seconds)(?![\w/@-]|\.\w)",
)
"""Long numbers that are nobody's phone. With a single point (34.612345678) a number may be either: it stays only where
no phone is written so."""
_NO_PHONE = re.compile("|".join(_NO_PHONES))
_PATTERNS = (
    (re.compile(r"(://)[^\s/@]+@"), rf"\1{GONE}@"),  # credentials in an address
    (re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), GONE),  # an e-mail or WhatsApp address
    (re.compile(r"(/pay/)[^\s\"'/?]+"), rf"\1{GONE}"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}"), rf"\1 {GONE}"),
    (re.compile(r"\b(?:sk|rk|pk|whsec|cs)(?:_live|_test)?_\w{8,}"), GONE),  # Stripe
    (re.compile(r"\bsk-ant-[\w-]+"), GONE),
    (
        re.compile(r"(?i)((?:token|secret|password|api_key|signature)[\"']?\s*[=:]\s*[\"']?)[^\s\"'&]+"),
        rf"\1{GONE}",
    ),
)

_PARAMETERS = re.compile(r"\[parameters: .*?(?=\n\(Background on this error|\Z)", re.S)
_SERVER_DETAIL = re.compile(r"^(DETAIL|CONTEXT|QUERY): .*?(?=^[A-Z]+: |^\[SQL|\Z)", re.S | re.M)
_INPUT = re.compile(r"input_value=.*?(?=, input_type=|$)", re.M)
_QUOTED = re.compile(r"(?<!\w)'.*?'(?!\w)|(?<!\w)\".*?\"(?!\w)|“.*?”", re.S)
_NAME_OF_OURS = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")


def text(value: str) -> str:
    """The text without phones, addresses, pay links and secrets."""
    for pattern, replacement in _PATTERNS:
        value = pattern.sub(replacement, value)
    if not _MANY_DIGITS.match(value):
        return value
    kept = _NO_PHONE.findall(value)
    masked = [_LONG_NUMBER.sub(GONE, _PHONE.sub(GONE, between)) for between in _NO_PHONE.split(value)]
    return "".join(chain.from_iterable(zip_longest(masked, kept, fillvalue="")))


def error(message: str) -> str:
    """An exception's message; it also loses SQL parameters, the server's details and its quotes.

    Of what stands in quotes only names like `uq_turn_open` stay.
    """
    message = _PARAMETERS.sub("", message)
    message = _SERVER_DETAIL.sub("", message)
    message = _INPUT.sub(f"input_value={GONE}", message)
    return text(_QUOTED.sub(_quoted, message)).strip()


def values(given: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """The mapping without forbidden keys' values, and with every other value masked."""
    return {str(key): _under(str(key), item, depth) for key, item in given.items()}


def value(given: Any, depth: int = 0) -> Any:
    """Anything at all, masked, as JSON can say it."""
    if given is None or isinstance(given, bool | float):
        return given
    if isinstance(given, int):
        return given if abs(given) < LARGEST_NUMBER else GONE
    if isinstance(given, str):
        return text(given)
    if isinstance(given, date | timedelta | Decimal):
        return str(given)
    if depth >= DEEPEST:
        return GONE
    if isinstance(given, Mapping):
        return values(given, depth + 1)
    if isinstance(given, list | tuple | set | frozenset):
        return [value(item, depth + 1) for item in given]
    if isinstance(given, BaseException):
        return f"{type(given).__name__}: {error(str(given))}"
    return f"<{type(given).__name__}>"  # a row's or a model's repr would show all its columns


def _under(key: str, given: Any, depth: int) -> Any:
    key = key.lower()
    if key in FORBIDDEN_KEYS or not FORBIDDEN_WORDS.isdisjoint(key.split("_")):
        return given if _is_small(given) else GONE
    if isinstance(given, int) and key.endswith(NUMBER_KEYS):
        return given
    return value(given, depth)


def _is_small(given: Any) -> bool:
    """Whether it is a count or a flag: `messages=3` says nothing about anybody."""
    return given is None or (isinstance(given, int) and abs(given) < LARGEST_NUMBER)


def _quoted(found: re.Match[str]) -> str:
    quote, inside = found[0][0], found[0][1:-1]
    return found[0] if _NAME_OF_OURS.fullmatch(inside) else f"{quote}{GONE}{found[0][-1]}"
