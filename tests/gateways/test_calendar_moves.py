"""An appointment that changes its stylist leaves one calendar for the other, however late its rows are delivered."""

from collections.abc import Iterator

import pytest

from gateways.calendar import deliver_calendar
from gateways.outcome import Refused
from models.enums import OutboxKind
from tests.diaries import SITE, Diaries, open_diaries
from tests.salon import Salon
from tests.shop import claimed

FRIDAY = "2026-11-27"

MOVE = """
WITH o AS (UPDATE occupancy SET stylist_id = %(stylist)s WHERE appointment_id = %(id)s)
UPDATE appointment SET stylist_id = %(stylist)s WHERE id = %(id)s
"""


class Moves:
    """Laura's cut with Pilar, which stands in her calendar."""

    def __init__(self, diaries: Diaries) -> None:
        self.diaries, self.salon = diaries, diaries.salon
        held = self.salon.held(self.salon.guest(), "Pilar", f"{FRIDAY} 10:00")
        diaries.deliver()
        self.appointment: int = self.salon.appointment(held.booking_id)["id"]

    def to(self, stylist: str) -> None:
        """The row says so; nothing is delivered."""
        self.salon.rows(MOVE, stylist=self.salon.stylist(stylist), id=self.appointment)

    def deliver(self, **left: object) -> str | None:
        """One delivery of a row, which may be late."""
        row = claimed(self.salon.database, OutboxKind.CALENDAR, {"appointment_id": self.appointment, **left})
        return deliver_calendar(self.salon.database, self.diaries.google, SITE, row)

    def left(self, stylist: str) -> str | None:
        """A delivery of the row that says that she has it no more."""
        return self.deliver(left_stylist_id=self.salon.stylist(stylist))

    def where(self) -> list[str]:
        """In whose calendars it stands."""
        return [name for name in ("Ana", "Marta", "Pilar") if self.diaries.shown(name)]


@pytest.fixture
def moves(salon: Salon) -> Iterator[Moves]:
    with open_diaries(salon) as diaries:
        yield Moves(diaries)


def test_it_leaves_one_and_enters_the_other(moves: Moves) -> None:
    moves.to("Ana")
    assert moves.left("Pilar") is not None
    assert moves.where() == ["Ana"]
    moves.left("Pilar")
    assert moves.where() == ["Ana"]
    assert moves.diaries.written() == ["event.insert", "event.delete", "event.insert"]


def test_there_and_back_in_time(moves: Moves) -> None:
    moves.to("Ana")
    moves.left("Pilar")
    moves.to("Pilar")
    moves.left("Ana")
    assert moves.where() == ["Pilar"]
    assert moves.diaries.events("Pilar")[0]["status"] == "tentative"


@pytest.mark.parametrize("late", [("Pilar", "Ana"), ("Ana", "Pilar"), ("Pilar", "Ana", "Pilar"), ("Pilar", "Pilar")])
def test_there_and_back_before_anything_is_delivered(moves: Moves, late: tuple[str, ...]) -> None:
    moves.to("Ana")
    moves.to("Pilar")
    for stylist in late:
        moves.left(stylist)
        assert moves.where() == ["Pilar"]


def test_over_two_others(moves: Moves) -> None:
    moves.to("Ana")
    moves.left("Pilar")
    moves.to("Marta")
    moves.left("Pilar")  # once more, late
    assert moves.where() == ["Ana", "Marta"]  # Ana's own row is still to come
    moves.left("Ana")
    assert moves.where() == ["Marta"]


def test_it_ended_before_its_rows_were_delivered(moves: Moves) -> None:
    moves.to("Ana")
    moves.salon.rows(
        "WITH o AS (DELETE FROM occupancy WHERE appointment_id = %(id)s), b AS (UPDATE booking SET status = 'lapsed')"
        " UPDATE appointment SET status = 'lapsed' WHERE id = %(id)s",
        id=moves.appointment,
    )
    moves.left("Pilar")
    assert moves.where() == []


def test_to_and_from_a_stylist_without_a_calendar(moves: Moves) -> None:
    moves.salon.rows("UPDATE stylist SET calendar_id = NULL WHERE name = 'Ana'")
    moves.to("Ana")
    assert moves.left("Pilar") is None
    assert moves.where() == []
    moves.to("Pilar")
    assert moves.left("Ana") is not None
    assert moves.where() == ["Pilar"]


def test_a_calendar_that_is_closed_to_us_does_not_keep_it_from_the_other(moves: Moves) -> None:
    shared = {"stylist": "Pilar", "calendar_id": "pilar@salon.example", "role": "reader"}
    moves.diaries.standins.post("/sandbox/calendars", shared)
    moves.to("Ana")
    with pytest.raises(Refused, match="403"):
        moves.left("Pilar")
    assert moves.where() == ["Ana", "Pilar"]


def test_a_calendar_that_was_hers_before(moves: Moves) -> None:
    moves.diaries.standins.post("/sandbox/calendars", {"stylist": "Marta", "calendar_id": "marta@salon.example"})
    moves.salon.rows("UPDATE stylist SET calendar_id = 'marta@salon.example' WHERE name = 'Pilar'")
    moves.deliver(left_calendar_id="pilar@salon.example")
    assert moves.where() == ["Marta"]
    moves.deliver(left_calendar_id="marta@salon.example")  # she has it again: the row decides
    assert moves.where() == ["Marta"]


def test_a_stylist_of_another_business_is_none_of_ours(moves: Moves) -> None:
    moves.to("Ana")
    moves.deliver(left_stylist_id=999_999)
    assert moves.where() == ["Ana", "Pilar"]
