"""What she is told that something costs and takes in advance is what holding it does, her session packs included."""

import datetime as dt
from typing import Any

import pytest

from flows import wording
from flows.plan import plan_of
from flows.tools import FindGroupSlots, FindSlots, Quote, Usual
from flows.tools import Wish as Asked
from tasks.commands.hold import Confirmed, Held, hold
from tasks.commands.somebody import known_for
from tasks.tools import groups, pricing, slots, usual
from tests.free_time import moment
from tests.line import accept, offer_of, sweep, waits
from tests.salon import Guest, Salon
from tests.session_packs import FACIAL, bought, left
from tests.told import answered, shows, situation, work

BONO = "Bioterapia facial detox (5+1)"
FRIDAY = "2026-11-27"


@pytest.fixture
def elena(salon: Salon) -> Guest:
    """She has paid for six facials."""
    found = salon.guest("Elena", "Ruiz")
    bought(salon, found)
    return found


def aliases(salon: Salon, *names: str) -> list[str]:
    return [f"s{one}" for one in salon.services(*names)]


def quoted(salon: Salon, guest: Guest, *names: str) -> dict[str, Any]:
    return answered(pricing.quote(work(salon, guest), Quote(services=aliases(salon, *names), pack=None)))


def searched(salon: Salon, guest: Guest, *names: str) -> dict[str, Any]:
    asked = FindSlots(
        date=dt.date.fromisoformat(FRIDAY),
        part="any",
        time=None,
        stylist=None,
        services=aliases(salon, *names),
        pack=None,
    )
    return answered(slots.find(work(salon, guest), asked))


def for_two(salon: Salon, guest: Guest, hers: str, daughters: str, *, together: bool) -> dict[str, Any]:
    """What a search for her and her daughter answers."""
    people = [
        Asked(who=who, services=aliases(salon, name), pack="") for who, name in (("", hers), ("mi hija", daughters))
    ]
    day = dt.date.fromisoformat(FRIDAY)
    asked = FindGroupSlots(people=people, together=together, date=day, part="any", time=None, stylist=None)
    return answered(groups.find(work(salon, guest), asked))


def took(taken: object) -> tuple[str, str]:
    """Total and deposit of what was held, as they are said."""
    assert isinstance(taken, Held | Confirmed), taken
    return wording.money(taken.draft.total, "EUR", "es"), wording.money(taken.draft.deposit, "EUR", "es")


@pytest.mark.parametrize(
    ("services", "total", "deposit"),
    [
        ((FACIAL,), "0,00 €", "0,00 €"),
        ((FACIAL, "Cejas"), "7,00 €", "0,00 €"),
        (("Cejas",), "7,00 €", "1,40 €"),
    ],
)
def test_quote_search_and_hold_say_the_same(
    salon: Salon, elena: Guest, services: tuple[str, ...], total: str, deposit: str
) -> None:
    asked, found = quoted(salon, elena, *services), searched(salon, elena, *services)
    shows(salon, elena, "Rosa", f"{FRIDAY} 10:00", *services)
    (offer,) = situation(salon, elena)["offers"]
    for told in (asked, found["quote"], offer):
        assert (told["total"], told["deposit"]) == (total, deposit)
    assert took(salon.hold(elena, "Rosa", f"{FRIDAY} 10:00", *services)) == (total, deposit)


def test_the_line_says_which_pack_and_nothing_dearer_is_suggested(salon: Salon, elena: Guest) -> None:
    told = quoted(salon, elena, FACIAL, "Cejas")
    assert [(line["name"], line["price"], line.get("by_session")) for line in told["lines"]] == [
        (FACIAL, "57,50 €", BONO),
        ("Cejas", "7,00 €", None),
    ]
    assert told["session_packs"] == [], "she has sessions left"
    assert quoted(salon, salon.guest("Ana"), FACIAL)["session_packs"] != []


def test_for_somebody_else_she_pays_and_is_told_so(salon: Salon, elena: Guest) -> None:
    """Her sessions are hers: whoever she books for pays a deposit, and both are told before she says for whom."""
    theirs = {"total": "57,50 €", "deposit": "11,50 €"}
    assert quoted(salon, elena, FACIAL)["for_somebody_else"] == theirs
    shows(salon, elena, "Rosa", f"{FRIDAY} 10:00", FACIAL)
    (offer,) = situation(salon, elena)["offers"]
    assert offer["for_somebody_else"] == theirs
    with salon.unit() as unit:
        carmen = known_for(unit, salon.catalogue, elena.customer, "Carmen", "Ruiz")
    assert isinstance(carmen, int)
    with salon.unit() as unit:
        plan = plan_of(salon.offer(elena, "Rosa", f"{FRIDAY} 10:00", FACIAL), carmen)
        taken = hold(unit, salon.catalogue, elena.conversation, elena.customer, plan)
    assert took(taken) == ("57,50 €", "11,50 €")
    assert left(salon, elena) == 6
    assert "for_somebody_else" not in quoted(salon, elena, "Cejas"), "where it costs the same, one is enough"


def test_when_all_sessions_are_used_a_deposit_is_told_again(salon: Salon, elena: Guest) -> None:
    salon.rows("UPDATE customer_pack SET sessions = 1")
    assert took(salon.hold(elena, "Rosa", f"{FRIDAY} 10:00", FACIAL)) == ("0,00 €", "0,00 €")
    told = quoted(salon, elena, FACIAL)
    assert (told["total"], told["deposit"]) == ("57,50 €", "11,50 €")
    assert situation(salon, elena)["sessions"] == []
    assert took(salon.hold(elena, "Rosa", f"{FRIDAY} 12:00", FACIAL)) == ("57,50 €", "11,50 €")


def test_a_group_has_one_deposit_and_a_session_frees_all_of_it(salon: Salon, elena: Guest) -> None:
    told = for_two(salon, elena, FACIAL, FACIAL, together=False)
    assert [(one["for"], one["total"], one["lines"][0].get("by_session")) for one in told["people"]] == [
        (None, "0,00 €", BONO),
        ("mi hija", "57,50 €", None),
    ]
    assert all("deposit" not in one for one in told["people"])
    assert (told["total"], told["deposit"]) == ("57,50 €", "0,00 €")
    assert {(one["total"], one["deposit"]) for one in told["options"]} == {("57,50 €", "0,00 €")}

    offer = salon.offer(elena, "Rosa", f"{FRIDAY} 10:00", FACIAL)
    other = {"stylist_id": offer.stylist_id, "service_ids": offer.service_ids, "pack_id": None, "guest": "mi hija"}
    offer.others = [other | {"starts_at": moment(f"{FRIDAY} 11:00").isoformat()}]
    assert took(salon.take(elena, offer)) == ("57,50 €", "0,00 €")


def test_without_packs_a_group_still_has_one_deposit_on_the_sum(salon: Salon) -> None:
    told = for_two(salon, salon.guest(), "Cortar", "Peinado", together=True)
    assert (told["total"], told["deposit"]) == ("43,70 €", "8,74 €")


def test_the_usual_goes_with_a_session_too(salon: Salon, elena: Guest) -> None:
    assert isinstance(salon.hold(elena, "Rosa", f"{FRIDAY} 10:00", FACIAL), Confirmed)
    told = answered(usual.usual(work(salon, elena), Usual()))["quote"]
    assert (told["total"], told["deposit"], told["lines"][0]["by_session"]) == ("0,00 €", "0,00 €", BONO)


def test_the_waiting_list_offers_it_without_a_deposit(salon: Salon, elena: Guest) -> None:
    salon.only_free(FRIDAY)
    place = waits(salon, elena, FACIAL)
    salon.rows("DELETE FROM occupancy WHERE stylist_id = %(id)s", id=salon.stylist("Rosa"))
    assert sweep(salon) == [place]
    notice = salon.effect(f"waitlist-offer:{place}")["payload"]
    assert (notice["params"]["total"], notice["params"]["deposit"], notice["params"]["used"]) == ("0,00 €", "", BONO)
    assert f"0,00 € con tu bono {BONO})" in notice["text"] and "señal" not in notice["text"]
    assert offer_of(salon, place).service_ids == salon.services(FACIAL)
    assert took(accept(salon, elena, place)) == ("0,00 €", "0,00 €")
