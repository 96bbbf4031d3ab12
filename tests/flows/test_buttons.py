"""Offers as something to tap: up to three buttons, else a list of up to ten; what WhatsApp would refuse is not sent."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.buttons import BUTTONS, LIST, buttons
from flows.catalogue import Catalogue
from sandbox.chatwoot.whatsapp import misfit
from tests.demo_catalogue import STYLISTS, demo

FRIDAY = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
"""10:30 in the salon."""

Seat = tuple[str, int]
"""A stylist, and how many quarters of an hour after 10:30."""


def offer(n: int, stylist: str, quarters: int = 0, **more: Any) -> dict[str, Any]:
    """As the rows have it, of the demo salon."""
    starts = FRIDAY + timedelta(minutes=15 * quarters)
    facts = {"code": f"o{n}", "stylist_id": STYLISTS[stylist], "starts_at": starts.isoformat(), "service_ids": [1]}
    return facts | {"pack_id": None, "guest": None, "others": []} | more


def titles(*seats: Seat, catalogue: Catalogue | None = None, language: str = "es", text: str = "") -> list[str]:
    """What is shown below the text."""
    shown = [offer(n, *seat) for n, seat in enumerate(seats)]
    items = buttons(text, shown, catalogue or demo(), language)
    assert [item["value"] for item in items] in ([one["code"] for one in shown], [])
    assert all(set(item) == {"title", "value"} for item in items)
    return [item["title"] for item in items]


def called(**names: str) -> Catalogue:
    """The demo salon with other names for some of its stylists."""
    catalogue = demo()
    stylists = {one.id: replace(one, name=names.get(one.name, one.name)) for one in catalogue.stylists.values()}
    return replace(catalogue, stylists=stylists)


def test_an_option_says_day_time_and_stylist() -> None:
    assert titles(("Pilar", 0), ("Ana", 26)) == ["vie 27 10:30 Pilar", "vie 27 17:00 Ana"]
    assert titles(("Pilar", 0), ("Ana", 26), language="en") == ["Fri 27 10:30 Pilar", "Fri 27 17:00 Ana"]
    saturday = 96
    assert titles(("Pilar", saturday)) == ["sáb 28 10:30 Pilar"]
    assert titles() == []


def test_four_options_become_a_list_with_more_letters() -> None:
    catalogue = called(Pilar="Concepción", Ana="Inmaculada")
    seats = [("Pilar", 0), ("Ana", 26), ("Marta", 96), ("Lucas", 100)]
    assert titles(*seats, catalogue=catalogue) == [
        "vie 27 10:30 Concepción",
        "vie 27 17:00 Inmaculada",
        "sáb 28 10:30 Marta",
        "sáb 28 11:30 Lucas",
    ]
    assert titles(*seats[:1], seats[3], catalogue=catalogue)[0] == "vie 27 10:30 Concepc", "a button has 20"


def test_ten_are_a_list_and_eleven_are_read_in_the_text() -> None:
    ten = [("Pilar", n) for n in range(LIST.most)]
    assert len(titles(*ten)) == LIST.most
    assert titles(*ten, ("Ana", 0)) == []


def test_a_day_that_says_nothing_gives_way_to_the_name() -> None:
    catalogue = called(Pilar="María Dolores", Ana="María del Carmen")
    assert titles(("Pilar", 0), ("Lucas", 0), catalogue=catalogue) == ["10:30 María Dolores", "10:30 Lucas"]
    assert titles(("Pilar", 0), ("Ana", 0), catalogue=catalogue) == ["10:30 María Dolores", "10:30 María del Carm"]
    two_days = titles(("Pilar", 0), ("Pilar", 96), catalogue=catalogue)
    assert two_days == ["vie 27 10:30 María D", "sáb 28 10:30 María D"]


def test_options_that_look_alike_when_cut_are_not_sent() -> None:
    catalogue = called(Pilar="María del Carmen Ruiz", Ana="María del Carmen Gil")
    assert titles(("Pilar", 0), ("Ana", 0), catalogue=catalogue) == []
    assert titles(("Pilar", 0), ("Ana", 1), catalogue=catalogue) == ["10:30 María del Carm", "10:45 María del Carm"]


def test_a_slot_found_twice_is_one_option() -> None:
    twice = [offer(1, "Pilar"), offer(2, "Ana", 26), offer(3, "Pilar")]
    assert [item["title"] for item in buttons("", twice, demo(), "es")] == ["vie 27 10:30 Pilar", "vie 27 17:00 Ana"]
    other = [offer(1, "Pilar"), offer(2, "Pilar", service_ids=[2])]
    assert buttons("", other, demo(), "es") == [], "not the same: which of them a tap means could not be told"


@pytest.mark.parametrize(("count", "most"), [(3, BUTTONS.text_letters), (4, LIST.text_letters)])
def test_below_a_text_that_is_too_long_there_is_nothing(count: int, most: int) -> None:
    seats = [("Pilar", n) for n in range(count)]
    assert len(titles(*seats, text="x" * most)) == count
    assert titles(*seats, text="x" * (most + 1)) == []


def visit(stylist: str, guest: str | None = None, quarters: int = 0) -> dict[str, Any]:
    """A further appointment of an offer."""
    starts = FRIDAY + timedelta(minutes=15 * quarters)
    return {"stylist_id": STYLISTS[stylist], "starts_at": starts.isoformat(), "guest": guest, "service_ids": [2]}


def together(*offers: dict[str, Any], language: str = "es", catalogue: Catalogue | None = None) -> list[str]:
    """Titles of offers for several."""
    return [item["title"] for item in buttons("", offers, catalogue or demo(), language)]


def test_an_offer_for_several_names_everybody_who_is_needed() -> None:
    daughter = [visit("Ana", "mi hija")]
    one = offer(1, "Pilar", others=daughter)
    assert together(one) == ["10:30 Pilar y Ana"], "the day gives way to the names"
    assert together(one, language="en") == ["10:30 Pilar and Ana"]
    assert together(one, offer(2, "Lucas", 26, others=daughter)) == ["10:30 Pilar y Ana", "17:00 Lucas y Ana"]
    assert together(offer(1, "Pilar", others=[visit("Pilar", "mi hija", 3)])) == ["vie 27 10:30 Pilar"], "by turns"
    short = called(Pilar="Eva", Ana="Luz")
    assert together(one, catalogue=short) == ["10:30 Eva y Luz"]
    four = [offer(n, "Pilar", n, others=daughter) for n in range(4)]
    assert together(*four, catalogue=short)[0] == "vie 27 10:30 Eva y Luz", "a list has 24 letters"


def test_where_the_names_do_not_fit_it_says_for_how_many() -> None:
    catalogue = called(Pilar="María Dolores", Ana="Inmaculada")
    for_two = [offer(n, "Pilar", 26 * n, others=[visit("Ana", "mi hija")]) for n in range(2)]
    assert together(*for_two, catalogue=catalogue) == ["10:30, 2 personas", "17:00, 2 personas"]
    assert together(*for_two, catalogue=catalogue, language="en") == ["10:30, 2 people", "17:00, 2 people"]
    three = [visit("Ana", "mi hija"), visit("Marta", "mi madre")]
    two_days = [offer(n, "Pilar", 96 * n, others=three) for n in range(2)]
    assert together(*two_days) == ["vie 27 10:30", "sáb 28 10:30"], "with the day there is no room for more"
    four = [offer(n, "Pilar", 96 * (n % 2) + n, others=three) for n in range(4)]
    assert together(*four)[:2] == ["vie 27 10:30, 3 personas", "sáb 28 10:45, 3 personas"]
    assert together(for_two[0], offer(3, "Lucas", 30), catalogue=catalogue) == ["10:30, 2 personas", "18:00 Lucas"]


def test_one_person_with_two_of_the_team_is_not_two_people() -> None:
    catalogue = called(Pilar="María Dolores", Rosa="Inmaculada")
    both = offer(1, "Pilar", others=[visit("Rosa", quarters=4)])
    assert together(both) == ["10:30 Pilar y Rosa"]
    assert together(both, catalogue=catalogue) == ["vie 27 10:30"]


def test_two_for_the_same_hour_that_cannot_be_told_apart_are_not_sent() -> None:
    catalogue = called(Pilar="María Dolores", Marta="Encarnación")
    first, second = (offer(n, name, others=[visit("Ana", "mi hija")]) for n, name in enumerate(("Pilar", "Marta")))
    assert together(first, second) == ["10:30 Pilar y Ana", "10:30 Marta y Ana"]
    assert together(first, second, catalogue=catalogue) == []


NAMES = st.text(st.sampled_from("aeiouáé -'xyz"), min_size=1, max_size=30).filter(lambda name: name.strip() == name)
WHO = st.sampled_from(sorted(STYLISTS))
SEATS = st.lists(st.tuples(WHO, st.integers(0, 500)), max_size=14)
BESIDE = st.lists(st.tuples(WHO, st.sampled_from([None, "mi hija", "Luz"])), max_size=5)


@given(names=st.dictionaries(WHO, NAMES), seats=SEATS, beside=BESIDE, length=st.integers(0, 5000))
def test_whatsapp_never_refuses_them(
    names: dict[str, str], seats: list[Seat], beside: list[tuple[str, str | None]], length: int
) -> None:
    shown = [offer(n, *seat, others=[visit(*one) for one in beside[: n % 6]]) for n, seat in enumerate(seats)]
    items = buttons("x" * length, shown, called(**names), "es")
    assert misfit(items, "x" * length) is None or length > LIST.text_letters
    assert len({item["title"] for item in items}) == len(items), "a tap comes back as its title"
    assert {item["value"] for item in items} <= {one["code"] for one in shown}
    assert all(item["title"].strip() == item["title"] for item in items)
