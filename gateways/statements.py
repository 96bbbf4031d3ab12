"""Plain SQL inside a unit of work, on its own connection and in its transaction.

For the statements of commands that many run at once: SQLAlchemy's part of the work is left out. The
session does not see what they change; whoever uses both flushes before and expires after.
"""

from typing import Any

from psycopg.rows import namedtuple_row

from gateways.database import Unit


def rows(unit: Unit, statement: str, values: dict[str, Any] | None = None) -> list[Any]:
    """The statement's rows, with a field for each column. Errors are psycopg's own."""
    connection = unit.session.connection().connection.driver_connection
    assert connection is not None
    cursor = connection.cursor(row_factory=namedtuple_row).execute(statement, values)
    return cursor.fetchall() if cursor.description else []
