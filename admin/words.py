"""What staff read where rows hold an enum: a Spanish word and the tone it is shown in."""

from enum import StrEnum

from gateways.invariants import Invariant
from models.enums import (
    AppointmentStatus,
    Author,
    BookingStatus,
    Category,
    ContentKind,
    ConversationMode,
    Handling,
    HandoverReason,
    LedgerKind,
    OccupancyKind,
    OutboxKind,
    OutboxStatus,
    PaymentKind,
    PaymentStatus,
    ReminderStatus,
    TurnOutcome,
    TurnStep,
    WaitStatus,
)


class Tone(StrEnum):
    """How a word looks: is it good, waiting, bad, over, or just so?"""

    GOOD = "good"
    WAITING = "waiting"
    BAD = "bad"
    OVER = "over"
    PLAIN = "plain"


Word = tuple[str, Tone]
GOOD, WAITING, BAD, OVER, PLAIN = Tone

WORDS: dict[type[StrEnum], dict[StrEnum, Word]] = {
    BookingStatus: {
        BookingStatus.HELD: ("Retenida", WAITING),
        BookingStatus.CONFIRMED: ("Confirmada", GOOD),
        BookingStatus.LAPSED: ("Caducada", OVER),
        BookingStatus.CANCELLED: ("Cancelada", OVER),
    },
    AppointmentStatus: {
        AppointmentStatus.PROVISIONAL: ("Sin confirmar", WAITING),
        AppointmentStatus.CONFIRMED: ("Confirmada", GOOD),
        AppointmentStatus.LAPSED: ("Caducada", OVER),
        AppointmentStatus.CANCELLED: ("Cancelada", OVER),
        AppointmentStatus.COMPLETED: ("Realizada", PLAIN),
        AppointmentStatus.NO_SHOW: ("No vino", BAD),
    },
    PaymentStatus: {
        PaymentStatus.OPEN: ("Pendiente", WAITING),
        PaymentStatus.PAID: ("Pagado", GOOD),
        PaymentStatus.REFUNDING: ("Devolviéndose", WAITING),
        PaymentStatus.REFUNDED: ("Devuelto", OVER),
        PaymentStatus.FORFEITED: ("Se queda en el salón", PLAIN),
        PaymentStatus.WITHDRAWN: ("Retirado", OVER),
    },
    PaymentKind: {
        PaymentKind.DEPOSIT: ("Señal", PLAIN),
        PaymentKind.SUPPLEMENT: ("Suplemento de la señal", PLAIN),
    },
    LedgerKind: {
        LedgerKind.CAPTURED: ("Cobro", GOOD),
        LedgerKind.EXTRA_CAPTURED: ("Cobro de más", WAITING),
        LedgerKind.REFUND_ASKED: ("Devolución pedida", WAITING),
        LedgerKind.REFUNDED: ("Devolución", OVER),
        LedgerKind.REFUND_FAILED: ("Devolución fallida", BAD),
        LedgerKind.FORFEITED: ("Señal que se queda el salón", PLAIN),
        LedgerKind.DISPUTED: ("Reclamado al banco", BAD),
        LedgerKind.PACK_BOUGHT: ("Bono comprado", GOOD),
        LedgerKind.SESSION_USED: ("Sesión de bono usada", PLAIN),
        LedgerKind.SESSION_RETURNED: ("Sesión de bono devuelta", PLAIN),
    },
    WaitStatus: {
        WaitStatus.WAITING: ("Esperando", WAITING),
        WaitStatus.OFFERED: ("Hueco ofrecido", WAITING),
        WaitStatus.BOOKED: ("Reservó", GOOD),
        WaitStatus.PASSED: ("No contestó", OVER),
        WaitStatus.LEFT: ("Se dio de baja", OVER),
        WaitStatus.OVER: ("Fecha pasada", OVER),
    },
    ReminderStatus: {
        ReminderStatus.DUE: ("Pendiente", WAITING),
        ReminderStatus.SENT: ("Enviado", GOOD),
        ReminderStatus.SKIPPED: ("No enviado", OVER),
    },
    OccupancyKind: {
        OccupancyKind.APPOINTMENT: ("Cita", PLAIN),
        OccupancyKind.BLOCK: ("Bloqueo", PLAIN),
        OccupancyKind.WAITLIST: ("Lista de espera", WAITING),
    },
    ConversationMode: {
        ConversationMode.TALKING: ("Conversando", PLAIN),
        ConversationMode.CHOOSING: ("Eligiendo hora", PLAIN),
        ConversationMode.NAMING: ("Dando su nombre", PLAIN),
        ConversationMode.PAYING: ("Pagando", WAITING),
        ConversationMode.BOOKED: ("Con cita", GOOD),
        ConversationMode.WITH_PERSON: ("Con una persona", BAD),
    },
    HandoverReason: {
        HandoverReason.MANUAL_REQUEST: ("Pidió una persona", PLAIN),
        HandoverReason.MEDICAL: ("Consulta médica", BAD),
        HandoverReason.EMERGENCY: ("Emergencia", BAD),
        HandoverReason.PAYMENT_FAILURE: ("Problema con el pago", WAITING),
        HandoverReason.AMBIGUITY: ("No quedó claro", PLAIN),
        HandoverReason.DELAY: ("Llega tarde", WAITING),
        HandoverReason.PERSON_WROTE: ("Escribió una persona", PLAIN),
        HandoverReason.TECHNICAL: ("Fallo técnico", BAD),
        HandoverReason.BUDGET: ("Presupuesto de IA agotado", WAITING),
        HandoverReason.OTHER: ("Otro motivo", PLAIN),
    },
    Author: {Author.CUSTOMER: ("Cliente", PLAIN), Author.PERSON: ("Salón", GOOD)},
    ContentKind: {
        ContentKind.TEXT: ("Texto", PLAIN),
        ContentKind.AUDIO: ("Nota de voz", PLAIN),
        ContentKind.IMAGE: ("Imagen", PLAIN),
        ContentKind.VIDEO: ("Vídeo", PLAIN),
        ContentKind.LOCATION: ("Ubicación", PLAIN),
        ContentKind.STICKER: ("Sticker", PLAIN),
        ContentKind.FILE: ("Archivo", PLAIN),
        ContentKind.UNSUPPORTED: ("No compatible", PLAIN),
    },
    Handling: {
        Handling.TURN: ("Respondido", GOOD),
        Handling.PERSON: ("Lo llevó una persona", PLAIN),
        Handling.HINT: ("Visto", PLAIN),
    },
    TurnStep: {
        TurnStep.GATHER: ("Reuniendo", WAITING),
        TurnStep.THINK: ("Pensando", WAITING),
        TurnStep.SETTLE: ("Contestando", WAITING),
        TurnStep.DONE: ("Terminada", OVER),
    },
    TurnOutcome: {
        TurnOutcome.REPLIED: ("Contestó", GOOD),
        TurnOutcome.HANDED_OVER: ("Pasó a una persona", WAITING),
        TurnOutcome.SILENT: ("En silencio", OVER),
    },
    OutboxKind: {
        OutboxKind.REPLY: ("Respuesta", PLAIN),
        OutboxKind.NOTICE: ("Aviso", PLAIN),
        OutboxKind.NOTE: ("Nota interna", PLAIN),
        OutboxKind.OPEN_CONVERSATION: ("Abrir conversación", PLAIN),
        OutboxKind.HAND_BACK: ("Devolver al asistente", PLAIN),
        OutboxKind.CALENDAR: ("Calendario", PLAIN),
        OutboxKind.EXPIRE_SESSION: ("Cerrar pago", PLAIN),
        OutboxKind.REFUND: ("Devolución", PLAIN),
        OutboxKind.MAIL: ("Correo", PLAIN),
    },
    OutboxStatus: {
        OutboxStatus.PENDING: ("En cola", WAITING),
        OutboxStatus.CLAIMED: ("En curso", WAITING),
        OutboxStatus.SENT: ("Enviado", GOOD),
        OutboxStatus.WITHDRAWN: ("Retirado", OVER),
        OutboxStatus.FAILED: ("Fallido", BAD),
    },
    Category: {Category.HAIRDRESSING: ("Peluquería", PLAIN), Category.AESTHETICS: ("Estética", PLAIN)},
}
"""By enum first: members of two enums with the same value are equal."""

INVARIANTS: dict[Invariant, str] = {
    Invariant.MESSAGES_FINISHED: "Ningún mensaje se queda sin dueño",
    Invariant.EFFECTS_ONCE: "Nada se envía dos veces",
    Invariant.NOBODY_TWICE: "Nadie tiene dos citas a la vez",
    Invariant.MONEY_SETTLED: "Cada pago tiene su destino",
    Invariant.ORDER_KEPT: "Se contesta en orden",
    Invariant.CALENDAR_AGREES: "El calendario coincide con la agenda",
    Invariant.NOTHING_WAITS: "Nada espera más de un minuto",
    Invariant.NOTHING_CROSSES: "Nadie ve lo de otra persona",
}


def word(value: StrEnum) -> Word:
    """Its word and tone."""
    return WORDS[type(value)][value]


def choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """(value, word) of each member, for a filter."""
    return [(member.value, word(member)[0]) for member in kind]


ACTIONS = {"insert": "nueva", "update": "cambiada", "delete": "quitada"}
"""What was done to a row."""

TABLES = {
    "appointment": "Cita",
    "booking": "Reserva",
    "business": "Ficha del salón",
    "closure": "Fecha cerrada",
    "conversation": "Conversación",
    "customer": "Ficha de cliente",
    "customer_identity": "Seña de cliente",
    "customer_pack": "Compra de bono",
    "faq": "Respuesta habitual",
    "occupancy": "Hora ocupada",
    "opening_hours": "Hora de apertura",
    "pack": "Oferta de pack",
    "payment": "Fila de pago",
    "service": "Ficha de servicio",
    "session_pack": "Oferta de bono",
    "skill": "Especialidad",
    "staff_user": "Cuenta del equipo",
    "stylist": "Ficha de estilista",
    "stylist_hours": "Jornada de estilista",
    "time_off": "Ausencia",
    "waitlist_entry": "Espera en la lista",
}
"""Whose rows are audited: each word is feminine, as those of `ACTIONS` are."""

PARTS = {"any": "A cualquier hora", "morning": "Por la mañana", "afternoon": "Por la tarde", "evening": "A última hora"}
"""Parts of a day that somebody waits for."""
