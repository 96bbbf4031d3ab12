"""The conversation's state machine: which mode follows which event, and what the model may do in each.

Every (mode, event) pair is in `TRANSITIONS`; a test counts them.
"""

from enum import StrEnum
from typing import Final

from models.enums import ConversationMode as Mode


class Event(StrEnum):
    """What can happen to a conversation."""

    OFFERED = "offered"
    """Slots were shown."""
    SURNAME_WANTED = "surname_wanted"
    """She chose a slot, and her surname is missing."""
    HELD = "held"
    """A slot is held and waits for the deposit."""
    RELEASED = "released"
    """She gave the unpaid hold back."""
    LAPSED = "lapsed"
    """The hold ran out."""
    CONFIRMED = "confirmed"
    """Paid, or nothing to pay."""
    REFUSED = "refused"
    """Paid too late and refunded."""
    MOVED = "moved"
    """An appointment has another time."""
    CANCELLED = "cancelled"
    """A confirmed booking is no more."""
    HANDED_OVER = "handed_over"
    HANDED_BACK = "handed_back"


T, C, N, P, B, W = (
    Mode.TALKING,
    Mode.CHOOSING,
    Mode.NAMING,
    Mode.PAYING,
    Mode.BOOKED,
    Mode.WITH_PERSON,
)

# A person keeps the conversation whatever happens to its bookings; an unpaid hold keeps it in PAYING while she looks
# at other slots, because that hold is what the next choice replaces.
TRANSITIONS: Final[dict[Event, dict[Mode, Mode]]] = {
    Event.OFFERED: {T: C, C: C, N: C, P: P, B: C, W: W},
    Event.SURNAME_WANTED: {T: N, C: N, N: N, P: P, B: N, W: W},
    Event.HELD: {T: P, C: P, N: P, P: P, B: P, W: W},
    Event.RELEASED: {T: T, C: C, N: N, P: C, B: B, W: W},
    Event.LAPSED: {T: T, C: C, N: N, P: C, B: B, W: W},
    Event.CONFIRMED: {T: B, C: B, N: B, P: B, B: B, W: W},
    Event.REFUSED: {T: T, C: C, N: N, P: T, B: B, W: W},
    Event.MOVED: {T: B, C: B, N: N, P: P, B: B, W: W},
    Event.CANCELLED: {T: T, C: C, N: N, P: P, B: T, W: W},
    Event.HANDED_OVER: {T: W, C: W, N: W, P: W, B: W, W: W},
    Event.HANDED_BACK: {T: T, C: C, N: N, P: P, B: B, W: T},
}

ALWAYS = (
    "remember_name",
    "remember_person",
    "search_services",
    "quote",
    "find_slots",
    "find_group_slots",
    "usual",
    "buy_pack",
    "answer_intake",
    "payment_trouble",
    "my_appointments",
    "find_times_to_move",
    "cancel",
    "change_services",
    "running_late",
    "wait",
    "leave_waiting_list",
    "acknowledge_reminder",
    "not_understood",
    "hand_over",
)
CHOICE = ("hold", "move")
"""Only where slots have been shown."""
TOOLS: Final[dict[Mode, tuple[str, ...]]] = {
    Mode.TALKING: ALWAYS,
    Mode.CHOOSING: (*ALWAYS, *CHOICE),
    Mode.NAMING: (*ALWAYS, *CHOICE),
    Mode.PAYING: (*ALWAYS, *CHOICE, "release_hold"),
    Mode.BOOKED: ALWAYS,
    Mode.WITH_PERSON: (),
}


def after(mode: Mode, event: Event) -> Mode:
    """The mode that follows."""
    return TRANSITIONS[event][mode]
