"""Whose database it is, and whose clock may be moved."""

import psycopg
import pytest

from tests.databases import ROOT, Databases


def test_production_refuses_a_moved_clock(databases: Databases) -> None:
    with (
        databases.fresh("production") as url,
        psycopg.connect(url) as connection,
        pytest.raises(psycopg.errors.CheckViolation),
    ):
        connection.execute("UPDATE deployment SET clock_offset = interval '1 minute'")


def test_as_migrated_domain_time_only_runs_ahead() -> None:
    """Tests' own databases are laxer (`tests.databases.ANY_TIME`); the migration says what holds."""
    first = (ROOT / "migrations/versions/20261120_first.py").read_text()
    assert "OR (kind = 'sandbox' AND clock_offset > interval '0')" in first
