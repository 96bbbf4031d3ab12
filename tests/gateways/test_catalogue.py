"""A business as it is loaded, and how long it is kept."""

from datetime import date, time, timedelta

import pytest

from flows.catalogue import Hours
from gateways.catalogue import Catalogues, load
from models.ids import BusinessId
from tests.salon import Salon


def test_what_is_not_active_is_not_offered(salon: Salon) -> None:
    salon.rows("UPDATE stylist SET active = false WHERE name = 'Ana'")
    salon.rows("UPDATE service SET active = false WHERE name = 'Mechas'")
    salon.rows("UPDATE pack SET active = false")
    catalogue = salon.catalogue
    assert "Ana" not in {one.name for one in catalogue.stylists.values()}
    assert "Mechas" not in {one.name for one in catalogue.services.values()}
    assert catalogue.packs == {}


def test_own_hours_and_own_closures(salon: Salon) -> None:
    pilar = salon.stylist("Pilar")
    salon.rows(
        "INSERT INTO stylist_hours (business_id, stylist_id, weekday, starts, ends) VALUES"
        " (%(business)s, %(stylist)s, 4, '16:00', '20:00'), (%(business)s, %(stylist)s, 4, '09:30', '13:00')",
        business=salon.business_id,
        stylist=pilar,
    )
    salon.rows(
        "INSERT INTO closure (business_id, day, reason) VALUES (%(id)s, '2026-12-08', 'Reforma')", id=salon.business_id
    )
    catalogue = salon.catalogue
    assert catalogue.stylists[pilar].hours == {4: (Hours(time(9, 30), time(13)), Hours(time(16), time(20)))}
    assert catalogue.stylists[salon.stylist("Ana")].hours is None
    assert catalogue.closures[date(2026, 12, 8)] == "Reforma"


def test_a_business_without_a_region_works_through_holidays(salon: Salon) -> None:
    salon.rows("UPDATE business SET holiday_region = NULL")
    assert salon.catalogue.closures == {}


def test_aliases_come_with_their_service(salon: Salon) -> None:
    (cut,) = salon.services("Cortar")
    assert "haircut" in salon.catalogue.services[cut].aliases


def test_a_business_that_is_not_there(salon: Salon) -> None:
    with pytest.raises(LookupError):
        load(salon.database, BusinessId(77), salon.database.now())


def test_a_catalogue_is_kept_for_seconds_and_not_over_midnight(salon: Salon) -> None:
    catalogues, now = Catalogues(salon.database), salon.database.now()
    first = catalogues.get(salon.business_id, now)
    salon.rows("UPDATE service SET price_cents = 1")
    assert catalogues.get(salon.business_id, now) is first
    later = catalogues.get(salon.business_id, now + timedelta(days=1))
    assert later is not first
    assert {one.price.cents for one in later.services.values()} == {1}
    assert Catalogues(salon.database).get(salon.business_id, now) is not first
