"""Appointment and occupancy agree whoever writes: old snapshots, other tables in front, emptying one of them."""

from collections.abc import Sequence

from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Every table is named with its schema: a temporary one of the writer's would come first otherwise.
AGREE = """
CREATE OR REPLACE FUNCTION appointment_and_occupancy_agree() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_appointment bigint;
    a record;
    o record;
    occupied boolean;
BEGIN
    IF TG_TABLE_NAME = 'appointment' THEN
        of_appointment := NEW.id;
    ELSIF TG_OP = 'DELETE' THEN
        of_appointment := OLD.appointment_id;
    ELSE
        of_appointment := NEW.appointment_id;
        IF TG_OP = 'UPDATE' AND OLD.appointment_id IS DISTINCT FROM of_appointment THEN
            RAISE EXCEPTION 'an occupancy keeps its appointment' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    IF of_appointment IS NULL THEN
        RETURN NULL;
    END IF;
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        -- Its snapshot may be older than what others have committed: the lock fails then.
        PERFORM FROM public.appointment WHERE id = of_appointment FOR SHARE;
    END IF;
    SELECT status, stylist_id, during INTO a FROM public.appointment WHERE id = of_appointment;
    IF NOT FOUND THEN
        RETURN NULL;  -- the foreign key sees to the rest
    END IF;
    SELECT stylist_id, during, lapses_at INTO o FROM public.occupancy WHERE appointment_id = of_appointment;
    occupied := FOUND;
    IF occupied <> (a.status IN ('provisional', 'confirmed'))
       OR (occupied AND (a.stylist_id <> o.stylist_id OR a.during <> o.during
                         OR a.status = 'confirmed' AND o.lapses_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'appointment % and its occupancy disagree', of_appointment
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$
"""

EMPTIED = """
CREATE FUNCTION emptied_together() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM public.appointment WHERE status IN ('provisional', 'confirmed')) THEN
        RAISE EXCEPTION 'live appointments need their occupancy' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER occupancy_emptied AFTER TRUNCATE ON occupancy
    FOR EACH STATEMENT EXECUTE FUNCTION emptied_together()
"""

FINITE = """
ALTER TABLE occupancy DROP CONSTRAINT ck_occupancy_finite, ADD CONSTRAINT ck_occupancy_finite CHECK (
    NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)
    AND isfinite(lower(during)) AND isfinite(upper(during)));
ALTER TABLE appointment DROP CONSTRAINT ck_appointment_during, ADD CONSTRAINT ck_appointment_during CHECK (
    NOT isempty(during) AND starts_at = lower(during) AND ends_at = upper(during))
"""


def upgrade() -> None:
    op.execute(AGREE)
    op.execute(EMPTIED)
    op.execute(FINITE)


def downgrade() -> None:
    """The function stays as it is: it asks for more than the old one, of the same triggers."""
    op.execute("DROP TRIGGER occupancy_emptied ON occupancy")
    op.execute("DROP FUNCTION emptied_together()")
