"""Database sessions for SQLAdmin: for the business of whoever asks, and for reading only.

What staff change goes through the same commands as what the bot changes, never through these.
"""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session, sessionmaker

from admin.context import current
from gateways.database import enter_business


class ReadingSession(Session):
    """A session of SQLAdmin's."""


class ReadingSessions(sessionmaker[ReadingSession]):
    """Makes sessions that carry the business of the request they are made in."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(bind=engine, class_=ReadingSession)

    def __call__(self, **options: Any) -> ReadingSession:
        return super().__call__(info={"business_id": current.get().business_id}, **options)


def _read_only(_session: Session, _transaction: object, connection: Connection) -> None:
    connection.exec_driver_sql("SET TRANSACTION READ ONLY")


event.listen(ReadingSession, "after_begin", _read_only)
event.listen(ReadingSession, "after_begin", enter_business)
