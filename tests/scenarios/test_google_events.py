"""Scenario 34: a stylist blocks an hour in her own Google Calendar, and that hour is no longer offered."""

from datetime import date

from flows.availability import SlotAsk
from flows.calendar_event import event_id
from flows.quotes import quote
from gateways.catalogue import load
from gateways.invariants import Breach, check
from gateways.slots import search
from models.ids import BusinessId
from tests.free_time import told
from tests.house import MADRID, House
from tests.scenarios.regulars import events, regular
from tests.scenarios.variants import Script, written
from tests.vendors import StandinView

LAURA = "+34600000034"
FRIDAY = date(2026, 11, 27)
PILAR = "/sandbox/calendars/Pilar/events"


def offered(home: House) -> list[tuple[str, str]]:
    """Who could cut hair when on Friday morning, in UTC."""
    catalogue = load(home.world.database, BusinessId(home.business_id), home.now)
    cut = home.row("SELECT id FROM service WHERE name = 'Cortar'")["id"]
    ask = SlotAsk.of(quote(catalogue, [cut], None), date=FRIDAY)
    answer = search(home.world.database, catalogue, ask, home.now)
    names = {stylist.id: stylist.name for stylist in catalogue.stylists.values()}
    return [(names[option.stylist_id], told(option.slot.start)) for option in answer.options]


def block(home: House, start: str, end: str, title: str = "Dentista") -> str:
    """Pilar writes into her calendar; the event's id."""
    made: str = home.standins.post(PILAR, {"title": title, "start": start, "end": end})["id"]
    return made


def breaches(home: House) -> list[Breach]:
    """What is not as it always is, with the vendors' own view."""
    return check(home.world.database, BusinessId(home.business_id), vendors=StandinView(home.standins))


@written(
    plain={"ask": "quiero cortarme el pelo el viernes a las 10:00", "again": "¿Y ahora? ¿El viernes a las 10:00?"},
    typos={"ask": "kiero kortarme el pelo el biernes alas 10", "again": "i aora?? el biernes alas 10"},
    no_accents={"ask": "hola un corte el viernes a las 10 de la manana", "again": "y el viernes a las 10 ya hay hueco"},
    burst={
        "ask": ("hola", "quería cortarme el pelo", "el viernes", "a las 10:00"),
        "again": ("perdona", "¿puedes volver a mirar", "el viernes a las 10:00?"),
    },
    second_thoughts={
        "ask": ["quiero cortarme el pelo el jueves a las 10:00", "no, mejor el viernes a las 10:00"],
        "again": ["bueno, el lunes", "no, espera, ¿el viernes a las 10:00?"],
    },
)
def test_34_a_blocked_hour_is_no_longer_offered_and_a_freed_one_is_again(home: House, script: Script) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "11:00")])
    before = offered(home)
    assert before[0] == ("Pilar", "2026-11-27 09:00")
    event = block(home, "2026-11-27T10:00:00+01:00", "2026-11-27T11:00:00+01:00")
    assert offered(home) == before  # nobody has read it yet
    home.read_calendars()
    assert offered(home) == []
    regular(home, LAURA, "Laura", "Torres")
    told = script.say(home, LAURA, "ask")[-1]
    shown = [row["starts_at"].astimezone(MADRID).date() for row in home.rows("SELECT starts_at FROM offer")]
    assert shown  # another day
    assert FRIDAY not in shown
    assert "26,20 €" in "".join(home.heard(LAURA)) and "viernes 27 de noviembre a las 10:00" not in told
    home.standins.delete(f"{PILAR}/{event}")
    home.read_calendars()
    assert offered(home) == before
    told = script.say(home, LAURA, "again")[-1]
    assert "viernes 27 de noviembre" in told and "10:00" in told and "Pilar" in told
    assert breaches(home) == []


def test_34_a_whole_day(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "11:00")], Ana=[("12:00", "13:00")])
    assert [name for name, _ in offered(home)][:1] == ["Pilar"]
    block(home, "2026-11-27", "2026-11-28", "Feria")
    home.read_calendars()
    assert {name for name, _ in offered(home)} == {"Ana"}


def test_34_one_calendar_that_fails_does_not_hinder_the_others(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "11:00")])
    home.rows("UPDATE stylist SET calendar_id = 'typo@salon.example' WHERE name IN ('Ana', 'Marta')")
    block(home, "2026-11-27T10:00:00+01:00", "2026-11-27T11:00:00+01:00")
    home.read_calendars()
    assert offered(home) == []
    refused = home.rows("SELECT trouble FROM calendar_sync WHERE refusals > 0")
    assert [row["trouble"] for row in refused] == ["google: 404 notFound"] * 2


def test_an_event_of_hers_on_an_appointment_is_told_to_staff_and_changes_nothing(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    regular(home, LAURA, "Laura", "Torres").holds("Pilar", "2026-11-27 10:00")
    home.work()
    shown = events(home, "Pilar")
    assert len(shown) == 1
    block(home, "2026-11-27T10:30:00+01:00", "2026-11-27T11:30:00+01:00")
    heard = home.heard(LAURA)
    for _ in range(2):
        home.read_calendars()
    assert [row["status"] for row in home.rows("SELECT status FROM outbox WHERE dedupe_key LIKE 'clash:%%'")] == [
        "sent"
    ]
    assert [row["status"] for row in home.rows("SELECT status FROM outbox WHERE dedupe_key LIKE 'mail:clash:%%'")] == [
        "sent"
    ]
    assert home.heard(LAURA) == heard
    assert home.row("SELECT status FROM booking")["status"] == "held"
    assert events(home, "Pilar") == shown
    assert breaches(home) == []


def test_an_event_of_ours_that_she_deleted_comes_back(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    regular(home, LAURA, "Laura", "Torres").holds("Pilar", "2026-11-27 10:00")
    home.work()
    home.read_calendars()
    shown = events(home, "Pilar")
    assert len(shown) == 1
    appointment = home.row("SELECT id FROM appointment")["id"]
    home.standins.delete(f"{PILAR}/{event_id(appointment)}")
    assert events(home, "Pilar") == []
    home.read_calendars()
    assert events(home, "Pilar") == shown
    assert breaches(home) == []
