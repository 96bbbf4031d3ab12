"""Several wishes: two trades apart, two guests of one name told apart."""

import pytest

from flows.quotes import QuoteRefused
from flows.whom import done_for, whom
from flows.wishes import Wish, apart, told_apart
from tests.demo_catalogue import PACK, demo, ids


def wish(*names: str, pack: int | None = None, guest: str | None = None) -> Wish:
    """Those services for one person."""
    return Wish(tuple(ids(*names)), pack, guest)


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
