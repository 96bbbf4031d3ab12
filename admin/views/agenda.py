"""Appointments, bookings and payments."""

from typing import Any

from sqlalchemy import Select, func, select
from starlette.requests import Request

from admin.filters import Choice, Standing, When
from admin.page import Column, Page
from admin.sheet import full_name, joined, one, phone, sheet, table
from admin.show import as_badge, as_clock, as_moment, as_money, as_phone
from models.enums import LIVE, AppointmentStatus, BookingStatus, PaymentStatus

AGENDA = "Agenda"

a, b, c, line = table("appointment"), table("booking"), table("customer"), table("appointment_line")
pack, pay, attempt = table("pack"), table("payment"), table("payment_attempt")
stylist = table("stylist")

booked = joined(line.c.name, line.c.appointment_id, line.c.position)

APPOINTMENTS = sheet(
    "Appointment",
    select(
        a.c.id,
        a.c.business_id,
        a.c.starts_at,
        a.c.ends_at,
        full_name(),
        phone(),
        stylist.c.name.label("stylist"),
        one(booked, line.c.appointment_id == a.c.id).label("services"),
        a.c.status,
        a.c.price_cents,
        a.c.deposit_share_cents,
        a.c.created_at,
        a.c.booking_id,
        a.c.customer_id,
        a.c.stylist_id,
    )
    .join_from(a, stylist, stylist.c.id == a.c.stylist_id)
    .join(c, c.c.id == a.c.customer_id),
)

BOOKINGS = sheet(
    "Booking",
    select(
        b.c.id,
        b.c.business_id,
        b.c.created_at,
        full_name(),
        phone(),
        b.c.status,
        one(func.min(a.c.starts_at), a.c.booking_id == b.c.id).label("starts_at"),
        one(booked, line.c.appointment_id == a.c.id, a.c.booking_id == b.c.id).label("services"),
        pack.c.name.label("pack"),
        b.c.total_cents,
        b.c.deposit_cents,
        pay.c.status.label("payment"),
        b.c.held_until,
        b.c.nudged_at,
        b.c.closed_at,
        b.c.customer_id,
        b.c.conversation_id,
        pay.c.id.label("payment_id"),
    )
    .join_from(b, c, c.c.id == b.c.customer_id)
    .outerjoin(pack, pack.c.id == b.c.pack_id)
    .outerjoin(pay, pay.c.booking_id == b.c.id),
)

PAYMENTS = sheet(
    "Payment",
    select(
        pay.c.id,
        pay.c.business_id,
        b.c.created_at,
        full_name(),
        pay.c.status,
        pay.c.amount_cents,
        pay.c.refunded_cents,
        pay.c.paid_at,
        one(func.count(), attempt.c.payment_id == pay.c.id).label("attempts"),
        pay.c.payment_intent,
        pay.c.booking_id,
        b.c.customer_id,
    )
    .join_from(pay, b, b.c.id == pay.c.booking_id)
    .join(c, c.c.id == b.c.customer_id),
)


class AppointmentPage(Page, model=APPOINTMENTS):
    """Citas."""

    name, name_plural, icon, category = "Cita", "Citas", "fa-solid fa-calendar-check", AGENDA
    about = "Quién viene, cuándo y con quién."
    columns = (
        Column("starts_at", "Empieza", as_moment, look="title", sorts=True),
        Column("ends_at", "Acaba", as_clock),
        Column("customer", "Cliente", sorts=True, searches=True, leads=("customer", "customer_id")),
        Column("phone", "Teléfono", as_phone, look="minor", searches=True),
        Column("stylist", "Estilista", sorts=True, searches=True, leads=("stylist", "stylist_id")),
        Column("services", "Servicios", look="prose", searches=True),
        Column("status", "Estado", as_badge, sorts=True),
        Column("price_cents", "Precio", as_money, look="number", sorts=True),
        Column("deposit_share_cents", "Señal", as_money, look="number minor"),
        Column("booking_id", "Reserva", leads=("booking", "booking_id"), listed=False),
        Column("created_at", "Pedida", as_moment, listed=False),
        Column("id", "Número", listed=False),
    )
    column_filters = (
        When("starts_at", "Cuándo", default="proximas", until="ends_at"),
        Standing("status", "Estado", AppointmentStatus, LIVE),
    )

    def sort_query(self, stmt: Select[Any], request: Request) -> Select[Any]:
        """What is to come in its order, what is over from its end."""
        if "sortBy" in request.query_params:
            return super().sort_query(stmt, request)
        moment = self.column("starts_at")
        backwards = request.query_params.get("starts_at") in ("pasadas", "todo")
        return stmt.order_by(moment.desc() if backwards else moment, self.column("id"))


class BookingPage(Page, model=BOOKINGS):
    """Reservas."""

    name, name_plural, icon, category = "Reserva", "Reservas", "fa-solid fa-receipt", AGENDA
    about = "Lo que un cliente paga de una vez: una cita o varias."
    columns = (
        Column("created_at", "Pedida", as_moment, look="title", sorts=True),
        Column("customer", "Cliente", sorts=True, searches=True, leads=("customer", "customer_id")),
        Column("phone", "Teléfono", as_phone, look="minor", searches=True),
        Column("status", "Estado", as_badge, sorts=True),
        Column("starts_at", "Primera cita", as_moment, sorts=True),
        Column("services", "Servicios", look="prose", searches=True),
        Column("total_cents", "Total", as_money, look="number", sorts=True),
        Column("deposit_cents", "Señal", as_money, look="number"),
        Column("payment", "Pago", as_badge, leads=("payment", "payment_id")),
        Column("held_until", "Retenida hasta", as_moment, listed=False),
        Column("pack", "Pack", listed=False),
        Column("nudged_at", "Recordatorio de pago", as_moment, listed=False),
        Column("closed_at", "Cerrada", as_moment, listed=False),
        Column(
            "conversation_id",
            "Conversación",
            leads=("conversation", "conversation_id"),
            listed=False,
        ),
        Column("id", "Número", listed=False),
    )
    column_default_sort = ("created_at", True)
    column_filters = (
        Choice("status", "Estado", BookingStatus),
        Choice("payment", "Pago", PaymentStatus),
    )


class PaymentPage(Page, model=PAYMENTS):
    """Pagos."""

    name, name_plural, icon, category = "Pago", "Pagos", "fa-solid fa-credit-card", AGENDA
    about = "La señal de cada reserva."
    columns = (
        Column("created_at", "Pedido", as_moment, look="title", sorts=True),
        Column("customer", "Cliente", sorts=True, searches=True, leads=("customer", "customer_id")),
        Column("status", "Estado", as_badge, sorts=True),
        Column("amount_cents", "Señal", as_money, look="number", sorts=True),
        Column("refunded_cents", "Devuelto", as_money, look="number"),
        Column("paid_at", "Pagado", as_moment, sorts=True),
        Column("attempts", "Páginas de pago", look="number minor"),
        Column("booking_id", "Reserva", look="number", leads=("booking", "booking_id")),
        Column("payment_intent", "Pago en Stripe", searches=True, listed=False),
        Column("id", "Número", listed=False),
    )
    column_default_sort = "created_at"
    column_filters = (Choice("status", "Estado", PaymentStatus),)
