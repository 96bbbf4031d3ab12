"""change_services."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flows import wording
from flows.decision_note import Wish
from flows.situation import appointment_facts
from flows.tools import ChangeServices
from gateways.appointments import coming_in
from gateways.database import Unit
from tasks.commands.asking import StaffDecides
from tasks.commands.change_services import Changed
from tasks.commands.change_services import change_services as command
from tasks.commands.hold import JustTaken
from tasks.tools.outcome import Outcome, Work, ids, refusal
from tasks.tools.questions import ask_first, asked
from tasks.tools.staff import staff_decide


def change(unit: Unit, work: Work, arguments: ChangeServices) -> Outcome:
    """Tries it, and undoes it unless she has said yes to just these services, this price and this time."""
    one = coming_in(unit, work.row["customer_id"]).get(arguments.appointment)
    services = ids(arguments.services, "s")
    if one is None:
        return refusal("unknown_appointment", "Use the alias of one of her appointments.")
    if services is None:
        return refusal("unknown_service", "Use service ids from the catalogue.")
    trial = unit.session.begin_nested()
    kept = unit.mark()
    done = command(unit, work.catalogue, one.id, services, public_url=work.public_url)
    if isinstance(done, Changed):
        after = coming_in(unit, work.row["customer_id"])[arguments.appointment]
        told = _told(work, done) | {"appointment": appointment_facts(work.catalogue, after, work.language)}
        subject = {"appointment": one.alias, "services": sorted(services), "total": told["appointment"]["total"]}
        if asked(unit, work, "change_services", subject):
            trial.commit()
            return Outcome({"changed": True} | told)
        trial.rollback()
        unit.back_to(kept)
        return ask_first(
            "change_services",
            subject,
            "Nothing is changed yet. Ask whether she wants exactly this: the new services, time and price.",
            would_be=told,
            added=_more(after.services, one.services),
            removed=_more(one.services, after.services),
        )
    trial.rollback()
    unit.back_to(kept)
    if isinstance(done, StaffDecides):
        return staff_decide(unit, work, done.reason, [one], Wish.MOVE)
    if isinstance(done, JustTaken):
        return refusal("taken", "There is no time for that at that hour: offer to move the appointment.")
    return refusal(done.code, "That cannot be done in this appointment. Say why, or book it separately.")


def _more(these: Sequence[str], those: Sequence[str]) -> list[str]:
    """What the one has and the other has not; twice, if it has it twice more."""
    return sorted((Counter(these) - Counter(those)).elements())


def _told(work: Work, done: Changed) -> dict[str, Any]:
    currency = work.catalogue.business.currency
    return {
        "supplement": wording.money(done.supplement, currency, work.language) if done.supplement.cents else None,
        "pay_link": f"{work.public_url}/pay/{done.code}" if done.supplement.cents else None,
        "given_back": wording.money(done.given_back, currency, work.language) if done.given_back.cents else None,
    }
