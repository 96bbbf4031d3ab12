"""Customers, their conversations and what they wrote."""

from typing import Any

import anyio
from sqlalchemy import func, select
from starlette.requests import Request

from admin.columns import CONVERSATION, CUSTOMER, NUMBER, PHONE, TURN
from admin.context import current
from admin.desk.acting import Desk
from admin.desk.answers import sentence
from admin.desk.talks import Talk, see
from admin.filters import Choice, When
from admin.page import Column, Page
from admin.sheet import domain_now, full_name, one, phone, sheet, table
from admin.show import as_badge, as_moment, as_money, as_person, as_phone
from admin.transcript import Said, transcript
from models.enums import LIVE, Author, BookingStatus, ContentKind, ConversationMode, Handling, HandoverReason, InboxKind

CUSTOMERS_MENU = "Clientes"

a, b, c, inbox = table("appointment"), table("booking"), table("customer"), table("inbox")
stylist, talk, past = table("stylist"), table("conversation"), table("conversation_history")

CUSTOMERS = sheet(
    "Customer",
    select(
        c.c.id,
        c.c.business_id,
        full_name(),
        phone(),
        one(
            func.min(a.c.starts_at),
            a.c.customer_id == c.c.id,
            a.c.status.in_(LIVE),
            a.c.starts_at > domain_now(),
        ).label("next_at"),
        one(func.count(), b.c.customer_id == c.c.id, b.c.status == BookingStatus.CONFIRMED).label("bookings"),
        stylist.c.name.label("stylist"),
        c.c.language,
        c.c.total_spent_cents,
        c.c.created_at,
        c.c.privacy_notice_at,
        c.c.preferred_stylist_id,
    ).join_from(c, stylist, stylist.c.id == c.c.preferred_stylist_id, isouter=True),
)

CONVERSATIONS = sheet(
    "Conversation",
    select(
        talk.c.id,
        talk.c.business_id,
        talk.c.last_customer_at,
        full_name(talk="conversation"),
        phone("conversation"),
        talk.c.mode,
        one(
            func.count(),
            inbox.c.conversation_id == talk.c.id,
            inbox.c.kind == InboxKind.MESSAGE,
            inbox.c.author == Author.CUSTOMER,
            inbox.c.handled_at.is_(None),
        ).label("unanswered"),
        talk.c.handover_reason,
        talk.c.handed_over_at,
        talk.c.created_at,
        talk.c.number,
        talk.c.customer_id,
    ).join_from(talk, c, c.c.id == talk.c.customer_id, isouter=True),
)

MESSAGES = sheet(
    "Message",
    select(
        inbox.c.id,
        inbox.c.business_id,
        inbox.c.received_at,
        inbox.c.author,
        full_name(talk="conversation"),
        inbox.c.sender_name,
        inbox.c.content,
        inbox.c.text,
        inbox.c.handled_as,
        inbox.c.handled_at,
        inbox.c.conversation_id,
        inbox.c.turn_id,
        talk.c.customer_id,
    )
    .join_from(inbox, talk, talk.c.id == inbox.c.conversation_id)
    .outerjoin(c, c.c.id == talk.c.customer_id)
    .where(inbox.c.kind == InboxKind.MESSAGE),
)


HISTORIES = sheet(
    "History",
    select(
        past.c.id,
        past.c.business_id,
        past.c.ended_at,
        past.c.started_at,
        full_name(),
        func.jsonb_array_length(past.c.messages).label("count"),
        (past.c.messages[-1]["text"].astext).label("last"),
        past.c.messages,
        past.c.archived_at,
        past.c.conversation_id,
        past.c.customer_id,
    ).join_from(past, c, c.c.id == past.c.customer_id, isouter=True),
)


class CustomerPage(Page, model=CUSTOMERS):
    """Clientes."""

    name, name_plural, icon, category = "Cliente", "Clientes", "fa-solid fa-user", CUSTOMERS_MENU
    about = "Con el nombre que cada cliente ha confirmado; hasta entonces, el de WhatsApp o el teléfono."
    columns = (
        Column("customer", "Nombre", as_person, look="title", sorts=True, searches=True),
        Column("phone", "Teléfono", as_phone, searches=True),
        Column("next_at", "Próxima cita", as_moment, sorts=True),
        Column("bookings", "Reservas", look="number", sorts=True),
        Column("stylist", "Prefiere a", leads=("stylist", "preferred_stylist_id")),
        Column("language", "Idioma", look="minor"),
        Column("total_spent_cents", "Gastado", as_money, look="number", sorts=True),
        Column("created_at", "Desde", as_moment, look="minor", sorts=True),
        Column("privacy_notice_at", "Aviso de privacidad", as_moment, listed=False),
        NUMBER,
    )
    column_default_sort = ("created_at", True)
    column_filters = (
        When("next_at", "Próxima cita"),
        Choice("language", "Idioma", [("es", "Español"), ("en", "Inglés")]),
    )


class ConversationPage(Page, model=CONVERSATIONS):
    """Conversaciones."""

    name, name_plural, category = "Conversación", "Conversaciones", CUSTOMERS_MENU
    icon = "fa-solid fa-comments"
    about = "Cada conversación de WhatsApp, y quién la lleva."
    details_template = "sqladmin/conversation.html"
    columns = (
        Column("last_customer_at", "Último mensaje", as_moment, look="title", sorts=True),
        CUSTOMER,
        PHONE,
        Column("mode", "Situación", as_badge, sorts=True),
        Column("unanswered", "Sin contestar", look="number", sorts=True),
        Column("handover_reason", "Por qué una persona", as_badge),
        Column("handed_over_at", "Con una persona desde", as_moment, sorts=True),
        Column("created_at", "Empezó", as_moment, listed=False),
        Column("number", "Número en Chatwoot", searches=True, listed=False),
        NUMBER,
    )
    column_default_sort = ("last_customer_at", True)
    column_filters = (
        Choice("mode", "Situación", ConversationMode),
        Choice("handover_reason", "Por qué una persona", HandoverReason),
    )

    async def details_context(self, request: Request) -> dict[str, Any]:
        """The latest messages of both sides, who may be given it back, and who has done so."""
        desk: Desk = self._admin_ref.desk  # type: ignore[attr-defined]
        conversation_id = int(request.path_params["pk"])

        def look() -> Talk | None:
            with desk.looking(current.get()) as unit:
                return see(unit, conversation_id)

        return {
            "transcript": await anyio.to_thread.run_sync(self._said, conversation_id),
            "seen": await anyio.to_thread.run_sync(look),
            "said": sentence(request.query_params.get("aviso", "")),
        }

    def _said(self, conversation_id: int) -> list[Said]:
        with self.session_maker() as session:
            return transcript(session, conversation_id)


class MessagePage(Page, model=MESSAGES):
    """Mensajes."""

    name, name_plural, icon, category = "Mensaje", "Mensajes", "fa-solid fa-inbox", CUSTOMERS_MENU
    about = "Lo que ha llegado por WhatsApp, y qué fue de ello."
    columns = (
        Column("received_at", "Llegó", as_moment, look="title", sorts=True),
        Column("author", "De", as_badge),
        CUSTOMER,
        Column("sender_name", "Nombre en WhatsApp", look="minor", searches=True),
        Column("content", "Tipo", as_badge, look="minor"),
        Column("text", "Mensaje", look="prose", searches=True),
        Column("handled_as", "Qué fue de él", as_badge),
        CONVERSATION,
        Column("handled_at", "Cuándo", as_moment, listed=False),
        TURN,
        NUMBER,
    )
    column_default_sort = ("received_at", True)
    column_filters = (
        Choice("author", "De", Author),
        Choice("content", "Tipo", ContentKind),
        Choice("handled_as", "Qué fue de él", Handling),
    )


class HistoryPage(Page, model=HISTORIES):
    """Conversaciones archivadas."""

    name, name_plural, icon, category = "Historial", "Historial", "fa-solid fa-box-archive", CUSTOMERS_MENU
    about = "Conversaciones que quedaron tranquilas y se archivaron."
    details_template = "sqladmin/history.html"
    columns = (
        Column("ended_at", "Terminó", as_moment, look="title", sorts=True),
        Column("started_at", "Empezó", as_moment, sorts=True),
        CUSTOMER,
        Column("count", "Mensajes", look="number", sorts=True),
        Column("last", "Lo último", look="prose", searches=True),
        CONVERSATION,
        Column("archived_at", "Archivada", as_moment, listed=False),
        NUMBER,
    )
    column_default_sort = ("ended_at", True)
    column_filters = (When("ended_at", "Cuándo"),)

    async def details_context(self, request: Request) -> dict[str, Any]:
        """What was said, as in a conversation."""
        return {"voices": {"customer": "customer", "bot": "assistant", "staff": "person"}}
