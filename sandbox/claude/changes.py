"""What is done with things that stand already: appointments, reminders, places on the waiting list; and the usual."""

from .cancelling import answered as cancel_answered
from .cancelling import cancel, cannot_come, elsewhere, gives_up, has_none
from .changing import answered as change_answered
from .changing import change, changes
from .desk import Desk
from .handing import Handover, hand_over
from .holding import take
from .instead import held_instead, move_instead
from .lateness import answered as late_answered
from .lateness import late, late_for_none, none_today, tell
from .moving import move, moves
from .reminders import comes, noted
from .usual import book_usual, wants_usual
from .waitlist import about_list, leave, leaves, offer_of, offered, refuses, wait, waits

_ANSWERS = {"cancel": cancel_answered, "running_late": late_answered, "change_services": change_answered}


def settle(desk: Desk) -> list[str]:
    """What her words do to what stands; empty when they are about something else."""
    asked = desk.view.situation.get("asked")
    if asked and asked["matter"] in _ANSWERS and (said := _ANSWERS[asked["matter"]](desk, asked["subject"])):
        return said
    if one := held_instead(desk):
        return move_instead(desk, one)
    if late(desk):
        return tell(desk)
    if late_for_none(desk):
        return none_today(desk)
    if leaves(desk) or refuses(desk):
        return leave(desk)
    if (code := offered(desk)) and (offer := offer_of(desk, code)):
        return take(desk, offer)
    if gives_up(desk):
        return cancel(desk)
    if changes(desk):
        return change(desk)
    if moves(desk):
        return move(desk)
    if cannot_come(desk):
        return [desk.voice.say("move_or_cancel")]
    if has_none(desk):
        return [desk.voice.say("no_such")]
    if elsewhere(desk):
        return hand_over(desk, Handover("manual_request"))
    if waits(desk):
        return wait(desk)
    if told := about_list(desk):
        return told
    if wants_usual(desk):
        return book_usual(desk)
    return noted(desk) if comes(desk) else []
