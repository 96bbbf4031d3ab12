"""Scenario 29: a slot frees up for those who wait. First the first in line, for a while; then the next."""

from datetime import date
from typing import Any

from gateways.invariants import check
from models import WaitlistEntry
from models.ids import BusinessId
from tasks.commands.waiting import wait
from tests.house import House
from tests.scenarios.test_booking import titles
from tests.scenarios.test_holds import book

JULIA, LAURA, ANA = "+34600000021", "+34600000001", "+34600000002"
FRIDAY = date(2026, 11, 27)


def waits(home: House, phone: str, name: str, surname: str) -> int:
    """She has said hello and what she would like; nothing is free, so she is put on the list."""
    home.writes(phone, f"Soy {name} {surname}, ¿hay algo el viernes para cortarme el pelo?", name=name)
    talk = home.row(
        "SELECT c.id, c.customer_id FROM conversation c JOIN customer u ON u.id = c.customer_id"
        " WHERE u.name = %(name)s",
        name=name,
    )
    cut = home.row("SELECT id FROM service WHERE name = 'Cortar'")["id"]
    business = BusinessId(home.business_id)
    catalogue = home.world.catalogues.get(business, home.now)
    given = (talk["id"], talk["customer_id"], [cut], None, FRIDAY, FRIDAY)
    found = home.world.command(business, wait, catalogue, *given)
    assert isinstance(found, WaitlistEntry) and found.id is not None
    return found.id


def heard(home: House, phone: str, before: int) -> list[str]:
    """What she was sent since."""
    return home.heard(phone)[before:]


def states(home: House) -> list[Any]:
    """Of all in line, in order."""
    return [row["status"] for row in home.rows("SELECT status FROM waitlist_entry ORDER BY id")]


def reserved(home: House) -> list[Any]:
    """The places for which time is kept."""
    rows = home.rows("SELECT waitlist_entry_id FROM occupancy WHERE kind = 'waitlist'")
    return [row["waitlist_entry_id"] for row in rows]


def test_29_the_first_in_line_is_asked_then_the_next(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    book(home, JULIA, "Julia", "Mora")
    first, second = waits(home, LAURA, "Laura", "Torres"), waits(home, ANA, "Ana", "Gil")
    home.work()
    assert reserved(home) == []
    lauras, anas = len(home.heard(LAURA)), len(home.heard(ANA))

    home.advance(31)
    home.work()
    (offer,) = heard(home, LAURA, lauras)
    assert "viernes 27 de noviembre a las 10:00" in offer and "Pilar" in offer and "26,20 €" in offer
    assert heard(home, ANA, anas) == []
    assert states(home) == ["offered", "waiting"]
    assert reserved(home) == [first]
    assert check(home.world.database, BusinessId(home.business_id)) == []

    home.writes(JULIA, "vaya, ¿sigue libre el viernes para cortarme el pelo?", name="Julia")
    shown = home.rows("SELECT starts_at::date AS day FROM offer WHERE turn_id = (SELECT max(id) FROM turn)")
    assert shown and FRIDAY not in [row["day"] for row in shown], "it is kept for Laura"
    home.work()
    assert len(heard(home, LAURA, lauras)) == 1

    home.advance(31)
    home.work()
    (passed,) = heard(home, LAURA, lauras + 1)
    assert "10:00" in passed and "lista" in passed
    (offer,) = heard(home, ANA, anas)
    assert "10:00" in offer
    assert states(home) == ["passed", "offered"]
    assert reserved(home) == [second]

    (held,) = home.writes(ANA, "sí, el viernes a las 10:00", name="Ana")
    assert "/pay/" in held
    assert states(home) == ["passed", "booked"]
    assert reserved(home) == []
    assert titles(home, "Pilar") == ["⏳ Ana Gil · Cortar"]
    home.work()
    assert (len(heard(home, LAURA, lauras)), states(home)) == (2, ["passed", "booked"])
    assert check(home.world.database, BusinessId(home.business_id)) == []


def test_when_whatsapps_24_hours_are_over_the_template_goes_out(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    waits(home, LAURA, "Laura", "Torres")
    home.at("2026-11-25 10:00")
    book(home, JULIA, "Julia", "Mora")
    before = len(home.heard(LAURA))
    home.rows("UPDATE waitlist_entry SET free_then = '{}'")
    home.advance(31)
    home.work()
    (offer,) = heard(home, LAURA, before)
    assert "10:00" in offer
    notice = home.row("SELECT status, payload FROM outbox WHERE dedupe_key LIKE 'waitlist-offer:%%'")
    assert notice["status"] == "sent"
    (created,) = [
        entry["request"]
        for entry in home.standins.get("/sandbox/ledger")
        if entry["key"] and entry["key"].startswith("waitlist-offer:")
    ]
    assert created["template_params"]["name"] == "waitlist_offer"
    assert list(created["template_params"]["processed_params"]["body"].values()) == [
        "Laura",
        "Cortar",
        "Pilar",
        "viernes 27 de noviembre",
        "10:00",
        notice["payload"]["params"]["until"],
    ]


def test_in_the_evening_it_waits_for_the_morning_and_redis_is_not_needed(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    home.at("2026-11-23 20:40")
    book(home, JULIA, "Julia", "Mora")
    waits(home, LAURA, "Laura", "Torres")
    before = len(home.heard(LAURA))
    home.advance(35)
    home.work()
    assert home.row("SELECT status FROM booking")["status"] == "lapsed"
    assert heard(home, LAURA, before) == []
    home.at("2026-11-24 08:59")
    home.work()
    assert heard(home, LAURA, before) == []
    home.advance(2)
    home.waking.waiting.clear()
    home.work()
    assert len(heard(home, LAURA, before)) == 1
