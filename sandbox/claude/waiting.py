"""What still waits for the customer: her surname, a choice, the pack, the deposit, a day."""

from typing import Any

from .desk import Desk
from .memory import Question, has_joined, requested_now
from .owed import order_again
from .prompt import Offer
from .wait_terms import is_pending, open_question, terms_of


def open_point(desk: Desk) -> list[str]:
    """After an answer or a name: what still waits for the customer, if anything does."""
    view, wish, say = desk.view, desk.wish, desk.voice.say
    waiting = next((o for o in view.offers if o.id == view.situation.get("chosen_offer")), None)
    if waiting and (questions := view.situation.get("intake")) and view.customer.get("surname"):
        return [say("intake", question=" ".join(one["ask"] for one in questions))]
    if waiting:
        return [ask_surname(desk, waiting)]
    if view.hold:
        return [hold_stands(desk, view.hold)]
    if waits := order_again(desk):
        return waits
    if has_joined(view.last_said()):
        return []
    if desk.talk.can("wait") and is_pending(desk) and (question := open_question(desk, terms_of(desk))):
        return [question]
    if desk.meaning.was_asked(Question.PACK) and (
        pack := desk.catalogue.pack(requested_now(view).get("pack_suggested"))
    ):
        return [say("pack_or_not", pack=pack.name)]
    if desk.meaning.shown:
        return [desk.voice.options(desk.meaning.shown)]  # with their day: the answer may have named another
    if wish.services and view.state != "booked":
        return [say("ask_day")]
    newly_named = bool(desk.meaning.names.name) or desk.meaning.was_asked(Question.NAME_CONFIRM)
    if newly_named and view.state != "booked" and not (desk.meaning.topics or desk.meaning.strangers):
        return [say("tell_me")]
    return []


def ask_surname(desk: Desk, offer: Offer) -> str:
    customer = desk.view.customer
    name = desk.meaning.names.name or customer.get("name")
    if not name and desk.meaning.confirms_name and desk.meaning.was_asked(Question.NAME_CONFIRM):
        name = customer.get("whatsapp_name")
    if not name:
        return desk.voice.say("ask_full_name")
    day = desk.voice.day(offer.date, offer.day)
    if offer.others:
        return desk.voice.say("ask_surname_all", name=name, day=day, visits=desk.voice.lines((offer,)))
    return desk.voice.say("ask_surname", name=name, day=day, time=offer.time, stylist=offer.stylist)


def hold_stands(desk: Desk, hold: dict[str, Any]) -> str:
    """That it is still held, and until when."""
    voice, day = desk.voice, desk.voice.day(hold["date"], hold["day"])
    if hold.get("visits"):
        return voice.say("hold_stands_all", day=day, until=hold["until"], visits=visit_lines(desk, hold["visits"]))
    return voice.say("hold_stands", day=day, time=hold["time"], stylist=hold["stylist"], until=hold["until"])


def visit_lines(desk: Desk, visits: list[dict[str, Any]]) -> str:
    """A line for each appointment of a booking of several."""
    voice = desk.voice
    named = any(one.get("for") for one in visits)
    return "\n".join(
        voice.say(
            "held_visit_of" if named else "held_visit",
            who=voice.whose(one.get("for") or "", start=True),
            time=one["time"],
            stylist=one["stylist"],
            services=voice.list(desk.catalogue.called(one["services"], one.get("total"))),
        )
        for one in visits
    )
