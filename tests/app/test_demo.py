"""The demo: none of a production `.env` gets through, and nobody else's database is touched."""

import re
import signal
from base64 import b64encode
from http.client import HTTPConnection
from pathlib import Path

import psycopg
import pytest

from app.processes import settings_in
from gateways.settings import Ports, Settings
from sandbox.demo import environment, service_account
from sandbox.keys import Keys, remembered, write
from tests.app.conftest import Start, until

PRODUCTION = "of-production"
KEPT = {
    *("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"),  # refused, unless they are the demo's
    *("ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "CLAUDE_MODEL", "CLAUDE_SMALL_MODEL"),
    *("LOG_LEVEL", "LEASE_SECONDS", "HEARTBEAT_SECONDS", "REPUBLISH_SECONDS"),
    *("CLAIM_MARGIN_SECONDS", "CHATWOOT_TIMEOUT_SECONDS", "CLAUDE_TIMEOUT_SECONDS"),
    *("STRIPE_TIMEOUT_SECONDS", "GOOGLE_TIMEOUT_SECONDS"),
    *("SWEEP_SECONDS", "RECONCILE_SECONDS"),
}


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    """The secrets of a demo whose data lie in `tmp_path`."""
    keys = remembered(tmp_path / "keys.json")
    write(tmp_path / "google-service-account.json", service_account(keys, "http://127.0.0.1:8100"))
    return keys


def test_every_vendor_is_a_stand_in(keys: Keys, tmp_path: Path) -> None:
    production = {name.upper(): PRODUCTION for name in Settings.model_fields}
    told = environment(production, Ports(), keys, tmp_path)
    assert {name for name, value in told.items() if value == PRODUCTION} == KEPT
    assert told["CHATWOOT_BASE_URL"] == "http://127.0.0.1:8100/chatwoot"
    assert told["STRIPE_API_BASE"] == "http://127.0.0.1:8100/stripe"
    assert told["GOOGLE_API_ENDPOINT"] == "http://127.0.0.1:8100/google/calendar/v3/"
    assert told["SMTP_URL"] == "smtp://127.0.0.1:8101"
    assert told["SANDBOX"] == "1"


@pytest.mark.parametrize("given", [{}, {"ANTHROPIC_API_KEY": "sk-ant-change-me"}])
def test_without_a_key_claude_is_one_too(keys: Keys, tmp_path: Path, given: dict[str, str]) -> None:
    told = environment(given, Ports(sandbox_port=9100), keys, tmp_path)
    assert told["ANTHROPIC_BASE_URL"] == "http://127.0.0.1:9100/claude"
    assert told["ANTHROPIC_API_KEY"] == keys.claude_key


def test_with_a_key_claude_answers_at_its_own_address(keys: Keys, tmp_path: Path) -> None:
    told = environment({"ANTHROPIC_API_KEY": "sk-ant-mine"}, Ports(), keys, tmp_path)
    assert told["ANTHROPIC_API_KEY"] == "sk-ant-mine"
    assert "ANTHROPIC_BASE_URL" not in told


def test_the_demo_is_told_all_that_the_product_needs(keys: Keys, tmp_path: Path) -> None:
    settings = settings_in(Settings, environment({}, Ports(), keys, tmp_path))
    assert settings.sandbox
    assert (settings.chatwoot_account_id, settings.chatwoot_inbox_id) == (1, 3)
    assert len(settings.chatwoot_webhook_secret) == 2


def test_its_secrets_are_its_own_and_stay(keys: Keys, tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert remembered(file) == keys
    assert remembered(tmp_path / "others.json").secret_key != keys.secret_key


def test_a_production_database_is_refused_and_left_alone(
    empty_database: str, start: Start, free_ports: list[int]
) -> None:
    with psycopg.connect(empty_database) as owner:
        owner.execute("CREATE TABLE deployment AS SELECT 1 AS id, 'production' AS kind")
    app, flower, sandbox, _ = map(str, free_ports)
    demo = start(
        "sandbox.demo",
        DATABASE_URL=empty_database,
        APP_PORT=app,
        FLOWER_PORT=flower,
        SANDBOX_PORT=sandbox,
    )
    said = demo.stdout.read() if demo.stdout else ""
    assert demo.wait(60) == 1
    assert said.splitlines()[1:] == ["DATABASE_URL names a production database, which the demo never touches: unset it"]
    with psycopg.connect(empty_database) as owner:
        tables = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert tables.fetchall() == [("deployment",)]


def test_everything_comes_up_and_goes_down(start: Start, free_ports: list[int]) -> None:
    app, flower, sandbox, _ = map(str, free_ports)
    demo = start("sandbox.demo", APP_PORT=app, FLOWER_PORT=flower, SANDBOX_PORT=sandbox)
    said = until(demo.stdout, "Ctrl-C ends everything; what was booked stays.")
    login = re.findall(r"user (\w+), password (\S+)", said)[1]
    assert status(app, "/health/ready") == 200
    assert status(app, "/admin/login") == 200
    assert status(sandbox, "/") == 200
    assert status(flower, "/workers") == 401
    assert status(flower, "/workers", *login) == 200
    demo.send_signal(signal.SIGINT)
    rest = demo.stdout.read() if demo.stdout else ""
    assert (demo.wait(60), rest.split()) == (0, ["Stopping.", "Stopped."])


def status(port: str, path: str, *login: str) -> int:
    """What a page answers, to whom."""
    connection = HTTPConnection("127.0.0.1", int(port), timeout=5)
    basic = b64encode(":".join(login).encode()).decode()
    connection.request("GET", path, headers={"Authorization": f"Basic {basic}"} if login else {})
    answer = connection.getresponse().status
    connection.close()
    return answer
