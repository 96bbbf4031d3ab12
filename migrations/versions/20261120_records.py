"""Records that nobody rewrites: the ledger, and who has changed what past the house's own work."""

from collections.abc import Sequence

from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

AUDITED = (
    "appointment",
    "booking",
    "business",
    "closure",
    "customer",
    "customer_identity",
    "customer_pack",
    "faq",
    "occupancy",
    "opening_hours",
    "pack",
    "payment",
    "service",
    "session_pack",
    "skill",
    "staff_user",
    "stylist",
    "stylist_hours",
    "time_off",
    "waitlist_entry",
)

FIXED = """
CREATE FUNCTION never_rewritten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER ledger_entry_fixed BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION never_rewritten();
CREATE TRIGGER audit_kept BEFORE DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION never_rewritten();
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry, audit FROM turno_app;
GRANT UPDATE (before, after) ON audit TO turno_app
"""

# The house sets turno.actor = 'house' for its own connections, so that its work pays nothing for this.
WRITE = """
CREATE FUNCTION write_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    was jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) - 'password_hash' END;
    is_now jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) - 'password_hash' END;
    one jsonb := coalesce(is_now, was);
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) = to_jsonb(NEW) THEN
        RETURN NULL;
    END IF;
    INSERT INTO audit (business_id, at, actor, action, table_name, row_id, before, after)
    VALUES (CASE WHEN TG_TABLE_NAME = 'business' THEN (one ->> 'id')::bigint ELSE (one ->> 'business_id')::bigint END,
            clock_timestamp(), coalesce(current_setting('turno.actor', true), ''), lower(TG_OP), TG_TABLE_NAME,
            (one ->> 'id')::bigint, was, is_now);
    RETURN NULL;
END $$
"""

TRIGGER = """
CREATE TRIGGER {table}_audited AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW
    WHEN (coalesce(current_setting('turno.actor', true), '') <> 'house') EXECUTE FUNCTION write_audit()
"""


def upgrade() -> None:
    op.execute(FIXED)
    op.execute(WRITE)
    for table in AUDITED:
        op.execute(TRIGGER.format(table=table))


def downgrade() -> None:
    for table in AUDITED:
        op.execute(f"DROP TRIGGER {table}_audited ON {table}")
    op.execute("DROP FUNCTION write_audit()")
    op.execute("DROP TRIGGER audit_kept ON audit")
    op.execute("DROP TRIGGER ledger_entry_fixed ON ledger_entry")
    op.execute("DROP FUNCTION never_rewritten()")
