"""The booking core: money in a ledger, groups, moves, session packs, waiting list, reminders, calendars, audit."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


MOVEMENTS = """
INSERT INTO ledger_entry (business_id, at, kind, key, cents, currency, payment_id, booking_id, vendor_id)
SELECT business_id, paid_at, movement, key, cents, currency, id, booking_id, payment_intent
FROM payment CROSS JOIN LATERAL (VALUES
    ('captured', 'captured:' || payment_intent, amount_cents, paid_at IS NOT NULL),
    ('refund_asked', 'refund_asked:' || id || ':' || 'late', -due_back_cents, due_back_cents > 0),
    ('refunded', 'refunded:' || coalesce((
        SELECT o.external_id FROM outbox o WHERE o.stream = 'stripe:' || payment.id AND o.kind = 'refund'
          AND o.payload ->> 'payment_intent' = payment_intent LIMIT 1), payment_intent),
     -refunded_cents, refunded_cents > 0)
) AS m(movement, key, cents, moved)
WHERE moved AND paid_at IS NOT NULL AND payment_intent IS NOT NULL
"""
"""What the ledger would have held of the money that came before there was one."""


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_business_id_at"), "audit", ["business_id", "at"], unique=False)
    op.create_index(op.f("ix_audit_table_name_row_id"), "audit", ["table_name", "row_id"], unique=False)
    op.create_table(
        "busy_time",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("stylist_id", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_busy_time_order")),
        sa.ForeignKeyConstraint(
            ["business_id", "stylist_id"],
            ["stylist.business_id", "stylist.id"],
            name=op.f("fk_busy_time_business_id_stylist_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_busy_time_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_busy_time")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_busy_time_business_id_id")),
        sa.UniqueConstraint("stylist_id", "event", name=op.f("uq_busy_time_stylist_id_event")),
    )
    op.create_index(op.f("ix_busy_time_stylist_id_ends_at"), "busy_time", ["stylist_id", "ends_at"], unique=False)
    op.create_table(
        "calendar_sync",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("stylist_id", sa.BigInteger(), nullable=False),
        sa.Column("calendar_id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=True),
        sa.Column("whole_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refusals", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["business_id", "stylist_id"],
            ["stylist.business_id", "stylist.id"],
            name=op.f("fk_calendar_sync_business_id_stylist_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_calendar_sync_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_sync")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_calendar_sync_business_id_id")),
        sa.UniqueConstraint("stylist_id", name=op.f("uq_calendar_sync_stylist_id")),
    )
    op.create_table(
        "session_pack",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("price_cents", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("price_cents > 0", name=op.f("ck_session_pack_price")),
        sa.CheckConstraint("sessions > 1", name=op.f("ck_session_pack_sessions")),
        sa.ForeignKeyConstraint(
            ["business_id", "service_id"],
            ["service.business_id", "service.id"],
            name=op.f("fk_session_pack_business_id_service_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_session_pack_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_pack")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_session_pack_business_id_id")),
        sa.UniqueConstraint("business_id", "name", name=op.f("uq_session_pack_business_id_name")),
    )
    op.create_table(
        "conversation_history",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("messages", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("memory", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "conversation_id"],
            ["conversation.business_id", "conversation.id"],
            name=op.f("fk_conversation_history_business_id_conversation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "customer_id"],
            ["customer.business_id", "customer.id"],
            name=op.f("fk_conversation_history_business_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_conversation_history_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation_history")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_conversation_history_business_id_id")),
        sa.UniqueConstraint(
            "conversation_id", "ended_at", name=op.f("uq_conversation_history_conversation_id_ended_at")
        ),
    )
    op.create_index(op.f("ix_conversation_history_customer_id"), "conversation_history", ["customer_id"], unique=False)
    op.create_table(
        "waitlist_entry",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_ids", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("pack_id", sa.BigInteger(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("stylist_id", sa.BigInteger(), nullable=True),
        sa.Column("free_then", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "offered",
                "booked",
                "passed",
                "left",
                "over",
                name="waitstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            server_default="waiting",
            nullable=False,
        ),
        sa.Column("offered_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("part IN ('any', 'morning', 'afternoon', 'evening')", name=op.f("ck_waitlist_entry_part")),
        sa.CheckConstraint("status <> 'offered' OR offered_until IS NOT NULL", name=op.f("ck_waitlist_entry_offered")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_waitlist_entry_days")),
        sa.ForeignKeyConstraint(
            ["business_id", "conversation_id"],
            ["conversation.business_id", "conversation.id"],
            name=op.f("fk_waitlist_entry_business_id_conversation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "customer_id"],
            ["customer.business_id", "customer.id"],
            name=op.f("fk_waitlist_entry_business_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "pack_id"],
            ["pack.business_id", "pack.id"],
            name=op.f("fk_waitlist_entry_business_id_pack_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "stylist_id"],
            ["stylist.business_id", "stylist.id"],
            name=op.f("fk_waitlist_entry_business_id_stylist_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_waitlist_entry_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waitlist_entry")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_waitlist_entry_business_id_id")),
    )
    op.create_index(op.f("ix_waitlist_entry_customer_id"), "waitlist_entry", ["customer_id"], unique=False)
    op.create_index(
        "uq_waitlist_entry_offered",
        "waitlist_entry",
        ["customer_id"],
        unique=True,
        postgresql_where=sa.text("status = 'offered'"),
    )
    op.create_index(
        "ix_waitlist_entry_open",
        "waitlist_entry",
        ["id"],
        unique=False,
        postgresql_where=sa.text("status IN ('waiting', 'offered')"),
    )
    op.create_table(
        "customer_pack",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("session_pack_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("booking_id", sa.BigInteger(), nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("price_cents", sa.Integer(), nullable=False),
        sa.Column("bought_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("sessions > 0", name=op.f("ck_customer_pack_sessions")),
        sa.ForeignKeyConstraint(
            ["business_id", "booking_id"],
            ["booking.business_id", "booking.id"],
            name=op.f("fk_customer_pack_business_id_booking_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "customer_id"],
            ["customer.business_id", "customer.id"],
            name=op.f("fk_customer_pack_business_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "service_id"],
            ["service.business_id", "service.id"],
            name=op.f("fk_customer_pack_business_id_service_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "session_pack_id"],
            ["session_pack.business_id", "session_pack.id"],
            name=op.f("fk_customer_pack_business_id_session_pack_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_customer_pack_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_pack")),
        sa.UniqueConstraint("booking_id", name=op.f("uq_customer_pack_booking_id")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_customer_pack_business_id_id")),
    )
    op.create_index(op.f("ix_customer_pack_customer_id"), "customer_pack", ["customer_id"], unique=False)
    op.create_table(
        "reminder",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("booking_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "due", "sent", "skipped", name="reminderstatus", native_enum=False, create_constraint=True, length=32
            ),
            server_default="due",
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["business_id", "booking_id"],
            ["booking.business_id", "booking.id"],
            name=op.f("fk_reminder_business_id_booking_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_reminder_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("booking_id", "starts_at", name=op.f("uq_reminder_booking_id_starts_at")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_reminder_business_id_id")),
    )
    op.create_index("ix_reminder_due", "reminder", ["due_at"], unique=False, postgresql_where=sa.text("status = 'due'"))
    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "captured",
                "extra_captured",
                "refund_asked",
                "refunded",
                "refund_failed",
                "forfeited",
                "disputed",
                "pack_bought",
                "session_used",
                "session_returned",
                name="ledgerkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("payment_id", sa.BigInteger(), nullable=True),
        sa.Column("booking_id", sa.BigInteger(), nullable=True),
        sa.Column("appointment_id", sa.BigInteger(), nullable=True),
        sa.Column("customer_pack_id", sa.BigInteger(), nullable=True),
        sa.Column("vendor_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["business_id", "appointment_id"],
            ["appointment.business_id", "appointment.id"],
            name=op.f("fk_ledger_entry_business_id_appointment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "booking_id"],
            ["booking.business_id", "booking.id"],
            name=op.f("fk_ledger_entry_business_id_booking_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "customer_pack_id"],
            ["customer_pack.business_id", "customer_pack.id"],
            name=op.f("fk_ledger_entry_business_id_customer_pack_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "payment_id"],
            ["payment.business_id", "payment.id"],
            name=op.f("fk_ledger_entry_business_id_payment_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_ledger_entry_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_ledger_entry_business_id_id")),
        sa.UniqueConstraint("key", name=op.f("uq_ledger_entry_key")),
    )
    op.create_index(op.f("ix_ledger_entry_business_id_at"), "ledger_entry", ["business_id", "at"], unique=False)
    op.create_index(op.f("ix_ledger_entry_payment_id"), "ledger_entry", ["payment_id"], unique=False)
    op.create_table(
        "session_use",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_pack_id", sa.BigInteger(), nullable=False),
        sa.Column("appointment_id", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["business_id", "appointment_id"],
            ["appointment.business_id", "appointment.id"],
            name=op.f("fk_session_use_business_id_appointment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "customer_pack_id"],
            ["customer_pack.business_id", "customer_pack.id"],
            name=op.f("fk_session_use_business_id_customer_pack_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_session_use_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_use")),
        sa.UniqueConstraint(
            "appointment_id", "customer_pack_id", name=op.f("uq_session_use_appointment_id_customer_pack_id")
        ),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_session_use_business_id_id")),
    )
    op.create_index(op.f("ix_session_use_customer_pack_id"), "session_use", ["customer_pack_id"], unique=False)
    op.add_column("appointment", sa.Column("guest", sa.String(), nullable=True))
    op.create_index(
        "ix_appointment_confirmed",
        "appointment",
        ["ends_at"],
        unique=False,
        postgresql_where=sa.text("status = 'confirmed'"),
    )
    op.add_column(
        "appointment_line", sa.Column("gap_from_minutes", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column(
        "appointment_line", sa.Column("gap_minutes", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column("booking", sa.Column("kept_moves", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("booking", sa.Column("payment_failures", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("booking", sa.Column("session_pack_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_booking_business_id_session_pack_id"),
        "booking",
        "session_pack",
        ["business_id", "session_pack_id"],
        ["business_id", "id"],
    )
    op.add_column("conversation", sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("customer", sa.Column("booked_by_id", sa.BigInteger(), nullable=True))
    op.create_index(
        op.f("ix_customer_booked_by_id"),
        "customer",
        ["booked_by_id"],
        unique=False,
        postgresql_where=sa.text("booked_by_id IS NOT NULL"),
    )
    op.create_foreign_key(
        op.f("fk_customer_business_id_booked_by_id"),
        "customer",
        "customer",
        ["business_id", "booked_by_id"],
        ["business_id", "id"],
    )
    op.add_column("occupancy", sa.Column("waitlist_entry_id", sa.BigInteger(), nullable=True))
    op.add_column("occupancy", sa.Column("note", sa.String(), nullable=True))
    op.create_unique_constraint(op.f("uq_occupancy_waitlist_entry_id"), "occupancy", ["waitlist_entry_id"])
    op.create_foreign_key(
        op.f("fk_occupancy_business_id_waitlist_entry_id"),
        "occupancy",
        "waitlist_entry",
        ["business_id", "waitlist_entry_id"],
        ["business_id", "id"],
    )
    op.add_column("offer", sa.Column("guest", sa.String(), nullable=True))
    op.add_column(
        "offer",
        sa.Column("others", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False),
    )
    op.add_column("offer", sa.Column("waitlist_entry_id", sa.BigInteger(), nullable=True))
    op.alter_column("offer", "turn_id", existing_type=sa.BIGINT(), nullable=True)
    op.create_foreign_key(
        op.f("fk_offer_business_id_waitlist_entry_id"),
        "offer",
        "waitlist_entry",
        ["business_id", "waitlist_entry_id"],
        ["business_id", "id"],
    )
    op.add_column(
        "payment",
        sa.Column(
            "kind",
            sa.Enum("deposit", "supplement", name="paymentkind", native_enum=False, create_constraint=True, length=32),
            server_default="deposit",
            nullable=False,
        ),
    )
    op.add_column("payment", sa.Column("due_back_cents", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("payment", sa.Column("forfeited_cents", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.execute("UPDATE payment SET due_back_cents = amount_cents WHERE status IN ('refunding', 'refunded')")
    op.execute(MOVEMENTS)
    op.add_column("payment_attempt", sa.Column("declines", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("payment_attempt", sa.Column("decline_reason", sa.String(), nullable=True))
    op.drop_constraint(op.f("uq_payment_booking_id"), "payment", type_="unique")
    op.create_index(op.f("ix_payment_booking_id"), "payment", ["booking_id"], unique=False)
    op.create_index(
        "uq_payment_deposit", "payment", ["booking_id"], unique=True, postgresql_where=sa.text("kind = 'deposit'")
    )
    op.create_index(
        "uq_payment_supplement_open",
        "payment",
        ["booking_id"],
        unique=True,
        postgresql_where=sa.text("kind = 'supplement' AND status = 'open'"),
    )
    op.add_column("service", sa.Column("gap_from_minutes", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("service", sa.Column("gap_minutes", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.create_check_constraint(
        op.f("ck_service_gap"),
        "service",
        "gap_from_minutes = 0 AND gap_minutes = 0"
        " OR gap_from_minutes > 0 AND gap_minutes > 0 AND gap_from_minutes + gap_minutes < minutes",
    )
    op.create_check_constraint(
        op.f("ck_occupancy_waitlist"), "occupancy", "(kind = 'waitlist') = (waitlist_entry_id IS NOT NULL)"
    )
    op.create_check_constraint(
        op.f("ck_payment_shares"),
        "payment",
        "due_back_cents >= 0 AND forfeited_cents >= 0 AND due_back_cents + forfeited_cents <= amount_cents",
    )
    op.drop_constraint(op.f("ck_payment_paymentstatus"), "payment", type_="check")
    op.create_check_constraint(
        op.f("ck_payment_paymentstatus"),
        "payment",
        "status IN ('open', 'paid', 'refunding', 'refunded', 'forfeited', 'withdrawn')",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_payment_paymentstatus"), "payment", type_="check")
    op.create_check_constraint(
        op.f("ck_payment_paymentstatus"),
        "payment",
        "status IN ('open', 'paid', 'refunding', 'refunded', 'withdrawn')",
    )
    op.drop_constraint(op.f("ck_payment_shares"), "payment", type_="check")
    op.drop_constraint(op.f("ck_occupancy_waitlist"), "occupancy", type_="check")
    op.drop_constraint(op.f("ck_service_gap"), "service", type_="check")
    op.drop_column("service", "gap_minutes")
    op.drop_column("service", "gap_from_minutes")
    op.drop_index(
        "uq_payment_supplement_open",
        table_name="payment",
        postgresql_where=sa.text("kind = 'supplement' AND status = 'open'"),
    )
    op.drop_index("uq_payment_deposit", table_name="payment", postgresql_where=sa.text("kind = 'deposit'"))
    op.drop_index(op.f("ix_payment_booking_id"), table_name="payment")
    op.create_unique_constraint(
        op.f("uq_payment_booking_id"), "payment", ["booking_id"], postgresql_nulls_not_distinct=False
    )
    op.drop_column("payment_attempt", "decline_reason")
    op.drop_column("payment_attempt", "declines")
    op.drop_column("payment", "forfeited_cents")
    op.drop_column("payment", "due_back_cents")
    op.drop_column("payment", "kind")
    op.drop_constraint(op.f("fk_offer_business_id_waitlist_entry_id"), "offer", type_="foreignkey")
    op.alter_column("offer", "turn_id", existing_type=sa.BIGINT(), nullable=False)
    op.drop_column("offer", "waitlist_entry_id")
    op.drop_column("offer", "others")
    op.drop_column("offer", "guest")
    op.drop_constraint(op.f("fk_occupancy_business_id_waitlist_entry_id"), "occupancy", type_="foreignkey")
    op.drop_constraint(op.f("uq_occupancy_waitlist_entry_id"), "occupancy", type_="unique")
    op.drop_column("occupancy", "note")
    op.drop_column("occupancy", "waitlist_entry_id")
    op.drop_constraint(op.f("fk_customer_business_id_booked_by_id"), "customer", type_="foreignkey")
    op.drop_index(
        op.f("ix_customer_booked_by_id"), table_name="customer", postgresql_where=sa.text("booked_by_id IS NOT NULL")
    )
    op.drop_column("customer", "booked_by_id")
    op.drop_column("conversation", "archived_at")
    op.drop_constraint(op.f("fk_booking_business_id_session_pack_id"), "booking", type_="foreignkey")
    op.drop_column("booking", "session_pack_id")
    op.drop_column("booking", "payment_failures")
    op.drop_column("booking", "kept_moves")
    op.drop_column("appointment_line", "gap_minutes")
    op.drop_column("appointment_line", "gap_from_minutes")
    op.drop_index(
        "ix_appointment_confirmed", table_name="appointment", postgresql_where=sa.text("status = 'confirmed'")
    )
    op.drop_column("appointment", "guest")
    op.drop_index(op.f("ix_session_use_customer_pack_id"), table_name="session_use")
    op.drop_table("session_use")
    op.drop_index(op.f("ix_ledger_entry_payment_id"), table_name="ledger_entry")
    op.drop_index(op.f("ix_ledger_entry_business_id_at"), table_name="ledger_entry")
    op.drop_table("ledger_entry")
    op.drop_index("ix_reminder_due", table_name="reminder", postgresql_where=sa.text("status = 'due'"))
    op.drop_table("reminder")
    op.drop_index(op.f("ix_customer_pack_customer_id"), table_name="customer_pack")
    op.drop_table("customer_pack")
    op.drop_index(
        "uq_waitlist_entry_offered", table_name="waitlist_entry", postgresql_where=sa.text("status = 'offered'")
    )
    op.drop_index(
        "ix_waitlist_entry_open",
        table_name="waitlist_entry",
        postgresql_where=sa.text("status IN ('waiting', 'offered')"),
    )
    op.drop_index(op.f("ix_waitlist_entry_customer_id"), table_name="waitlist_entry")
    op.drop_table("waitlist_entry")
    op.drop_index(op.f("ix_conversation_history_customer_id"), table_name="conversation_history")
    op.drop_table("conversation_history")
    op.drop_table("session_pack")
    op.drop_table("calendar_sync")
    op.drop_index(op.f("ix_busy_time_stylist_id_ends_at"), table_name="busy_time")
    op.drop_table("busy_time")
    op.drop_index(op.f("ix_audit_table_name_row_id"), table_name="audit")
    op.drop_index(op.f("ix_audit_business_id_at"), table_name="audit")
    op.drop_table("audit")
