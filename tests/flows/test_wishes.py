"""Several wishes as one plan: two trades apart, one person never at two places."""

from datetime import timedelta

import pytest

from flows.quotes import QuoteRefused
from flows.whom import done_for, whom
from flows.wishes import Wish, apart, plan, quotes, starts, told_apart
from tests.demo_catalogue import PACK, STYLISTS, demo, ids
from tests.free_time import moment

FOUR = moment("2026-11-27 16:00")
MARTA, SARA, ROSA = (STYLISTS[name] for name in ("Marta", "Sara", "Rosa"))


def wish(*names: str, pack: int | None = None, guest: str | None = None) -> Wish:
    """Those services for one person."""
    return Wish(tuple(ids(*names)), pack, guest)


def test_scenario_7_is_one_plan_of_two_at_the_same_time() -> None:
    wishes = (wish("Cortar"), wish("Peinado", guest="mi hija"))
    assert [quoted.total.cents for quoted in quotes(demo(), wishes)] == [2620, 1750]
    found = plan(demo(), wishes, [MARTA, SARA], FOUR)
    assert [(part.stylist_id, part.start, part.guest) for part in found.parts] == [
        (MARTA, FOUR, None),
        (SARA, FOUR, "mi hija"),
    ]


def test_one_after_the_other() -> None:
    wishes = (wish("Cortar"), wish("Peinado", guest="mi hija"), wish("Secado", guest="mi madre"))
    after = [begin - FOUR for begin in starts(demo(), wishes, FOUR, together=False)]
    assert after == [timedelta(0), timedelta(minutes=40), timedelta(minutes=80)]


def test_one_person_is_done_one_after_the_other_even_when_together() -> None:
    wishes = (wish("Cortar"), wish("Peinado", guest="mi hija"), wish("Cejas"))
    after = [begin - FOUR for begin in starts(demo(), wishes, FOUR, together=True)]
    assert after == [timedelta(0), timedelta(0), timedelta(minutes=40)]


def test_two_trades_are_two_wishes_in_the_order_asked_for() -> None:
    cut, brows, drying = ids("Cortar", "Cejas", "Secado")
    assert apart(demo(), wish("Cortar", "Cejas", "Secado")) == (Wish((cut, drying)), Wish((brows,)))
    assert apart(demo(), wish("Cejas", "Cortar")) == (Wish((brows,)), Wish((cut,)))
    assert apart(demo(), wish("Cortar")) == (Wish((cut,)),)


def test_a_pack_stays_with_its_trade() -> None:
    found = apart(demo(), wish("Cejas", "Mechas", pack=PACK, guest="mi hija"))
    assert [(len(one.service_ids), one.pack_id, one.guest) for one in found] == [
        (1, None, "mi hija"),
        (2, PACK, "mi hija"),
    ]


def test_what_is_not_sold_is_refused() -> None:
    with pytest.raises(QuoteRefused, match="unknown_service"):
        apart(demo(), Wish((999,)))
    with pytest.raises(QuoteRefused, match="unknown_pack"):
        apart(demo(), Wish((), 999))


def test_two_daughters_are_two_people() -> None:
    wishes = told_apart([wish("Peinado", guest="mi hija"), wish("Cortar"), wish("Peinado", guest="mi hija")])
    assert [one.guest for one in wishes] == ["mi hija", None, "mi hija 2"]


def test_who_comes_in_words() -> None:
    assert whom("Julia Ramos", None, None, "es") == "Julia Ramos"
    assert whom("Julia Ramos", "mi hija", None, "es") == "Julia Ramos (para su hija)"
    assert whom("Roberto Gil", None, "Carmen Gil", "es") == "Carmen Gil (reserva de Roberto Gil)"
    assert whom("", "Ana", None, "en") == "Customer (for Ana)"
    assert whom("Rob", None, "Ann Lee", "en") == "Ann Lee (booked by Rob)"
    assert whom("", None, None, "fr") == "Cliente"
    assert [done_for("Peinado", *who) for who in ((None, None), ("mi hija", None), (None, "Carmen Gil"))] == [
        "Peinado",
        "Peinado (hija)",
        "Peinado (Carmen Gil)",
    ]
