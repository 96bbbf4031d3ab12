"""wait and leave_waiting_list."""

from flows.situation import day_facts
from flows.tools import LeaveWaitingList, Wait
from gateways.database import Unit
from tasks.commands.hold import NotAllowed
from tasks.commands.waiting import leave_all
from tasks.commands.waiting import wait as command
from tasks.tools.outcome import Outcome, Work, ids, refusal
from tasks.tools.pricing import priced

DO = {
    "past": "That day is over: ask for another.",
    "beyond_horizon": "That is too far ahead: say how many days ahead appointments can be made.",
    "too_many_waits": "She waits for as much as is possible already. Tell her what she is waiting for.",
}


def wait(unit: Unit, work: Work, arguments: Wait) -> Outcome:
    """She is told as soon as a slot like that becomes free, in her turn."""
    quoted = priced(work, arguments.services, arguments.pack)
    if isinstance(quoted, Outcome):
        return quoted
    stylists = ids([arguments.stylist] if arguments.stylist else [], "p")
    if stylists is None or any(one not in work.catalogue.stylists for one in stylists):
        return refusal("unknown_stylist", "Use a stylist id from the catalogue, or null.")
    if arguments.first_day > arguments.last_day:
        return refusal("bad_arguments", "first_day comes before last_day.")
    entry = command(
        unit,
        work.catalogue,
        work.row["conversation_id"],
        work.row["customer_id"],
        list(quoted.service_ids),
        quoted.pack_id,
        arguments.first_day,
        arguments.last_day,
        arguments.part,
        stylists[0] if stylists else None,
    )
    if isinstance(entry, NotAllowed):
        return refusal(entry.code, DO.get(entry.code, "She cannot be put on the list for that."))
    return Outcome(
        {
            "waiting": True,
            "services": [line.name for line in quoted.lines],
            "first_day": day_facts(arguments.first_day, work.language),
            "last_day": day_facts(arguments.last_day, work.language),
            "offer_minutes": work.catalogue.policy.waitlist_offer_minutes,
        }
    )


def leave(unit: Unit, work: Work, _: LeaveWaitingList) -> Outcome:
    """Takes her off the list, whatever she was waiting for."""
    if not leave_all(unit, work.row["customer_id"]):
        return refusal("not_waiting", "She is on no waiting list.")
    return Outcome({"left": True})
