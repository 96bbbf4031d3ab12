"""Whether a database is where the migrations would bring it, asked without Alembic, which takes a second or two."""

import re
from pathlib import Path

import psycopg

MIGRATIONS = Path(__file__).parents[2] / "migrations"

REVISION = re.compile(r'^revision\b[^=\n]*= "(\w+)"$', re.MULTILINE)
DOWN = re.compile(r'^down_revision\b[^=\n]*= (?:None|"(\w+)")$', re.MULTILINE)


IMPATIENT = "-c statement_timeout=5000 -c lock_timeout=5000"
"""For questions that take milliseconds: Ctrl-C is heeded once they are answered."""


def head(folder: Path = MIGRATIONS) -> str | None:
    """The one revision that no other follows; None when these files do not say so plainly."""
    revisions: set[str] = set()
    followed: set[str] = set()
    for file in (folder / "versions").glob("*.py"):
        text = file.read_text()
        own, before = REVISION.findall(text), DOWN.findall(text)
        if len(own) != 1 or len(before) != 1 or own[0] in revisions:
            return None
        revisions.add(own[0])
        followed.update(filter(None, before))
    last = revisions - followed
    return last.pop() if len(last) == 1 and followed <= revisions else None


def is_migrated(url: str) -> bool:
    """Exactly at our head. Whatever else it is (empty, behind, ahead, on two branches), Alembic has to see it."""
    with psycopg.connect(url, connect_timeout=5, options=IMPATIENT) as connection:
        try:
            at = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        except psycopg.Error:
            return False
    return at == [(head(),)]
