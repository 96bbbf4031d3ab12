"""The front page: the day by stylist, holds, people to write to, and whether all is well."""

from datetime import timedelta

import psycopg
import pytest

from admin.accounts import find_staff, find_user, open_session
from admin.board import Board
from admin.context import Staff
from admin.today import Today
from models.enums import HandoverReason
from models.moment import local
from tests.admin.visitor import PASSWORD, Visitor, visit
from tests.databases import Databases
from tests.day import MADRID, Day


@pytest.fixture(scope="module")
def staff(day: Day) -> Staff:
    """The owner."""
    user = find_user(day.database, "owner")
    assert user is not None
    staff = find_staff(day.database, open_session(day.database, user))
    assert staff is not None
    return staff


@pytest.fixture(scope="module")
def board(day: Day, staff: Staff) -> Board:
    """Monday's."""
    return Today(day.database).board(staff)


def test_the_day_by_stylist_in_order(board: Board) -> None:
    assert [
        (column.stylist, [(local(v.starts_at, MADRID).strftime("%H:%M"), v.customer) for v in column.visits])
        for column in board.columns
    ] == [
        ("Lucas", [("10:00", "Beatriz Gil")]),
        (
            "Marta",
            [("09:45", "Carmen Soler"), ("12:30", "Laura Torres"), ("16:00", "Patricia López de la Fuente")],
        ),
        ("Pilar", [("11:00", "Raquel Vidal")]),
        ("Rosa", [("18:15", "Lucía Ramos")]),
        ("Víctor", [("17:00", "Andrés Peña")]),
    ]
    assert board.idle == ["Ana", "Harol", "Sara"]
    assert board.visits == 7


def test_a_hold_says_how_long_it_still_is_one(board: Board) -> None:
    (hold,) = board.holds
    assert (hold.customer, hold.stylists, hold.deposit_cents) == ("Patricia López de la Fuente", "Marta", 960)
    assert timedelta(minutes=11) < hold.left <= timedelta(minutes=12)
    held = [visit for column in board.columns for visit in column.visits if visit.left]
    assert [visit.customer for visit in held] == [hold.customer]


def test_who_needs_a_person(board: Board) -> None:
    (talk,) = board.talks
    assert (talk.customer, talk.reason, talk.unanswered) == ("Lau 🌸 (WhatsApp)", HandoverReason.MEDICAL, 1)
    assert timedelta(minutes=25) <= talk.since < timedelta(minutes=26)


def test_what_comes_after_the_day(board: Board, day: Day, staff: Staff) -> None:
    assert [visit.customer for visit in board.upcoming] == ["Julia Mora"]
    wednesday = Today(day.database).board(staff, board.today + timedelta(days=2))
    assert [column.stylist for column in wednesday.columns] == ["Ana"]
    assert wednesday.upcoming == []


def test_the_page_says_all_of_it(desk: Visitor, board: Board) -> None:
    page = desk.page("/")
    for text in (
        "Hoy, lunes",
        "Patricia López de la Fuente",
        "sin pagar, quedan 1",
        "Consulta médica",
        "Sin citas: Ana, Harol, Sara.",
        "el sistema, en orden",
        'http-equiv="refresh" content="60"',
    ):
        assert text in page
    tuesday = desk.page(f"/?dia={board.today + timedelta(days=1)}")
    assert "No hay citas este día." in tuesday
    assert "Martes" in tuesday or "martes" in tuesday


def test_a_lapsed_hold_is_gone_before_any_sweep(day: Day, staff: Staff) -> None:
    code = {"id": day.ids["booking Patricia"]}
    until = "UPDATE booking SET held_until = held_until - %(by)s WHERE id = %(id)s"
    day.database.rows(until, code | {"by": timedelta(minutes=13)})
    try:
        board = Today(day.database).board(staff)
    finally:
        day.database.rows(until, code | {"by": -timedelta(minutes=13)})
    assert board.holds == []
    assert board.visits == 6


def test_a_breach_is_red(day: Day, databases: Databases) -> None:
    path = databases.superuser(day.database.url)
    with psycopg.connect(path, autocommit=True) as root, visit(day.database) as visitor:
        assert visitor.login("owner", PASSWORD).status_code == 303
        root.execute("SET session_replication_role = replica")
        root.execute("UPDATE outbox SET reason = NULL WHERE status = 'failed'")
        try:
            page = visitor.page("/")
        finally:
            root.execute("UPDATE outbox SET reason = '550' WHERE status = 'failed'")
    assert "revisar el sistema" in page
    assert "I2: an effect was withdrawn or has failed without a reason" in page
