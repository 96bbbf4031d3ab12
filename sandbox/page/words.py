"""What the payment page says: like Stripe's, in the language that its session was made for."""

from typing import Literal

Language = Literal["es", "en"]

WORDS: dict[Language, dict[str, str]] = {
    "es": {
        "banner": "Aquí nada es real: ni los mensajes ni el dinero.",
        "stand_in": "El cerebro de la asistente es un sustituto de Claude.",
        "real": "El cerebro de la asistente es el Claude de verdad",
        "order": "Lo que pagas",
        "test_mode": "modo de prueba",
        "card": "Paga con tarjeta",
        "filled_in": "La tarjeta de prueba de Stripe ya está puesta. No se cobra nada.",
        "number": "Número de tarjeta",
        "valid": "Caducidad",
        "code": "Código",
        "declined": "La tarjeta ha sido rechazada. No se ha cobrado nada; inténtalo otra vez.",
        "pay": "Pagar",
        "decline": "Que la tarjeta sea rechazada",
        "close": "Cerrar sin pagar",
        "paid": "Pagado",
        "complete": "Este pago está completo. No tienes que hacer nada más.",
        "go_on": "Continuar",
        "expired": "Esta página ha caducado",
        "renew": "No se ha cobrado nada. El enlace del chat abre una página nueva mientras la hora siga reservada.",
        "powered": "Un sustituto de Stripe Checkout",
    },
    "en": {
        "banner": "Nothing here is real: no message, no money.",
        "stand_in": "The assistant's brain is a stand-in for Claude.",
        "real": "The assistant's brain is the real Claude",
        "order": "What you pay for",
        "test_mode": "test mode",
        "card": "Pay by card",
        "filled_in": "Stripe's test card is filled in. Nothing is charged.",
        "number": "Card number",
        "valid": "Valid until",
        "code": "Code",
        "declined": "The card was declined. Nothing was taken; try again.",
        "pay": "Pay",
        "decline": "Let the card be declined",
        "close": "Close without paying",
        "paid": "Paid",
        "complete": "This payment is complete. There is nothing more to do.",
        "go_on": "Go on",
        "expired": "This page has expired",
        "renew": "Nothing was taken. The link in the chat makes a new page while the hour is still held.",
        "powered": "A stand-in for Stripe Checkout",
    },
}
