"""The pages of /admin, in the order of the menu."""

from admin.page import Page
from admin.views.agenda import AppointmentPage, BlockPage, BookingPage, ReminderPage, WaitingPage
from admin.views.customers import ConversationPage, CustomerPage, HistoryPage, MessagePage
from admin.views.engine import OfferPage, OutboxPage, TurnPage
from admin.views.money import CustomerPackPage, MovementPage, PaymentPage
from admin.views.records import AuditPage, CostPage, SpendingPage
from admin.views.salon import PackPage, ServicePage, StylistPage

PAGES: tuple[type[Page], ...] = (
    AppointmentPage,
    BookingPage,
    WaitingPage,
    BlockPage,
    ReminderPage,
    CustomerPage,
    ConversationPage,
    MessagePage,
    HistoryPage,
    PaymentPage,
    MovementPage,
    CustomerPackPage,
    StylistPage,
    ServicePage,
    PackPage,
    AuditPage,
    SpendingPage,
    CostPage,
    TurnPage,
    OutboxPage,
    OfferPage,
)
