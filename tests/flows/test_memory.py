"""What a turn's tools leave behind: how many it is for, and for whom."""

from typing import Any

from flows.memory import remember
from models import ConversationState

SEARCH = {"date": None, "part": "any", "time": None, "stylist": None}
DAUGHTER = {"who": "mi hija", "services": ["s2"], "pack": ""}


def call(name: str, arguments: dict[str, Any], result: dict[str, Any], is_error: bool = False) -> dict[str, Any]:
    return {"name": name, "arguments": arguments, "result": result, "is_error": is_error}


FOR_TWO = call("find_group_slots", SEARCH | {"people": [DAUGHTER | {"who": ""}, DAUGHTER], "together": True}, {})
FOR_ONE = call("find_slots", SEARCH | {"services": ["s1"], "pack": None}, {})
PERSON = call("remember_person", {"name": "Carmen", "surname": "Ruiz"}, {"person": "t1"})


def after(*calls: dict[str, Any]) -> ConversationState:
    return remember(ConversationState(), calls, 7, "Vale", "es")


def test_who_asks_for_one_after_all_is_no_group() -> None:
    assert after(FOR_TWO).group_size == 2
    assert after(FOR_TWO, FOR_ONE).group_size == 1


def test_the_person_it_is_for_is_kept_until_something_is_held() -> None:
    assert after(PERSON).third_party == "t1"
    assert after(PERSON, FOR_ONE).third_party == "t1"
    missing = call("hold", {"offer": "a1", "person": "t1"}, {"error": "intake_needed"}, is_error=True)
    assert (after(PERSON, missing).third_party, after(PERSON, missing).chosen_offer) == ("t1", "a1")
    assert after(PERSON, call("hold", {"offer": "a1", "person": "t1"}, {"held": True})).third_party is None


def test_a_refused_person_is_nobody() -> None:
    refused = call("remember_person", {"name": "Eva", "surname": "Gil"}, {"error": "too_many_people"}, is_error=True)
    assert after(PERSON, refused).third_party == "t1"
