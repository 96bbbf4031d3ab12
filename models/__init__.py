"""What is stored: tables, enums and the value types everybody shares. No I/O, no decisions."""

from models.audit import Audit
from models.base import metadata
from models.booking import Appointment, AppointmentLine, Booking, Occupancy, Reminder
from models.business import (
    Business,
    BusyTime,
    CalendarSync,
    Channel,
    Closure,
    Deployment,
    Faq,
    OpeningHours,
    Policy,
    Skill,
    Stylist,
    StylistHours,
    TimeOff,
)
from models.catalogue import Pack, PackItem, Service, ServiceAlias, SessionPack
from models.conversation import Conversation, ConversationHistory, Inbox, Offer, Round, Spend, ToolCall, Turn
from models.customer import Customer, CustomerIdentity
from models.intake import IntakeAnswer, IntakeQuestion
from models.outbox import Outbox
from models.payment import CustomerPack, LedgerEntry, Payment, PaymentAttempt, SessionUse
from models.staff import LoginFailure, StaffSession, StaffUser
from models.state import ConversationState
from models.waiting import WaitlistEntry

__all__ = [
    "Appointment",
    "AppointmentLine",
    "Audit",
    "Booking",
    "Business",
    "BusyTime",
    "CalendarSync",
    "Channel",
    "Closure",
    "Conversation",
    "ConversationHistory",
    "ConversationState",
    "Customer",
    "CustomerIdentity",
    "CustomerPack",
    "Deployment",
    "Faq",
    "Inbox",
    "IntakeAnswer",
    "IntakeQuestion",
    "LedgerEntry",
    "LoginFailure",
    "Occupancy",
    "Offer",
    "OpeningHours",
    "Outbox",
    "Pack",
    "PackItem",
    "Payment",
    "PaymentAttempt",
    "Policy",
    "Reminder",
    "Round",
    "Service",
    "ServiceAlias",
    "SessionPack",
    "SessionUse",
    "Skill",
    "Spend",
    "StaffSession",
    "StaffUser",
    "Stylist",
    "StylistHours",
    "TimeOff",
    "ToolCall",
    "Turn",
    "WaitlistEntry",
    "metadata",
]
