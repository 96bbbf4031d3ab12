"""What moves a wish on: towards one slot, towards slots for several, or a name that is still missing."""

from .asked_first import open_questions, store
from .bonos import about_bonos, by_session
from .booking import advance
from .desk import Desk
from .holding import take
from .memory import Question
from .naming import name_question
from .owed import order, order_again
from .somebody import ask_person, full_name, named_now, none_of_those, waiting_for_name
from .together import arrange, company
from .waiting import open_point


def forward(desk: Desk) -> list[str]:
    """The next step towards what is wanted, for whoever it is wanted."""
    if (ordered := order(desk)) and ordered["service"] in desk.wish.services:
        return order_again(desk, "bono_first")  # a slot that is held now would end the order
    if party := company(desk):
        return arrange(desk, party)
    said = [*by_session(desk), *advance(desk)]
    enough = name_question(desk) and any("?" in part for part in said)
    return said if enough else [*said, *ask_person(desk)]


def before_all(desk: Desk) -> list[str]:
    """Answers to our own questions, and what is no appointment; nothing when the burst is about neither."""
    if questions := open_questions(desk):
        return store(desk, questions) or _go_on(desk)
    if offer := waiting_for_name(desk):
        return take(desk, offer)
    if none_of_those(desk):
        return ask_person(desk)
    return about_bonos(desk) or []


def _go_on(desk: Desk) -> list[str]:
    """The slot that waited for her answers."""
    chosen = desk.view.situation.get("chosen_offer")
    offer = next((one for one in desk.view.offers if one.id == chosen), None)
    return take(desk, offer) if offer else [desk.voice.say("other_time")]


def noted_person(desk: Desk) -> list[str]:
    """That the name of whom she books for is known now."""
    if not (desk.meaning.was_asked(Question.PERSON) and named_now(desk)):
        return []
    name = " ".join(full_name(desk.view) or ())
    return [desk.voice.say("noted_person", name=name), *open_point(desk)]
