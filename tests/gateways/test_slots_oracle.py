"""Five hundred random calendars on a real PostgreSQL: search and hold beside plain Python that tries every minute."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain

import pytest
from psycopg.rows import tuple_row

from flows.availability import SlotAsk, SlotOption
from flows.catalogue import Catalogue
from flows.search import on_day, refusal
from gateways.database import Database
from gateways.free_time import FREE, as_free, wanted
from gateways.slots import search
from tests.calendars.compared import Search, differences, misjudged
from tests.calendars.made import CALENDARS, made
from tests.calendars.stored import Stored, store
from tests.databases import Databases

SALONS = 500 // CALENDARS


@pytest.fixture(scope="module")
def calendars(databases: Databases) -> Iterator[tuple[Database, list[Stored]]]:
    """All of them, in one database."""
    with databases.fresh() as url:
        database = Database(url).open()
        yield database, [store(database, made(seed)) for seed in range(SALONS)]
        database.close()


def shown(database: Database, catalogue: Catalogue, ask: SlotAsk, now: datetime) -> tuple[SlotOption, ...]:
    """As customers see it."""
    return search(database, catalogue, ask, now).options


def test_what_is_shown_is_what_is_possible(calendars: tuple[Database, list[Stored]]) -> None:
    database, salons = calendars
    assert [one for stored in salons for one in differences(database, stored, shown)] == []


def test_what_can_be_held_is_what_is_possible(calendars: tuple[Database, list[Stored]]) -> None:
    database, salons = calendars
    assert [one for stored in salons for one in misjudged(database, stored)] == []


def with_statement(statement: str) -> Search:
    """The search with another statement."""
    assert statement != FREE

    def wrong(database: Database, catalogue: Catalogue, ask: SlotAsk, now: datetime) -> tuple[SlotOption, ...]:
        assert ask.date is not None
        if refusal(catalogue, ask, now):
            return ()
        with database.pool.connection() as connection:
            cursor = connection.cursor(row_factory=tuple_row)
            free = as_free(cursor.execute(statement, wanted(catalogue, [ask], [ask.date], now)).fetchall())
        return on_day(catalogue, ask, free, now).options

    return wrong


def without_gaps(database: Database, catalogue: Catalogue, ask: SlotAsk, now: datetime) -> tuple[SlotOption, ...]:
    """What is asked for needs the stylist all the time."""
    return shown(database, catalogue, replace(ask, work=((0, ask.minutes),)), now)


def through_gaps(database: Database, catalogue: Catalogue, ask: SlotAsk, now: datetime) -> tuple[SlotOption, ...]:
    """Only the first stretch counts."""
    return shown(database, catalogue, replace(ask, work=ask.work[:1]), now)


def without_closures(database: Database, catalogue: Catalogue, ask: SlotAsk, now: datetime) -> tuple[SlotOption, ...]:
    """Holidays are like any other day."""
    return shown(database, replace(catalogue, closures={}), ask, now)


WRONG = {
    "busy time is not read": with_statement(FREE.replace("WHERE b.ends_at", "WHERE false AND b.ends_at")),
    "time off is not read": with_statement(FREE.replace("WHERE t.ends_at", "WHERE false AND t.ends_at")),
    "gaps of others are taken": with_statement(FREE.replace("range_agg(o.during)", "range_agg(range_merge(o.during))")),
    "no buffer": with_statement(FREE.replace("WHEN %(buffer)s = interval '0'", "WHEN true")),
    "no buffer over the edge of hours": with_statement(FREE.replace("%(around)s", "%(within)s")),
    "lapsed holds are taken": with_statement(FREE.replace("OR o.lapses_at > %(now)s", "OR true")),
    "what is given back is taken": with_statement(FREE.replace("ANY(%(replaces)s::bigint[])", "-1")),
    "own gaps are work": without_gaps,
    "only the first stretch counts": through_gaps,
    "holidays are not kept": without_closures,
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_the_oracle_notices_what_is_wrong(wrong: Search, calendars: tuple[Database, list[Stored]]) -> None:
    database, salons = calendars
    assert next(chain.from_iterable(differences(database, stored, wrong) for stored in salons), None) is not None
