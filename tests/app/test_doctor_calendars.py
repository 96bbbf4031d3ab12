"""`make doctor` says which calendars Google does not let us read."""

import pytest

from app.doctor import calendars
from gateways.busy import note_refusal
from gateways.database import Database
from gateways.vendors import Unwell
from models.ids import BusinessId
from tasks.seed import seed


def test_a_calendar_that_is_not_shared(database: Database) -> None:
    business_id = BusinessId(seed(database))
    assert calendars(database.url) == "Google lets us read them"
    stylist = database.rows("SELECT id FROM stylist WHERE name = 'Pilar'")[0]["id"]
    with database.unit(business_id) as unit:
        assert note_refusal(unit, stylist, "google: 404 notFound") == 1
        unit.commit()
    with pytest.raises(Unwell, match=r"^Pilar: google: 404 notFound$"):
        calendars(database.url)


def test_a_database_that_was_never_migrated(empty_database: str) -> None:
    assert calendars(empty_database) == "none has been read yet"
