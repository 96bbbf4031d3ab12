"""What staff are told, in a private note, when money needs a person."""

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
