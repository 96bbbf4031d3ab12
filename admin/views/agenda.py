"""Appointments, bookings, blocked hours, who waits for a slot, and reminders."""

from dataclasses import replace
from typing import Any

from sqlalchemy import DateTime, Select, and_, any_, func, select
from starlette.requests import Request

from admin.columns import BOOKING, CONVERSATION, CUSTOMER, NUMBER, PHONE, SERVICE_NAMES, STYLIST
from admin.desk.seen import see, see_by_appointment
from admin.filters import Choice, Standing, When
from admin.page import Column, Page
from admin.sheet import full_name, joined, one, phone, sheet, table
from admin.show import as_badge, as_clock, as_day, as_moment, as_money, as_part, as_payment, as_whose, whose
from admin.views.booked import whole_booking
from models.enums import (
    LIVE,
    AppointmentStatus,
    BookingStatus,
    OccupancyKind,
    PaymentKind,
    PaymentStatus,
    ReminderStatus,
    WaitStatus,
)

AGENDA = "Agenda"
TALK = replace(CONVERSATION, look="", listed=False)

a, b, c, line = table("appointment"), table("booking"), table("customer"), table("appointment_line")
pack, pay = table("pack"), table("payment")
wait, service, reminder, taken = table("waitlist_entry"), table("service"), table("reminder"), table("occupancy")
stylist, booker, supplement = table("stylist"), c.alias("booker"), pay.alias("supplement")

booked = joined(line.c.name, line.c.appointment_id, line.c.position)

APPOINTMENTS = sheet(
    "Appointment",
    select(
        a.c.id,
        a.c.business_id,
        a.c.starts_at,
        a.c.ends_at,
        full_name(),
        full_name("booker").label("booker"),
        a.c.guest,
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
        b.c.customer_id.label("booker_id"),
    )
    .join_from(a, stylist, stylist.c.id == a.c.stylist_id)
    .join(c, c.c.id == a.c.customer_id)
    .join(b, b.c.id == a.c.booking_id)
    .join(booker, booker.c.id == b.c.customer_id),
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
        one(
            func.sum(supplement.c.amount_cents),
            supplement.c.booking_id == b.c.id,
            supplement.c.kind == PaymentKind.SUPPLEMENT,
            supplement.c.status == PaymentStatus.OPEN,
            b.c.status == BookingStatus.CONFIRMED,
        ).label("lacking_cents"),
        b.c.held_until,
        b.c.nudged_at,
        b.c.closed_at,
        b.c.customer_id,
        b.c.conversation_id,
        pay.c.id.label("payment_id"),
    )
    .join_from(b, c, c.c.id == b.c.customer_id)
    .outerjoin(pack, pack.c.id == b.c.pack_id)
    .outerjoin(pay, and_(pay.c.booking_id == b.c.id, pay.c.kind == PaymentKind.DEPOSIT)),
)

BLOCKS = sheet(
    "Block",
    select(
        taken.c.id,
        taken.c.business_id,
        func.lower(taken.c.during, type_=DateTime(timezone=True)).label("starts_at"),
        func.upper(taken.c.during, type_=DateTime(timezone=True)).label("ends_at"),
        stylist.c.name.label("stylist"),
        taken.c.note,
        taken.c.stylist_id,
    )
    .join_from(taken, stylist, stylist.c.id == taken.c.stylist_id)
    .where(taken.c.kind == OccupancyKind.BLOCK),
)

WAITING = sheet(
    "Waiting",
    select(
        wait.c.id,
        wait.c.business_id,
        wait.c.created_at,
        full_name(),
        phone(),
        one(joined(service.c.name, service.c.name), service.c.id == any_(wait.c.service_ids)).label("services"),
        wait.c.first_day,
        wait.c.last_day,
        wait.c.part,
        stylist.c.name.label("stylist"),
        wait.c.status,
        wait.c.offered_until,
        one(func.lower(taken.c.during, type_=DateTime(timezone=True)), taken.c.waitlist_entry_id == wait.c.id).label(
            "offered_at"
        ),
        wait.c.closed_at,
        pack.c.name.label("pack"),
        wait.c.customer_id,
        wait.c.conversation_id,
        wait.c.stylist_id,
    )
    .join_from(wait, c, c.c.id == wait.c.customer_id)
    .outerjoin(stylist, stylist.c.id == wait.c.stylist_id)
    .outerjoin(pack, pack.c.id == wait.c.pack_id),
)

REMINDERS = sheet(
    "Reminder",
    select(
        reminder.c.id,
        reminder.c.business_id,
        reminder.c.due_at,
        full_name(),
        phone(),
        reminder.c.starts_at,
        reminder.c.status,
        reminder.c.sent_at,
        reminder.c.acknowledged_at,
        reminder.c.reason,
        reminder.c.booking_id,
        b.c.customer_id,
    )
    .join_from(reminder, b, b.c.id == reminder.c.booking_id)
    .join(c, c.c.id == b.c.customer_id),
)


class AppointmentPage(Page, model=APPOINTMENTS):
    """Citas."""

    name, name_plural, icon, category = "Cita", "Citas", "fa-solid fa-calendar-check", AGENDA
    about = "Quién viene, cuándo y con quién."
    details_template = "sqladmin/appointment.html"
    begin = ("/desk/new", "Nueva cita")
    columns = (
        Column("starts_at", "Empieza", as_moment, look="title", sorts=True),
        Column("ends_at", "Acaba", as_clock),
        replace(CUSTOMER, show=as_whose),
        PHONE,
        STYLIST,
        SERVICE_NAMES,
        Column("status", "Estado", as_badge, sorts=True),
        Column("price_cents", "Precio", as_money, look="number", sorts=True),
        Column("deposit_share_cents", "Señal", as_money, look="number minor"),
        Column("booking_id", "Reserva", leads=("booking", "booking_id"), listed=False),
        Column("created_at", "Pedida", as_moment, listed=False),
        NUMBER,
    )
    column_filters = (
        When("starts_at", "Cuándo", default="proximas", until="ends_at"),
        Standing("status", "Estado", AppointmentStatus, LIVE),
    )

    def heading(self, row: Any) -> str:
        """Who comes, and for whom it is."""
        return f"Cita de {whose(row)}"

    async def details_context(self, request: Request) -> dict[str, Any]:
        """Its booking, and what may be done with it."""
        return await whole_booking(self, request, see_by_appointment)

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
    details_template = "sqladmin/booking.html"
    begin = ("/desk/new", "Nueva cita")
    columns = (
        Column("created_at", "Pedida", as_moment, look="title", sorts=True),
        CUSTOMER,
        PHONE,
        Column("status", "Estado", as_badge, sorts=True),
        Column("starts_at", "Primera cita", as_moment, sorts=True),
        SERVICE_NAMES,
        Column("total_cents", "Total", as_money, look="number", sorts=True),
        Column("deposit_cents", "Señal", as_money, look="number"),
        Column("payment", "Pago", as_payment, leads=("payment", "payment_id")),
        Column("held_until", "Retenida hasta", as_moment, listed=False),
        Column("pack", "Pack", listed=False),
        Column("nudged_at", "Recordatorio de pago", as_moment, listed=False),
        Column("closed_at", "Cerrada", as_moment, listed=False),
        TALK,
        NUMBER,
    )
    column_default_sort = ("created_at", True)
    column_filters = (
        Choice("status", "Estado", BookingStatus),
        Choice("payment", "Pago", PaymentStatus),
    )

    async def details_context(self, request: Request) -> dict[str, Any]:
        """Its appointments, what may be done with them, what was answered, who changed what."""
        return await whole_booking(self, request, see)


class BlockPage(Page, model=BLOCKS):
    """Horas bloqueadas."""

    name, name_plural, icon, category = "Bloqueo", "Bloqueos", "fa-solid fa-ban", AGENDA
    about = "Horas en las que no se da cita con alguien del equipo."
    details_template = "sqladmin/block.html"
    begin = ("/desk/block", "Bloquear horas")
    columns = (
        Column("starts_at", "Desde", as_moment, look="title", sorts=True),
        Column("ends_at", "Hasta", as_moment, sorts=True),
        Column("stylist", "Con", sorts=True, searches=True, leads=("stylist", "stylist_id")),
        Column("note", "Nota", look="prose", searches=True),
        NUMBER,
    )
    column_default_sort = "starts_at"
    column_filters = (When("starts_at", "Cuándo", default="proximas", until="ends_at"),)


class WaitingPage(Page, model=WAITING):
    """Lista de espera."""

    name, name_plural, icon, category = "Espera", "Lista de espera", "fa-solid fa-hourglass-half", AGENDA
    about = "Quién espera un hueco, en el orden en que se les ofrece."
    columns = (
        Column("created_at", "Espera desde", as_moment, look="title", sorts=True),
        CUSTOMER,
        PHONE,
        Column("services", "Quiere", look="prose", searches=True),
        Column("first_day", "Desde el", as_day, sorts=True),
        Column("last_day", "Hasta el", as_day, sorts=True),
        Column("part", "A qué hora", as_part),
        Column("stylist", "Con", leads=("stylist", "stylist_id")),
        Column("status", "Estado", as_badge, sorts=True),
        Column("offered_until", "Ofrecido hasta", as_moment),
        Column("offered_at", "Hora que se le ofrece", as_moment, listed=False),
        Column("pack", "Pack", listed=False),
        Column("closed_at", "Terminó", as_moment, listed=False),
        TALK,
        NUMBER,
    )
    column_default_sort = "id"
    column_filters = (Standing("status", "Estado", WaitStatus, (WaitStatus.WAITING, WaitStatus.OFFERED)),)


class ReminderPage(Page, model=REMINDERS):
    """Recordatorios."""

    name, name_plural, icon, category = "Recordatorio", "Recordatorios", "fa-solid fa-bell", AGENDA
    about = "El aviso antes de cada cita: cuándo toca, cuándo salió y quién lo ha confirmado."
    columns = (
        Column("due_at", "Toca", as_moment, look="title", sorts=True),
        CUSTOMER,
        PHONE,
        Column("starts_at", "Para la cita", as_moment, sorts=True),
        Column("status", "Estado", as_badge, sorts=True),
        Column("sent_at", "Enviado", as_moment, sorts=True),
        Column("acknowledged_at", "Confirmó", as_moment, sorts=True),
        BOOKING,
        Column("reason", "Por qué no", look="prose", listed=False),
        NUMBER,
    )
    column_default_sort = ("due_at", True)
    column_filters = (When("due_at", "Cuándo"), Choice("status", "Estado", ReminderStatus))
