"""Runs migrations as the owner role, with short lock waits, so that a busy table is never blocked for long."""

import os

from alembic import context
from sqlalchemy import create_engine, text

from gateways.settings import DatabaseSettings, read
from models import metadata

LOCK_TIMEOUT = "4s"
STATEMENT_TIMEOUT = "60s"


def owner_url() -> str:
    """Where to migrate: the one given to `alembic -x url=...`, else the owner's, else the application's."""
    given = context.get_x_argument(as_dictionary=True).get("url")
    if given is None:
        given = read(DatabaseSettings).owner_url
    return given.replace("postgresql://", "postgresql+psycopg://", 1)


engine = create_engine(owner_url(), connect_args={"application_name": f"migrate-{os.getpid()}"})
with engine.connect() as connection:
    connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
    connection.execute(text(f"SET statement_timeout = '{STATEMENT_TIMEOUT}'"))
    connection.commit()
    context.configure(connection=connection, target_metadata=metadata, compare_type=True)
    with context.begin_transaction():
        connection.execute(text("SELECT pg_advisory_xact_lock(7305)"))  # two starts at once migrate once
        context.run_migrations()
engine.dispose()
