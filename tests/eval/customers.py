"""Simulated customers: one plays her part by rules, one is played by Claude."""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from flows.ports import Mind, Question
from tests.eval.persona import Act, Persona

Line = tuple[str, str]
"""Who ("customer" or "salon"), and what."""

STYLES = (
    "Escribes correctamente, en frases cortas.",
    "Escribes deprisa desde el móvil: sin tildes ni mayúsculas, con alguna errata y abreviaturas (q, xq, tb).",
    "Eres muy escueta: de una a cinco palabras por mensaje.",
    "Eres habladora: cuentas algo de tu vida que no viene al caso, pero al final dices lo que quieres.",
    "A veces partes lo que quieres decir en dos líneas.",
)

PART = """\
Interpretas a una clienta que escribe por WhatsApp a una peluquería. Escribes solo lo que ella escribe, en {language}.
Tu nombre en WhatsApp: {whatsapp}.
Lo que quieres: {goal}
Lo que sabes: {knows}
Cómo escribes: {style}
Reglas:
- Un mensaje por turno, de una a tres frases. Contestas a lo que te preguntan con lo que sabes; lo que no sabes, no lo \
inventas: dices que te da igual.
- No propongas nada que no quieras y no cambies de idea. No expliques que es un juego.
- Cuando te manden un enlace de pago y lo que hay es lo que querías, escribe solo {pays}: así pagas.
- Cuando tengas lo que querías, o te digan que te atenderá una persona, o no se pueda, escribe solo {leaves}.
"""

SILENCE = "(el salón no contesta)"


class Customer(Protocol):
    """Somebody who writes to the salon."""

    def next(self, talk: Sequence[Line]) -> list[str] | Act:
        """Her next messages, written in one go, or what she does instead."""


@dataclass
class Scripted:
    """By simple rules on what she was asked. `badly` (a seed): no capitals, accents or patience; None: as written."""

    persona: Persona
    badly: int | None = None
    used: Counter[int] = field(default_factory=Counter)
    asked_again: bool = False

    def next(self, talk: Sequence[Line]) -> list[str] | Act:
        """The first rule that fits. Who hears nothing to the point asks once more, then leaves."""
        heard = since_she_wrote(talk)
        if not talk:
            return self._written(self.persona.opening)
        for place, rule in enumerate(self.persona.rules):
            if self.used[place] < rule.times and heard and rule.fits(heard):
                self.used[place] += 1
                return rule.then if isinstance(rule.then, Act) else self._written(rule.then)
        if heard and not self.used and not self.asked_again:
            self.asked_again = True
            return self._written(self.persona.opening)
        return Act.LEAVES

    def _written(self, text: str) -> list[str]:
        if self.badly is None:
            return [text]
        dice = random.Random(f"{self.badly} {text}")
        text = plain(text)
        first, stop, rest = text.partition(". ")
        return [first, rest] if stop and dice.random() < 0.5 else [text]


@dataclass
class Played:
    """By Claude, who knows her part and nothing of the product."""

    persona: Persona
    mind: Mind
    style: str

    def next(self, talk: Sequence[Line]) -> list[str] | Act:
        """Whatever comes to her mind. Raises what the mind raises."""
        answer = self.mind.ask(Question([{"type": "text", "text": self._part()}], [], self._messages(talk)))
        words = answer.text.strip()
        for act in Act:
            if act.value in words.upper():
                return act
        return [line for line in words.splitlines() if line.strip()][:3] or Act.LEAVES

    def _part(self) -> str:
        about = self.persona
        return PART.format(
            language=about.language,
            whatsapp=about.whatsapp,
            goal=about.goal,
            knows=about.knows,
            style=self.style,
            pays=Act.PAYS.value,
            leaves=Act.LEAVES.value,
        )

    def _messages(self, talk: Sequence[Line]) -> list[dict[str, Any]]:
        """What the salon wrote is put to her; turns alternate, and the first is not hers."""
        found: list[dict[str, Any]] = [{"role": "user", "content": "(Empieza tú.)"}]
        for who, text in talk:
            role = "assistant" if who == "customer" else "user"
            if found[-1]["role"] == role:
                found[-1]["content"] += f"\n{text}"
            else:
                found.append({"role": role, "content": text})
        if found[-1]["role"] == "assistant":
            found.append({"role": "user", "content": SILENCE})
        return found


def since_she_wrote(talk: Sequence[Line]) -> str:
    """What the salon has written since her last message."""
    latest: list[str] = []
    for who, text in reversed(talk):
        if who == "customer":
            break
        latest.insert(0, text)
    return "\n".join(latest)


def plain(text: str) -> str:
    """As people type: small letters, no accents (ñ stays), no opening marks."""
    small = re.sub("[¿¡]", "", text.lower()).replace("ñ", "\0")
    bare = "".join(one for one in unicodedata.normalize("NFD", small) if not unicodedata.combining(one))
    return bare.replace("\0", "ñ")
