"""What is stored: tables, enums and the value types everybody shares. No I/O, no decisions."""

from models.base import metadata
from models.booking import Appointment, AppointmentLine, Booking, Occupancy
from models.business import (
    Business,
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
from models.catalogue import Pack, PackItem, Service, ServiceAlias
from models.conversation import Conversation, Inbox, Offer, Round, ToolCall, Turn
from models.customer import Customer, CustomerIdentity
from models.outbox import Outbox
from models.payment import Payment, PaymentAttempt
from models.staff import LoginFailure, StaffSession, StaffUser
from models.state import ConversationState

__all__ = [
    "Appointment",
    "AppointmentLine",
    "Booking",
    "Business",
    "Channel",
    "Closure",
    "Conversation",
    "ConversationState",
    "Customer",
    "CustomerIdentity",
    "Deployment",
    "Faq",
    "Inbox",
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
    "Round",
    "Service",
    "ServiceAlias",
    "Skill",
    "StaffSession",
    "StaffUser",
    "Stylist",
    "StylistHours",
    "TimeOff",
    "ToolCall",
    "Turn",
    "metadata",
]
