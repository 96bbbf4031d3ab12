"""Session packs: the real saving, and what sessions cover."""

from dataclasses import replace

import pytest

from flows.catalogue import Catalogue
from flows.quotes import Quote, quote
from flows.session_packs import bearer, cover, saving, suggest
from models.money import Money
from tests.demo_catalogue import PACK, demo, ids

ANNA, BEA = 7, 8
FACIAL, SENOS = "Bioterapia facial", "Bioterapia de senos"


def priced(catalogue: Catalogue, session_pack_id: int, euros: str) -> Catalogue:
    """The same salon with another price for that pack."""
    pack = replace(catalogue.session_packs[session_pack_id], price=Money.of(euros))
    return replace(catalogue, session_packs=dict(catalogue.session_packs) | {session_pack_id: pack})


def done(*names: str) -> Quote:
    """Those services, as quoted."""
    return quote(demo(), ids(*names))


@pytest.mark.parametrize(
    ("service", "found"),
    [
        (FACIAL, [(1, 30750, 3750), (2, 30750, 3750), (3, 30750, 3750), (4, 30750, 3750)]),
        (SENOS, [(5, 31200, 6240)]),
        ("Piernas perfectas + presoterapia (30 min)", [(6, 36000, 7200)]),
        ("Bioterapia escultor completo", [(7, 30705, 7215)]),
        ("Bioterapia escultor + radiofrecuencia (30 min)", [(8, 38400, 7680)]),
        ("Cortar", []),
    ],
)
def test_the_saving_is_computed(service: str, found: list[tuple[int, int, int]]) -> None:
    """The owner's list claims 61.50 € for the first four and 63.20 € for the seventh."""
    suggested = suggest(demo(), *ids(service))
    assert [(one.session_pack_id, one.price.cents, one.saving.cents) for one in suggested] == found
    for one in suggested:
        assert one.saving == Money(one.single.cents * 6) - one.price


def test_a_pack_that_saves_nothing_is_never_suggested() -> None:
    even = priced(demo(), 5, "374.40")
    assert saving(even, even.session_packs[5]) == Money(0)
    assert suggest(even, *ids(SENOS)) == []
    dearer = priced(demo(), 5, "374.41")
    assert saving(dearer, dearer.session_packs[5]) == Money(-1)
    assert suggest(dearer, *ids(SENOS)) == []
    assert [one.saving for one in suggest(priced(demo(), 5, "374.39"), *ids(SENOS))] == [Money(1)]


def test_the_greatest_saving_comes_first() -> None:
    suggested = suggest(priced(demo(), 3, "300"), *ids(FACIAL))
    assert [one.session_pack_id for one in suggested] == [3, 1, 2, 4]


def test_a_session_covers_its_service_and_nothing_else() -> None:
    (facial,) = ids(FACIAL)
    covered = cover(demo(), [done(FACIAL, "Cejas")], [ANNA], {(ANNA, facial): [31]})
    assert covered.by_session
    assert covered.packs == ((31,),)
    (quoted,) = covered.quotes
    assert [(line.charged.cents, line.price.cents) for line in quoted.lines] == [(0, 5750), (700, 700)]
    assert (quoted.total, quoted.owed, quoted.deposit, quoted.minutes) == (Money(700), Money(0), Money(0), 75)
    assert (covered.total, covered.deposit(demo().policy)) == (Money(700), Money(0))


def test_each_session_is_used_once_and_the_oldest_pack_first() -> None:
    (facial,) = ids(FACIAL)
    covered = cover(demo(), [done(FACIAL)] * 3, [ANNA] * 3, {(ANNA, facial): [31, 32]})
    assert covered.packs == ((31,), (32,), ())
    assert [quoted.total.cents for quoted in covered.quotes] == [0, 0, 5750]
    assert (covered.total, covered.deposit(demo().policy)) == (Money(5750), Money(0)), "one session frees all of it"


def test_without_a_session_there_is_one_deposit_on_the_sum() -> None:
    covered = cover(demo(), [done("Cortar"), done("Peinado")], [ANNA, None], {})
    assert (covered.by_session, covered.total, covered.deposit(demo().policy)) == (False, Money(4370), Money(874))


def test_guests_pay_and_others_use_their_own() -> None:
    (facial,) = ids(FACIAL)
    bearers = [bearer("mi hija", None, ANNA), bearer(None, BEA, ANNA), bearer("mi hija", BEA, ANNA)]
    assert bearers == [None, BEA, None]
    assert bearer(None, None, ANNA) == ANNA
    assert not cover(demo(), [done(FACIAL)] * 3, bearers, {(ANNA, facial): [31]}).by_session
    assert cover(demo(), [done(FACIAL)] * 3, bearers, {(BEA, facial): [40, 41]}).packs == ((), (40,), ())


def test_a_service_inside_a_pack_of_services_keeps_the_packs_price() -> None:
    cut, highlights = ids("Cortar", "Mechas")
    quoted = quote(demo(), [cut, highlights], PACK)
    assert not cover(demo(), [quoted], [ANNA], {(ANNA, cut): [31]}).by_session


def test_what_is_free_uses_no_session() -> None:
    (free,) = ids("Consulta gratuita")
    assert not cover(demo(), [done("Consulta gratuita")], [ANNA], {(ANNA, free): [31]}).by_session
