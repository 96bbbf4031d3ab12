"""PostgreSQL: a lean pool of autocommit connections for the hot path, and units of work for everything else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from psycopg import Connection
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool
from sqlalchemy import Connection as SqlConnection
from sqlalchemy import Engine, create_engine, event
from sqlmodel import Session

from gateways.clock import machine_now
from models import Conversation
from models.ids import BusinessId

APPLICATION_ROLE = "turno_app"
ROLE_OPTION = f"-c role={APPLICATION_ROLE}"
HOUSE = "house"
"""Who acts when nobody of the staff does: the assistant, payments, sweeps. Its work is not audited, its rows tell."""
ACTOR_OPTION = f"-c turno.actor={HOUSE}"
STATEMENT_TIMEOUT = "-c statement_timeout=15000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=30000"

BEGIN = """
SELECT set_config('turno.business_id', %(business)s, true), set_config('turno.actor', %(actor)s, true),
       %(real)s::timestamptz + clock_offset FROM deployment
"""


class Unclaimed(RuntimeError):
    """The database has no deployment row yet: nobody has said whether it is a sandbox or production."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a unit stood before a savepoint."""

    streams: set[str]
    conversations: set[int]
    statement_raises: dict[int, int]
    notices: list[tuple[int, str]]
    freed: bool


@dataclass
class Unit:
    """One transaction for one business, at one moment of domain time. Rolled back unless `commit()` is called."""

    session: Session
    business_id: BusinessId
    now: datetime
    actor: str = HOUSE
    """Who does it: the house, or `staff:{username}`."""
    freed: bool = False
    """Some stylist's time was given back: whoever waits for it may have it."""
    streams: set[str] = field(default_factory=set)
    """Outbox streams that got a row: woken after the commit."""
    conversations: set[int] = field(default_factory=set)
    """Conversations that have become due: woken after the commit."""
    fact_seqs: dict[int, int] = field(default_factory=dict)
    """`fact_seq` of each conversation as it was when this unit locked it."""
    statement_raises: dict[int, int] = field(default_factory=dict)
    """How often a plain statement has raised a `fact_seq` before the conversation was locked here."""
    notices: list[tuple[int, str]] = field(default_factory=list)
    """Conversation and text of each notice to a customer that this unit has written."""

    def raised_by_statement(self, conversation_id: int) -> None:
        """Says that a plain statement of this unit has raised the conversation's `fact_seq` by one."""
        if conversation_id not in self.fact_seqs:
            self.statement_raises[conversation_id] = self.statement_raises.get(conversation_id, 0) + 1

    def raised(self, conversation_id: int) -> int:
        """By how much this unit has raised the conversation's `fact_seq`."""
        by_statement = self.statement_raises.get(conversation_id, 0)
        if conversation_id not in self.fact_seqs:
            return by_statement
        conversation = self.session.get_one(Conversation, conversation_id)
        return by_statement + conversation.fact_seq - self.fact_seqs[conversation_id]

    def mark(self) -> "Mark":
        """What this unit would wake by now: to come back to when a savepoint is undone."""
        return Mark(
            set(self.streams), set(self.conversations), dict(self.statement_raises), list(self.notices), self.freed
        )

    def back_to(self, mark: "Mark") -> None:
        """Forgets what was undone since."""
        self.streams, self.conversations = set(mark.streams), set(mark.conversations)
        self.statement_raises, self.notices = dict(mark.statement_raises), list(mark.notices)
        self.freed = mark.freed

    def commit(self) -> None:
        """Makes it so. The unit is over: its wake-ups are published by whoever opened it."""
        self.session.commit()


class Database:
    """A process's connections. Open it after forking; `close()` it before the process ends."""

    def __init__(self, url: str, *, pool_size: int = 12, kept: int = 4, name: str = "turno") -> None:
        """At most `pool_size` connections of each kind; so many for units of work stay open when nobody needs them."""
        self.url = url
        options = f"{ROLE_OPTION} {ACTOR_OPTION} {STATEMENT_TIMEOUT}"
        self.pool: ConnectionPool[Connection[DictRow]] = ConnectionPool(
            url,
            min_size=1,
            max_size=pool_size,
            timeout=20,
            open=False,
            kwargs={
                "autocommit": True,
                "row_factory": dict_row,
                "options": options,
                "application_name": name,
            },
        )
        self.engine = _engine(url, pool_size, kept, options, name)

    def open(self) -> "Database":
        """Connects; returns itself."""
        self.pool.open()
        return self

    def close(self) -> None:
        """Gives every connection back to the server."""
        self.pool.close()
        self.engine.dispose()

    def rows(self, statement: str, parameters: dict[str, Any] | None = None) -> list[DictRow]:
        """Runs one statement in its own transaction (hot path) and returns its rows."""
        with self.pool.connection() as connection:
            cursor = connection.execute(statement, parameters)
            # `description` would make an object of every column, only to say whether there are any.
            return cursor.fetchall() if cursor.pgresult and cursor.pgresult.nfields else []

    def row(self, statement: str, parameters: dict[str, Any] | None = None) -> DictRow | None:
        """As `rows`, the first row or None."""
        found = self.rows(statement, parameters)
        return found[0] if found else None

    @contextmanager
    def unit(self, business_id: BusinessId, actor: str = HOUSE) -> Iterator[Unit]:
        """Opens a unit of work: business and actor are set for its transaction and domain time is read once."""
        info = {"business_id": business_id, "actor": actor}
        with Session(self.engine, expire_on_commit=False, info=info) as session:
            session.connection()
            yield Unit(session, business_id, session.info["now"], actor)

    def now(self) -> datetime:
        """Domain time, outside of a unit of work."""
        row = self.row(
            "SELECT %(real)s::timestamptz + clock_offset AS now FROM deployment",
            {"real": machine_now()},
        )
        if row is None:
            raise Unclaimed("this database has not been set up: run `make migrate`, then `make run` or `make demo`")
        now: datetime = row["now"]
        return now


@lru_cache(maxsize=32)
def _engine(url: str, pool_size: int, kept: int, options: str, name: str) -> Engine:
    """One for each address: an engine remembers how statements are compiled, which costs more than to run them.

    Closed, it opens again by itself when it is next asked for a connection.
    """
    return create_engine(
        url.replace("postgresql://", "postgresql+psycopg://", 1),
        pool_size=kept,
        max_overflow=pool_size - kept,
        pool_timeout=20,
        hide_parameters=True,
        connect_args={"options": options, "application_name": name},
    )


def enter_business(session: Session, _transaction: object, connection: SqlConnection) -> None:
    """`after_begin`: sets business and actor for the transaction and reads domain time, in one statement.

    Shared by units of work and by the admin's sessions; a session without `business_id` in its info is refused, and
    what one without `actor` writes is audited as nobody's.
    """
    business_id, actor = session.info["business_id"], session.info.get("actor", "")
    values = {"business": str(business_id), "actor": actor, "real": machine_now()}
    found = connection.exec_driver_sql(BEGIN, values).one_or_none()
    if found is None:
        raise Unclaimed("this database has not been set up: run `make migrate`, then `make run` or `make demo`")
    session.info["now"] = found[2]


event.listen(Session, "after_begin", enter_business)
