"""What the calendar shows follows the appointment's row, however often and late it is delivered."""

from collections.abc import Iterator
from typing import Any

import pytest

from gateways.calendar import deliver_calendar
from gateways.database import Database
from gateways.google import GoogleCalendarGateway
from models.enums import OutboxKind
from sandbox.server import Standins
from tests.held import Held, hold
from tests.shop import claimed, silent

SITE = "https://salon.example"


class Agenda:
    """One held appointment of Marta's, and her calendar."""

    def __init__(self, database: Database, standins: Standins) -> None:
        self.held: Held = hold(database)
        self._standins = standins
        settings = standins.environment()
        self._google = GoogleCalendarGateway(settings["GOOGLE_SERVICE_ACCOUNT_FILE"], settings["GOOGLE_API_ENDPOINT"])

    def deliver(self, appointment_id: int | None = None) -> str | None:
        """Delivers the appointment's outbox row."""
        payload: dict[str, object] = {"appointment_id": appointment_id or self.held.appointment_id}
        row = claimed(self.held.database, OutboxKind.CALENDAR, payload)
        return deliver_calendar(self.held.database, self._google, SITE, row)

    def shown(self) -> list[dict[str, Any]]:
        """The events in Marta's calendar."""
        calendars = self._standins.get("/sandbox/calendars")
        (marta,) = [calendar for calendar in calendars if calendar["stylist"] == "Marta"]
        return [event for event in marta["events"] if event["status"] != "cancelled"]

    def effects(self) -> list[str]:
        """What Google received."""
        return [entry["operation"] for entry in self._standins.get("/sandbox/ledger")]

    def description(self) -> str:
        """The description written last."""
        return str(self._standins.get("/sandbox/ledger")[-1]["request"]["description"])

    def becomes(self, booking: str, appointment: str, payment: str) -> None:
        """The rows change, as a command would change them."""
        self.held.database.rows(
            """
            WITH k AS (UPDATE booking SET status = %(booking)s),
            p AS (UPDATE payment SET status = %(payment)s),
            o AS (DELETE FROM occupancy WHERE %(appointment)s NOT IN ('provisional', 'confirmed')),
            l AS (UPDATE occupancy SET lapses_at = NULL WHERE %(appointment)s = 'confirmed')
            UPDATE appointment SET status = %(appointment)s
            """,
            {"booking": booking, "appointment": appointment, "payment": payment},
        )


@pytest.fixture
def agenda(database: Database) -> Iterator[Agenda]:
    with Standins(database.url, brain=silent) as standins:
        yield Agenda(database, standins)


def test_provisional_then_confirmed_then_gone(agenda: Agenda) -> None:
    made = agenda.deliver()
    (event,) = agenda.shown()
    assert (event["id"], event["title"]) == (made, "⏳ Laura Torres · Mechas + Corte")
    assert agenda.description() == (
        "Mechas (30 min)<br>Corte (30 min)<br>Señal pendiente: 16,00 €<br><br>"
        f'<a href="{SITE}/admin/appointment/details/{agenda.held.appointment_id}">'
        "Reserva gestionada por el asistente</a>"
    )
    agenda.becomes("confirmed", "confirmed", "paid")
    assert agenda.deliver() == made
    (event,) = agenda.shown()
    assert event["title"] == "Laura Torres · Mechas + Corte"
    assert "Señal pagada: 16,00 €" in agenda.description()
    agenda.becomes("cancelled", "cancelled", "paid")
    assert agenda.deliver() == made
    assert agenda.shown() == []


@pytest.mark.parametrize(("status", "payment"), [("completed", "paid"), ("no_show", "forfeited")])
def test_a_visit_that_is_over_stays_in_the_calendar(agenda: Agenda, status: str, payment: str) -> None:
    made = agenda.deliver()
    agenda.becomes("confirmed", status, payment)
    assert agenda.deliver() == made
    (event,) = agenda.shown()
    assert event["title"] == "Laura Torres · Mechas + Corte"
    assert "Señal pagada: 16,00 €" in agenda.description()


def test_delivered_again_it_changes_nothing(agenda: Agenda) -> None:
    for _ in range(3):
        agenda.deliver()
    assert agenda.effects() == ["event.insert"]


def test_a_late_delivery_writes_what_is_true_by_then(agenda: Agenda) -> None:
    agenda.becomes("lapsed", "lapsed", "withdrawn")
    for _ in range(2):
        agenda.deliver()
    assert agenda.shown() == []
    assert agenda.effects() == []


def test_a_stylist_without_a_calendar_and_an_appointment_that_is_none(agenda: Agenda) -> None:
    agenda.held.database.rows("UPDATE stylist SET calendar_id = NULL")
    assert agenda.deliver() is None
    assert agenda.deliver(999) is None
    assert agenda.effects() == []
