"""Several wishes at once, on a real PostgreSQL: what is shown for them can be held."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from flows.availability import SlotAsk
from flows.party import PartyAnswer
from flows.party_spread import Option
from flows.plan import Part, Plan
from flows.quotes import quote
from flows.reasons import why
from gateways.party_slots import search_party
from models.moment import local
from tasks.commands.hold import Held, hold
from tests.free_time import MADRID
from tests.salon import Salon

FRIDAY = dt.date(2026, 11, 27)


def ask(salon: Salon, service: str, **wish: Any) -> SlotAsk:
    """Asks for a slot for that service, on Friday unless said otherwise."""
    return SlotAsk.of(quote(salon.catalogue, salon.services(service)), **({"date": FRIDAY} | wish))


def found(salon: Salon, *asks: SlotAsk, together: bool) -> PartyAnswer:
    """The answer at this moment."""
    return search_party(salon.database, salon.catalogue, asks, salon.database.now(), together=together)


def told(salon: Salon, answer: PartyAnswer) -> list[str]:
    """The options as `27 Marta 16:00, Sara 16:00`."""
    names = {one.id: one.name for one in salon.catalogue.stylists.values()}

    def option(slots: Option) -> str:
        parts = ", ".join(f"{names[one.stylist_id]} {local(one.slot.start, MADRID):%H:%M}" for one in slots)
        return f"{local(slots[0].slot.start, MADRID):%d} {parts}"

    return [option(slots) for slots in answer.options]


def can_be_held(salon: Salon, asks: list[SlotAsk], option: Option) -> bool:
    """Whether hold takes all of it, in a transaction that is then undone."""
    guest = salon.guest()
    parts = tuple(
        Part(one.stylist_id, one.slot.start, one_ask.service_ids, guest=None if n == 0 else f"guest {n}")
        for n, (one_ask, one) in enumerate(zip(asks, option, strict=True))
    )
    with salon.database.unit(salon.business_id) as unit:
        taken = hold(unit, salon.catalogue, guest.conversation, guest.customer, Plan(parts, unit.now))
    assert salon.occupied() == 0
    return isinstance(taken, Held)


def test_scenario_7_mother_and_daughter_at_the_same_time(salon: Salon) -> None:
    salon.only_free("2026-11-27", Marta="16:00-16:40", Sara="16:00-17:00", Pilar="10:00-12:00 17:00-18:00")
    asks = [ask(salon, "Cortar", part="afternoon"), ask(salon, "Peinado", part="afternoon")]
    answer = found(salon, *asks, together=True)
    assert told(salon, answer) == ["27 Marta 16:00, Sara 16:00"]
    assert (answer.date_status, answer.why_code, answer.next_date) == ("ok", None, None)
    assert can_be_held(salon, asks, answer.options[0])


def test_one_after_the_other_without_waiting(salon: Salon) -> None:
    salon.only_free("2026-11-27", Pilar="10:00-11:20")
    asks = [ask(salon, "Cortar"), ask(salon, "Cortar")]
    answer = found(salon, *asks, together=False)
    assert told(salon, answer) == ["27 Pilar 10:00, Pilar 10:40"]
    assert can_be_held(salon, asks, answer.options[0])
    assert found(salon, *asks, together=True).why_code == "party_full"


def test_two_trades_of_one_person(salon: Salon) -> None:
    salon.only_free("2026-11-27", Rosa="11:40-13:10", Ana="11:00-11:40 13:10-13:50")
    hair, nails = ask(salon, "Cortar"), ask(salon, "Manicura permanente + bioterapia")
    assert told(salon, found(salon, hair, nails, together=False)) == ["27 Ana 11:00, Rosa 11:40"]


def test_in_another_order_when_theirs_does_not_fit(salon: Salon) -> None:
    salon.only_free("2026-11-27", Rosa="11:30-13:00", Ana="13:00-13:40")
    hair, nails = ask(salon, "Cortar"), ask(salon, "Manicura permanente + bioterapia")
    asks = [hair, nails]
    answer = found(salon, *asks, together=False)
    assert told(salon, answer) == ["27 Ana 13:00, Rosa 11:30"]
    assert can_be_held(salon, asks, answer.options[0])


def test_all_that_is_shown_can_be_held(salon: Salon) -> None:
    salon.rows('UPDATE business SET policy = policy || \'{"offers_shown": 6, "buffer_minutes": 10}\'')
    salon.block("Pilar", "2026-11-27 09:30/2026-11-27 11:00")
    salon.block("Marta", "2026-11-27 12:00/2026-11-27 13:00", "2026-11-27 13:45/2026-11-27 14:30")
    for together in (True, False):
        asks = [ask(salon, "Cortar"), ask(salon, "Mechas"), ask(salon, "Peinado")]
        answer = found(salon, *asks, together=together)
        assert len(answer.options) == len(set(answer.options)) == 6
        assert all(can_be_held(salon, asks, option) for option in answer.options)


def test_a_day_without_room_names_the_next_that_has_some(salon: Salon) -> None:
    salon.only_free("2026-11-27", Pilar="10:00-10:40", Ana="11:00-11:40")
    salon.only_free("2026-11-28", Pilar="10:00-14:00")
    asks = [ask(salon, "Cortar"), ask(salon, "Cortar")]
    answer = found(salon, *asks, together=True)
    assert answer == PartyAnswer((), "full", "party_full", dt.date(2026, 11, 30))
    assert why(salon.catalogue, asks[0], answer, "es") == "El viernes 27 de noviembre no queda hueco para todo junto."
    assert found(salon, *asks, together=False).next_date == dt.date(2026, 11, 28)
    closed = [replace(one, date=dt.date(2026, 12, 8)) for one in asks]
    assert found(salon, *closed, together=True) == PartyAnswer((), "closed", "closure", dt.date(2026, 12, 9))


def test_wishes_are_dropped_and_named(salon: Salon) -> None:
    salon.only_free("2026-11-27", Pilar="10:00-10:40", Ana="10:00-10:40")
    cut = ask(salon, "Cortar", part="evening")
    answer = found(salon, cut, cut, together=True)
    assert (told(salon, answer), answer.why_code) == (["27 Pilar 10:00, Ana 10:00"], "part_full")
    marta = ask(salon, "Cortar", stylist_id=salon.stylist("Marta"))
    answer = found(salon, marta, ask(salon, "Cortar"), together=True)
    assert (told(salon, answer), answer.why_code) == (["27 Pilar 10:00, Ana 10:00"], "stylist_full")
    timed = ask(salon, "Cortar", time=dt.time(12))
    answer = found(salon, timed, timed, together=True)
    assert (told(salon, answer), answer.why_code) == (["27 Pilar 10:00, Ana 10:00"], "time_taken")
    ana = ask(salon, "Cortar", preferred_stylist_id=salon.stylist("Ana"))
    assert told(salon, found(salon, ana, ask(salon, "Cortar"), together=True)) == ["27 Ana 10:00, Pilar 10:00"]


def test_without_a_day_the_first_that_has_room(salon: Salon) -> None:
    salon.at("2026-11-23 19:30")
    salon.only_free("2026-11-24", Pilar="10:00-10:40", Ana="10:00-10:20")
    salon.only_free("2026-11-25", Pilar="12:00-12:40", Lucas="12:00-12:40")
    cut = ask(salon, "Cortar", date=None)
    answer = found(salon, cut, cut, together=True)
    assert told(salon, answer)[0] == "25 Pilar 12:00, Lucas 12:00"
    with salon.unit() as unit:
        inside = search_party(unit, salon.catalogue, [cut, cut], unit.now, together=True)
    assert inside == answer


@pytest.mark.parametrize("together", [True, False])
def test_more_at_once_than_there_are_stylists(salon: Salon, together: bool) -> None:
    nails = ask(salon, "Cejas")
    enough = sum(nails.category in one.categories for one in salon.catalogue.stylists.values())
    answer = found(salon, *[nails] * (enough + 1), together=together)
    if together:
        assert answer == PartyAnswer((), "no_skill", "too_few")
        return
    assert answer.date_status == "ok"
