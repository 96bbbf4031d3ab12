"""How the assistant works, for the owner: turns, effects outside, and the slots that were shown."""

from dataclasses import replace

from sqlalchemy import any_, func, select

from admin.columns import CONVERSATION, CUSTOMER, NUMBER, SERVICE_NAMES, STYLIST, TURN
from admin.filters import Choice, YesNo
from admin.page import Column, Page
from admin.sheet import full_name, joined, one, sheet, table
from admin.show import as_badge, as_clock, as_moment, as_span, as_yes
from models.enums import OutboxKind, OutboxStatus, TurnOutcome, TurnStep

ENGINE = "Asistente"

turn, rounds, tools, talk = table("turn"), table("round"), table("tool_call"), table("conversation")
c, offer, effect, pack = table("customer"), table("offer"), table("outbox"), table("pack")
stylist, service = table("stylist"), table("service")

TURNS = sheet(
    "Turn",
    select(
        turn.c.id,
        turn.c.business_id,
        turn.c.opened_at,
        full_name(),
        turn.c.step,
        turn.c.outcome,
        (turn.c.closed_at - turn.c.opened_at).label("took"),
        one(func.count(), rounds.c.turn_id == turn.c.id).label("rounds"),
        one(joined(tools.c.name, tools.c.n, tools.c.position), tools.c.turn_id == turn.c.id).label("tools"),
        one(
            func.sum(rounds.c.input_tokens + rounds.c.cache_read_tokens),
            rounds.c.turn_id == turn.c.id,
        ).label("tokens_in"),
        one(func.sum(rounds.c.output_tokens), rounds.c.turn_id == turn.c.id).label("tokens_out"),
        turn.c.failures,
        turn.c.closed_at,
        turn.c.conversation_id,
        talk.c.customer_id,
    )
    .join_from(turn, talk, talk.c.id == turn.c.conversation_id)
    .outerjoin(c, c.c.id == talk.c.customer_id),
)

EFFECTS = sheet(
    "Outbox",
    select(
        effect.c.id,
        effect.c.business_id,
        effect.c.created_at,
        effect.c.kind,
        effect.c.status,
        effect.c.payload["text"].astext.label("text"),
        effect.c.sent_at,
        effect.c.attempts,
        effect.c.reason,
        effect.c.next_attempt_at,
        effect.c.stream,
        effect.c.dedupe_key,
        effect.c.external_id,
        effect.c.conversation_id,
    ),
)

OFFERS = sheet(
    "Offer",
    select(
        offer.c.id,
        offer.c.business_id,
        offer.c.made_at,
        full_name(),
        offer.c.code,
        stylist.c.name.label("stylist"),
        offer.c.starts_at,
        offer.c.ends_at,
        one(joined(service.c.name, service.c.name), service.c.id == any_(offer.c.service_ids)).label("services"),
        pack.c.name.label("pack"),
        offer.c.shown_in.is_not(None).label("shown"),
        offer.c.conversation_id,
        offer.c.turn_id,
        offer.c.stylist_id,
        talk.c.customer_id,
    )
    .join_from(offer, stylist, stylist.c.id == offer.c.stylist_id)
    .join(talk, talk.c.id == offer.c.conversation_id)
    .outerjoin(c, c.c.id == talk.c.customer_id)
    .outerjoin(pack, pack.c.id == offer.c.pack_id),
)


class TurnPage(Page, model=TURNS):
    """Respuestas (turns)."""

    name, name_plural, icon, category = "Respuesta", "Respuestas", "fa-solid fa-robot", ENGINE
    about = "Cada vez que el asistente contesta: cuánto tardó y qué usó."
    technical = True
    columns = (
        Column("opened_at", "Empezó", as_moment, look="title", sorts=True),
        CUSTOMER,
        Column("step", "Paso", as_badge),
        Column("outcome", "Cómo acabó", as_badge),
        Column("took", "Tardó", as_span, look="number", sorts=True),
        Column("rounds", "Rondas", look="number", sorts=True),
        Column("tools", "Herramientas", look="prose", searches=True),
        Column("tokens_in", "Tokens leídos", look="number minor", sorts=True),
        Column("tokens_out", "Tokens escritos", look="number", listed=False),
        Column("failures", "Fallos", look="number", sorts=True),
        replace(CONVERSATION, listed=False),
        Column("closed_at", "Terminó", as_moment, listed=False),
        NUMBER,
    )
    column_default_sort = ("opened_at", True)
    column_filters = (
        Choice("step", "Paso", TurnStep),
        Choice("outcome", "Cómo acabó", TurnOutcome),
    )


class OutboxPage(Page, model=EFFECTS):
    """Envíos (outbox)."""

    name, name_plural, icon, category = "Envío", "Envíos", "fa-solid fa-paper-plane", ENGINE
    about = "Todo lo que sale de aquí: mensajes, calendario, pagos y correos."
    technical = True
    columns = (
        Column("created_at", "Decidido", as_moment, look="title", sorts=True),
        Column("kind", "Qué", as_badge, sorts=True),
        Column("status", "Estado", as_badge, sorts=True),
        Column("text", "Texto", look="prose", searches=True),
        Column("sent_at", "Enviado", as_moment, listed=False),
        Column("attempts", "Intentos", look="number", sorts=True),
        Column("reason", "Motivo", look="prose", searches=True),
        CONVERSATION,
        Column("stream", "Cola", listed=False),
        Column("dedupe_key", "Clave", searches=True, listed=False),
        Column("external_id", "Número fuera", listed=False),
        Column("next_attempt_at", "Siguiente intento", as_moment, listed=False),
        NUMBER,
    )
    column_default_sort = ("id", True)
    column_filters = (Choice("status", "Estado", OutboxStatus), Choice("kind", "Qué", OutboxKind))


class OfferPage(Page, model=OFFERS):
    """Ofertas."""

    name, name_plural, icon, category = "Oferta", "Ofertas", "fa-solid fa-clock", ENGINE
    about = "Las horas libres que el asistente ha enseñado."
    technical = True
    columns = (
        Column("made_at", "Hecha", as_moment, look="title", sorts=True),
        CUSTOMER,
        Column("code", "Código", look="minor"),
        STYLIST,
        Column("starts_at", "Empieza", as_moment, sorts=True),
        Column("ends_at", "Acaba", as_clock),
        SERVICE_NAMES,
        Column("pack", "Pack", look="minor"),
        Column("shown", "Enseñada", as_yes),
        CONVERSATION,
        TURN,
        NUMBER,
    )
    column_default_sort = ("made_at", True)
    column_filters = (YesNo("shown", "Enseñada"),)
