"""The migrations make exactly what the models say, and what the models cannot say."""

import re

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Enum, create_engine

from gateways.database import Database
from models import metadata
from tests.databases import Databases


def test_migrations_and_models_agree(databases: Databases, database_url: str) -> None:
    engine = create_engine(databases.owner(database_url).replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_every_check_lets_exactly_its_enum_in(database: Database) -> None:
    """Alembic compares no CHECK: a member that is new in the code would be refused by the database."""
    found = database.rows("SELECT conname, pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE contype = 'c'")
    checks = {row["conname"]: set(re.findall(r"'(\w+)'::", row["text"])) for row in found}
    enums = {
        f"ck_{table.name}_{column.type.name}": set(column.type.enums)
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Enum)
    }
    assert {name: checks[name] for name in enums} == enums


def test_what_alembic_does_not_notice_is_there_by_name(database: Database) -> None:
    exclusion = database.row("SELECT condeferrable FROM pg_constraint WHERE conname = 'occupancy_no_overlap'")
    assert exclusion == {"condeferrable": False}, "a deferrable one cannot arbitrate ON CONFLICT"
    triggers = database.rows("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgdeferrable ORDER BY tgname")
    assert [row["tgname"] for row in triggers] == ["appointment_agrees", "occupancy_agrees"]


def test_the_application_is_no_superuser(database: Database) -> None:
    role = database.row("SELECT rolsuper, rolbypassrls, rolname FROM pg_roles WHERE rolname = current_user")
    assert role == {"rolsuper": False, "rolbypassrls": False, "rolname": "turno_app"}
