"""buy_pack."""

from flows import wording
from flows.tools import BuyPack
from gateways.database import Unit
from models import Customer
from tasks.commands.buy_pack import buy_pack as command
from tasks.commands.hold import NotAllowed
from tasks.tools.outcome import Outcome, Work, ids, refusal


def buy(unit: Unit, work: Work, arguments: BuyPack) -> Outcome:
    """A session pack, waiting for its payment; it is hers once that has come."""
    numbers = ids([arguments.pack], "b")
    if numbers is None or numbers[0] not in work.catalogue.session_packs:
        return refusal("unknown_pack", "Use the id of a session pack that a quote has shown.")
    customer = unit.session.get_one(Customer, work.row["customer_id"])
    if not customer.name or not customer.surname:
        return refusal("surname_needed", "Ask her name and surname, remember_name, then buy it.")
    done = command(unit, work.catalogue, work.row["conversation_id"], work.row["customer_id"], numbers[0])
    if isinstance(done, NotAllowed):
        return refusal(done.code, "It cannot be bought now: hand over to a person if she wants it.")
    business = work.catalogue.business
    return Outcome(
        {
            "held": True,
            "total": wording.money(done.price, business.currency, work.language),
            "until": wording.clock_of(done.held_until, business.timezone),
            "pay_link": f"{work.public_url}/pay/{done.code}",
        }
    )
