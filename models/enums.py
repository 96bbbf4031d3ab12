"""The words that rows may hold. One enum, one question."""

from enum import StrEnum


class DeploymentKind(StrEnum):
    """Whose database is this?"""

    PRODUCTION = "production"
    SANDBOX = "sandbox"


class Category(StrEnum):
    """Which trade? Two are never mixed in one appointment."""

    HAIRDRESSING = "hairdressing"
    AESTHETICS = "aesthetics"


class IdentityKind(StrEnum):
    """By what do we know a customer?"""

    CONTACT = "contact"
    WHATSAPP = "whatsapp"
    PHONE = "phone"


class ConversationMode(StrEnum):
    """Where does the conversation stand? See `flows.conversation` for the table of transitions."""

    TALKING = "talking"
    CHOOSING = "choosing"
    NAMING = "naming"
    PAYING = "paying"
    BOOKED = "booked"
    WITH_PERSON = "with_person"


class HandoverReason(StrEnum):
    """Why does a person take over?"""

    MANUAL_REQUEST = "manual_request"
    MEDICAL = "medical"
    EMERGENCY = "emergency"
    PAYMENT_FAILURE = "payment_failure"
    AMBIGUITY = "ambiguity"
    DELAY = "delay"
    PERSON_WROTE = "person_wrote"
    TECHNICAL = "technical"
    BUDGET = "budget"
    OTHER = "other"


class Source(StrEnum):
    """Who sent the webhook?"""

    CHATWOOT = "chatwoot"
    STRIPE = "stripe"


class InboxKind(StrEnum):
    """Is the row a message, or only a hint to read something again?"""

    MESSAGE = "message"
    HINT = "hint"


class Author(StrEnum):
    """Who wrote the message?"""

    CUSTOMER = "customer"
    PERSON = "person"


class ContentKind(StrEnum):
    """What did the message carry?"""

    TEXT = "text"
    AUDIO = "audio"
    IMAGE = "image"
    VIDEO = "video"
    LOCATION = "location"
    STICKER = "sticker"
    FILE = "file"
    UNSUPPORTED = "unsupported"


class Handling(StrEnum):
    """How was an inbox row dealt with?"""

    TURN = "turn"
    PERSON = "person"
    HINT = "hint"


class TurnStep(StrEnum):
    """Which link of the chain is next?"""

    GATHER = "gather"
    THINK = "think"
    SETTLE = "settle"
    DONE = "done"


class TurnOutcome(StrEnum):
    """How did the turn end?"""

    REPLIED = "replied"
    HANDED_OVER = "handed_over"
    SILENT = "silent"


class BookingStatus(StrEnum):
    """How far is the booking?"""

    HELD = "held"
    CONFIRMED = "confirmed"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


class AppointmentStatus(StrEnum):
    """Is the appointment live (provisional, confirmed) or history?"""

    PROVISIONAL = "provisional"
    CONFIRMED = "confirmed"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    NO_SHOW = "no_show"


LIVE = (AppointmentStatus.PROVISIONAL, AppointmentStatus.CONFIRMED)


class OccupancyKind(StrEnum):
    """Why is the stylist taken?"""

    APPOINTMENT = "appointment"
    BLOCK = "block"
    WAITLIST = "waitlist"


class ClashKind(StrEnum):
    """What came to stand in the way of an appointment?"""

    BUSY = "busy"
    """An event in the stylist's own Google calendar."""
    TIME_OFF = "time_off"
    CLOSURE = "closure"


class PaymentKind(StrEnum):
    """What is paid for?"""

    DEPOSIT = "deposit"
    """The first payment of a booking; the whole price where a session pack is bought."""
    SUPPLEMENT = "supplement"
    """What a deposit lacks since a service was added to a booking that was paid."""


class PaymentStatus(StrEnum):
    """Where is the money?"""

    OPEN = "open"
    PAID = "paid"
    REFUNDING = "refunding"
    REFUNDED = "refunded"
    FORFEITED = "forfeited"
    WITHDRAWN = "withdrawn"


class LedgerKind(StrEnum):
    """Which movement?"""

    CAPTURED = "captured"
    EXTRA_CAPTURED = "extra_captured"
    """Money that nobody owed: it goes back."""
    REFUND_ASKED = "refund_asked"
    REFUNDED = "refunded"
    REFUND_FAILED = "refund_failed"
    FORFEITED = "forfeited"
    DISPUTED = "disputed"
    PACK_BOUGHT = "pack_bought"
    SESSION_USED = "session_used"
    SESSION_RETURNED = "session_returned"


class WaitStatus(StrEnum):
    """How far is somebody on the waiting list?"""

    WAITING = "waiting"
    OFFERED = "offered"
    """A slot is reserved for her until `offered_until`."""
    BOOKED = "booked"
    PASSED = "passed"
    """Her offer ran out: the next one is asked."""
    LEFT = "left"
    """She does not want it any more."""
    OVER = "over"
    """Her days have gone by."""


class ReminderStatus(StrEnum):
    """What became of a reminder?"""

    DUE = "due"
    SENT = "sent"
    SKIPPED = "skipped"


class AttemptStatus(StrEnum):
    """What became of one Checkout Session?"""

    OPEN = "open"
    PAID = "paid"
    EXPIRED = "expired"


class OutboxKind(StrEnum):
    """Which effect outside?"""

    REPLY = "reply"
    NOTICE = "notice"
    NOTE = "note"
    OPEN_CONVERSATION = "open_conversation"
    HAND_BACK = "hand_back"
    CALENDAR = "calendar"
    EXPIRE_SESSION = "expire_session"
    REFUND = "refund"
    MAIL = "mail"


class OutboxStatus(StrEnum):
    """What became of the effect?"""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"


class Role(StrEnum):
    """What may a member of the staff do in /admin?"""

    OWNER = "owner"
    STAFF = "staff"
