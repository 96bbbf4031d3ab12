"""The tables."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    op.create_table(
        "business",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("assistant", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("default_language", sa.String(length=5), nullable=False),
        sa.Column("languages", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("holiday_region", sa.String(), nullable=True),
        sa.Column("policy", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("privacy_url", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_business")),
    )
    op.create_table(
        "deployment",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "production",
                "sandbox",
                name="deploymentkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("clock_offset", sa.Interval(), server_default=sa.text("interval '0'"), nullable=False),
        sa.CheckConstraint(
            "clock_offset = interval '0' OR (kind = 'sandbox' AND clock_offset > interval '0')",
            name=op.f("ck_deployment_real_time_in_production"),
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_deployment_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deployment")),
    )
    op.create_table(
        "channel",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("account_number", sa.Integer(), nullable=False),
        sa.Column("inbox_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_channel_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel")),
        sa.UniqueConstraint("account_number", "inbox_number", name=op.f("uq_channel_account_number_inbox_number")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_channel_business_id_id")),
    )
    op.create_table(
        "closure",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_closure_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
        sa.UniqueConstraint("business_id", "day", name=op.f("uq_closure_business_id_day")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_closure_business_id_id")),
    )
    op.create_table(
        "faq",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_faq_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faq")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_faq_business_id_id")),
        sa.UniqueConstraint("business_id", "key", "language", name=op.f("uq_faq_business_id_key_language")),
    )
    op.create_table(
        "login_failure",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_login_failure_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_failure")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_login_failure_business_id_id")),
    )
    op.create_index(op.f("ix_login_failure_username_at"), "login_failure", ["username", "at"], unique=False)
    op.create_table(
        "opening_hours",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("opens < closes", name=op.f("ck_opening_hours_order")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_opening_hours_weekday")),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_opening_hours_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_hours")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_opening_hours_business_id_id")),
        sa.UniqueConstraint(
            "business_id",
            "weekday",
            "opens",
            name=op.f("uq_opening_hours_business_id_weekday_opens"),
        ),
    )
    op.create_table(
        "pack",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("price_cents", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_pack_minutes")),
        sa.CheckConstraint("price_cents >= 0", name=op.f("ck_pack_price")),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_pack_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_pack_business_id_id")),
        sa.UniqueConstraint("business_id", "name", name=op.f("uq_pack_business_id_name")),
    )
    op.create_table(
        "service",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "hairdressing",
                "aesthetics",
                name="category",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("price_cents", sa.Integer(), nullable=False),
        sa.Column("needs_deposit", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_service_minutes")),
        sa.CheckConstraint("price_cents >= 0", name=op.f("ck_service_price")),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_service_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_service_business_id_id")),
        sa.UniqueConstraint("business_id", "name", name=op.f("uq_service_business_id_name")),
    )
    op.create_table(
        "staff_user",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("owner", "staff", name="role", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_staff_user_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_user")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_staff_user_business_id_id")),
        sa.UniqueConstraint("username", name=op.f("uq_staff_user_username")),
    )
    op.create_table(
        "stylist",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("calendar_id", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_stylist_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stylist")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_stylist_business_id_id")),
        sa.UniqueConstraint("business_id", "name", name=op.f("uq_stylist_business_id_name")),
    )
    op.create_table(
        "customer",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("surname", sa.String(), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=True),
        sa.Column("preferred_stylist_id", sa.BigInteger(), nullable=True),
        sa.Column("total_spent_cents", sa.Integer(), nullable=False),
        sa.Column("privacy_notice_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "char_length(name) <= 60 AND char_length(surname) <= 60",
            name=op.f("ck_customer_name_length"),
        ),
        sa.CheckConstraint("total_spent_cents >= 0", name=op.f("ck_customer_spent")),
        sa.ForeignKeyConstraint(
            ["business_id", "preferred_stylist_id"],
            ["stylist.business_id", "stylist.id"],
            name=op.f("fk_customer_business_id_preferred_stylist_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_customer_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_customer_business_id_id")),
    )
    op.create_table(
        "pack_item",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("pack_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "pack_id"],
            ["pack.business_id", "pack.id"],
            name=op.f("fk_pack_item_business_id_pack_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "service_id"],
            ["service.business_id", "service.id"],
            name=op.f("fk_pack_item_business_id_service_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_pack_item_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_item")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_pack_item_business_id_id")),
        sa.UniqueConstraint("pack_id", "service_id", name=op.f("uq_pack_item_pack_id_service_id")),
    )
    op.create_index(op.f("ix_pack_item_service_id"), "pack_item", ["service_id"], unique=False)
    op.create_table(
        "service_alias",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "service_id"],
            ["service.business_id", "service.id"],
            name=op.f("fk_service_alias_business_id_service_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_service_alias_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_alias")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_service_alias_business_id_id")),
        sa.UniqueConstraint(
            "business_id",
            "service_id",
            "alias",
            name=op.f("uq_service_alias_business_id_service_id_alias"),
        ),
    )
    op.create_table(
        "skill",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("stylist_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "hairdressing",
                "aesthetics",
                name="category",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "stylist_id"],
            ["stylist.business_id", "stylist.id"],
            name=op.f("fk_skill_business_id_stylist_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_skill_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_skill_business_id_id")),
        sa.UniqueConstraint("stylist_id", "category", name=op.f("uq_skill_stylist_id_category")),
    )
    op.create_table(
        "staff_session",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("staff_user_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["business_id", "staff_user_id"],
            ["staff_user.business_id", "staff_user.id"],
            name=op.f("fk_staff_session_business_id_staff_user_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_staff_session_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_session")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_staff_session_business_id_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_staff_session_token_hash")),
    )
    op.create_index(op.f("ix_staff_session_staff_user_id"), "staff_session", ["staff_user_id"], unique=False)
    op.create_table(
        "stylist_hours",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("stylist_id", sa.BigInteger(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.CheckConstraint("starts < ends", name=op.f("ck_stylist_hours_order")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_stylist_hours_weekday")),
        sa.ForeignKeyConstraint(
            ["business_id", "stylist_id"],
            ["stylist.business_id", "stylist.id"],
            name=op.f("fk_stylist_hours_business_id_stylist_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_stylist_hours_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stylist_hours")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_stylist_hours_business_id_id")),
        sa.UniqueConstraint(
            "stylist_id",
            "weekday",
            "starts",
            name=op.f("uq_stylist_hours_stylist_id_weekday_starts"),
        ),
    )
    op.create_table(
        "time_off",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("stylist_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_time_off_order")),
        sa.ForeignKeyConstraint(
            ["business_id", "stylist_id"],
            ["stylist.business_id", "stylist.id"],
            name=op.f("fk_time_off_business_id_stylist_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_time_off_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_time_off")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_time_off_business_id_id")),
    )
    op.create_index(
        op.f("ix_time_off_stylist_id_starts_at"),
        "time_off",
        ["stylist_id", "starts_at"],
        unique=False,
    )
    op.create_table(
        "conversation",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "mode",
            sa.Enum(
                "talking",
                "choosing",
                "naming",
                "paying",
                "booked",
                "with_person",
                name="conversationmode",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            server_default="talking",
            nullable=False,
        ),
        sa.Column("memory", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("burst_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fact_seq", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("say_seq", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "handover_reason",
            sa.Enum(
                "manual_request",
                "medical",
                "emergency",
                "payment_failure",
                "ambiguity",
                "delay",
                "person_wrote",
                "technical",
                "other",
                name="handoverreason",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("handover_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_customer_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_message_number", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "channel_id"],
            ["channel.business_id", "channel.id"],
            name=op.f("fk_conversation_business_id_channel_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "customer_id"],
            ["customer.business_id", "customer.id"],
            name=op.f("fk_conversation_business_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_conversation_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_conversation_business_id_id")),
        sa.UniqueConstraint("channel_id", "number", name=op.f("uq_conversation_channel_id_number")),
    )
    op.create_index(op.f("ix_conversation_customer_id"), "conversation", ["customer_id"], unique=False)
    op.create_index(
        "ix_conversation_due",
        "conversation",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_conversation_handover_untold",
        "conversation",
        ["handed_over_at"],
        unique=False,
        postgresql_where=sa.text("handed_over_at IS NOT NULL AND handover_told_at IS NULL"),
    )
    op.create_table(
        "customer_identity",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "contact",
                "whatsapp",
                "phone",
                name="identitykind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "customer_id"],
            ["customer.business_id", "customer.id"],
            name=op.f("fk_customer_identity_business_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_customer_identity_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_identity")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_customer_identity_business_id_id")),
        sa.UniqueConstraint("business_id", "kind", "value", name=op.f("uq_customer_identity_business_id_kind_value")),
    )
    op.create_index(op.f("ix_customer_identity_customer_id"), "customer_identity", ["customer_id"], unique=False)
    op.create_table(
        "booking",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "held",
                "confirmed",
                "lapsed",
                "cancelled",
                name="bookingstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("pack_id", sa.BigInteger(), nullable=True),
        sa.Column("total_cents", sa.Integer(), nullable=False),
        sa.Column("deposit_cents", sa.Integer(), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("nudged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status <> 'held' OR held_until IS NOT NULL", name=op.f("ck_booking_hold_ends")),
        sa.CheckConstraint("deposit_cents BETWEEN 0 AND total_cents", name=op.f("ck_booking_deposit")),
        sa.ForeignKeyConstraint(
            ["business_id", "conversation_id"],
            ["conversation.business_id", "conversation.id"],
            name=op.f("fk_booking_business_id_conversation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "customer_id"],
            ["customer.business_id", "customer.id"],
            name=op.f("fk_booking_business_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "pack_id"],
            ["pack.business_id", "pack.id"],
            name=op.f("fk_booking_business_id_pack_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_booking_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_booking_business_id_id")),
        sa.UniqueConstraint("code", name=op.f("uq_booking_code")),
    )
    op.create_index(op.f("ix_booking_conversation_id"), "booking", ["conversation_id"], unique=False)
    op.create_index(op.f("ix_booking_customer_id"), "booking", ["customer_id"], unique=False)
    op.create_index(
        "ix_booking_held",
        "booking",
        ["held_until"],
        unique=False,
        postgresql_where=sa.text("status = 'held'"),
    )
    op.create_index(
        "uq_booking_unpaid",
        "booking",
        ["customer_id"],
        unique=True,
        postgresql_where=sa.text("status = 'held'"),
    )
    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "chatwoot",
                "stripe",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "message",
                "hint",
                name="inboxkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("conversation_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "author",
            sa.Enum(
                "customer",
                "person",
                name="author",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "content",
            sa.Enum(
                "text",
                "audio",
                "image",
                "video",
                "location",
                "sticker",
                "file",
                "unsupported",
                name="contentkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("message_number", sa.BigInteger(), nullable=True),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("whatsapp", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("sender_name", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("turn_id", sa.BigInteger(), nullable=True),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "handled_as",
            sa.Enum(
                "turn",
                "person",
                "hint",
                name="handling",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "kind = 'hint' OR (conversation_id IS NOT NULL AND author IS NOT NULL)",
            name=op.f("ck_inbox_message"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "conversation_id"],
            ["conversation.business_id", "conversation.id"],
            name=op.f("fk_inbox_business_id_conversation_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_inbox_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_inbox_business_id_id")),
        sa.UniqueConstraint("source", "key", name=op.f("uq_inbox_source_key")),
    )
    op.create_index("ix_inbox_conversation", "inbox", ["conversation_id", "id"], unique=False)
    op.create_index(
        "ix_inbox_turn",
        "inbox",
        ["turn_id"],
        unique=False,
        postgresql_where=sa.text("turn_id IS NOT NULL"),
    )
    op.create_index(
        "ix_inbox_unhandled",
        "inbox",
        ["kind", "id"],
        unique=False,
        postgresql_where=sa.text("handled_at IS NULL"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("dedupe_key", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "reply",
                "notice",
                "note",
                "open_conversation",
                "calendar",
                "expire_session",
                "refund",
                "mail",
                name="outboxkind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("conversation_id", sa.BigInteger(), nullable=True),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "pending",
                "claimed",
                "sent",
                "withdrawn",
                "failed",
                name="outboxstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            server_default="pending",
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["business_id", "conversation_id"],
            ["conversation.business_id", "conversation.id"],
            name=op.f("fk_outbox_business_id_conversation_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_outbox_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_outbox_business_id_id")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_outbox_dedupe_key")),
    )
    op.create_index("ix_outbox_conversation", "outbox", ["conversation_id", "id"], unique=False)
    op.create_index(
        "ix_outbox_open",
        "outbox",
        ["stream", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('pending', 'claimed')"),
    )
    op.create_table(
        "turn",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "gather",
                "think",
                "settle",
                "done",
                name="turnstep",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            server_default="gather",
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "replied",
                "handed_over",
                "silent",
                name="turnoutcome",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("lease_owner", sa.String(), nullable=True),
        sa.Column("lease_epoch", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("base_fact_seq", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("prompt", sa.String(), nullable=True),
        sa.Column("draft", sa.String(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("publishes", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("told_slow_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["business_id", "conversation_id"],
            ["conversation.business_id", "conversation.id"],
            name=op.f("fk_turn_business_id_conversation_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_turn_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_turn_business_id_id")),
    )
    op.create_index(
        "ix_turn_open",
        "turn",
        ["published_at"],
        unique=False,
        postgresql_where=sa.text("step <> 'done'"),
    )
    op.create_index(
        "uq_turn_open",
        "turn",
        ["conversation_id"],
        unique=True,
        postgresql_where=sa.text("step <> 'done'"),
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("booking_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("stylist_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("during", postgresql.TSTZMULTIRANGE(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "provisional",
                "confirmed",
                "lapsed",
                "cancelled",
                "completed",
                "no_show",
                name="appointmentstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("price_cents", sa.Integer(), nullable=False),
        sa.Column("deposit_share_cents", sa.Integer(), nullable=False),
        sa.Column("calendar_seq", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_appointment_order")),
        sa.CheckConstraint(
            "starts_at = lower(during) AND ends_at = upper(during)",
            name=op.f("ck_appointment_during"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "booking_id"],
            ["booking.business_id", "booking.id"],
            name=op.f("fk_appointment_business_id_booking_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "customer_id"],
            ["customer.business_id", "customer.id"],
            name=op.f("fk_appointment_business_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "stylist_id"],
            ["stylist.business_id", "stylist.id"],
            name=op.f("fk_appointment_business_id_stylist_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_appointment_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_appointment_business_id_id")),
    )
    op.create_index(op.f("ix_appointment_booking_id"), "appointment", ["booking_id"], unique=False)
    op.create_index(op.f("ix_appointment_customer_id"), "appointment", ["customer_id"], unique=False)
    op.create_index(
        op.f("ix_appointment_stylist_id_starts_at"),
        "appointment",
        ["stylist_id", "starts_at"],
        unique=False,
    )
    op.create_table(
        "offer",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), nullable=False),
        sa.Column("turn_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("stylist_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("service_ids", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("pack_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_in", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["business_id", "conversation_id"],
            ["conversation.business_id", "conversation.id"],
            name=op.f("fk_offer_business_id_conversation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "pack_id"],
            ["pack.business_id", "pack.id"],
            name=op.f("fk_offer_business_id_pack_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "shown_in"],
            ["outbox.business_id", "outbox.id"],
            name=op.f("fk_offer_business_id_shown_in"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "stylist_id"],
            ["stylist.business_id", "stylist.id"],
            name=op.f("fk_offer_business_id_stylist_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "turn_id"],
            ["turn.business_id", "turn.id"],
            name=op.f("fk_offer_business_id_turn_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_offer_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_offer_business_id_id")),
        sa.UniqueConstraint("conversation_id", "code", name=op.f("uq_offer_conversation_id_code")),
    )
    op.create_index(op.f("ix_offer_turn_id"), "offer", ["turn_id"], unique=False)
    op.create_table(
        "payment",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("booking_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "paid",
                "refunding",
                "refunded",
                "withdrawn",
                name="paymentstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("refunded_cents", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("payment_intent", sa.String(), nullable=True),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_payment_amount")),
        sa.CheckConstraint("refunded_cents BETWEEN 0 AND amount_cents", name=op.f("ck_payment_refund")),
        sa.ForeignKeyConstraint(
            ["business_id", "booking_id"],
            ["booking.business_id", "booking.id"],
            name=op.f("fk_payment_business_id_booking_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_payment_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("booking_id", name=op.f("uq_payment_booking_id")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_payment_business_id_id")),
        sa.UniqueConstraint("payment_intent", name=op.f("uq_payment_payment_intent")),
    )
    op.create_table(
        "round",
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("turn_id", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("preface", sa.String(), nullable=True),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("stop_reason", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("input_tokens", sa.Integer(), nullable=False),
        sa.Column("output_tokens", sa.Integer(), nullable=False),
        sa.Column("cache_read_tokens", sa.Integer(), nullable=False),
        sa.Column("cache_write_tokens", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "turn_id"],
            ["turn.business_id", "turn.id"],
            name=op.f("fk_round_business_id_turn_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_round_business_id")),
        sa.PrimaryKeyConstraint("turn_id", "n", name=op.f("pk_round")),
    )
    op.create_table(
        "tool_call",
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("turn_id", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("arguments", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("is_error", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "turn_id"],
            ["turn.business_id", "turn.id"],
            name=op.f("fk_tool_call_business_id_turn_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_tool_call_business_id")),
        sa.PrimaryKeyConstraint("turn_id", "n", "position", name=op.f("pk_tool_call")),
    )
    op.create_table(
        "appointment_line",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("appointment_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("price_cents", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "appointment_id"],
            ["appointment.business_id", "appointment.id"],
            name=op.f("fk_appointment_line_business_id_appointment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "service_id"],
            ["service.business_id", "service.id"],
            name=op.f("fk_appointment_line_business_id_service_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_appointment_line_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_line")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_appointment_line_business_id_id")),
    )
    op.create_index(
        op.f("ix_appointment_line_appointment_id"),
        "appointment_line",
        ["appointment_id"],
        unique=False,
    )
    op.create_table(
        "occupancy",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("stylist_id", sa.BigInteger(), nullable=False),
        sa.Column("during", postgresql.TSTZMULTIRANGE(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "appointment",
                "block",
                "waitlist",
                name="occupancykind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("appointment_id", sa.BigInteger(), nullable=True),
        sa.Column("lapses_at", sa.DateTime(timezone=True), nullable=True),
        postgresql.ExcludeConstraint(
            (sa.column("stylist_id"), "="),
            (sa.column("during"), "&&"),
            using="gist",
            name="occupancy_no_overlap",
        ),
        sa.CheckConstraint(
            "(kind = 'appointment') = (appointment_id IS NOT NULL)",
            name=op.f("ck_occupancy_appointment"),
        ),
        sa.CheckConstraint(
            "NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)",
            name=op.f("ck_occupancy_finite"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "appointment_id"],
            ["appointment.business_id", "appointment.id"],
            name=op.f("fk_occupancy_business_id_appointment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "stylist_id"],
            ["stylist.business_id", "stylist.id"],
            name=op.f("fk_occupancy_business_id_stylist_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_occupancy_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occupancy")),
        sa.UniqueConstraint("appointment_id", name=op.f("uq_occupancy_appointment_id")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_occupancy_business_id_id")),
    )
    op.create_table(
        "payment_attempt",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("payment_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("session", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "paid",
                "expired",
                name="attemptstatus",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "payment_id"],
            ["payment.business_id", "payment.id"],
            name=op.f("fk_payment_attempt_business_id_payment_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_payment_attempt_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_attempt")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_payment_attempt_business_id_id")),
        sa.UniqueConstraint("key", name=op.f("uq_payment_attempt_key")),
        sa.UniqueConstraint("payment_id", "number", name=op.f("uq_payment_attempt_payment_id_number")),
        sa.UniqueConstraint("session", name=op.f("uq_payment_attempt_session")),
    )
    op.create_index(
        "uq_payment_attempt_open",
        "payment_attempt",
        ["payment_id"],
        unique=True,
        postgresql_where=sa.text("status = 'open'"),
    )


def downgrade() -> None:
    op.drop_index(
        "uq_payment_attempt_open",
        table_name="payment_attempt",
        postgresql_where=sa.text("status = 'open'"),
    )
    op.drop_table("payment_attempt")
    op.drop_table("occupancy")
    op.drop_index(op.f("ix_appointment_line_appointment_id"), table_name="appointment_line")
    op.drop_table("appointment_line")
    op.drop_table("tool_call")
    op.drop_table("round")
    op.drop_table("payment")
    op.drop_index(op.f("ix_offer_turn_id"), table_name="offer")
    op.drop_table("offer")
    op.drop_index(op.f("ix_appointment_stylist_id_starts_at"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_customer_id"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_booking_id"), table_name="appointment")
    op.drop_table("appointment")
    op.drop_index("uq_turn_open", table_name="turn", postgresql_where=sa.text("step <> 'done'"))
    op.drop_index("ix_turn_open", table_name="turn", postgresql_where=sa.text("step <> 'done'"))
    op.drop_table("turn")
    op.drop_index(
        "ix_outbox_open",
        table_name="outbox",
        postgresql_where=sa.text("status IN ('pending', 'claimed')"),
    )
    op.drop_index("ix_outbox_conversation", table_name="outbox")
    op.drop_table("outbox")
    op.drop_index("ix_inbox_unhandled", table_name="inbox", postgresql_where=sa.text("handled_at IS NULL"))
    op.drop_index("ix_inbox_turn", table_name="inbox", postgresql_where=sa.text("turn_id IS NOT NULL"))
    op.drop_index("ix_inbox_conversation", table_name="inbox")
    op.drop_table("inbox")
    op.drop_index("uq_booking_unpaid", table_name="booking", postgresql_where=sa.text("status = 'held'"))
    op.drop_index("ix_booking_held", table_name="booking", postgresql_where=sa.text("status = 'held'"))
    op.drop_index(op.f("ix_booking_customer_id"), table_name="booking")
    op.drop_index(op.f("ix_booking_conversation_id"), table_name="booking")
    op.drop_table("booking")
    op.drop_index(op.f("ix_customer_identity_customer_id"), table_name="customer_identity")
    op.drop_table("customer_identity")
    op.drop_index(
        "ix_conversation_handover_untold",
        table_name="conversation",
        postgresql_where=sa.text("handed_over_at IS NOT NULL AND handover_told_at IS NULL"),
    )
    op.drop_index(
        "ix_conversation_due",
        table_name="conversation",
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.drop_index(op.f("ix_conversation_customer_id"), table_name="conversation")
    op.drop_table("conversation")
    op.drop_index(op.f("ix_time_off_stylist_id_starts_at"), table_name="time_off")
    op.drop_table("time_off")
    op.drop_table("stylist_hours")
    op.drop_index(op.f("ix_staff_session_staff_user_id"), table_name="staff_session")
    op.drop_table("staff_session")
    op.drop_table("skill")
    op.drop_table("service_alias")
    op.drop_index(op.f("ix_pack_item_service_id"), table_name="pack_item")
    op.drop_table("pack_item")
    op.drop_table("customer")
    op.drop_table("stylist")
    op.drop_table("staff_user")
    op.drop_table("service")
    op.drop_table("pack")
    op.drop_table("opening_hours")
    op.drop_index(op.f("ix_login_failure_username_at"), table_name="login_failure")
    op.drop_table("login_failure")
    op.drop_table("faq")
    op.drop_table("closure")
    op.drop_table("channel")
    op.drop_table("deployment")
    op.drop_table("business")
