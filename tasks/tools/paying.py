"""payment_trouble."""

from flows.tools import PaymentTrouble
from gateways.database import Unit
from tasks.commands.paying_trouble import FreshPage, HandedOver, payment_trouble
from tasks.tools.outcome import Outcome, Work, refusal


def trouble(unit: Unit, work: Work, _: PaymentTrouble) -> Outcome:
    """Her words count: first a fresh payment page, the hold stays; then the hold ends and staff take over."""
    done = payment_trouble(unit, work.catalogue, work.row["conversation_id"], work.row["customer_id"])
    match done:
        case FreshPage():
            link = f"{work.public_url}/pay/{done.code}"
            return Outcome({"fresh_page": True, "pay_link": link, "do": "Say sorry; she can try again with this link."})
        case HandedOver():
            return Outcome({"handed_over": True})
    return refusal("nothing_held", "Nothing waits for a payment of hers. Look at the situation again.")
