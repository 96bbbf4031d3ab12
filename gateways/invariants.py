"""What is always true, I1 to I8: asked of the rows, and of the vendors where they can be seen.

Used by tests, chaos runs and /admin alike. Each invariant is one function over one snapshot. What
is merely under way is no breach; what has been under way for too long is one of the seventh.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from psycopg import Connection
from psycopg.rows import DictRow

from gateways import invariant_rules as rules
from gateways.clock import machine_now
from gateways.database import Database
from models.ids import BusinessId

MOST_ROWS = 20
"""Ids named in one breach."""

ONCE = frozenset({"message.create", "refund.create", "event.insert"})
"""Operations that make something new: one for each key, ever."""


class Invariant(StrEnum):
    """Which of them? Its wording is in DESIGN's list."""

    MESSAGES_FINISHED = "I1"
    EFFECTS_ONCE = "I2"
    NOBODY_TWICE = "I3"
    MONEY_SETTLED = "I4"
    ORDER_KEPT = "I5"
    CALENDAR_AGREES = "I6"
    NOTHING_WAITS = "I7"
    NOTHING_CROSSES = "I8"


@dataclass(frozen=True, slots=True)
class Breach:
    """One way in which an invariant does not hold, and where. Names nobody."""

    invariant: Invariant
    what: str
    rows: tuple[int, ...] = ()
    """Ids in the table that `what` speaks of, the first `MOST_ROWS`."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that a vendor did for us. `key` is ours, as in `Outbox.dedupe_key`."""

    vendor: str
    operation: str
    key: str | None


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event that stands, not a cancelled one. `calendar` is the calendar's id or the stylist."""

    calendar: str
    starts_at: datetime
    ends_at: datetime
    ours: bool


class VendorView(Protocol):
    """What the vendors hold; at rest, and complete from the beginning."""

    def ledger(self) -> Sequence[Effect]:
        """Every effect so far."""

    def calendar_events(self) -> Sequence[CalendarEvent]:
        """Every event that stands."""


@dataclass(frozen=True)
class Snapshot:
    """One moment of one business. `now` is domain time, `real` machine time."""

    connection: Connection[DictRow]
    business_id: BusinessId
    now: datetime
    real: datetime
    since: datetime | None
    vendors: VendorView | None

    def rows(self, statement: str) -> list[DictRow]:
        """Runs a rule: it may use %(business)s, %(now)s, %(real)s and %(since)s."""
        parameters: dict[str, Any] = {
            "business": self.business_id,
            "now": self.now,
            "real": self.real,
            "since": self.since or "-infinity",
        }
        return self.connection.execute(statement, parameters).fetchall()

    def breaches(self, invariant: Invariant, found: dict[str, str]) -> Iterator[Breach]:
        """One breach for each rule that finds rows."""
        for what, statement in found.items():
            if ids := [row["id"] for row in self.rows(statement)]:
                yield Breach(invariant, what, tuple(ids[:MOST_ROWS]))


def check(
    database: Database,
    business_id: BusinessId,
    *,
    vendors: VendorView | None = None,
    since: datetime | None = None,
) -> list[Breach]:
    """Every breach. `since` (domain time) leaves older history alone: for pages that ask often."""
    with database.pool.connection() as connection, connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        real = machine_now()
        found = connection.execute("SELECT clock_offset FROM deployment").fetchone()
        now = real + found["clock_offset"] if found else real
        snapshot = Snapshot(connection, business_id, now, real, since, vendors)
        return [breach for rule in RULES.values() for breach in rule(snapshot)]


def messages_finished(at: Snapshot) -> Iterator[Breach]:
    """I1: every customer message belongs to exactly one finished turn or to a person."""
    yield from at.breaches(Invariant.MESSAGES_FINISHED, rules.MESSAGES_FINISHED)


def effects_once(at: Snapshot) -> Iterator[Breach]:
    """I2: every effect happens at most once, and each ends sent, withdrawn or failed, with why."""
    yield from at.breaches(Invariant.EFFECTS_ONCE, rules.EFFECTS_ONCE)
    if at.vendors is None:
        return
    done = Counter(e.key for e in at.vendors.ledger() if e.key and e.operation in ONCE)
    twice = [key for key, times in done.items() if times > 1]
    if twice:
        yield Breach(Invariant.EFFECTS_ONCE, f"{len(twice)} effects were brought about twice")
    sent = at.rows(rules.MESSAGES_SENT)
    lost = [row["id"] for row in sent if row["key"] not in done]
    if lost:
        what = "an effect that is marked as sent never arrived"
        yield Breach(Invariant.EFFECTS_ONCE, what, tuple(lost[:MOST_ROWS]))


def nobody_twice(at: Snapshot) -> Iterator[Breach]:
    """I3: no two live appointments of a stylist overlap; appointments and occupancy agree."""
    yield from at.breaches(Invariant.NOBODY_TWICE, rules.NOBODY_TWICE)


def money_settled(at: Snapshot) -> Iterator[Breach]:
    """I4: what was captured is applied, forfeited or given back, and never more than it was."""
    yield from at.breaches(Invariant.MONEY_SETTLED, rules.MONEY_SETTLED)
    yield from at.breaches(Invariant.MONEY_SETTLED, rules.LEDGER_AGREES)


def order_kept(at: Snapshot) -> Iterator[Breach]:
    """I5: within a conversation, answers keep the order of the questions."""
    yield from at.breaches(Invariant.ORDER_KEPT, rules.ORDER_KEPT)


def calendar_agrees(at: Snapshot) -> Iterator[Breach]:
    """I6: every live appointment has exactly one calendar event, and no other event is ours."""
    yield from at.breaches(Invariant.CALENDAR_AGREES, rules.CALENDAR_AGREES)
    if at.vendors is None:
        return
    standing = Counter(
        (event.calendar, event.starts_at, event.ends_at) for event in at.vendors.calendar_events() if event.ours
    )
    wrong: list[int] = []
    for row in at.rows(rules.CALENDAR_DUE):
        places = [(name, row["starts_at"], row["ends_at"]) for name in (row["calendar"], row["name"])]
        found = sum(standing.pop(place, 0) for place in dict.fromkeys(places))
        if found not in row["allowed"]:
            wrong.append(row["id"])
    if wrong:
        what = "an appointment does not have the one calendar event it should have"
        yield Breach(Invariant.CALENDAR_AGREES, what, tuple(wrong[:MOST_ROWS]))
    if standing:
        what = f"{standing.total()} events of ours belong to no appointment"
        yield Breach(Invariant.CALENDAR_AGREES, what)


def nothing_waits(at: Snapshot) -> Iterator[Breach]:
    """I7: nothing waits over a minute once nothing is in its way."""
    yield from at.breaches(Invariant.NOTHING_WAITS, rules.NOTHING_WAITS)


def nothing_crosses(at: Snapshot) -> Iterator[Breach]:
    """I8: no row leads from one customer, or one business, to another."""
    yield from at.breaches(Invariant.NOTHING_CROSSES, rules.NOTHING_CROSSES)


RULES: dict[Invariant, Callable[[Snapshot], Iterator[Breach]]] = {
    Invariant.MESSAGES_FINISHED: messages_finished,
    Invariant.EFFECTS_ONCE: effects_once,
    Invariant.NOBODY_TWICE: nobody_twice,
    Invariant.MONEY_SETTLED: money_settled,
    Invariant.ORDER_KEPT: order_kept,
    Invariant.CALENDAR_AGREES: calendar_agrees,
    Invariant.NOTHING_WAITS: nothing_waits,
    Invariant.NOTHING_CROSSES: nothing_crosses,
}
