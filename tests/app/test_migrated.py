"""Migrations are left out only when a database is exactly where they would bring it."""

from pathlib import Path

import psycopg
import pytest
from alembic.script import ScriptDirectory

from app.launch.migrated import MIGRATIONS, head, is_migrated


def test_the_head_is_alembics() -> None:
    assert [head()] == ScriptDirectory(str(MIGRATIONS)).get_heads()


@pytest.mark.parametrize(
    "versions",
    [
        ['revision: str = "1"\ndown_revision: str | None = "0"\n'],
        [
            'revision: str = "1"\ndown_revision: str | None = None\n',
            'revision: str = "2"\ndown_revision: str | None = ("1", "0")\n',
        ],
        ['revision = "1"\ndown_revision = None\n', 'revision = "2"\ndown_revision = None\n'],
        ['revision = "1"\ndown_revision = None\n', 'revision = "1"\ndown_revision = None\n'],
        ["revision = '1'\ndown_revision = None\n"],
        [],
    ],
    ids=["follows nobody", "follows two", "two heads", "twice", "other quotes", "none"],
)
def test_files_that_are_not_plain_have_none(tmp_path: Path, versions: list[str]) -> None:
    (tmp_path / "versions").mkdir()
    for number, text in enumerate(versions):
        (tmp_path / "versions" / f"{number}.py").write_text(text)
    assert head(tmp_path) is None


@pytest.mark.parametrize(
    ("rows", "expected"),
    [(None, False), ([], False), (["0001"], False), (["9999"], False), (["head"], True), (["head", "9999"], False)],
    ids=["empty database", "no row", "behind", "ahead", "at head", "on two branches"],
)
def test_only_at_the_head(empty_database: str, rows: list[str] | None, expected: bool) -> None:
    if rows is not None:
        with psycopg.connect(empty_database) as owner:
            owner.execute("CREATE TABLE alembic_version (version_num text)")
            for row in rows:
                owner.execute("INSERT INTO alembic_version VALUES (%s)", (row.replace("head", head() or ""),))
    assert is_migrated(empty_database) == expected
