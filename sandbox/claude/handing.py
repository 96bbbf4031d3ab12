"""When a person has to take over."""

from dataclasses import dataclass

from .asked_first import open_questions
from .desk import Desk
from .intents import Intent, intents_in
from .memory import Question, was_confused
from .owed import owes
from .words import fold


@dataclass(frozen=True)
class Handover:
    reason: str
    phrase: str = "handed_over"


def handover_due(desk: Desk) -> Handover | None:
    """Safety first, then what was asked for, then what no tool of ours can do."""
    meaning, view = desk.meaning, desk.view
    if meaning.says(Intent.EMERGENCY):
        return Handover("emergency", "handed_over_emergency")
    if meaning.says(Intent.MEDICAL) and not open_questions(desk):
        return Handover("medical", "handed_over_medical")
    if meaning.says(Intent.PERSON) and not meaning.says(Intent.ROBOT):
        return Handover("manual_request")
    if meaning.says(Intent.COMPLAINT):
        return Handover("other", "handed_over_complaint")
    can = desk.talk.can
    if not can("running_late") and meaning.says(Intent.DELAY) and view.situation.get("appointments"):
        return Handover("delay")
    counted = can("payment_trouble") and owes(desk)
    if meaning.says(Intent.PAY_TROUBLE) and not counted and _failed_before(desk):
        return Handover("payment_failure")
    if can("cancel"):
        return None  # moving and cancelling have tools
    if meaning.says(Intent.FORGET) and meaning.asked and not view.hold and not _own(desk):
        return None  # she lets go of what we were talking of
    settled = bool(view.situation.get("appointments")) and not view.hold
    if meaning.says(Intent.CANCEL) and _means_another_day(desk):
        return Handover("other")
    if settled and (_own(desk) or not meaning.shown) and (meaning.says(Intent.MOVE) or cancels(desk)):
        return Handover("other")
    return None


def _own(desk: Desk) -> bool:
    """Whether she speaks of her appointment."""
    return "cita" in fold(desk.meaning.text) or "appointment" in fold(desk.meaning.text)


def _means_another_day(desk: Desk) -> bool:
    """Whether she cancels by naming the day of an appointment, and not of what is held."""
    days = {day.isoformat() for day in desk.meaning.days.days}
    booked = {one.get("date") for one in desk.view.situation.get("appointments") or []}
    return bool(days & booked) and (desk.view.hold or {}).get("date") not in days


def cancels(desk: Desk) -> bool:
    """Whether she gives something up; asking what happens if she did is a question."""
    meaning = desk.meaning
    if meaning.says(Intent.FORGET) and not (meaning.services.mentions or meaning.strangers or meaning.says_when):
        return True
    if not meaning.says(Intent.CANCEL):
        return False
    asks_only = "cancellation" in meaning.topics and not meaning.says(Intent.GIVES_UP)
    return not asks_only and not meaning.services.clear() and not meaning.was_asked(Question.PACK)


def _failed_before(desk: Desk) -> bool:
    return any(Intent.PAY_TROUBLE in intents_in(line.text) for line in desk.view.earlier if line.sender == "customer")


def hand_over(desk: Desk, due: Handover) -> list[str]:
    what = " ".join(desk.meaning.text.split())[:300]
    name = desk.view.customer.get("name") or desk.view.customer.get("whatsapp_name")
    desk.talk.call("hand_over", reason=due.reason, summary=f"{name or 'Cliente'}: «{what}»")
    number = desk.catalogue.policy.get("emergency_number", "112")
    return [desk.voice.say(due.phrase, number=number)]


def not_understood(desk: Desk) -> list[str]:
    """The first time a short question, the second time a person."""
    if was_confused(desk.view):
        return hand_over(desk, Handover("ambiguity"))
    return []
