"""What can be tapped for several at once: everybody who is needed, or for how many. Typing it is as good."""

from tests.house import House
from tests.scenarios.regulars import regular
from tests.scenarios.visits import visits

JULIA = "+34600000007"
PATH = f"/sandbox/customers/%2B{JULIA[1:]}"
ASK = "cortar para mí y peinado para mi hija el viernes por la tarde"


def options(home: House) -> list[str]:
    """What stood under our last message to be tapped."""
    ours = [one for one in home.standins.get(f"{PATH}/messages") if one["from"] == "bot"]
    found: list[str] = ours[-1].get("options", [])
    return found


def two_hours(home: House, **called: str) -> None:
    """Marta and Sara, or whatever they are called, are free together at four and at six."""
    for name, other in called.items():
        home.rows("UPDATE stylist SET name = %(other)s WHERE name = %(name)s", name=name, other=other)
    together = [("16:00", "16:40"), ("18:00", "18:40")]
    home.free_only("2026-11-27", **{called.get(name, name): together for name in ("Marta", "Sara")})
    regular(home, JULIA, "Julia", "Mora")


def test_all_names_are_tapped(home: House) -> None:
    two_hours(home)
    home.writes(JULIA, ASK, name="Julia")
    assert options(home) == ["16:00 Marta y Sara", "18:00 Marta y Sara"]
    home.writes(JULIA, options(home)[1], name="Julia")
    assert sorted(visits(home)) == [
        ("Marta", "2026-11-27 18:00", "18:40", ["Cortar"]),
        ("Sara", "2026-11-27 18:00", "18:40", ["Peinado"]),
    ]
    assert options(home) == [], "nothing is left to choose"


def test_for_how_many_is_tapped(home: House) -> None:
    two_hours(home, Marta="Encarnación", Sara="Inmaculada")
    (told,) = home.writes(JULIA, ASK, name="Julia")
    assert "Encarnación" in told and "Inmaculada" in told
    assert options(home) == ["16:00, 2 personas", "18:00, 2 personas"]
    home.writes(JULIA, options(home)[1], name="Julia")
    assert sorted(visits(home)) == [
        ("Encarnación", "2026-11-27 18:00", "18:40", ["Cortar"]),
        ("Inmaculada", "2026-11-27 18:00", "18:40", ["Peinado"]),
    ]
