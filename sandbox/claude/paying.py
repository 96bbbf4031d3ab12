"""She speaks of paying: asks for the link or for what is left, pays later, says that it fails or that it is done."""

from typing import Any

from .charges import no_deposit, takes_nothing
from .desk import Desk
from .handing import cancels
from .intents import Intent
from .owed import lacking, left_to_pay, no_hold, order, order_again, owes
from .own import told, visits
from .sessions import speaks_of_pack
from .words import fold, whole_words

_AT_THE_SALON = whole_words("en (?:el|vuestro) salon", "alli", "el (?:mismo )?dia de la cita", "at the salon")
"""What is paid on the day: nothing that we have a link for."""


def about_owed(desk: Desk) -> list[str]:
    """What she asks of a pack that she has ordered, or of what she still owes; empty when she speaks of neither."""
    meaning, one = desk.meaning, order(desk)
    if one and _lets_go(desk, one):
        return _let_go(desk, one)
    if meaning.says(Intent.OWES) and not _AT_THE_SALON.search(fold(meaning.text)):
        return left_to_pay(desk) or [desk.voice.say("nothing_owed")]
    if meaning.says(Intent.HAS_PAID):
        return _paid(desk) or left_to_pay(desk) or [desk.voice.say("paid_nothing_yet")]
    if one is None and not desk.view.situation.get("owing"):
        return []
    pack = speaks_of_pack(meaning.text)
    if meaning.says(Intent.PAY_LINK, Intent.PAY_TROUBLE, Intent.PAID) and (pack or not meaning.services.mentions):
        return about_paying(desk)
    another = bool(one and set(meaning.services.clear()) - {one["service"]})
    return order_again(desk) if pack and not another else []


def about_paying(desk: Desk) -> list[str]:
    """The link again, another try, or that the payment has not come yet."""
    meaning, say = desk.meaning, desk.voice.say
    if meaning.says(Intent.PAID):
        return [say("paid_wait" if owes(desk) else "paid_nothing")]
    if not owes(desk) and meaning.shown:
        first = say("choose_first_free" if no_deposit(desk) else "choose_first")
        return [first, say("which_of_these", options=desk.voice.lines(meaning.shown))]
    if not owes(desk):
        return [no_hold(desk)]
    return _again(desk) if meaning.says(Intent.PAY_TROUBLE) else left_to_pay(desk)


def _paid(desk: Desk) -> list[str]:
    """The deposits of her appointments that stand."""
    some = [one for one in visits(desk) if one.deposit and not takes_nothing(one.deposit)]
    return [desk.voice.say("paid_so_far", deposit=one.deposit, **told(desk, one)) for one in some]


def _again(desk: Desk) -> list[str]:
    """Another try, where something waits for her money."""
    say, hold = desk.voice.say, desk.view.hold
    if desk.talk.can("payment_trouble"):
        desk.talk.call("payment_trouble")
    if hold:
        return [say("pay_trouble", until=hold["until"], link=hold["pay_link"])]
    return [say("pay_trouble_now"), *(order_again(desk) or lacking(desk)), say("pay_trouble_again")]


def _lets_go(desk: Desk, one: dict[str, Any]) -> bool:
    """Whether she does not want the pack any more, and not something else that she has."""
    meaning = desk.meaning
    gives_up = meaning.says(Intent.CANCEL, Intent.FORGET) or cancels(desk)
    if not gives_up or "?" in meaning.text or not desk.talk.can("release_hold"):
        return False
    return speaks_of_pack(meaning.text) or one["pay_link"] in desk.view.last_said() or not visits(desk)


def _let_go(desk: Desk, one: dict[str, Any]) -> list[str]:
    done = desk.talk.call("release_hold")
    return [desk.voice.say("bono_released", name=one["pack"]) if done.ok else no_hold(desk)]
