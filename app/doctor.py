"""`make doctor`: settings, database, Redis, ports and vendors, one line each."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psycopg
import redis
from alembic.script import ScriptDirectory
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.launch.readiness import page
from app.launch.terminal import say
from app.processes import settings_in, surroundings
from gateways import vendors
from gateways.busy import UNREAD
from gateways.embedded.access import is_free
from gateways.settings import Settings, SettingsError
from gateways.vendors import Unwell

OLDEST_POSTGRES = 150000
"""As PostgreSQL counts: 15.0."""
OLDEST_REDIS = 7
MIGRATIONS = Path(__file__).parents[1] / "migrations"

MIGHTY = "SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"
OWN = "not set: `make run` brings its own"


def database(url: str) -> str:
    """New enough, migrated, and entered as a role that is bound by what the tables say."""
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version
            if version < OLDEST_POSTGRES:
                raise Unwell(f"PostgreSQL {version // 10000} is too old: 15 or newer")
            role = connection.info.user
            if connection.execute(MIGHTY).fetchone():
                raise Unwell(f"{role} is a superuser or bypasses row security: use turno_app")
            at = {row[0] for row in connection.execute("SELECT version_num FROM alembic_version")}
    except psycopg.errors.UndefinedTable:
        raise Unwell("is empty: `make migrate`") from None
    except psycopg.Error as error:
        raise Unwell(str(error).strip().splitlines()[0]) from None
    heads = set(ScriptDirectory(str(MIGRATIONS)).get_heads())
    if at != heads:
        raise Unwell(f"is at {', '.join(at)}, not at {', '.join(heads)}: `make migrate`")
    return f"PostgreSQL {version // 10000}, migrated, as {role}"


def calendars(url: str) -> str:
    """Those that are read by the minute: whether Google let us the last time."""
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            found = connection.execute(UNREAD).fetchall()
    except psycopg.errors.UndefinedTable:
        return "none has been read yet"
    except psycopg.Error as error:
        raise Unwell(str(error).strip().splitlines()[0]) from None
    if found:
        raise Unwell("; ".join(f"{name}: {trouble}" for name, trouble in found))
    return "Google lets us read them"


def broker(url: str) -> str:
    """New enough, and not one that throws away what it has been given."""
    try:
        at_once = Retry(NoBackoff(), 0)
        with redis.Redis.from_url(url, socket_timeout=5, retry=at_once) as client:
            about = client.info()
    except redis.RedisError as error:
        raise Unwell(str(error)) from None
    version = str(about.get("valkey_version", about["redis_version"]))
    if int(version.split(".")[0]) < OLDEST_REDIS:
        raise Unwell(f"version {version} is too old: {OLDEST_REDIS} or newer")
    if about["maxmemory_policy"] != "noeviction":
        raise Unwell(f"its maxmemory-policy is {about['maxmemory_policy']}; set it to noeviction")
    return f"version {version}"


def port(number: int, path: str) -> str:
    """Free for us, or ours already."""
    if is_free(number):
        return f"{number} is free"
    if page(number, path)():
        return f"{number} is Turno's, which runs"
    raise Unwell(f"{number} is in use by another program")


def checks(environment: dict[str, str], settings: Settings) -> dict[str, Callable[[], str]]:
    """All but the settings themselves. Each answers with what it found, or raises `Unwell`."""
    given = environment.keys()
    found: dict[str, Callable[[], str]] = {
        "database": lambda: database(settings.database_url) if "DATABASE_URL" in given else OWN,
        "Redis": lambda: broker(settings.redis_url) if "REDIS_URL" in given else OWN,
        "port": lambda: port(settings.app_port, "/health/live"),
        "Flower's port": lambda: port(settings.flower_port, "/healthcheck"),
    } | {name: partial(vendor, settings) for name, vendor in vendors.ALL.items()}
    if "DATABASE_URL" in given:
        found["calendars"] = lambda: calendars(settings.database_url)
    return found


def main() -> int:
    """Prints what it finds; 0 when all is well."""
    environment = surroundings()
    try:
        settings = settings_in(Settings, environment)
    except SettingsError as error:
        say(f"BAD  {error}")
        return 1
    say("ok   settings: complete")
    bad = 0
    for name, check in checks(environment, settings).items():
        try:
            say(f"ok   {name}: {check()}")
        except Unwell as error:
            bad += 1
            say(f"BAD  {name}: {error}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
