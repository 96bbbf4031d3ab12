"""Fifth contest: the free slots of one day as `find_slots` asks for them, beside the bare grouped query."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from time import perf_counter
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.rows import tuple_row

from flows.availability import SlotAsk
from flows.catalogue import Catalogue
from gateways.catalogue import load
from gateways.database import Database
from gateways.free_time import free_for_all
from gateways.slots import search
from models.enums import Category
from models.ids import BusinessId
from tests.bare_business import small_salon
from tests.bench.report import Line, show
from tests.bench.stage import Stage

STYLISTS, A_DAY = 500, 6
FIRST = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
BUFFER_MINUTES = 5

PEOPLE = """
INSERT INTO opening_hours (business_id, weekday, opens, closes)
    SELECT {id}, n, '09:30', '20:00' FROM generate_series(0, 6) AS n;
INSERT INTO stylist (business_id, name, active)
    SELECT {id}, 'Stylist ' || n, true FROM generate_series(1, {people}) AS n;
INSERT INTO skill (business_id, stylist_id, category)
    SELECT {id}, id, 'hairdressing' FROM stylist WHERE business_id = {id};
INSERT INTO stylist_hours (business_id, stylist_id, weekday, starts, ends)
    SELECT {id}, s.id, n, starts::time, ends::time FROM stylist s, generate_series(0, 6) AS n,
           (VALUES ('09:30', '14:00'), ('15:00', '20:00')) AS h(starts, ends)
    WHERE s.business_id = {id} AND s.id % 3 = 0
"""
"""A third of them have hours of their own, with a break."""

TAKEN = """
ALTER TABLE occupancy DROP CONSTRAINT occupancy_no_overlap;
INSERT INTO occupancy (business_id, stylist_id, during, kind, appointment_id, lapses_at)
SELECT {id}, stylist_id, tstzmultirange(tstzrange(starts, starts + length)), 'appointment', row_number() OVER (),
       CASE WHEN random() < 0.02 THEN '2026-11-23 07:00+00'::timestamptz END
FROM (
    SELECT s.id AS stylist_id, (6 + floor(random() * 6)) * interval '5 minutes' AS length,
           ('2026-11-23'::date + d)::timestamp AT TIME ZONE 'Europe/Madrid' + interval '9 hours 30 minutes'
           + (105 * k + 5 * floor(random() * 10)) * interval '1 minute' AS starts
    FROM stylist s, generate_series(0, {days} - 1) AS d, generate_series(0, {a_day} - 1) AS k
    WHERE s.business_id = {id}
) AS one;
ALTER TABLE occupancy ADD CONSTRAINT occupancy_no_overlap EXCLUDE USING gist (stylist_id WITH =, during WITH &&)
"""
"""Some are holds that have lapsed. The index is built afterwards, as after a restore."""

AWAY = """
INSERT INTO busy_time (business_id, stylist_id, event, starts_at, ends_at)
SELECT {id}, stylist_id, 'event ' || n, at, at + interval '1 hour'
FROM (
    SELECT s.id AS stylist_id, n, '2026-11-23 08:30+00'::timestamptz + random() * {days} * interval '1 day' AS at
    FROM stylist s, generate_series(0, 39) AS n WHERE s.business_id = {id}
) AS one;
INSERT INTO time_off (business_id, stylist_id, starts_at, ends_at)
SELECT {id}, stylist_id, at, at + interval '7 days'
FROM (
    SELECT id AS stylist_id, '2026-11-23 00:00+00'::timestamptz + floor(random() * {days}) * interval '1 day' AS at
    FROM stylist WHERE business_id = {id}
) AS one
"""

BARE = """
SELECT stylist_id, (tstzmultirange(tstzrange(%(opens)s, %(closes)s)) - range_agg(during))::text
FROM occupancy
WHERE during && tstzrange(%(opens)s, %(closes)s)
GROUP BY stylist_id
"""
"""When each stylist is not taken, and nothing else; its answer is read as text, so that it costs the client nothing."""


def run(stage: Stage, seed: int, days: int, times: int) -> None:
    """Appointments on `days` days; `times` rounds, each on one of the days, the contenders one after the other."""
    business_id = BusinessId(small_salon(stage.database, account=2))
    _fill(stage, business_id, days, seed)
    catalogue = load(stage.database, business_id, NOW)
    plain = _with_buffer(catalogue, 0)
    strict = _with_buffer(catalogue, BUFFER_MINUTES)
    database, dice = stage.database, random.Random(seed)
    found: dict[str, list[float]] = {"bare": [], "statement": [], "plain": [], "strict": []}
    for _ in range(times):
        day = FIRST + timedelta(days=dice.randrange(1, min(days, catalogue.policy.horizon_days)))
        ask = _ask(day)
        found["bare"].append(_milliseconds(_bare, database, day))
        found["statement"].append(_milliseconds(free_for_all, database, strict, [ask], [day], NOW))
        found["plain"].append(_milliseconds(search, database, plain, ask, NOW))
        found["strict"].append(_milliseconds(search, database, strict, ask, NOW))
    assert len(search(database, strict, _ask(FIRST + timedelta(days=1)), NOW).options) == 2
    _report(found, STYLISTS * A_DAY * days)


def _fill(stage: Stage, business_id: int, days: int, seed: int) -> None:
    address = urlsplit(stage.servers.superuser_url)._replace(path=urlsplit(stage.database.url).path)
    values = {"id": business_id, "people": STYLISTS, "days": days, "a_day": A_DAY}
    with psycopg.connect(urlunsplit(address), autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")  # rows of `appointment` are not needed here
        superuser.execute("SELECT setseed(%s)", [seed % 1000 / 1000])
        for statement in (PEOPLE, TAKEN, AWAY):
            superuser.execute(statement.format(**values).encode())
        superuser.execute("VACUUM ANALYZE")


def _with_buffer(catalogue: Catalogue, minutes: int) -> Catalogue:
    return replace(catalogue, policy=catalogue.policy.model_copy(update={"buffer_minutes": minutes}))


def _ask(day: date) -> SlotAsk:
    return SlotAsk(
        service_ids=(1,), pack_id=None, minutes=40, work=((0, 40),), category=Category.HAIRDRESSING, date=day
    )


def _bare(database: Database, day: date) -> int:
    opens = datetime.combine(day, time(8, 30), UTC)
    values = {"opens": opens, "closes": opens + timedelta(hours=10, minutes=30)}
    with database.pool.connection() as connection:
        return len(connection.cursor(row_factory=tuple_row).execute(BARE, values, prepare=False).fetchall())


def _milliseconds(call: Callable[..., object], *given: object) -> float:
    """The best of three: what else the machine does is nobody's merit."""
    measured = []
    for _ in range(3):
        began = perf_counter()
        call(*given)
        measured.append((perf_counter() - began) * 1000)
    return min(measured)


def _report(found: dict[str, list[float]], appointments: int) -> None:
    typical = {name: median(measured) for name, measured in found.items()}
    ratios = {name: median(a / b for a, b in zip(found[name], found["bare"], strict=True)) for name in found}

    def line(what: str, name: str, target: str = "") -> Line:
        return Line(what, f"{typical[name]:.1f} ms", ratios[name], target)

    show(
        f"5. Free slots of one day: {STYLISTS} stylists, {appointments:,} appointments, {len(found['bare'])} rounds",
        [
            line("bare grouped query", "bare"),
            line("our statement, all rules", "statement"),
            line("find_slots' search, no buffer", "plain"),
            line("find_slots' search, all rules", "strict", "<= 2"),
        ],
        f"all rules: buffers of {BUFFER_MINUTES} minutes, own hours, time off, busy time, lapsed holds; options spread",
    )
