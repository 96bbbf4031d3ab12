"""my_appointments."""

from flows.prompt import booking_facts
from flows.tools import MyAppointments
from gateways.bookings import live_bookings_of
from models.ids import BusinessId, CustomerId
from tasks.tools.outcome import Outcome, Work


def mine(work: Work, _: MyAppointments) -> Outcome:
    """The live bookings of whoever writes in this conversation, and of nobody else."""
    bookings = live_bookings_of(work.database, BusinessId(work.row["business_id"]), CustomerId(work.row["customer_id"]))
    return Outcome(
        {
            "appointments": [
                {"alias": f"c{n}", "status": booking.status}
                | booking_facts(work.catalogue, booking, work.language, work.public_url)
                for n, booking in enumerate(bookings, start=1)
            ]
        }
    )
