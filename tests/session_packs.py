"""Session packs bought in the demo salon, and the sessions that are left of them."""

from gateways.session_packs import sessions_left
from tasks.commands.buy_pack import PackHeld, buy_pack
from tasks.commands.hold import NotAllowed
from tasks.commands.pay import AlreadyPaid, Paid, PaidLate, RefundDue, mark_paid
from tests.salon import Guest, Salon

FACIAL = "Bioterapia facial"


def pack_of(salon: Salon, name: str = "Bioterapia facial detox (5+1)") -> int:
    """Its id."""
    found: int = salon.row("SELECT id FROM session_pack WHERE name = %(name)s", name=name)["id"]
    return found


def buy(salon: Salon, guest: Guest, pack: int | None = None) -> PackHeld | NotAllowed:
    """Opens the purchase."""
    with salon.unit() as unit:
        return buy_pack(unit, salon.catalogue, guest.conversation, guest.customer, pack or pack_of(salon))


def bought(salon: Salon, guest: Guest) -> PackHeld:
    """The pack is paid for."""
    held = buy(salon, guest)
    assert isinstance(held, PackHeld)
    assert pay(salon, held) == Paid(held.booking_id)
    return held


def pay(salon: Salon, held: PackHeld, intent: str = "pi_pack") -> Paid | PaidLate | RefundDue | AlreadyPaid:
    """Her payment is captured."""
    payment = salon.payment(held.booking_id)
    with salon.unit() as unit:
        return mark_paid(unit, salon.catalogue, payment["id"], intent, payment["amount_cents"], "cs_pack")


def left(salon: Salon, guest: Guest) -> int:
    """Sessions of hers that are left for a facial."""
    (facial,) = salon.services(FACIAL)
    with salon.unit() as unit:
        return len(sessions_left(unit, [guest.customer], [facial]).get((guest.customer, facial), ()))


def ledger(salon: Salon) -> list[tuple[str, int]]:
    """Kinds and cents of its movements about packs, in order."""
    found = salon.rows("SELECT kind, cents FROM ledger_entry WHERE customer_pack_id IS NOT NULL ORDER BY id")
    return [(row["kind"], row["cents"]) for row in found]
