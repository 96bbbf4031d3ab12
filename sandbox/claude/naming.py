"""The customer's own name: noted when she gives it, asked for once and never in the way of anything."""

from .desk import Desk
from .intents import Intent
from .memory import Question, ever_asked
from .names import split_name
from .somebody import is_theirs


def remember_name(desk: Desk) -> list[str]:
    """Note the name that she gives or confirms, and greet her by it."""
    meaning, customer, say = desk.meaning, desk.view.customer, desk.voice.say
    known, called = customer.get("name"), customer.get("whatsapp_name")
    name, surname = (None, None) if is_theirs(desk) else (meaning.names.name, meaning.names.surname)
    if surname and not name:
        name = known or (split_name(called)[0] if called else None)
    confirmed = meaning.was_asked(Question.NAME_CONFIRM) and meaning.confirms_name and not meaning.names.denied
    if confirmed and called and not (name or known):
        name, surname = split_name(called)
    if not name or (name == known and surname in (None, customer.get("surname"))):
        return []
    if surname:  # a hold may follow that needs it
        result = desk.talk.call("remember_name", name=name, surname=surname)
    else:
        result = desk.talk.also("remember_name", name=name, surname=None)
    if not result.ok:
        return [say("name_refused")] if result.error != "unavailable" else []
    return [say("pleased" if name != known else "noted_name", name=name)]


def name_question(desk: Desk) -> str:
    """Asked once, with the first reply; a colleague who has spoken with her knows who she is."""
    customer, meaning, view = desk.view.customer, desk.meaning, desk.view
    known = customer.get("name") or meaning.names.name or customer.get("returning")
    met = ever_asked(view, Question.NAME, Question.NAME_CONFIRM) or any(one.sender == "person" for one in view.earlier)
    if known or met or not view.situation.get("first_reply") or meaning.says(Intent.FORGET, Intent.NOTHING):
        return ""
    if customer.get("whatsapp_name"):
        return desk.voice.say("confirm_name", name=customer["whatsapp_name"])
    return desk.voice.say("ask_name")
