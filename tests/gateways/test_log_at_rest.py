"""A house at rest says next to nothing: what Celery and uvicorn report is news or it is left out."""

import json
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import IO, Any

import pytest

from tests.databases import ROOT
from tests.ports import reserved

Line = dict[str, Any]


def errands(level: str) -> list[Line]:
    """What a worker and a beat say of five tasks, three of which have something to say."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.gateways.errands", level],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [line for line in lines if line["logger"] in ("tasks", *CELERYS)]


CELERYS = ("celery.worker.strategy", "celery.app.trace", "celery.beat")


def test_tasks_that_find_nothing_are_not_reported_and_all_others_are() -> None:
    lines = errands("INFO")
    said = [(line["logger"], line["level"], line["event"].split("[")[0]) for line in lines]
    assert said == [
        ("tasks", "info", "hold lapsed"),
        ("celery.app.trace", "info", "Task answers"),
        ("celery.app.trace", "error", "Task fails"),
        ("celery.app.trace", "info", "Task tries.again"),
        ("celery.beat", "error", said[-1][2]),
    ]
    answered, failed, retried, unsent = (line["event"] for line in lines[1:])
    assert answered.endswith("s: 3")
    assert failed.endswith("raised unexpected: ValueError('it went wrong')")
    assert retried.endswith("retry: Retry in 0s: TimeoutError('not yet')")
    assert unsent.startswith("Message Error: ")


def test_whoever_looks_for_a_fault_is_told_everything() -> None:
    events = [line["event"] for line in errands("DEBUG")]
    for told in ("Scheduler: Sending due task finds.nothing", "received", "succeeded in"):
        assert [event for event in events if told in event], told


@pytest.fixture
def uvicorn() -> Iterator[tuple[int, IO[str]]]:
    """A port, and what the server behind it writes: started as `app.processes` starts the API."""
    port = reserved()
    options = ("--no-access-log", "--host", "127.0.0.1", "--port", str(port))
    command = [sys.executable, "-m", "uvicorn", "tests.gateways.page:app", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "Uvicorn running on" in line:
                break
        yield port, process.stdout
        process.terminate()


def ask(port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_request_is_not_logged_and_what_goes_wrong_in_it_is(uvicorn: tuple[int, IO[str]]) -> None:
    port, output = uvicorn
    assert [ask(port, "/"), ask(port, "/nowhere"), ask(port, "/fault")] == [200, 404, 500]
    fault = json.loads(output.readline())
    assert (fault["logger"], fault["level"]) == ("uvicorn.error", "error")
    assert fault["exception"][0]["said"] == "this page is broken"
