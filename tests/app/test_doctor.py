"""`make doctor`: one line each, and the exit code says whether all is well."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from gateways.embedded import EmbeddedServers
from gateways.settings import Ports
from sandbox.demo import environment, service_account
from sandbox.keys import remembered, write
from tests.app.conftest import Start
from tests.commands.recipe import module

INBOX = "/chatwoot/api/v1/accounts/1/inboxes/3"
ANSWERS: dict[str, dict[str, object]] = {
    INBOX: {"id": 3, "name": "WhatsApp"},
    "/stripe/v1/balance": {"object": "balance", "livemode": False},
    "/google/token": {"access_token": "t", "expires_in": 3600, "token_type": "Bearer"},
    "/claude/v1/models/claude-sonnet-5-5": {"type": "model"},
    "/claude/v1/models/claude-haiku-5-5": {"type": "model"},
}


class Vendors(BaseHTTPRequestHandler):
    """Answers what is asked of it, and 401 where it is told to."""

    refused: frozenset[str] = frozenset()

    def answer(self) -> None:
        """Any request."""
        status = 401 if self.path in self.refused else 200 if self.path in ANSWERS else 404
        body = json.dumps(ANSWERS.get(self.path, {})).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = answer

    def log_message(self, *_: object) -> None:
        """Nothing."""


class Strict(Vendors):
    """Chatwoot does not know our token."""

    refused = frozenset({INBOX})


@pytest.fixture
def vendors(request: pytest.FixtureRequest) -> Iterator[int]:
    """The port of all vendors in one."""
    with ThreadingHTTPServer(("127.0.0.1", 0), request.param) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def told(folder: Path, ports: Ports, **more: str) -> dict[str, str]:
    keys = remembered(folder / "keys.json")
    sandbox = f"http://127.0.0.1:{ports.sandbox_port}"
    write(folder / "google-service-account.json", service_account(keys, sandbox))
    return environment({}, ports, keys, folder) | {"SMTP_URL": ""} | more


@pytest.mark.parametrize("vendors", [Vendors], indirect=True)
def test_all_is_well(start: Start, tmp_path: Path, vendors: int, free_ports: list[int]) -> None:
    app, flower = free_ports[:2]
    ports = Ports(app_port=app, flower_port=flower, sandbox_port=vendors)
    doctor = start(*module("doctor"), **told(tmp_path, ports))
    said = doctor.stdout.read() if doctor.stdout else ""
    assert said.splitlines() == [
        "ok   settings: complete",
        "ok   database: not set: `make run` brings its own",
        "ok   Redis: not set: `make run` brings its own",
        f"ok   port: {app} is free",
        f"ok   Flower's port: {flower} is free",
        "ok   Chatwoot: inbox 3 is there: WhatsApp",
        "ok   Stripe: test mode",
        "ok   Google: each stylist shares her calendar with turno@turno-sandbox.iam.gserviceaccount.com",
        "ok   Claude: claude-sonnet-5-5 and claude-haiku-5-5 are there",
        "ok   e-mail: not set: staff are told by private notes in Chatwoot",
    ]
    assert doctor.wait(10) == 0


@pytest.mark.parametrize("vendors", [Strict], indirect=True)
def test_what_is_not_well_is_named(
    start: Start, tmp_path: Path, vendors: int, own_servers: EmbeddedServers, empty_database: str
) -> None:
    ports = Ports(app_port=vendors, flower_port=vendors, sandbox_port=vendors)
    doctor = start(
        *module("doctor"),
        **told(
            tmp_path,
            ports,
            DATABASE_URL=empty_database,
            REDIS_URL=own_servers.redis_url,
            STRIPE_API_BASE="http://127.0.0.1:1",
            SMTP_URL="smtp://127.0.0.1:1",
        ),
    )
    said = doctor.stdout.read() if doctor.stdout else ""
    lines = said.splitlines()
    assert "BAD  database: is empty: `make migrate`" in lines
    assert "BAD  database" in said
    assert [line for line in lines if line.startswith("ok   Redis: version ")]
    assert f"BAD  port: {vendors} is in use by another program" in lines
    assert "BAD  Chatwoot: answers 401: it does not take our key" in lines
    assert [line for line in lines if line.startswith("BAD  Stripe: no answer: ")]
    assert [line for line in lines if line.startswith("BAD  e-mail: ")]
    assert doctor.wait(10) == 1


def test_a_superuser_is_refused(
    start: Start, tmp_path: Path, own_servers: EmbeddedServers, free_ports: list[int]
) -> None:
    app, flower, sandbox, _ = free_ports
    ports = Ports(app_port=app, flower_port=flower, sandbox_port=sandbox)
    given = told(tmp_path, ports, DATABASE_URL=own_servers.superuser_url)
    doctor = start(*module("doctor"), **given)
    said = doctor.stdout.read() if doctor.stdout else ""
    assert "BAD  database: postgres is a superuser or bypasses row security" in said
    assert doctor.wait(10) == 1
