"""Customers who have been here, and what they have: written by commands, so that a scenario begins at its own words."""

from dataclasses import dataclass
from typing import Any

from flows.plan import Part, Plan
from gateways.catalogue import load
from models.ids import BusinessId
from tasks.commands.hold import Held, hold
from tests.free_time import moment
from tests.house import House

PLACES = """
SELECT s.name, to_char(a.starts_at AT TIME ZONE 'Europe/Madrid', 'YYYY-MM-DD HH24:MI') AS starts,
       to_char(a.ends_at AT TIME ZONE 'Europe/Madrid', 'HH24:MI') AS ends, a.status
FROM appointment a JOIN stylist s ON s.id = a.stylist_id ORDER BY a.id
"""


@dataclass(frozen=True)
class Regular:
    """A customer of this house, with her conversation."""

    home: House
    phone: str
    name: str
    surname: str
    customer: int
    conversation: int

    def holds(self, stylist: str, when: str, *services: str) -> Held:
        """She has taken that time and not paid yet."""
        home = self.home
        rows = {row["name"]: row["id"] for row in home.rows("SELECT name, id FROM service")}
        stylist_id = home.row("SELECT id FROM stylist WHERE name = %(name)s", name=stylist)["id"]
        plan = Plan((Part(stylist_id, moment(when), tuple(rows[name] for name in services or ("Cortar",))),))
        business_id = BusinessId(home.business_id)
        catalogue = load(home.world.database, business_id, home.now)
        taken = home.world.command(business_id, hold, catalogue, self.conversation, self.customer, plan)
        assert isinstance(taken, Held), taken
        return taken

    def has(self, stylist: str, when: str, *services: str) -> Held:
        """... and paid: an appointment that stands."""
        taken = self.holds(stylist, when, *services)
        pays(self.home, taken.code)
        return taken

    def heard(self) -> list[str]:
        """What she was sent, oldest first."""
        return self.home.heard(self.phone)


def regular(home: House, phone: str, name: str, surname: str) -> Regular:
    """Somebody who has written before."""
    home.writes(phone, f"Hola, soy {name} {surname}", name=name)
    talk = home.row(
        "SELECT c.id, c.customer_id FROM conversation c JOIN customer_identity i ON i.customer_id = c.customer_id"
        " WHERE i.kind = 'phone' AND i.value = %(phone)s",
        phone=phone,
    )
    return Regular(home, phone, name, surname, talk["customer_id"], talk["id"])


def pays(home: House, code: str) -> None:
    """Whoever has that link opens it and pays."""
    home.opens_link(code)
    home.pay()


def places(home: House) -> list[tuple[str, str, str, str]]:
    """Every appointment: stylist, beginning, end, status."""
    return [(row["name"], row["starts"], row["ends"], row["status"]) for row in home.rows(PLACES)]


def occupied(home: House) -> list[tuple[str, str]]:
    """Which time appointments take: stylist and beginning."""
    rows = home.rows(
        "SELECT s.name, to_char(lower(o.during) AT TIME ZONE 'Europe/Madrid', 'YYYY-MM-DD HH24:MI') AS starts"
        " FROM occupancy o JOIN stylist s ON s.id = o.stylist_id WHERE o.kind = 'appointment' ORDER BY o.id"
    )
    return [(row["name"], row["starts"]) for row in rows]


def events(home: House, stylist: str) -> list[tuple[str, str]]:
    """Our events in that stylist's Google calendar: title and beginning."""
    calendars = home.standins.get("/sandbox/calendars")
    (found,) = (one["events"] for one in calendars if one["stylist"] == stylist)
    ours = [event for event in found if event["ours"] and event["status"] != "cancelled"]
    return [(event["title"], event["start"][:16]) for event in ours]


def notes(home: House) -> list[str]:
    """Private notes that staff see in Chatwoot."""
    return [
        message["text"]
        for talk in home.standins.get("/sandbox/inbox")
        for message in talk["messages"]
        if message["private"]
    ]


def mails(home: House) -> list[tuple[str, str]]:
    """E-mails, oldest first: to whom, and what about."""
    return [(str(mail["to"]), str(mail["subject"])) for mail in home.standins.get("/sandbox/mails")]


def refunds(home: House) -> list[dict[str, Any]]:
    """What Stripe was asked to give back."""
    return [entry for entry in home.standins.get("/sandbox/ledger") if entry["operation"] == "refund.create"]
