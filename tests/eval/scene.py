"""Sets the scene of a case: customers who came before, their bookings, who is free when. All through commands."""

from dataclasses import dataclass

from models.ids import BusinessId
from tasks.commands.hold import Held
from tests.house import House
from tests.salon import Guest, Salon

NAMED = """
UPDATE customer c SET name = %(name)s, surname = %(surname)s FROM customer_identity i
WHERE i.customer_id = c.id AND i.value = %(phone)s
"""
WRITER = """
SELECT o.customer_id AS customer, o.id AS conversation FROM conversation o
JOIN customer_identity i ON i.customer_id = o.customer_id AND i.value = %(phone)s
"""


@dataclass(frozen=True)
class Scene:
    """`home` is on Monday 23 November 2026 at 9:00; whoever writes while the scene is set is only greeted."""

    home: House
    phone: str

    @property
    def salon(self) -> Salon:
        """For commands."""
        return Salon(self.home.world.database, BusinessId(self.home.business_id))

    def known(self, name: str, surname: str, phone: str | None = None) -> Guest:
        """Somebody who has written to us before."""
        phone = phone or self.phone
        self.home.writes(phone, "hola", name=name)
        self.home.rows(NAMED, name=name, surname=surname, phone=phone)
        return Guest(**self.home.row(WRITER, phone=phone))

    def booked(self, guest: Guest, stylist: str, when: str, *services: str) -> Held:
        """An appointment that she has paid for at Stripe; a haircut, unless more is said."""
        held = self.salon.held(guest, stylist, when, *services or ("Cortar",))
        pay(self.home, held.code)
        return held


def pay(home: House, code: str, *, good_card: bool = True) -> None:
    """Opens the pay link and pays, or is declined. Nothing where the link leads to no open payment."""
    page = home.opens_link(code)
    if page.status_code == 303 and "/checkout/" in page.headers["location"]:
        home.pay("pay" if good_card else "decline")
