"""The pages of /admin, in the order of the menu."""

from admin.page import Page
from admin.views.agenda import AppointmentPage, BookingPage, PaymentPage
from admin.views.customers import ConversationPage, CustomerPage, MessagePage
from admin.views.engine import OfferPage, OutboxPage, TurnPage
from admin.views.salon import PackPage, ServicePage, StylistPage

PAGES: tuple[type[Page], ...] = (
    AppointmentPage,
    BookingPage,
    PaymentPage,
    CustomerPage,
    ConversationPage,
    MessagePage,
    StylistPage,
    ServicePage,
    PackPage,
    TurnPage,
    OutboxPage,
    OfferPage,
)
