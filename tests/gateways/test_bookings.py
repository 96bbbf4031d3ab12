"""What a customer's bookings look like from outside."""

from gateways.appointments import coming_of
from gateways.bookings import story_of
from models.enums import BookingStatus
from models.ids import CustomerId
from models.money import Money
from tasks.commands.hold import Confirmed
from tests.free_time import moment
from tests.salon import Guest, Salon


def live(salon: Salon, guest: Guest) -> list[tuple[str, BookingStatus]]:
    """Her live bookings."""
    found = coming_of(salon.database, salon.business_id, CustomerId(guest.customer))
    return [(one.stylist, one.status) for one in found]


def test_only_hers_and_only_live_ones_soonest_first(salon: Salon) -> None:
    laura, ana = salon.guest(), salon.guest("Ana")
    salon.held(ana, "Lucas", "2026-11-26 10:00")
    salon.held(laura, "Pilar", "2026-11-27 10:30")
    salon.held(laura, "Marta", "2026-11-27 12:30")
    assert isinstance(salon.hold(laura, "Marta", "2026-11-26 10:00", "Consulta gratuita"), Confirmed)
    assert live(salon, laura) == [("Marta", BookingStatus.CONFIRMED), ("Marta", BookingStatus.HELD)]
    salon.advance(31)
    assert live(salon, laura) == [("Marta", BookingStatus.CONFIRMED)]
    salon.at("2026-11-26 10:14")
    assert live(salon, laura) == [("Marta", BookingStatus.CONFIRMED)]
    salon.at("2026-11-26 10:16")
    assert live(salon, laura) == []


def test_what_a_booking_says(salon: Salon) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Marta", "2026-11-27 12:30", "Mechas", "Cortar", pack=salon.pack)
    (view,) = coming_of(salon.database, salon.business_id, CustomerId(laura.customer))
    assert (view.booking_id, view.code, view.held_until) == (held.booking_id, held.code, held.held_until)
    assert (view.starts_at, view.ends_at) == (moment("2026-11-27 12:30"), moment("2026-11-27 13:30"))
    assert (view.services, view.price, view.deposit) == (("Mechas", "Cortar"), Money(8000), Money(1600))
    with salon.unit() as unit:
        story = story_of(unit, held.booking_id)
    assert (story.customer, story.name, story.language, story.pack) == ("Laura Torres", "Laura", "es", "Mechas + Corte")
    (visit,) = story.visits
    assert (visit.stylist, visit.email, visit.services) == ("Marta", "marta@salon.example", ("Mechas", "Cortar"))
    assert visit.slot == held.draft.appointments[0].slot


def test_prices_stay_what_they_were(salon: Salon) -> None:
    laura = salon.guest()
    salon.held(laura, "Marta", "2026-11-27 12:30")
    salon.rows("UPDATE service SET price_cents = 9900, name = 'Corte' WHERE name = 'Cortar'")
    (view,) = coming_of(salon.database, salon.business_id, CustomerId(laura.customer))
    assert (view.services, view.price) == (("Cortar",), Money(2620))
