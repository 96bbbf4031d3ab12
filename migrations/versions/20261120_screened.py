"""Messages that no turn takes, as a person has the conversation, are screened for emergencies: which have been."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WAITING = "kind = 'message' AND author = 'customer' AND turn_id IS NULL AND handled_at IS NULL"


def upgrade() -> None:
    op.add_column("inbox", sa.Column("screened_at", sa.DateTime(timezone=True), nullable=True))
    # What people have had before them since before this must not raise an alarm today.
    op.execute(f"UPDATE inbox SET screened_at = received_at WHERE {WAITING}")
    op.create_index(
        "ix_inbox_unscreened",
        "inbox",
        ["conversation_id"],
        postgresql_where=sa.text(f"{WAITING} AND screened_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_inbox_unscreened", "inbox")
    op.drop_column("inbox", "screened_at")
