"""Conversations are handed back in /admin: Chatwoot is told by an effect, and the audit says who did it."""

from collections.abc import Sequence

from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KINDS_NOW = (
    "kind IN ('reply', 'notice', 'note', 'open_conversation', 'hand_back', 'calendar', 'expire_session', 'refund',"
    " 'mail')"
)
KINDS_BEFORE = KINDS_NOW.replace("'hand_back', ", "")

# Of a conversation only this: what is said in it, and why a person has it, is not repeated in the audit.
AUDIT = """
CREATE FUNCTION write_audit_of_hands() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO audit (business_id, at, actor, action, table_name, row_id, before, after)
    VALUES (NEW.business_id, clock_timestamp(), coalesce(current_setting('turno.actor', true), ''), 'update',
            'conversation', NEW.id, jsonb_build_object('handed_over_at', OLD.handed_over_at),
            jsonb_build_object('handed_over_at', NEW.handed_over_at));
    RETURN NULL;
END $$;
CREATE TRIGGER conversation_audited AFTER UPDATE OF handed_over_at ON conversation FOR EACH ROW
    WHEN (OLD.handed_over_at IS DISTINCT FROM NEW.handed_over_at
          AND coalesce(current_setting('turno.actor', true), '') <> 'house')
    EXECUTE FUNCTION write_audit_of_hands()
"""


def upgrade() -> None:
    op.drop_constraint(op.f("ck_outbox_outboxkind"), "outbox", type_="check")
    op.create_check_constraint(op.f("ck_outbox_outboxkind"), "outbox", KINDS_NOW)
    op.execute(AUDIT)


def downgrade() -> None:
    """What Chatwoot was told, or is still to be told, about conversations that were handed back is forgotten."""
    op.execute("DROP TRIGGER conversation_audited ON conversation")
    op.execute("DROP FUNCTION write_audit_of_hands()")
    op.execute("DELETE FROM outbox WHERE kind = 'hand_back'")
    op.drop_constraint(op.f("ck_outbox_outboxkind"), "outbox", type_="check")
    op.create_check_constraint(op.f("ck_outbox_outboxkind"), "outbox", KINDS_BEFORE)
