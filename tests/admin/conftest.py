"""/admin on a Monday in the demo salon."""

from collections.abc import Iterator

import pytest

from admin.accounts import ensure_owner
from gateways.database import Database
from models.ids import BusinessId
from tests.admin.records import write_records
from tests.admin.visitor import PASSWORD, Visitor, visit
from tests.databases import Databases
from tests.day import Day, empty_salon, monday


@pytest.fixture
def business_id(database: Database) -> BusinessId:
    """A salon with nothing in it but a user `owner`."""
    made = empty_salon(database)
    ensure_owner(database, made, PASSWORD)
    return made


@pytest.fixture
def stranger(database: Database, business_id: BusinessId) -> Iterator[Visitor]:
    """A browser that has not logged in."""
    with visit(database) as visitor:
        yield visitor


@pytest.fixture
def owner(stranger: Visitor) -> Visitor:
    """A browser in which `owner` has."""
    assert stranger.login("owner", PASSWORD).status_code == 303
    return stranger


@pytest.fixture(scope="module")
def day(databases: Databases) -> Iterator[Day]:
    """The demo salon at 10:40 on a Monday, for tests that only look."""
    with databases.fresh() as url:
        database = Database(url).open()
        made = monday(database)
        write_records(made)
        ensure_owner(database, made.business_id, PASSWORD)
        yield made
        database.close()


@pytest.fixture(scope="module")
def desk(day: Day) -> Iterator[Visitor]:
    """A browser in which that salon's owner has logged in."""
    with visit(day.database) as visitor:
        assert visitor.login("owner", PASSWORD).status_code == 303
        yield visitor
