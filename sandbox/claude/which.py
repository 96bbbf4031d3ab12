"""The question which of several services she means."""

from .desk import Desk


def which(desk: Desk, *groups: tuple[str, ...]) -> str:
    """Which of these she means, of each group one."""
    voice = desk.voice
    items = [[voice.service(one) for one in map(desk.catalogue.service, group) if one] for group in groups]
    if len(items) == 1 and len(items[0]) == 1:
        return voice.say("do_you_mean", item=items[0][0])
    key = "which_of_services" if len(items) == 1 else "which_of_each"
    return voice.say(key, items="; ".join(voice.list(each, either=True) for each in items))
