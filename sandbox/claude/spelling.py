"""Words of the desk as they are typed in a hurry: *kiero canselar la sita*."""

import re
from functools import lru_cache

from .catalogue import Catalogue
from .everyday import EVERYDAY
from .words import fold, is_misspelling, listed, sound, stem

_MEANT = listed("""
    cancelar cancela cancelo cancelala cancelarla cancelamela anular anula anulala anularla cita citas cambiar cambiarla
    cambiala cambiame cambiamela cambio mover moverla muevela muevemela pasar pasarla aplazar aplazarla retrasar
    adelantar
    quiero quisiera querria puedo puedes podria podriais hora tarde mañana lunes martes miercoles jueves viernes sabado
    domingo siempre minutos llego llegare retraso perfecto pagar pago pagado funciona funcionar funcionan funcionaba
    tarjeta enlace lista espera
    avisame avisadme apuntame libera liberar recordatorio añade añadir añademe respirar necesito favor mejor hueco
    libre appointment cancel tomorrow
    morning afternoon minutes payment abierto abiertos abris gracias entonces vale pues cuando
    quitame quitadme borrame soy monday tuesday wednesday thursday friday saturday sunday
""")
_BY_SOUND = {sound(word): word for word in reversed(_MEANT)}
_LONG = tuple(word for word in _MEANT if len(word) >= 7)
_SLIPS = {
    "xa": "para",
    "dl": "del",
    "oy": "hoy",
    "ola": "hola",
    "mim": "min",
    "mnin": "min",
    "horta": "hora",
    "abisa": "avisa",
    "pajo": "pago",
}
_WORD = re.compile(r"[^\W\d_]+")
_AT = re.compile(r"\b(?:alas|ala s|a alas|als)\s+(?=\d)", re.IGNORECASE)
_QUE = re.compile(r"(?<![\w.])[kq]e?(?![\w.])")
_ME = re.compile(r"(?<=\bno )m(?= )", re.IGNORECASE)
_OF = re.compile(r"(?<=\w )d(?= \w)")
_LONGEST = 20


def mended(text: str, catalogue: Catalogue) -> str:
    """The text with those words spelt as they are meant; names, services and every known word stay as they are."""
    own = _own(catalogue)
    text = _OF.sub("de", _ME.sub("me", _AT.sub("a las ", _QUE.sub("que", text))))
    return _WORD.sub(lambda match: _mended(match.group()) if stem(fold(match.group())) not in own else match[0], text)


@lru_cache(maxsize=8)
def _own(catalogue: Catalogue) -> frozenset[str]:
    services = " ".join(f"{one.name} {' '.join(one.aliases)}" for one in catalogue.services)
    people = " ".join(one.name for one in catalogue.stylists)
    return frozenset(stem(word) for word in _WORD.findall(fold(f"{services} {people}")))


@lru_cache(maxsize=4096)
def _mended(typed: str) -> str:
    plain = fold(typed)
    known = plain in EVERYDAY or plain in _MEANT or stem(plain) in EVERYDAY
    if slip := _SLIPS.get(plain):
        return slip
    if known or not 3 <= len(plain) <= _LONGEST:
        return typed
    if meant := _BY_SOUND.get(sound(plain)):
        return meant
    if len(plain) >= 5 and (meant := next((word for word in _MEANT if _is_swapped(plain, word)), None)):
        return meant
    return next((word for word in _LONG if len(plain) >= 6 and is_misspelling(plain, word)), typed)


def _is_swapped(typed: str, meant: str) -> bool:
    """Two neighbouring letters in the wrong order: *esprea*."""
    apart = [place for place, (ours, theirs) in enumerate(zip(meant, typed, strict=False)) if ours != theirs]
    return len(meant) == len(typed) and len(apart) == 2 and apart[1] == apart[0] + 1 and sorted(meant) == sorted(typed)
