"""For whom a customer books: the same person is one row, and nobody can fill the salon's books with people."""

from functools import partial

import pytest

from flows.tools import RememberPerson
from tasks.commands.hold import NotAllowed
from tasks.commands.somebody import known_for
from tasks.tools import people
from tests.at_once import together
from tests.salon import Guest, Salon
from tests.told import answered, situation, work

FAMILY = ("Ana", "Berta", "Celia")


@pytest.fixture
def roberto(salon: Salon) -> Guest:
    """He books for three others, in a salon where that is as many as one may."""
    salon.rows("UPDATE business SET policy = policy || '{\"people_per_customer\": 3}'")
    found = salon.guest("Roberto", "Gil")
    for name in FAMILY:
        assert isinstance(told(salon, found, name), int)
    return found


def told(salon: Salon, guest: Guest, name: str, surname: str = "Gil") -> int | NotAllowed:
    with salon.unit() as unit:
        return known_for(unit, salon.catalogue, guest.customer, name, surname)


def count(salon: Salon, guest: Guest) -> int:
    return len(salon.rows("SELECT 1 FROM customer WHERE booked_by_id = %(id)s", id=guest.customer))


def test_one_more_than_the_policy_lets_her_is_nobody(salon: Salon, roberto: Guest) -> None:
    assert told(salon, roberto, "Dora") == NotAllowed("too_many_people")
    assert count(salon, roberto) == 3
    assert isinstance(told(salon, roberto, "berta"), int), "those she has are hers still"
    assert isinstance(told(salon, salon.guest("Eva"), "Dora"), int), "others have their own"
    assert count(salon, roberto) == 3


@pytest.mark.parametrize(
    ("name", "surname"), [("José", "Pérez"), ("jose", "perez"), ("  JOSE ", "PÉREZ"), ("José", "Perez")]
)
def test_the_same_person_is_the_same_row_however_it_is_written(salon: Salon, name: str, surname: str) -> None:
    guest = salon.guest()
    first = told(salon, guest, "José", "Pérez")
    assert told(salon, guest, name, surname) == first
    assert count(salon, guest) == 1
    assert told(salon, guest, "José", "Gómez") != first


def test_the_last_place_goes_to_one_of_two(salon: Salon, roberto: Guest) -> None:
    salon.rows("UPDATE business SET policy = policy || '{\"people_per_customer\": 4}'")
    answers = together([partial(told, salon, roberto, name) for name in ("Dora", "Elsa", "Fina", "Gema")])
    assert sum(isinstance(one, int) for one in answers) == 1
    assert count(salon, roberto) == 4


def test_the_tool_says_what_to_do_instead(salon: Salon, roberto: Guest) -> None:
    now = work(salon, roberto)
    with salon.unit() as unit:
        refused = people.remember(unit, now, RememberPerson(name="Dora", surname="Gil"))
    assert refused.is_error and refused.payload["error"] == "too_many_people"
    assert "books_for" in refused.payload["do"] and "hand over" in refused.payload["do"]
    assert count(salon, roberto) == 3
    assert situation(salon, roberto, now)["books_for"] == [
        {"person": f"t{n}", "name": f"{name} Gil"} for n, name in enumerate(FAMILY, 1)
    ]
    with salon.unit() as unit:
        again = answered(people.remember(unit, now, RememberPerson(name="CELIA", surname="gil")))
    assert again["person"] == "t3"
