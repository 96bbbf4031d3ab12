"""Whose database is this, and whose Redis? Demo and product never start on each other's."""

from dataclasses import dataclass
from typing import Literal

import psycopg
import redis
from psycopg import sql
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.launch.migrated import IMPATIENT

Kind = Literal["production", "sandbox"]


BROKER_KEY = "turno:deployment"


@dataclass(frozen=True)
class Found:
    """What a database says about itself."""

    kind: Kind | None
    """Of its `deployment` row; None when there is none yet."""
    holds_rows: bool
    """Some table holds a row: somebody has a use for it."""


def refusal(wanted: Kind, found: Found) -> str | None:
    """Why this database may not be used, in one sentence; None when it may."""
    if found.kind == wanted:
        return None
    if found.kind == "sandbox":
        return "DATABASE_URL names a demo's database, which the product never uses: name another"
    if found.kind == "production":
        return "DATABASE_URL names a production database, which the demo never touches: unset it"
    if wanted == "sandbox" and found.holds_rows:
        return "DATABASE_URL names a database that is not the demo's: unset it or name an empty one"
    return None


def look(url: str) -> Found:
    """Reads what the database says, changing nothing."""
    with psycopg.connect(url, connect_timeout=5, options=IMPATIENT) as connection:
        tables = [
            sql.Identifier(schema, table)
            for schema, table in connection.execute(
                "SELECT schemaname, tablename FROM pg_tables WHERE tablename <> 'alembic_version'"
                " AND schemaname NOT IN ('pg_catalog', 'information_schema')"
            )
        ]
        kind = None
        if sql.Identifier("public", "deployment") in tables:
            row = connection.execute("SELECT kind FROM public.deployment").fetchone()
            kind = row[0] if row else None
        return Found(kind, any(_holds_a_row(connection, table) for table in tables))


def claim(url: str, kind: Kind) -> None:
    """Marks a migrated database as ours, once."""
    with psycopg.connect(url, connect_timeout=5, options=IMPATIENT) as connection:
        connection.execute("INSERT INTO deployment (id, kind) VALUES (1, %s) ON CONFLICT DO NOTHING", (kind,))


def claim_broker(url: str, kind: Kind) -> str:
    """Marks a Redis as ours unless somebody has; returns whose it is now."""
    with redis.Redis.from_url(url, socket_timeout=5, retry=Retry(NoBackoff(), 0)) as client:
        client.set(BROKER_KEY, kind, nx=True)
        return str(client.get(BROKER_KEY), "ascii")


def broker_refusal(wanted: Kind, found: str) -> str | None:
    """Why this Redis may not be used, in one sentence; None when it may."""
    if found == wanted:
        return None
    return f"REDIS_URL names a Redis that a {found} start uses: unset it or name another"


def _holds_a_row(connection: psycopg.Connection, table: sql.Identifier) -> bool:
    query = sql.SQL("SELECT EXISTS (SELECT FROM {})").format(table)
    row = connection.execute(query).fetchone()
    return row is not None and bool(row[0])
