"""The embedded servers: closed to others, kept, and never left behind."""

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg
import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from gateways.embedded import EmbeddedError, EmbeddedServers, Waiting
from gateways.lifeline import residents


class Asked(BaseException):
    """Somebody wants the end."""


class Impatient:
    """Asks for the end the first time that something is waited for when `what` is so."""

    def __init__(self, what: Callable[[], bool]) -> None:
        self._what = what

    def pause(self) -> None:
        if self._what():
            raise Asked


pytestmark = pytest.mark.server


def rights(url: str) -> tuple[bool, ...]:
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        assert row is not None
        return row


def port_of(servers: EmbeddedServers) -> int:
    return urlsplit(servers.database_url).port or 0


def test_roles_have_the_rights_that_they_need(own_servers: EmbeddedServers) -> None:
    assert rights(own_servers.database_url) == (False, False, False, False)
    assert rights(own_servers.owner_url) == (False, False, True, False)
    assert rights(own_servers.superuser_url) == (True, True, True, True)
    with psycopg.connect(own_servers.owner_url) as owner:
        owner.execute("CREATE EXTENSION btree_gist")
        owner.execute("CREATE TABLE of_the_owner ()")
        owner.execute("SET ROLE turno_app")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            owner.execute("CREATE TABLE of_the_application ()")


def test_nobody_enters_without_the_password(own_servers: EmbeddedServers) -> None:
    wrong = f"postgresql://turno_app:guess@127.0.0.1:{port_of(own_servers)}/turno"
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(wrong)
    redis_port = urlsplit(own_servers.redis_url).port or 0
    at_once = Retry(NoBackoff(), 0)
    with redis.Redis(port=redis_port, retry=at_once) as client, pytest.raises(redis.AuthenticationError):
        client.ping()
    assert (own_servers.folder / "servers.json").stat().st_mode & 0o777 == 0o600


def test_they_listen_on_this_machine_only(own_servers: EmbeddedServers) -> None:
    for pid in own_servers.pids().values():
        process = psutil.Process(pid)
        listening = [c for c in process.net_connections("all") if c.status == "LISTEN"]
        assert [connection.laddr.ip for connection in listening] == ["127.0.0.1"]
        assert process.uids().effective != 0


def test_valkey_evicts_nothing(own_servers: EmbeddedServers) -> None:
    with redis.Redis.from_url(own_servers.redis_url) as client:
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_a_second_start_keeps_data_and_addresses(tmp_path: Path) -> None:
    folder = tmp_path / "with a space"
    with EmbeddedServers(folder) as servers:
        first = servers.database_url, servers.redis_url
        with psycopg.connect(servers.owner_url) as owner:
            owner.execute("CREATE TABLE kept AS SELECT 'by PostgreSQL' AS word")
        with redis.Redis.from_url(servers.redis_url) as client:
            client.set("kept", "by Valkey")
    with EmbeddedServers(folder) as servers:
        assert (servers.database_url, servers.redis_url) == first
        with psycopg.connect(servers.owner_url) as owner:
            assert owner.execute("SELECT word FROM kept").fetchone() == ("by PostgreSQL",)
        with redis.Redis.from_url(servers.redis_url) as client:
            assert client.get("kept") == b"by Valkey"
    assert not residents(folder / "postgres") | residents(folder / "valkey")


def test_the_folder_serves_one_start_at_a_time(own_servers: EmbeddedServers) -> None:
    with pytest.raises(EmbeddedError) as error:
        EmbeddedServers(own_servers.folder).start()
    assert str(error.value) == (
        f"{own_servers.folder} is in use by another start (pid {os.getpid()}): end that one first"
    )


def test_a_wait_for_the_folder_can_be_ended(own_servers: EmbeddedServers) -> None:
    waiting = Waiting(pause=Impatient(lambda: True).pause)
    with pytest.raises(Asked):
        EmbeddedServers(own_servers.folder, waiting=waiting).start()


def test_a_wait_for_a_predecessor_can_be_ended(tmp_path: Path) -> None:
    home = tmp_path / "postgres"
    with EmbeddedServers(tmp_path, durable=False):
        pass
    # A process at work in that folder, as a killed PostgreSQL leaves some for a moment.
    (home / "postmaster.pid").write_text("0\n")
    old = psutil.Popen(["sleep", "600"], cwd=home)
    try:
        servers = EmbeddedServers(tmp_path, waiting=Waiting(pause=Impatient(lambda: True).pause))
        with pytest.raises(Asked):
            servers.start()
        assert servers.pids() == {}
    finally:
        old.kill()
        old.wait()


@pytest.mark.parametrize("what", ["postgres.new", "postgres/postmaster.pid", "valkey"])
def test_a_start_can_be_ended_while_it_waits_for_a_server(tmp_path: Path, what: str) -> None:
    servers = EmbeddedServers(tmp_path, durable=False, waiting=Waiting(pause=Impatient((tmp_path / what).exists).pause))
    with pytest.raises(Asked):
        servers.start()
    assert servers.pids() == {}
    homes = [tmp_path / home for home in ("postgres", "postgres.new", "valkey")]
    deadline = time.monotonic() + 60
    while any(map(residents, homes)):  # what a server has forked takes a moment to notice
        assert time.monotonic() < deadline
        time.sleep(0.02)
    with EmbeddedServers(tmp_path, durable=False) as again:
        assert rights(again.database_url) == (False, False, False, False)


def test_whoever_hurries_does_not_wait_for_a_clean_end(tmp_path: Path) -> None:
    with EmbeddedServers(tmp_path, durable=False, waiting=Waiting(hurries=lambda: True)) as servers:
        (postgres, _) = (psutil.Process(pid) for pid in servers.pids().values())
        postgres.suspend()
    assert not postgres.is_running()


def test_without_its_passwords_old_data_are_not_touched(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    with pytest.raises(EmbeddedError, match=r"servers\.json is lost"):
        EmbeddedServers(tmp_path).start()
    assert list((tmp_path / "postgres").iterdir()) == []


def test_a_port_that_was_taken_is_changed(tmp_path: Path) -> None:
    servers = EmbeddedServers(tmp_path, durable=False)
    with servers:
        old = port_of(servers)
    with socket.create_server(("127.0.0.1", old)), servers:
        assert port_of(servers) != old
        assert rights(servers.database_url) == (False, False, False, False)


def test_a_server_that_cannot_start_is_named_in_one_line(tmp_path: Path) -> None:
    with EmbeddedServers(tmp_path, durable=False):
        pass
    (tmp_path / "postgres" / "PG_VERSION").write_text("9")
    with pytest.raises(EmbeddedError) as error:
        EmbeddedServers(tmp_path).start()
    assert str(error.value).startswith("PostgreSQL does not start: ")
    assert "\n" not in str(error.value)
