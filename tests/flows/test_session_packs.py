"""Session packs: the real saving, and what sessions cover."""

from dataclasses import replace

import pytest

from flows.catalogue import Catalogue
from flows.plan import Part
from flows.quotes import Quote, quote
from flows.session_packs import cover, saving, suggest
from models.money import Money
from tests.demo_catalogue import PACK, STYLISTS, demo, ids
from tests.free_time import moment

ANNA, BEA = 7, 8
FACIAL, SENOS = "Bioterapia facial", "Bioterapia de senos"
START = moment("2026-11-27 10:00")


def priced(catalogue: Catalogue, session_pack_id: int, euros: str) -> Catalogue:
    """The same salon with another price for that pack."""
    pack = replace(catalogue.session_packs[session_pack_id], price=Money.of(euros))
    return replace(catalogue, session_packs=dict(catalogue.session_packs) | {session_pack_id: pack})


def part(*names: str, stylist: str = "Rosa", **more: object) -> tuple[Part, Quote]:
    """Those services, as quoted."""
    quoted = quote(demo(), ids(*names))
    return Part(STYLISTS[stylist], START, quoted.service_ids, **more), quoted  # type: ignore[arg-type]


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
    covered = cover(demo(), [part(FACIAL, "Cejas")], ANNA, {(ANNA, facial): [31]})
    assert covered.by_session
    assert covered.packs == ((31,),)
    ((_, quoted),) = covered.parts
    assert [(line.charged.cents, line.price.cents) for line in quoted.lines] == [(0, 5750), (700, 700)]
    assert (quoted.total, quoted.owed, quoted.deposit, quoted.minutes) == (Money(700), Money(0), Money(0), 75)


def test_each_session_is_used_once_and_the_oldest_pack_first() -> None:
    (facial,) = ids(FACIAL)
    parts = [part(FACIAL), part(FACIAL), part(FACIAL)]
    covered = cover(demo(), parts, ANNA, {(ANNA, facial): [31, 32]})
    assert covered.packs == ((31,), (32,), ())
    assert [quoted.total.cents for _, quoted in covered.parts] == [0, 0, 5750]


def test_guests_pay_and_others_use_their_own() -> None:
    (facial,) = ids(FACIAL)
    parts = [part(FACIAL, guest="mi hija"), part(FACIAL, customer_id=BEA)]
    assert not cover(demo(), parts, ANNA, {(ANNA, facial): [31]}).by_session
    assert cover(demo(), parts, ANNA, {(BEA, facial): [40]}).packs == ((), (40,))


def test_a_service_inside_a_pack_of_services_keeps_the_packs_price() -> None:
    cut, highlights = ids("Cortar", "Mechas")
    quoted = quote(demo(), [cut, highlights], PACK)
    parts = [(Part(STYLISTS["Marta"], START, quoted.service_ids, PACK), quoted)]
    assert not cover(demo(), parts, ANNA, {(ANNA, cut): [31]}).by_session


def test_what_is_free_uses_no_session() -> None:
    (free,) = ids("Consulta gratuita")
    assert not cover(demo(), [part("Consulta gratuita", stylist="Marta")], ANNA, {(ANNA, free): [31]}).by_session
