"""Euros and minutes, exactly: the scenarios' own numbers first."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.catalogue import PackFacts
from flows.quotes import QuoteRefused, quote, suggest_packs
from models.enums import Category
from models.money import Money
from tests.demo_catalogue import PACK, SERVICES, demo, ids

SCENARIOS = [
    pytest.param(["Manicura permanente + bioterapia"], "40.70", 90, "8.14", id="9 manicure"),
    pytest.param(["Barro gold", "Agua lluvia", "Peinado largo"], "90.50", 110, "18.10", id="10 three services"),
    pytest.param(["Bioterapia facial"], "57.50", 60, "11.50", id="12 facial for her mother"),
    pytest.param(["Cejas", "Manicura permanente + bioterapia"], "47.70", 105, "9.54", id="13 brows and manicure"),
    pytest.param(["Cortar"], "26.20", 40, "5.24", id="14, 17 and 18 a cut"),
    pytest.param(["Cortar", "Cultura de color", "Secado"], "77.40", 95, "15.48", id="15 cut, colour, drying"),
    pytest.param(["Cortar", "Infoactivo sensitivo"], "47.10", 70, "9.42", id="16 the usual"),
    pytest.param(["Peinado"], "17.50", 40, "3.50", id="7 the daughter's"),
    pytest.param(["Consulta gratuita"], "0", 15, "0", id="8 free consultation"),
]


@pytest.mark.parametrize(("names", "total", "minutes", "deposit"), SCENARIOS)
def test_scenarios(names: list[str], total: str, minutes: int, deposit: str) -> None:
    quoted = quote(demo(), ids(*names))
    assert (quoted.total, quoted.minutes, quoted.deposit) == (Money.of(total), minutes, Money.of(deposit))
    assert [line.name for line in quoted.lines] == names


def test_scenario_1_the_pack() -> None:
    quoted = quote(demo(), ids("Mechas", "Cortar"), PACK)
    assert (quoted.total, quoted.minutes, quoted.deposit) == (Money.of("80"), 60, Money.of("16"))
    assert [(line.price, line.minutes) for line in quoted.lines] == [(Money(6250), 60), (Money(2620), 40)]
    assert [(line.charged, line.lasts) for line in quoted.lines] == [(Money(5637), 36), (Money(2363), 24)]


def test_scenario_1_the_pack_is_suggested_with_its_saving() -> None:
    (pack,) = suggest_packs(demo(), ids("Mechas"))
    assert (pack.pack_id, pack.name) == (PACK, "Mechas + Corte")
    assert (pack.price, pack.minutes) == (Money.of("80"), 60)
    assert (pack.parts, pack.saving) == (Money.of("88.70"), Money.of("8.70"))


@pytest.mark.parametrize("names", [["Cortar"], ["Cejas"], ["Cortar", "Secado"]])
def test_a_pack_is_not_pressed_on_somebody_who_wants_a_small_part_of_it(names: list[str]) -> None:
    assert suggest_packs(demo(), ids(*names)) == []


def test_a_pack_that_saves_nothing_is_never_suggested() -> None:
    catalogue = demo()
    for cents in (8870, 9000):
        dear = replace(catalogue.packs[PACK], price=Money(cents))
        assert suggest_packs(replace(catalogue, packs={PACK: dear}), ids("Mechas", "Cortar")) == []
    cheap = replace(catalogue.packs[PACK], price=Money(8869))
    (pack,) = suggest_packs(replace(catalogue, packs={PACK: cheap}), ids("Mechas", "Cortar"))
    assert pack.saving == Money(1)


def test_the_greatest_saving_is_suggested_first() -> None:
    catalogue = demo()
    bigger = PackFacts(2, "Mechas + Secado", tuple(ids("Mechas", "Secado")), 60, Money.of("50"))
    packs = dict(catalogue.packs) | {2: bigger}
    assert [p.pack_id for p in suggest_packs(replace(catalogue, packs=packs), ids("Mechas"))] == [2, PACK]


def test_a_pack_brings_its_services_and_others_are_added_beside_it() -> None:
    quoted = quote(demo(), ids("Mechas", "Secado"), PACK)
    assert [line.name for line in quoted.lines] == ["Mechas", "Cortar", "Secado"]
    assert (quoted.total, quoted.minutes) == (Money.of("88.20"), 65)


REFUSALS = [
    ([], None, "nothing_asked"),
    ([9999], None, "unknown_service"),
    (["Cortar"], 77, "unknown_pack"),
    (["Cortar", "Cortar"], None, "asked_twice"),
    (["Cortar", "Cejas"], None, "mixed_categories"),
    (["Cejas"], PACK, "mixed_categories"),
]


@pytest.mark.parametrize(("asked", "pack", "code"), REFUSALS)
def test_what_cannot_be_booked_together_is_refused(asked: list[str | int], pack: int | None, code: str) -> None:
    services = [one if isinstance(one, int) else SERVICES[one] for one in asked]
    with pytest.raises(QuoteRefused) as refused:
        quote(demo(), services, pack)
    assert refused.value.code == code


def test_what_needs_no_deposit_is_left_out_of_it() -> None:
    catalogue = demo()
    free = replace(catalogue.services[SERVICES["Secado"]], needs_deposit=False)
    quoted = quote(replace(catalogue, services=dict(catalogue.services) | {free.id: free}), ids("Cortar", "Secado"))
    assert (quoted.total, quoted.deposit) == (Money.of("34.40"), Money.of("5.24"))


HAIR = [one.id for one in demo().services.values() if one.category is Category.HAIRDRESSING]


@settings(max_examples=200, deadline=None)
@given(
    asked=st.lists(st.sampled_from(HAIR), min_size=1, max_size=8, unique=True),
    pack=st.sampled_from([None, PACK]),
    percent=st.integers(0, 100),
)
def test_nothing_is_lost_in_rounding(asked: list[int], pack: int | None, percent: int) -> None:
    catalogue = demo(deposit_percent=percent)
    quoted = quote(catalogue, asked, pack)
    assert sum(line.charged.cents for line in quoted.lines) == quoted.total.cents
    assert sum(line.lasts for line in quoted.lines) == quoted.minutes
    owed = sum(line.charged.cents for line in quoted.lines if catalogue.services[line.service_id].needs_deposit)
    assert quoted.deposit.cents == (owed * percent + 50) // 100
    assert len(set(quoted.service_ids)) == len(quoted.service_ids)
