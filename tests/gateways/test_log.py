"""Logs: one JSON object a line, with ids, and without anybody's name, number, words or secrets."""

import json
import subprocess
import sys
from typing import Any

import pytest

from gateways import mask
from gateways.embedded import EmbeddedServers
from gateways.log import bound
from tests.databases import ROOT, Databases
from tests.gateways.secrets import FRAGMENTS, SECRETS

Line = dict[str, Any]


@pytest.fixture(scope="module")
def output(servers: EmbeddedServers, databases: Databases) -> tuple[str, str]:
    """What the talkative process writes to stdout and stderr."""
    with databases.fresh() as url:
        done = subprocess.run(
            [sys.executable, "-m", "tests.gateways.chatter", url],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
    return done.stdout, done.stderr


@pytest.fixture(scope="module")
def lines(output: tuple[str, str]) -> list[Line]:
    """Its lines."""
    return [json.loads(line) for line in output[0].splitlines()]


def test_every_line_is_json_and_nothing_is_written_elsewhere(output: tuple[str, str]) -> None:
    stdout, stderr = output
    assert stderr == ""
    assert all(isinstance(json.loads(line), dict) for line in stdout.splitlines())


def test_no_line_gives_anybody_away(output: tuple[str, str]) -> None:
    text = "".join(output)
    found = [fragment for fragment in FRAGMENTS if fragment in text]
    escaped = [f for f in FRAGMENTS if json.dumps(f)[1:-1] in text]
    assert (found, escaped) == ([], [])


def test_lines_carry_ids_where_they_are_bound(lines: list[Line]) -> None:
    opened = next(line for line in lines if line["event"] == "turn opened")
    assert {key: opened[key] for key in ("conversation_id", "turn_id", "messages", "took_ms")} == {
        "conversation_id": 7,
        "turn_id": 8,
        "messages": 3,
        "took_ms": 12.5,
    }
    assert (opened["level"], opened["process"], opened["why"]) == ("info", "chatter", "due")
    assert "appointment_id" not in opened
    library = next(line for line in lines if line["logger"] == "some.library")
    assert (library["conversation_id"], library["level"]) == (7, "warning")
    closed = next(line for line in lines if line["event"] == "turn closed")
    assert "conversation_id" not in closed


def test_only_ids_can_be_bound() -> None:
    with pytest.raises(ValueError, match="not an id: phone"), bound(phone="600111222", turn_id=1):
        pass


def test_errors_say_what_and_where_and_not_about_whom(lines: list[Line]) -> None:
    failed = [line for line in lines if "exception" in line]
    kinds = {entry["type"] for line in failed for entry in line["exception"]}
    assert {
        "ForeignKeyViolation",
        "CheckViolation",
        "InvalidTextRepresentation",
        "IntegrityError",
        "ValidationError",
        "KeyError",
        "ValueError",
        "ExceptionGroup",
        "RuntimeError",
    } <= kinds
    check = next(e for line in failed for e in line["exception"] if e["type"] == "CheckViolation")
    assert "violates check constraint" in check["said"]
    assert "ck_customer_spent" in check["said"]
    assert any("chatter.py" in frame for frame in check["where"])
    wrapped = next(line for line in failed if line["exception"][0]["said"] == "wrapped")
    assert len(wrapped["exception"]) == 2
    uncaught = [line for line in lines if line["event"] == "uncaught"]
    assert [line["exception"][0]["type"] for line in uncaught] == ["ValidationError", "RuntimeError"]


def test_a_line_that_cannot_be_written_says_where(lines: list[Line]) -> None:
    (line,) = [line for line in lines if line["event"] == "line not logged"]
    assert "chatter.py" in line["where"]


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_whoever_logs_goes_on_when_there_is_no_room_left(unbuffered: str) -> None:
    program = (
        "import structlog; from gateways import log; log.configure('x')\n"
        "for _ in range(3): structlog.get_logger('x').info('hi')\n"
        "import sys; sys.stderr.write('went on'); sys.stdout = None"
    )
    with open("/dev/full", "w") as full:
        ended = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PATH": "", "PYTHONUNBUFFERED": unbuffered},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.stderr.startswith("went on")


def test_libraries_do_not_report_every_request(lines: list[Line]) -> None:
    assert [line for line in lines if line.get("logger") == "httpx"] == []


@pytest.mark.parametrize("secret", SECRETS)
def test_each_mask_is_needed(secret: str) -> None:
    assert mask.text(f"x {secret} y") != f"x {secret} y"
    assert mask.text("x  y") == "x  y"


@pytest.mark.parametrize(
    "harmless",
    [
        "turn 12345 closed after 1500 ms",
        "2026-11-23T09:00:00+01:00",
        "2026-11-23 09:00",
        "3f2b1c9e-1234-5678-9012-abcdef012345",
        "uq_turn_open",
        "chatwoot:12",
        "google:123:4",
        "HTTP 503 from chatwoot",
    ],
)
def test_what_may_be_said_stays(harmless: str) -> None:
    assert mask.text(harmless) == harmless
    assert mask.values({"why": harmless}) == {"why": harmless}


def test_numbers_under_keys_of_ours_stay() -> None:
    given = {"message_number": 34600111222, "wait_ms": 10**9, "messages": 4, "input_tokens": 900}
    assert mask.values(given) == given
    assert mask.values({"about": 34600111222}) == {"about": mask.GONE}


@pytest.mark.parametrize(
    "message",
    [
        "bad\n[SQL: SELECT 1]\n[parameters: {'pin': 1234, 'who': Laurísima}]\n(Background on this error at: x)",
        "1 validation error\n  wrong [type=int, input_value=Laurísima(1234), input_type=Form]",
        "duplicate key\nDETAIL:  Key (value)=(Laurísima 1234) already exists.",
        "the customer's name 'Laurísima' is wrong",
        "this 'D'Angelo Laurísima' is wrong",
        "text 'hola\nLaurísima\n' is wrong",
        "“Laurísima”",
    ],
)
def test_errors_lose_what_they_quote(message: str) -> None:
    masked = mask.error(message)
    assert "Laurísima" not in masked
    assert "1234" not in masked
    assert "Angelo" not in masked


def test_errors_keep_what_they_are_about() -> None:
    said = mask.error('duplicate key value violates "uq_turn_open"\nDETAIL:  Key (1).\n[SQL: INSERT]')
    assert said == 'duplicate key value violates "uq_turn_open"\n[SQL: INSERT]'
