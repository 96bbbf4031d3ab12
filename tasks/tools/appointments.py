"""my_appointments."""

from flows.situation import appointment_facts
from flows.tools import MyAppointments
from gateways.appointments import coming_of
from gateways.circumstances import circumstances_of
from models.ids import BusinessId, CustomerId
from tasks.tools.outcome import Outcome, Work


def mine(work: Work, _: MyAppointments) -> Outcome:
    """What is coming for whoever writes in this conversation, and for nobody else."""
    business_id, customer_id = BusinessId(work.row["business_id"]), CustomerId(work.row["customer_id"])
    coming = coming_of(work.database, business_id, customer_id)
    found = circumstances_of(work.database, business_id, customer_id, [])
    open_now = found.told(work.catalogue, work.language, work.public_url)
    facts = {"appointments": [appointment_facts(work.catalogue, one, work.language) for one in coming]}
    return Outcome(facts | {name: open_now[name] for name in ("sessions", "buying", "owing", "waiting")})
