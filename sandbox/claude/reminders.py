"""Her answer to a reminder."""

import re

from .desk import Desk
from .words import fold, whole_words

_COMES = whole_words(
    "perfect[oa]s?", "alli estare(?:mos)?", "ahi estare(?:mos)?", "estare alli", "nos vemos", "confirmo", "confirmado",
    "ok+i?", "vale+", "genial", "de acuerdo", "si+", "claro", "entendido", "recibido", "gracias", "perf",
    "i'll be there",
    "see you", "great", "yes", "thanks?(?: you)?",
)  # fmt: skip
_REMINDED = re.compile(r"recuerdo tu cita|\bremind")


def comes(desk: Desk) -> bool:
    """Whether she says that she comes, and nothing else that has to be done."""
    meaning = desk.meaning
    if not desk.view.situation.get("reminded") or not desk.talk.can("acknowledge_reminder"):
        return False
    if not _REMINDED.search(fold(desk.view.last_said())) and "?" in desk.view.last_said():
        return False  # she answers another question of ours
    said = bool(_COMES.search(fold(meaning.text))) or meaning.agrees is True
    return said and meaning.agrees is not False


def noted(desk: Desk) -> list[str]:
    done = desk.talk.call("acknowledge_reminder")
    return [desk.voice.say("comes" if done.ok else "good")]
