"""A process that says everything it should not, for `test_log`: run with the application's database."""

import logging
import sys
import threading

import structlog
import uvicorn.logging  # noqa: F401  (its loggers exist, as in the API)
from pydantic import BaseModel
from sqlalchemy import create_engine, text

from gateways.database import Database
from gateways.log import bound, configure
from models import Customer
from tests.gateways.secrets import NAME, PHONE, SECRETS, TEXT


class Form(BaseModel):
    """Something that refuses a name."""

    age: int


def main(url: str) -> None:
    logging.getLogger("uvicorn.access").addHandler(logging.StreamHandler())
    configure("chatter", "DEBUG")
    log = structlog.get_logger()
    plain = logging.getLogger("some.library")

    with bound(conversation_id=7, turn_id=8, appointment_id=None):
        log.info("turn opened", messages=3, took_ms=12.5, why="due")
        plain.warning("library speaks to %s", PHONE)
    log.info("turn closed")

    for key in ("phone", "name", "surname", "text", "content", "payload", "sender_name", "draft"):
        log.info("by key", **{key: TEXT if key in ("text", "content") else NAME})
    log.info("nested", facts={"customer": {"name": NAME}, "list": [{"phone_number": PHONE}]})
    log.info("row", row=Customer(business_id=1, name=NAME, surname=NAME))
    log.info("number", value_of_it=int(PHONE.strip("+").replace(" ", "")))
    log.info("wrote %s", PHONE)
    for secret in SECRETS:
        log.info(f"sent {secret} out", detail=[f"({secret})"])
        plain.info("library sent %s", secret)
        plain.info("library sent %s", {"why": secret})
    logging.getLogger("httpx").info("HTTP Request: POST https://api.example/?name=%s", NAME)
    logging.getLogger("uvicorn.access").info('%s - "%s %s HTTP/%s" %d', "127.0.0.1:5", "GET", SECRETS[0], "1.1", 200)
    plain.info("bad line %d", NAME)
    failures(url, log)
    thread = threading.Thread(target=lambda: Form(age=NAME))
    thread.start()
    thread.join()
    raise RuntimeError(f"at the very end: '{NAME}'")


def failures(url: str, log: structlog.stdlib.BoundLogger) -> None:
    """Errors whose own words give customers away."""
    database = Database(url).open()
    nobody: dict[str, int] = {}
    insert = "INSERT INTO customer (business_id, name, total_spent_cents, created_at)"
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    for fail in (
        lambda: database.rows(f"{insert} VALUES (9, %(n)s, 0, now())", {"n": NAME}),
        lambda: database.rows(f"{insert} VALUES (9, %(n)s, -1, now())", {"n": NAME}),
        lambda: database.rows("SELECT %(n)s::int", {"n": TEXT}),
        lambda: engine.connect().execute(text(f"{insert} VALUES (9, :n, -1, now())"), {"n": NAME}),
        lambda: Form(age=TEXT),
        lambda: nobody[NAME],
        lambda: int(TEXT),
    ):
        try:
            fail()
        except Exception as error:
            log.exception("failed")
            logging.getLogger("some.library").error("failed", exc_info=error)
            try:
                raise ValueError("wrapped") from error
            except ValueError:
                log.exception("failed", error=error)
    try:
        raise ExceptionGroup("two", [ValueError(f"a '{NAME}'"), KeyError(NAME)])
    except ExceptionGroup:
        log.exception("failed")
    database.close()


if __name__ == "__main__":
    main(sys.argv[1])
