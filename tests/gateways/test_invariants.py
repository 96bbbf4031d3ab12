"""Each invariant holds on an ordinary day, and each of its rules is seen to break."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import psycopg
import pytest
from psycopg.rows import dict_row

from gateways import invariant_rules
from gateways.clock import machine_now
from gateways.database import Database
from gateways.invariants import RULES, Breach, CalendarEvent, Effect, Invariant, Snapshot, VendorView, check
from tests.databases import Databases
from tests.day import Day, empty_salon, monday
from tests.gateways.breaches import BREACHES, UNDER_WAY


@dataclass
class Vendors:
    """A hand-made view of what the vendors hold."""

    effects: list[Effect] = field(default_factory=list)
    events: list[CalendarEvent] = field(default_factory=list)

    def ledger(self) -> Sequence[Effect]:
        return self.effects

    def calendar_events(self) -> Sequence[CalendarEvent]:
        return self.events


@pytest.fixture(scope="module")
def day(databases: Databases) -> Iterator[Day]:
    """A Monday in the salon."""
    with databases.fresh() as url:
        database = Database(url).open()
        yield monday(database)
        database.close()


@contextmanager
def broken(day: Day, databases: Databases, change: str, vendors: VendorView | None) -> Iterator[list[Breach]]:
    """What is found after a change that no guard of the database stopped; undone afterwards."""
    url = databases.superuser(day.database.url)
    with psycopg.connect(url, row_factory=dict_row) as root:
        root.execute("SET LOCAL session_replication_role = replica")
        real, now = machine_now(), day.database.now()
        for statement in change.format(**day.ids).split(";"):
            if statement:
                root.execute(statement, {"real": real, "now": now})
        at = Snapshot(root, day.business_id, now, real, None, vendors)
        yield [breach for rule in RULES.values() for breach in rule(at)]
        root.rollback()


@pytest.fixture
def vendors(day: Day) -> Vendors:
    """They hold exactly what the rows say."""
    sent = day.database.rows("SELECT kind, dedupe_key FROM outbox WHERE status = 'sent'")
    live = day.database.rows(
        "SELECT s.name, a.starts_at, a.ends_at FROM appointment a"
        " JOIN stylist s ON s.id = a.stylist_id WHERE a.status IN ('provisional', 'confirmed') ORDER BY a.id"
    )
    return Vendors(
        [Effect("chatwoot", "message.create", row["dedupe_key"]) for row in sent],
        [CalendarEvent(row["name"], row["starts_at"], row["ends_at"], True) for row in live],
    )


def test_an_ordinary_day_breaks_nothing(day: Day, vendors: Vendors) -> None:
    assert check(day.database, day.business_id, vendors=vendors) == []
    assert check(day.database, day.business_id, since=day.now - timedelta(days=1)) == []


CASES = [
    pytest.param(Invariant(name), what, change, id=f"{name}: {what} ({number})")
    for name, found in BREACHES.items()
    for what, changes in found.items()
    for number, change in enumerate(changes, 1)
]


@pytest.mark.parametrize(("invariant", "what", "change"), CASES)
def test_a_breach_is_found_and_named(
    day: Day, databases: Databases, invariant: Invariant, what: str, change: str
) -> None:
    with broken(day, databases, change, None) as breaches:
        assert [(breach.invariant, breach.what) for breach in breaches] == [(invariant, what)]
        assert breaches[0].rows != ()


def test_no_rule_is_without_a_breach() -> None:
    rules = {
        what
        for name, value in vars(invariant_rules).items()
        if name.isupper() and isinstance(value, dict)
        for what in value
    }
    assert rules == {what for found in BREACHES.values() for what in found}
    assert set(RULES) == set(Invariant) == {Invariant(name) for name in BREACHES}


@pytest.mark.parametrize("change", UNDER_WAY.values(), ids=UNDER_WAY.keys())
def test_what_is_under_way_is_no_breach(day: Day, databases: Databases, change: str) -> None:
    with broken(day, databases, change, None) as breaches:
        assert breaches == []


def test_a_reply_that_overtook_a_waiting_one(day: Day, databases: Databases) -> None:
    change = "UPDATE outbox SET status = 'pending' WHERE dedupe_key = 'reply:{turn 0}'"
    with broken(day, databases, change, None) as breaches:
        assert [breach.invariant for breach in breaches] == ["I5", "I7"]


def test_an_effect_brought_about_twice(day: Day, databases: Databases, vendors: Vendors) -> None:
    vendors.effects.append(vendors.effects[-1])
    found = check(day.database, day.business_id, vendors=vendors)
    assert found == [Breach(Invariant.EFFECTS_ONCE, "1 effects were brought about twice")]
    vendors.effects[-1] = Effect("google", "event.update", vendors.effects[0].key)
    assert check(day.database, day.business_id, vendors=vendors) == [], "an update may come again"


def test_a_message_that_never_arrived(day: Day, vendors: Vendors) -> None:
    vendors.effects = [e for e in vendors.effects if e.key != f"reply:{day.ids['turn 0']}"]
    (breach,) = check(day.database, day.business_id, vendors=vendors)
    assert breach.invariant == "I2"
    assert breach.what == "an effect that is marked as sent never arrived"


def test_calendar_events_that_are_missing_double_or_nobodys(day: Day, vendors: Vendors) -> None:
    whole = vendors.events
    first, missing = whole[0], "an appointment does not have the one calendar event it should have"
    appointment = (day.ids["appointment Laura"],)
    for events, expected in (
        (whole[1:], [Breach(Invariant.CALENDAR_AGREES, missing, appointment)]),
        ([*whole, first], [Breach(Invariant.CALENDAR_AGREES, missing, appointment)]),
        (
            [*whole, CalendarEvent("Sara", first.starts_at, first.ends_at, True)],
            [Breach(Invariant.CALENDAR_AGREES, "1 events of ours belong to no appointment")],
        ),
        ([*whole, CalendarEvent("Sara", first.starts_at, first.ends_at, False)], []),
    ):
        vendors.events = events
        assert check(day.database, day.business_id, vendors=vendors) == expected


def test_an_event_that_is_still_to_be_made_is_not_missed(day: Day, databases: Databases, vendors: Vendors) -> None:
    vendors.events = vendors.events[1:]
    change = "UPDATE outbox SET status = 'pending', created_at = %(now)s WHERE stream = 'google:{appointment Laura}'"
    with broken(day, databases, change, vendors) as breaches:
        assert breaches == []


def test_the_event_of_a_lapsed_hold_at_the_same_time_is_not_taken_for_the_live_ones(
    day: Day, databases: Databases, vendors: Vendors
) -> None:
    change = (
        "UPDATE appointment l SET stylist_id = a.stylist_id, during = a.during,"
        " starts_at = a.starts_at, ends_at = a.ends_at FROM appointment a"
        " WHERE l.id = {appointment Marta} AND a.id = {appointment Laura}"
    )
    with broken(day, databases, change, vendors) as breaches:
        assert breaches == []


def test_history_before_since_is_left_alone(day: Day, databases: Databases) -> None:
    with psycopg.connect(databases.superuser(day.database.url), autocommit=True) as root:
        change = "UPDATE outbox SET reason = %s, created_at = created_at + %s WHERE status = 'failed'"
        root.execute(change, (None, -timedelta(days=3)))
        try:
            assert [b.invariant for b in check(day.database, day.business_id)] == ["I2"]
            assert check(day.database, day.business_id, since=day.now - timedelta(days=2)) == []
        finally:
            root.execute(change, ("550", timedelta(days=3)))


def test_one_business_is_not_blamed_for_another(day: Day, databases: Databases) -> None:
    other = empty_salon(day.database, "Otro", account=5)
    change = "UPDATE outbox SET reason = NULL WHERE status = 'failed'"
    with broken(day, databases, change, None) as breaches:
        assert len(breaches) == 1
    assert check(day.database, other) == []
