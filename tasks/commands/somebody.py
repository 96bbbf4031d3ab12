"""Somebody for whom a customer books: a customer of her own, without a phone, known by whom books for her."""

from sqlmodel import col, select

from flows.catalogue import Catalogue
from flows.names import clean
from flows.safety import plain
from gateways.database import Unit
from gateways.holds import lock_customer
from models import Customer
from tasks.commands.hold import NotAllowed


def known_for(unit: Unit, catalogue: Catalogue, customer_id: int, name: str, surname: str) -> int | NotAllowed:
    """The person of that name for whom this customer books: found again, however it is written, or made now.

    `too_many_people` when she books for as many others as the policy lets one customer. Raises
    `flows.names.NotAName` when it cannot be a name.
    """
    name, surname = clean(name), clean(surname)
    lock_customer(unit, customer_id)  # told twice at once, she is still one person, and the last place goes once
    known = unit.session.exec(
        select(Customer)
        .where(Customer.business_id == unit.business_id, Customer.booked_by_id == customer_id)
        .order_by(col(Customer.id))
    ).all()
    for one in known:
        if _folded(one.name, one.surname) == _folded(name, surname):
            assert one.id is not None
            return one.id
    if len(known) >= catalogue.policy.people_per_customer:
        return NotAllowed("too_many_people")
    somebody = Customer(
        business_id=unit.business_id, name=name, surname=surname, booked_by_id=customer_id, created_at=unit.now
    )
    unit.session.add(somebody)
    unit.session.flush()
    assert somebody.id is not None
    return somebody.id


def _folded(name: str | None, surname: str | None) -> str:
    """Whatever its capitals and accents: "jose perez" is José Pérez."""
    return plain(f"{name or ''} {surname or ''}")
