"""The demo salon as data: complete, and left alone when it is there."""

from flows.quotes import quote, suggest_packs
from gateways.database import Database
from models.enums import Category
from models.money import Money
from tasks.seed import seed
from tests.salon import Salon


def test_the_salon_is_complete(salon: Salon) -> None:
    catalogue = salon.catalogue
    assert (catalogue.business.name, catalogue.business.assistant) == ("Atrévete Peluquería", "Maite")
    assert len(catalogue.services) == 72
    names = [one.name for one in catalogue.stylists.values()]
    assert names == ["Pilar", "Marta", "Rosa", "Harol", "Víctor", "Ana", "Lucas", "Sara"]
    both = [one.name for one in catalogue.stylists.values() if len(one.categories) == 2]
    assert both == ["Marta"]
    assert {one.calendar_id for one in catalogue.stylists.values()} >= {"victor@salon.example"}
    assert sorted(catalogue.opening) == [0, 1, 2, 3, 4, 5]
    assert {key for key, _ in catalogue.faq} == {"parking", "address"}
    assert len(catalogue.faq) == 4
    assert sum(one.price.cents for one in catalogue.services.values()) == 234665
    assert sum(one.minutes for one in catalogue.services.values()) == 3015
    beauty = [one for one in catalogue.services.values() if one.category is Category.AESTHETICS]
    assert len(beauty) == 39
    assert all(one.price > Money(0) or not one.needs_deposit for one in catalogue.services.values())


def test_its_pack_and_its_free_consultation(salon: Salon) -> None:
    (pack,) = suggest_packs(salon.catalogue, salon.services("Mechas"))
    assert (pack.price, pack.saving) == (Money(8000), Money(870))
    quoted = quote(salon.catalogue, salon.services("Consulta gratuita"))
    assert (quoted.total, quoted.deposit, quoted.minutes) == (Money(0), Money(0), 15)


def test_holidays_are_the_regions(salon: Salon) -> None:
    closures = {day.isoformat(): why for day, why in salon.catalogue.closures.items()}
    assert closures["2026-12-08"] == "Inmaculada Concepción"
    assert closures["2027-01-06"] == "Epifanía del Señor"
    assert all("2026-11-22" <= day <= "2027-02-22" for day in closures)


def test_a_second_run_changes_nothing_that_staff_have_changed(salon: Salon) -> None:
    salon.rows("UPDATE service SET price_cents = 6300, name = 'Mechas finas' WHERE name = 'Mechas'")
    salon.rows("UPDATE business SET name = 'Otra'")
    salon.rows("DELETE FROM faq")
    assert seed(salon.database) == salon.business_id
    assert len(salon.rows("SELECT 1 FROM business")) == 1
    assert len(salon.rows("SELECT 1 FROM service")) == 72
    assert salon.rows("SELECT 1 FROM faq") == []


def test_each_inbox_has_a_salon_of_its_own(database: Database) -> None:
    first = seed(database, account=1, inbox=3, public_url="https://one.example")
    second = seed(database, account=1, inbox=4, public_url="https://two.example")
    assert first != second
    rows = database.rows("SELECT privacy_url FROM business ORDER BY id")
    assert [row["privacy_url"] for row in rows] == ["https://one.example/privacy", "https://two.example/privacy"]
    assert seed(database, account=1, inbox=4) == second
