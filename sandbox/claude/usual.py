""" "Lo de siempre": what she had last time, with whom, and when there is room for it."""

from dataclasses import replace

from .desk import Desk
from .intents import Intent
from .searching import search


def wants_usual(desk: Desk) -> bool:
    """Whether she asks for what she always has, and names nothing else."""
    meaning = desk.meaning
    return meaning.says(Intent.CONTEXT) and not meaning.services.mentions and desk.talk.can("usual")


def book_usual(desk: Desk) -> list[str]:
    """What it is, what it costs today, and slots with whoever did it."""
    say, meaning = desk.voice.say, desk.meaning
    found = desk.talk.call("usual")
    if not found.ok:
        return [say("usual")]
    services, quote = tuple(found.data["services"]), found.data["quote"]
    desk.talk.call("quote", services=list(services), pack=found.data["pack"])
    items = [f"**{one['name']}** ({one['price']}, {one['minutes']} min)" for one in quote["lines"]]
    said = [say("usual_is", items=desk.voice.list(items)).rstrip(".")]
    if len(items) > 1:
        said = [say("total", items=said[0], total=quote["total"], minutes=quote["minutes"])]
    if gone := found.data["not_offered_any_more"]:
        said.append(say("usual_gone", items=desk.voice.list(gone)))
    who = meaning.stylist.id if meaning.stylist else (found.data["stylist"] or {}).get("id")
    wish = replace(desk.wish, services=services, pack=found.data["pack"], stylist=who, changed=False)
    if not wish.says_when:
        return [*said, say("ask_day")]
    return [*said, *search(replace(desk, wish=wish), priced=True)]
