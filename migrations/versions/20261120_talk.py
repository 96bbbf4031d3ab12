"""The conversation engine: intake questions and answers, offers that move an appointment, what a round has cost."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

HANDOVERS_BEFORE = (
    "handover_reason IN ('manual_request', 'medical', 'emergency', 'payment_failure', 'ambiguity', 'delay',"
    " 'person_wrote', 'technical', 'other')"
)
HANDOVERS_NOW = HANDOVERS_BEFORE.replace("'other'", "'budget', 'other'")


def upgrade() -> None:
    op.create_table(
        "intake_question",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("answer_schema", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("red_flag", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "service_id"],
            ["service.business_id", "service.id"],
            name=op.f("fk_intake_question_business_id_service_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_intake_question_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_question")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_intake_question_business_id_id")),
        sa.UniqueConstraint("service_id", "key", name=op.f("uq_intake_question_service_id_key")),
    )
    op.create_table(
        "intake_answer",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("intake_question_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("booking_id", sa.BigInteger(), nullable=True),
        sa.Column("answer", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("red_flag", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "booking_id"],
            ["booking.business_id", "booking.id"],
            name=op.f("fk_intake_answer_business_id_booking_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "customer_id"],
            ["customer.business_id", "customer.id"],
            name=op.f("fk_intake_answer_business_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["business_id", "intake_question_id"],
            ["intake_question.business_id", "intake_question.id"],
            name=op.f("fk_intake_answer_business_id_intake_question_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_intake_answer_business_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_answer")),
        sa.UniqueConstraint("business_id", "id", name=op.f("uq_intake_answer_business_id_id")),
    )
    op.create_index(op.f("ix_intake_answer_booking_id"), "intake_answer", ["booking_id"], unique=False)
    op.create_index(
        "uq_intake_answer_open",
        "intake_answer",
        ["customer_id", "intake_question_id"],
        unique=True,
        postgresql_where=sa.text("booking_id IS NULL"),
    )
    op.create_table(
        "spend",
        sa.Column("business_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("input_tokens", sa.BigInteger(), nullable=False),
        sa.Column("output_tokens", sa.BigInteger(), nullable=False),
        sa.Column("cost_micros", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["business_id", "conversation_id"],
            ["conversation.business_id", "conversation.id"],
            name=op.f("fk_spend_business_id_conversation_id"),
        ),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], name=op.f("fk_spend_business_id")),
        sa.PrimaryKeyConstraint("business_id", "day", "conversation_id", name=op.f("pk_spend")),
    )
    op.drop_constraint(op.f("ck_conversation_handoverreason"), "conversation", type_="check")
    op.create_check_constraint(op.f("ck_conversation_handoverreason"), "conversation", HANDOVERS_NOW)
    op.add_column("offer", sa.Column("appointment_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_offer_business_id_appointment_id"),
        "offer",
        "appointment",
        ["business_id", "appointment_id"],
        ["business_id", "id"],
    )
    op.add_column("round", sa.Column("cost_micros", sa.BigInteger(), server_default=sa.text("0"), nullable=False))


def downgrade() -> None:
    op.drop_constraint(op.f("ck_conversation_handoverreason"), "conversation", type_="check")
    op.create_check_constraint(op.f("ck_conversation_handoverreason"), "conversation", HANDOVERS_BEFORE)
    op.drop_table("spend")
    op.drop_column("round", "cost_micros")
    op.drop_constraint(op.f("fk_offer_business_id_appointment_id"), "offer", type_="foreignkey")
    op.drop_column("offer", "appointment_id")
    op.drop_index("uq_intake_answer_open", table_name="intake_answer", postgresql_where=sa.text("booking_id IS NULL"))
    op.drop_index(op.f("ix_intake_answer_booking_id"), table_name="intake_answer")
    op.drop_table("intake_answer")
    op.drop_table("intake_question")
