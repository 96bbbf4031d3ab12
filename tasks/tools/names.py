"""remember_name."""

from flows.names import NotAName, clean
from flows.tools import RememberName
from gateways.database import Unit
from models import Customer
from tasks.tools.outcome import Outcome, Work, refusal


def remember(unit: Unit, work: Work, arguments: RememberName) -> Outcome:
    """Stores the name of whoever writes in this conversation."""
    customer = unit.session.get(Customer, work.row["customer_id"], with_for_update=True)
    assert customer is not None
    try:
        customer.name = clean(arguments.name)
        customer.surname = clean(arguments.surname) if arguments.surname else customer.surname
    except NotAName:
        unit.session.expire(customer)
        return refusal("not_a_name", "That is no person's name. Ask for it once, kindly, and go on helping.")
    unit.session.add(customer)
    work.row["name"], work.row["surname"] = customer.name, customer.surname
    return Outcome({"name": customer.name, "surname": customer.surname})
