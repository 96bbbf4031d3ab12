"""Whoever writes past the commands can neither take a stylist twice nor leave appointment and occupancy disagreeing."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors
from sqlalchemy.exc import IntegrityError, InternalError
from sqlalchemy.orm import Session
from sqlmodel import select

from admin.context import Staff, current
from admin.sessions import ReadingSessions
from models import Appointment, Occupancy
from models.enums import AppointmentStatus, Role
from tests.databases import Databases
from tests.gateways.ways_past import (
    DISAGREEMENTS,
    GONE,
    LAURA,
    MET_BY_KEYS_AND_CHECKS,
    OVERLAPS,
    REFUSED_TO_THE_APPLICATION,
    TAKE,
)
from tests.salon import Salon


@pytest.fixture
def agenda(salon: Salon) -> Salon:
    """Laura with Marta, Ana with Pilar, a hold with Lucas, and one that is over; each is named in `guest`."""
    booked = {
        "Laura": ("Marta", "12:30"),
        "Ana": ("Pilar", "12:50"),
        "Gone": ("Marta", "16:00"),
        "Held": ("Lucas", "17:00"),
    }
    for n, (name, (stylist, clock)) in enumerate(booked.items()):
        held = salon.held(salon.guest(name), stylist, f"2026-11-27 {clock}")
        salon.rows("UPDATE appointment SET guest = %(name)s WHERE booking_id = %(id)s", name=name, id=held.booking_id)
        if name != "Held":
            salon.pay(held, f"pi_{n}", session=f"cs_{n}")
    with salon.database.pool.connection() as connection, connection.transaction():
        connection.execute(f"DELETE FROM occupancy WHERE appointment_id = {GONE}")
        connection.execute(f"UPDATE appointment SET status = 'cancelled' WHERE id = {GONE}")
    return salon


def state(salon: Salon) -> list[list[dict[str, object]]]:
    """Both tables."""
    return [salon.rows(f"SELECT * FROM {table} ORDER BY id") for table in ("appointment", "occupancy")]


def try_it(connection: psycopg.Connection[tuple[object, ...]], statements: str) -> str | None:
    """What the database says against it; None when it was committed."""
    try:
        with connection.transaction():
            connection.execute(statements)
    except psycopg.Error as error:
        return type(error).__name__
    return None


@pytest.fixture(params=["application", "owner"])
def writer(
    request: pytest.FixtureRequest, agenda: Salon, databases: Databases
) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Plain SQL, as the application's role and as the tables' owner."""
    url = agenda.database.url if request.param == "application" else databases.owner(agenda.database.url)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def test_no_way_leads_past(agenda: Salon, writer: psycopg.Connection[tuple[object, ...]]) -> None:
    before = state(agenda)
    through = [name for name, statements in (OVERLAPS | DISAGREEMENTS).items() if try_it(writer, statements) is None]
    assert through == []
    assert state(agenda) == before


def test_the_owner_cannot_empty_one_of_the_two(agenda: Salon, databases: Databases) -> None:
    before = state(agenda)
    with psycopg.connect(databases.owner(agenda.database.url), autocommit=True) as owner:
        assert try_it(owner, "TRUNCATE occupancy") == "IntegrityConstraintViolation"
        assert state(agenda) == before
        assert try_it(owner, "TRUNCATE appointment, occupancy CASCADE") is None


@pytest.mark.parametrize("way", REFUSED_TO_THE_APPLICATION.values(), ids=REFUSED_TO_THE_APPLICATION)
def test_the_application_cannot_take_its_bounds_away(agenda: Salon, way: str) -> None:
    with psycopg.connect(agenda.database.url, autocommit=True) as application:
        assert try_it(application, way) == "InsufficientPrivilege"


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_a_snapshot_of_yesterday_does_not_deceive_the_check(agenda: Salon, level: str) -> None:
    """In a transaction that sees the rows as they were, time that was given back meanwhile cannot be put back."""
    with psycopg.connect(agenda.database.url) as old:
        old.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
        old.execute("SELECT FROM appointment")
        with psycopg.connect(agenda.database.url) as other:
            other.execute(f"DELETE FROM occupancy WHERE appointment_id = {LAURA}")
            other.execute(f"UPDATE appointment SET status = 'cancelled' WHERE id = {LAURA}")
        old.execute(f"{TAKE} during, 'appointment', id FROM appointment WHERE id = {LAURA}")
        with pytest.raises(errors.SerializationFailure):
            old.commit()
    assert agenda.breaches() == []


def test_a_model_session_as_sqladmin_has_it_is_bound_too(agenda: Salon) -> None:
    """Its edit form sets attributes and commits."""
    info = {"business_id": agenda.business_id, "actor": "staff:maria"}
    laura = select(Appointment).where(Appointment.guest == "Laura")
    ana = select(Appointment).where(Appointment.guest == "Ana")
    before = state(agenda)

    def moved(session: Session) -> None:
        session.scalars(laura).one().stylist_id = session.scalars(ana).one().stylist_id

    def cancelled(session: Session) -> None:
        session.scalars(laura).one().status = AppointmentStatus.CANCELLED

    def freed(session: Session) -> None:
        one = session.scalars(laura).one()
        session.delete(session.scalars(select(Occupancy).where(Occupancy.appointment_id == one.id)).one())

    def on_top(session: Session) -> None:
        one, other = session.scalars(laura).one(), session.scalars(ana).one()
        taken = session.scalars(select(Occupancy).where(Occupancy.appointment_id == one.id)).one()
        for each in (one, taken):
            each.stylist_id, each.during = other.stylist_id, other.during
        one.starts_at, one.ends_at = other.starts_at, other.ends_at

    for edit in (moved, cancelled, freed, on_top):
        with Session(agenda.database.engine, info=info) as session:
            edit(session)
            with pytest.raises((IntegrityError, InternalError)):
                session.commit()
        assert state(agenda) == before


def test_the_session_that_sqladmin_is_given_writes_nothing(agenda: Salon) -> None:
    staff = Staff(1, 1, "maria", Role.OWNER, agenda.business_id, "Salon", "Europe/Madrid", "EUR")
    before, asking = state(agenda), current.set(staff)
    try:
        with ReadingSessions(agenda.database.engine)() as session:
            session.scalars(select(Appointment).where(Appointment.guest == "Laura")).one().guest = "Lola"
            with pytest.raises(InternalError, match="read-only transaction"):
                session.commit()
    finally:
        current.reset(asking)
    assert state(agenda) == before


def test_without_constraint_and_triggers_these_ways_lead_through(agenda: Salon, databases: Databases) -> None:
    """The others meet a key or a check of the tables besides."""
    with psycopg.connect(databases.owner(agenda.database.url), autocommit=True) as owner:
        owner.execute("ALTER TABLE occupancy DROP CONSTRAINT occupancy_no_overlap")
        owner.execute("DROP TRIGGER appointment_agrees ON appointment; DROP TRIGGER occupancy_agrees ON occupancy")
        refused = set()
        for name, statements in (OVERLAPS | DISAGREEMENTS).items():
            with owner.transaction(force_rollback=True):
                if try_it(owner, statements) is not None:
                    refused.add(name)
    assert refused == MET_BY_KEYS_AND_CHECKS
