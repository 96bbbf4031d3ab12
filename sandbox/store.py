"""What the stand-ins remember: JSON documents in one SQLite file, so that a second start goes on
where the first ended."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

Document = dict[str, Any]

_TABLES = """
CREATE TABLE IF NOT EXISTS document (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    parent TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (kind, key)
);
CREATE INDEX IF NOT EXISTS document_of_parent ON document (kind, parent, n);
CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
"""


class Store:
    """Documents by kind and key, kept in the order in which they were first put.

    `path` is a file or `:memory:`. What a transaction wrote survives the killing of this process
    (not a power cut: nothing here is worth waiting for the disk).
    """

    def __init__(self, path: str) -> None:
        self._lock = RLock()
        self._depth = 0
        self._sql = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._sql.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;" + _TABLES)

    def close(self) -> None:
        """Close the file."""
        self._sql.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is put inside; may be nested."""
        with self._lock:
            if self._depth == 0:
                self._sql.execute("BEGIN")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self._sql.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                self._sql.execute("COMMIT")

    def put(self, kind: str, key: object, body: Document, parent: object = "") -> Document:
        """Insert or replace one document; a replaced one keeps its place. Returns `body`."""
        with self._lock:
            self._sql.execute(
                "INSERT INTO document (kind, key, parent, body) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body",
                (kind, str(key), str(parent), json.dumps(body, ensure_ascii=False)),
            )
        return body

    def get(self, kind: str, key: object) -> Document | None:
        """A fresh copy of one document."""
        with self._lock:
            row = self._sql.execute("SELECT body FROM document WHERE kind = ? AND key = ?", (kind, str(key))).fetchone()
        return None if row is None else json.loads(row[0])

    def remove(self, kind: str, key: object) -> None:
        """Forget one document, if it is there."""
        with self._lock:
            self._sql.execute("DELETE FROM document WHERE kind = ? AND key = ?", (kind, str(key)))

    def all(self, kind: str, parent: object = None, *, newest_first: bool = False, limit: int = -1) -> list[Document]:
        """Documents of a kind (of one parent), in the order in which they were first put."""
        where, values = "kind = ?", [kind]
        if parent is not None:
            where, values = "kind = ? AND parent = ?", [kind, str(parent)]
        order = "DESC" if newest_first else "ASC"
        query = f"SELECT body FROM document WHERE {where} ORDER BY n {order} LIMIT {limit:d}"
        with self._lock:
            return [json.loads(body) for (body,) in self._sql.execute(query, values)]

    def count(self, kind: str) -> int:
        """How many documents of a kind there are."""
        with self._lock:
            row = self._sql.execute("SELECT count(*) FROM document WHERE kind = ?", (kind,))
            return int(row.fetchone()[0])

    def number(self, counter: str) -> int:
        """The next number of that counter: 1, 2, 3 …"""
        with self._lock:
            row = self._sql.execute(
                "INSERT INTO counter VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
                (counter,),
            ).fetchone()
        return int(row[0])
