"""Random days in the salon, beside an oracle; and that the machine notices when a protection is taken away."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from hypothesis import Phase

from tests.databases import Databases
from tests.machine.random_days import GIVEN, run
from tests.machine.world import World, open_world

EXAMPLES = 50
"""Of each half. The same days every time; `make soak` plays twenty thousand that nobody has seen before."""
pytestmark = pytest.mark.timeout(600)


def fails(world: World, number: int = 1, examples: int = 300) -> str:
    """What the machine did, up to where it found something; it need not be the shortest way to it."""
    with pytest.raises(AssertionError) as found:
        run(world, examples, number, phases=(Phase.generate,))
    return "\n".join(found.value.__notes__)


@pytest.mark.parametrize(("half", "buffer"), [(0, 0), (1, 15)])
def test_random_days(databases: Databases, half: int, buffer: int) -> None:
    with databases.fresh(seeded=True) as url, open_world(databases, url, buffer) as world:
        run(world, EXAMPLES, GIVEN + half)


NO_CONSTRAINT = """
ALTER TABLE occupancy DROP CONSTRAINT occupancy_no_overlap;
ALTER TABLE occupancy ADD CONSTRAINT occupancy_no_overlap
    EXCLUDE USING gist (stylist_id WITH =, during WITH &&) WHERE (false)
"""
"""Still there by name, for the statements that name it."""

NO_LOCK = """
CREATE FUNCTION public.pg_advisory_xact_lock(int, int) RETURNS void LANGUAGE sql AS '';
ALTER ROLE turno_app IN DATABASE {database} SET search_path = public, pg_catalog
"""
"""A lock that locks nothing, found before PostgreSQL's own."""

NO_REFUND_KEY = """
CREATE FUNCTION another_key() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_TABLE_NAME = 'outbox' THEN NEW.dedupe_key := NEW.dedupe_key || ':' || NEW.id;
    ELSE NEW.key := NEW.key || ':' || NEW.id; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER another_key BEFORE INSERT ON outbox FOR EACH ROW WHEN (NEW.kind IN ('refund', 'notice'))
    EXECUTE FUNCTION another_key();
CREATE TRIGGER another_key BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION another_key()
"""
"""Every refund is asked, entered and told under a key of its own."""


@contextmanager
def without(databases: Databases, *protections: str, buffer: int = 0) -> Iterator[World]:
    """The salon in a database that lacks something. Connections made from now on do."""
    with databases.fresh() as url:
        with psycopg.connect(databases.superuser(url), autocommit=True) as superuser:
            for protection in protections:
                superuser.execute(protection.format(database=superuser.info.dbname))
        with open_world(databases, url, buffer) as world:
            yield world


def test_without_the_constraint_it_finds_a_stylist_taken_twice(databases: Databases) -> None:
    with without(databases, NO_CONSTRAINT) as world:
        assert fails(world)


def test_without_the_lock_it_finds_two_visits_too_close(databases: Databases) -> None:
    """The constraint alone knows nothing of the time between two visits."""
    with without(databases, NO_LOCK, buffer=15) as world:
        assert "two_book_at_once" in fails(world)


def test_without_both_it_finds_two_customers_at_one_time(databases: Databases) -> None:
    with without(databases, NO_CONSTRAINT, NO_LOCK) as world:
        assert fails(world)


def test_without_the_refunds_key_it_finds_money_given_back_twice(databases: Databases) -> None:
    with without(databases, NO_REFUND_KEY) as world:
        assert "=True" in fails(world, number=2, examples=40)  # which come to it soon
