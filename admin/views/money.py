"""Payments, every movement of money, and the session packs that customers have bought."""

from dataclasses import replace

from sqlalchemy import func, select

from admin.columns import BOOKING, CUSTOMER, NUMBER
from admin.filters import Choice, When
from admin.page import Column, Page
from admin.sheet import full_name, one, sheet, table
from admin.show import as_badge, as_moment, as_money
from models.enums import LedgerKind, PaymentKind, PaymentStatus

MONEY = "Dinero"

a, b, c = table("appointment"), table("booking"), table("customer")
pay, attempt, entry = table("payment"), table("payment_attempt"), table("ledger_entry")
bought, offered, used, service = table("customer_pack"), table("session_pack"), table("session_use"), table("service")

PAYMENTS = sheet(
    "Payment",
    select(
        pay.c.id,
        pay.c.business_id,
        b.c.created_at,
        full_name(),
        pay.c.kind,
        pay.c.status,
        pay.c.amount_cents,
        pay.c.due_back_cents,
        pay.c.refunded_cents,
        pay.c.forfeited_cents,
        pay.c.paid_at,
        one(func.count(), attempt.c.payment_id == pay.c.id).label("attempts"),
        pay.c.payment_intent,
        pay.c.booking_id,
        b.c.customer_id,
    )
    .join_from(pay, b, b.c.id == pay.c.booking_id)
    .join(c, c.c.id == b.c.customer_id),
)

MOVEMENTS = sheet(
    "Movement",
    select(
        entry.c.id,
        entry.c.business_id,
        entry.c.at,
        entry.c.kind,
        entry.c.cents,
        full_name(),
        entry.c.booking_id,
        entry.c.payment_id,
        entry.c.appointment_id,
        entry.c.customer_pack_id,
        entry.c.vendor_id,
        entry.c.key,
        c.c.id.label("customer_id"),
    )
    .select_from(entry)
    .outerjoin(b, b.c.id == entry.c.booking_id)
    .outerjoin(a, a.c.id == entry.c.appointment_id)
    .outerjoin(bought, bought.c.id == entry.c.customer_pack_id)
    .outerjoin(c, c.c.id == func.coalesce(b.c.customer_id, bought.c.customer_id, a.c.customer_id)),
)

taken = one(func.count(), used.c.customer_pack_id == bought.c.id, used.c.returned_at.is_(None))

CUSTOMER_PACKS = sheet(
    "CustomerPack",
    select(
        bought.c.id,
        bought.c.business_id,
        bought.c.bought_at,
        full_name(),
        offered.c.name.label("pack"),
        service.c.name.label("service"),
        bought.c.sessions,
        taken.label("used"),
        (bought.c.sessions - taken).label("left"),
        bought.c.price_cents,
        bought.c.booking_id,
        bought.c.customer_id,
    )
    .join_from(bought, c, c.c.id == bought.c.customer_id)
    .join(offered, offered.c.id == bought.c.session_pack_id)
    .join(service, service.c.id == bought.c.service_id),
)


class PaymentPage(Page, model=PAYMENTS):
    """Pagos."""

    name, name_plural, icon, category = "Pago", "Pagos", "fa-solid fa-credit-card", MONEY
    about = "La señal de cada reserva, y lo que se pidió de más tarde."
    columns = (
        Column("created_at", "Pedido", as_moment, look="title", sorts=True),
        CUSTOMER,
        Column("kind", "Qué", as_badge, look="minor"),
        Column("status", "Estado", as_badge, sorts=True),
        Column("amount_cents", "Importe", as_money, look="number", sorts=True),
        Column("refunded_cents", "Devuelto", as_money, look="number"),
        Column("paid_at", "Pagado", as_moment, sorts=True),
        BOOKING,
        Column("due_back_cents", "Por devolver en total", as_money, listed=False),
        Column("forfeited_cents", "Se queda el salón", as_money, listed=False),
        Column("attempts", "Páginas de pago", listed=False),
        Column("payment_intent", "Pago en Stripe", searches=True, listed=False),
        NUMBER,
    )
    column_default_sort = ("created_at", True)
    column_filters = (Choice("status", "Estado", PaymentStatus), Choice("kind", "Qué", PaymentKind))


class MovementPage(Page, model=MOVEMENTS):
    """Movimientos."""

    name, name_plural, icon, category = "Movimiento", "Movimientos", "fa-solid fa-scale-balanced", MONEY
    about = "El libro: cada cobro, cada devolución y cada sesión de bono. Nadie puede cambiarlo."
    columns = (
        Column("at", "Cuándo", as_moment, look="title", sorts=True),
        Column("kind", "Qué", as_badge, sorts=True),
        Column("cents", "Importe", as_money, look="number", sorts=True),
        CUSTOMER,
        BOOKING,
        Column("payment_id", "Pago", look="number minor", leads=("payment", "payment_id")),
        Column("appointment_id", "Cita", leads=("appointment", "appointment_id"), listed=False),
        Column("customer_pack_id", "Bono", leads=("customer-pack", "customer_pack_id"), listed=False),
        Column("vendor_id", "En Stripe", searches=True, listed=False),
        Column("key", "Clave", searches=True, listed=False),
        NUMBER,
    )
    column_default_sort = ("at", True)
    column_filters = (When("at", "Cuándo"), Choice("kind", "Qué", LedgerKind))


class CustomerPackPage(Page, model=CUSTOMER_PACKS):
    """Bonos comprados."""

    name, name_plural, icon, category = "Bono", "Bonos", "fa-solid fa-ticket", MONEY
    about = "Las sesiones que cada cliente ha comprado, y las que le quedan."
    columns = (
        Column("bought_at", "Comprado", as_moment, look="title", sorts=True),
        CUSTOMER,
        Column("pack", "Bono", sorts=True, searches=True),
        Column("service", "Para", searches=True),
        Column("left", "Quedan", look="number", sorts=True),
        Column("used", "Usadas", look="number", sorts=True),
        Column("sessions", "Sesiones", look="number minor"),
        Column("price_cents", "Precio", as_money, look="number", sorts=True),
        replace(BOOKING, listed=False),
        NUMBER,
    )
    column_default_sort = ("bought_at", True)
