"""Columns that the pages of several sheets have, alike everywhere."""

from admin.page import Column
from admin.show import as_person, as_phone

CUSTOMER = Column("customer", "Cliente", as_person, sorts=True, searches=True, leads=("customer", "customer_id"))
PHONE = Column("phone", "Teléfono", as_phone, look="minor", searches=True)
STYLIST = Column("stylist", "Estilista", sorts=True, searches=True, leads=("stylist", "stylist_id"))
SERVICE_NAMES = Column("services", "Servicios", look="prose", searches=True)
BOOKING = Column("booking_id", "Reserva", look="number", leads=("booking", "booking_id"))
CONVERSATION = Column("conversation_id", "Conversación", look="number", leads=("conversation", "conversation_id"))
TURN = Column("turn_id", "Respuesta", leads=("turn", "turn_id"), listed=False)
NUMBER = Column("id", "Número", listed=False)
