"""What staff are told, in a private note, when money needs a person."""

from collections.abc import Mapping
from enum import StrEnum


class MoneyTrouble(StrEnum):
    """What happened?"""

    OTHER_CURRENCY = "other_currency"
    """A session was paid in another currency than we asked for."""
    REFUND_FAILED = "refund_failed"
    DISPUTED = "disputed"


TEXTS = {
    "es": {
        MoneyTrouble.OTHER_CURRENCY: "⚠️ La señal se ha pagado en otra moneda que la pedida"
        " ({object}). La cita no se ha confirmado: revisadlo en Stripe.",
        MoneyTrouble.REFUND_FAILED: "⚠️ La devolución de la señal ha fallado en Stripe ({object})."
        " Hay que devolver el dinero a mano.",
        MoneyTrouble.DISPUTED: "⚠️ La clienta ha reclamado el pago de la señal a su banco"
        " ({object}). Responded en Stripe.",
    },
    "en": {
        MoneyTrouble.OTHER_CURRENCY: "⚠️ The deposit was paid in another currency than we asked for"
        " ({object}). The appointment was not confirmed: please check in Stripe.",
        MoneyTrouble.REFUND_FAILED: "⚠️ The refund of the deposit failed at Stripe ({object})."
        " Please return the money by hand.",
        MoneyTrouble.DISPUTED: "⚠️ The customer disputed the deposit with the bank ({object}). Please answer in Stripe.",
    },
}


def word_trouble(trouble: MoneyTrouble, language: str, object_id: str) -> str:
    """The note; in Spanish for a language we do not speak."""
    return TEXTS.get(language, TEXTS["es"])[trouble].format(object=object_id)


PAYING = {
    "es": {
        "who": "La clienta",
        "when": " ({day} a las {time})",
        "said": "{customer} dice por {times}.ª vez que no puede pagar {money} de {services}{when}.",
        "declined": "Tarjetas que Stripe ha rechazado: {declines} (la última, `{reason}`).",
        "unseen": "Stripe no ha visto ningún rechazo.",
        "ended": "La reserva se ha soltado y el hueco está libre.",
        "stands": "La cita sigue confirmada.",
    },
    "en": {
        "who": "The customer",
        "when": " ({day} at {time})",
        "said": "{customer} has said {times} times that she cannot pay {money} for {services}{when}.",
        "declined": "Cards that Stripe declined: {declines} (the last one: `{reason}`).",
        "unseen": "Stripe has seen no declined card.",
        "ended": "The hold has ended and its time is free.",
        "stands": "The appointment is still confirmed.",
    },
}


def word_paying_trouble(
    language: str,
    facts: Mapping[str, str],
    money: str,
    *,
    times: int,
    declines: int,
    reason: str | None,
    ends: bool,
) -> str:
    """Why a customer who cannot pay is handed over: what she wanted to pay, and what Stripe saw of it.

    `facts` are the booking's, in the same language. `ends`: her hold is over by it.
    """
    words = PAYING.get(language, PAYING["es"])
    known = dict(facts) | {"customer": facts["customer"] or words["who"], "money": money, "times": str(times)}
    known["when"] = words["when"].format(**known) if facts["day"] else ""
    seen = words["declined"].format(declines=declines, reason=reason or "?") if declines else words["unseen"]
    return f"{words['said'].format(**known)} {seen} {words['ended' if ends else 'stands']}"
