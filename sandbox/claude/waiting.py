"""What still waits for the customer: her surname, a choice, the pack, the deposit, a day."""

from typing import Any

from .desk import Desk
from .memory import Question, requested_now
from .prompt import Offer


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
    if desk.meaning.was_asked(Question.PACK) and (
        pack := desk.catalogue.pack(requested_now(view).get("pack_suggested"))
    ):
        return [say("pack_or_not", pack=pack.name)]
    if desk.meaning.shown:
        return [say("which_of_these", options=desk.voice.lines(desk.meaning.shown))]
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
    return desk.voice.say("ask_surname", name=name, day=day, time=offer.time, stylist=offer.stylist)


def hold_stands(desk: Desk, hold: dict[str, Any]) -> str:
    return desk.voice.say(
        "hold_stands",
        day=desk.voice.day(hold["date"], hold["day"]),
        time=hold["time"],
        stylist=hold["stylist"],
        until=hold["until"],
    )
