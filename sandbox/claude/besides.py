"""What else a burst asks for, beside what the house has done and told her of."""

from dataclasses import replace

from .desk import Desk
from .forward import forward
from .intents import Intent
from .own import meant
from .questions import appointments
from .wait_terms import is_pending
from .wait_words import wants_list
from .waitlist import wait
from .words import fold, whole_words

_ANEW = whole_words(
    r"otr[oa]", "huecos?", "nuev[oa]", r"busca\w*", r"mira(?:me)?", r"reserva\w*", "another", "new", "book", "look for"
)


def besides(desk: Desk) -> list[str]:
    """Her further wish; questions that no tool is needed for are answered elsewhere."""
    meaning = desk.meaning
    if meaning.says(Intent.APPOINTMENTS):
        return appointments(desk)
    if desk.talk.can("wait") and (wants_list(meaning.text) or is_pending(desk)):
        return wait(desk)
    if meaning.services.mentions and meaning.says(Intent.PRICE, Intent.DURATION):
        return forward(desk)
    own = {one.get("date") for one in desk.view.situation.get("appointments") or []}
    another_day = any(day.isoformat() not in own for day in meaning.days.days)
    anew = meaning.says(Intent.BOOK) or bool(_ANEW.search(fold(meaning.text)))
    if not anew or not (another_day or meaning.services.mentions):
        return []
    return forward(_of_the_same(desk))


def _of_the_same(desk: Desk) -> Desk:
    """With the services of the appointment that was spoken of, where she names none."""
    some = meant(desk)
    if desk.wish.services or len(some) != 1:
        return desk
    services = desk.catalogue.named(some[0].services)
    return replace(desk, wish=replace(desk.wish, services=services, changed=True))
