"""What a customer has really paid: captured money when it comes, and at the salon what was not paid before."""

import pytest

from tasks.commands.cancel import cancel
from tasks.commands.cancelled import Cancelled
from tasks.commands.change_services import Changed
from tests.changes import appointments, booked, party
from tests.salon import Guest, Salon
from tests.service_changes import changed, money, only, pay_supplement, shares
from tests.visits import came, spent, stayed_away

DAY = "2026-11-27"
AFTER = f"{DAY} 15:00"


@pytest.fixture
def laura(salon: Salon) -> Guest:
    return salon.guest()


def more(salon: Salon, appointment: int) -> None:
    """A blow-dry is added to a cut that was paid."""
    assert isinstance(changed(salon, appointment, "Cortar", "Peinado"), Changed)


@pytest.fixture
def lacking(salon: Salon, laura: Guest) -> tuple[int, int]:
    """Booking and appointment: 43,70 €, of whose deposit of 8,74 € she has paid 5,24 €."""
    held = booked(salon, laura, "Marta", f"{DAY} 12:30")
    appointment = only(salon, held.booking_id)
    more(salon, appointment)
    assert money(salon, held.booking_id) == [("deposit", "paid", 524, 0), ("supplement", "open", 350, 0)]
    assert spent(salon, laura) == 524
    return held.booking_id, appointment


def test_what_was_not_paid_by_link_is_paid_at_the_salon(salon: Salon, laura: Guest, lacking: tuple[int, int]) -> None:
    booking, appointment = lacking
    salon.at(AFTER)
    assert came(salon, appointment)
    assert money(salon, booking)[1][1] == "withdrawn"
    assert spent(salon, laura) == 4370
    assert salon.breaches() == []


def test_what_was_paid_by_link_is_counted_once(salon: Salon, laura: Guest, lacking: tuple[int, int]) -> None:
    booking, appointment = lacking
    pay_supplement(salon, booking, 350)
    assert spent(salon, laura) == 874
    salon.at(AFTER)
    assert came(salon, appointment)
    assert spent(salon, laura) == 4370


def test_whoever_does_not_come_has_paid_what_was_captured(salon: Salon, laura: Guest, lacking: tuple[int, int]) -> None:
    _, appointment = lacking
    salon.at(AFTER)
    assert stayed_away(salon, appointment)
    assert spent(salon, laura) == 524


def test_told_the_other_way_and_back_it_is_the_same(salon: Salon, laura: Guest, lacking: tuple[int, int]) -> None:
    _, appointment = lacking
    salon.at(AFTER)
    assert came(salon, appointment)
    for _ in range(2):
        assert stayed_away(salon, appointment)
        assert spent(salon, laura) == 524
        assert came(salon, appointment)
        assert spent(salon, laura) == 4370
    assert salon.breaches() == []


@pytest.fixture
def two(salon: Salon, laura: Guest) -> list[int]:
    """Her cut and her daughter's, 52,40 € with 10,48 € paid; then hers has more, which lacks 3,50 €."""
    held = party(
        salon, laura, ("Marta", f"{DAY} 12:30", "Cortar", None), ("Pilar", f"{DAY} 13:30", "Cortar", "mi hija")
    )
    hers, daughters = appointments(salon, held.booking_id)
    more(salon, hers)
    assert shares(salon, held.booking_id) == [874, 524]
    assert money(salon, held.booking_id) == [("deposit", "paid", 1048, 0), ("supplement", "open", 350, 0)]
    return [held.booking_id, hers, daughters]


def test_while_a_visit_is_to_come_the_link_may_still_be_paid(salon: Salon, laura: Guest, two: list[int]) -> None:
    booking, hers, daughters = two
    salon.at(f"{DAY} 13:20")
    assert came(salon, hers)
    assert spent(salon, laura) == 1048 + 4370 - 874, "what is lacking has not come"
    pay_supplement(salon, booking, 350)
    assert spent(salon, laura) == 1048 + 4370 - 874 + 350
    salon.at(AFTER)
    assert came(salon, daughters)
    assert spent(salon, laura) == 4370 + 2620


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_of_two_visits_all_is_paid_when_both_are_over(
    salon: Salon, laura: Guest, two: list[int], order: tuple[int, int]
) -> None:
    salon.at(AFTER)
    for one in order:
        assert came(salon, two[one])
    assert spent(salon, laura) == 4370 + 2620
    assert salon.breaches() == []


def test_of_two_who_did_not_both_come_it_is_what_came_in_and_the_rest_of_her_visit(
    salon: Salon, laura: Guest, two: list[int]
) -> None:
    """Of 10,48 € that came her own share is 8,74 €: the rest of it is kept for the daughter who stayed away."""
    _, hers, daughters = two
    salon.at(AFTER)
    assert came(salon, hers)
    assert stayed_away(salon, daughters)
    assert spent(salon, laura) == 1048 + 4370 - 874
    assert came(salon, daughters)
    assert spent(salon, laura) == 4370 + 2620


@pytest.mark.parametrize("added", [(), ("Cultura de color", "Secado")])
def test_when_what_was_to_come_is_cancelled_nothing_is_asked_any_more(
    salon: Salon, laura: Guest, two: list[int], added: tuple[str, ...]
) -> None:
    """Hers is paid first out of what came; what that does not cover is paid at the salon."""
    booking, hers, daughters = two
    if added:
        assert isinstance(changed(salon, hers, "Cortar", *added), Changed)
    price = salon.row("SELECT price_cents FROM appointment WHERE id = %(id)s", id=hers)["price_cents"]
    salon.at(f"{DAY} 14:10")
    assert came(salon, hers)
    with salon.unit() as unit:
        done = cancel(unit, salon.catalogue, booking, [daughters], by_staff=True, refund=True)
    assert isinstance(done, Cancelled)
    assert done.refund.cents == (0 if added else 174)
    assert "open" not in [status for _, status, *_ in money(salon, booking)]
    assert spent(salon, laura) == price
    assert salon.breaches() == []
