"""What to do with a burst of messages: the order of things at the desk."""

from .besides import besides
from .booking import offerings
from .changes import settle
from .desk import Desk
from .forward import before_all, forward, noted_person
from .handing import cancels, hand_over, handover_due, not_understood
from .holding import chosen, give_back, take
from .intents import Intent
from .lapsed import ask_again, still_wanted
from .memory import Question, person_spoke_last
from .naming import name_question, remember_name
from .others import likes_none, others
from .owed import no_hold, order_again, pay_again
from .paying import about_owed, about_paying
from .questions import answers, appointments, asks_of_far_day, compared
from .somebody import ask_person
from .unknown import guessed
from .waiting import hold_stands, open_point


def reply(desk: Desk) -> str:
    """The reply's text. Raises ToolsWanted while tools have to be asked first."""
    if due := handover_due(desk):
        return _joined(hand_over(desk, due))
    greeting = remember_name(desk)
    said = answers(desk)
    done = _act(desk)
    if not (said or done or greeting):
        done = _small_talk(desk)
    elif not done and not any("?" in part for part in said):
        asked_again = desk.meaning.was_asked(Question.DAY) and said and not desk.meaning.shown
        done = [] if asked_again and not desk.view.hold else open_point(desk)
    if desk.talk.noticed:
        greeting = []  # what the house has written to her came first
    parts = [*greeting, *said, *done, name_question(desk)]
    desk.talk.finish()
    return _joined(parts)


def _joined(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def _act(desk: Desk) -> list[str]:
    """The one thing that this burst moves on; nothing when it only asked or chatted."""
    meaning = desk.meaning
    if owed := about_owed(desk):
        return owed
    if settled := settle(desk):
        return [*settled, *besides(desk)] if desk.talk.noticed else settled
    if answered := before_all(desk):
        return answered
    if cancels(desk):
        return give_back(desk)
    if asks_of_far_day(desk):
        return forward(desk)  # the search knows what the calendar does not show
    if lapsed := still_wanted(desk):
        return ask_again(desk, lapsed)
    if meaning.says(Intent.OTHERS) or (meaning.says(Intent.APPOINTMENTS) and not meaning.services.mentions):
        return appointments(desk)
    if offer := chosen(desk):
        return take(desk, offer)
    if meaning.choice.among and not desk.wish.changed and not meaning.topics:
        lines = desk.voice.lines(meaning.choice.among)
        return [desk.voice.say("which_of_these", options=lines)]
    if meaning.says(Intent.PAID) or (
        meaning.says(Intent.PAY_LINK, Intent.PAY_TROUBLE) and not meaning.services.mentions
    ):
        if desk.view.hold or "payment" not in meaning.topics or meaning.says(Intent.PAY_TROUBLE):
            return about_paying(desk)
        return []
    if meaning.says(Intent.UNSURE) and not meaning.says_when:
        no_day = meaning.was_asked(Question.DAY, Question.OTHER) and not meaning.services.mentions
        return [desk.voice.say("shall_i_look_first")] if no_day and desk.wish.services else compared(desk)
    if likes_none(desk):
        return others(desk)
    if desk.wants_booking:
        return forward(desk)
    if meaning.says(Intent.PRICE, Intent.DURATION) and desk.wish.services:
        return forward(desk)
    if meaning.says(Intent.OFFERINGS, Intent.PRICE) and not meaning.strangers:
        return [offerings(desk)]
    if meaning.was_asked(Question.SEARCH, Question.INTEREST) and meaning.agrees is False:
        return [desk.voice.say("left_it")]
    return noted_person(desk)


def _small_talk(desk: Desk) -> list[str]:
    """A burst that asks for nothing: thanks, a greeting, a yes to nothing, or a riddle."""
    view, meaning, say = desk.view, desk.meaning, desk.voice.say
    if meaning.says(Intent.ENOUGH) and not meaning.was_asked(Question.PACK, Question.SERVICE):
        return [say("welcome" if meaning.says(Intent.THANKS) else "good")]
    if meaning.says(Intent.NOTHING) and not view.hold and view.state != "booked" and desk.in_course:
        return [say("left_it")]
    if meaning.agrees is False and meaning.was_asked(Question.SERVICE) and desk.wish.services:
        return open_point(desk)
    if meaning.agrees is False and meaning.was_asked(Question.SERVICE, Question.DAY):
        return [say("left_it")]
    if meaning.says(Intent.THANKS):
        waits = [pay_again(desk, view.hold)] if view.hold else order_again(desk)
        return [say("thanks"), *waits] if waits else [say("welcome")]
    if meaning.says(Intent.BYE):
        return [say("goodbye")]
    if meaning.agrees and meaning.shown and meaning.was_asked(Question.CHOICE):
        return [say("which_of_these", options=desk.voice.lines(meaning.shown)), *ask_person(desk)]
    if view.hold and meaning.agrees is not None:
        return [pay_again(desk, view.hold)] if meaning.agrees else [hold_stands(desk, view.hold)]
    if meaning.agrees is not None and (waits := order_again(desk)):
        return waits
    if meaning.agrees and person_spoke_last(view):
        return [say("good")]
    if meaning.agrees is not None:
        lost = meaning.agrees and view.situation.get("news") and desk.wish.services
        return [no_hold(desk)] if lost else (open_point(desk) or [say("good")])
    letters = any(character.isalnum() for character in meaning.text)
    if meaning.says(Intent.GREETING) or not letters:
        if view.situation.get("first_reply"):
            return [say("tell_me")]
        name = view.customer.get("name")
        return [say("hello_name", name=name) if name else say("hello")]
    if meaning.hair.spans:
        return open_point(desk) or [say("tell_me")]
    if guess := guessed(desk):
        return guess
    if handed := not_understood(desk):
        return handed
    opened = open_point(desk)
    return [say("confused"), *opened] if opened else [say("confused_open")]
