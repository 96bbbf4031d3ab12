"""A booking that staff make while somebody is on the phone: the same rules, the same rows, no conversation needed."""

from sqlmodel import col, select

from flows.catalogue import Catalogue
from flows.names import clean
from flows.phones import stored
from flows.plan import Plan
from gateways.customers import customer_with_phone
from gateways.database import Unit
from models import Conversation, Customer
from tasks.commands.hold import Confirmed, Held, JustTaken, NotAllowed, hold


def book_by_phone(
    unit: Unit,
    catalogue: Catalogue,
    region: str,
    phone: str,
    name: str,
    surname: str,
    plan: Plan,
    *,
    waived: bool = False,
) -> Held | Confirmed | JustTaken | NotAllowed:
    """Takes the plan for whoever has that phone, known before or not. `waived`: no deposit is asked.

    If she has written to us before, she is told in her conversation; else only staff see it, and the pay link of a
    hold is theirs to pass on. A name she has given herself stays. Raises `NotAPhone` and `NotAName`.
    """
    number, called, family = stored(phone, region), clean(name), clean(surname)
    customer_id = customer_with_phone(unit, number)

    def name_her() -> None:
        customer = unit.session.get_one(Customer, customer_id)
        customer.name, customer.surname = customer.name or called, customer.surname or family
        unit.session.add(customer)
        unit.session.flush()

    talk = _talk(unit, customer_id)
    # Her row is written once the stylists are locked: a payment of hers takes them first, too.
    return hold(unit, catalogue, talk, customer_id, plan, by_staff=True, waived=waived, before_taking=name_her)


def _talk(unit: Unit, customer_id: int) -> int | None:
    """Her latest conversation."""
    return unit.session.exec(
        select(Conversation.id)
        .where(Conversation.business_id == unit.business_id, Conversation.customer_id == customer_id)
        .order_by(col(Conversation.id).desc())
    ).first()
