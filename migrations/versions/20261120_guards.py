"""What plain tables cannot say: appointment and occupancy agree, and what the application's role may do."""

from collections.abc import Sequence

from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

AGREE = """
CREATE FUNCTION appointment_and_occupancy_agree() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_appointment bigint := CASE TG_TABLE_NAME
        WHEN 'appointment' THEN (CASE WHEN TG_OP = 'DELETE' THEN OLD.id ELSE NEW.id END)
        ELSE NULL END;
    a record;
    o record;
    occupied boolean;
BEGIN
    IF TG_TABLE_NAME = 'occupancy' THEN
        of_appointment := CASE WHEN TG_OP = 'DELETE' THEN OLD.appointment_id ELSE NEW.appointment_id END;
        IF TG_OP = 'UPDATE' AND OLD.appointment_id IS DISTINCT FROM NEW.appointment_id THEN
            RAISE EXCEPTION 'an occupancy keeps its appointment' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END IF;
    IF of_appointment IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT status, stylist_id, during INTO a FROM appointment WHERE id = of_appointment;
    IF NOT FOUND THEN
        RETURN NULL;  -- the foreign key sees to the rest
    END IF;
    SELECT stylist_id, during INTO o FROM occupancy WHERE appointment_id = of_appointment;
    occupied := FOUND;
    IF occupied <> (a.status IN ('provisional', 'confirmed'))
       OR (occupied AND (a.stylist_id <> o.stylist_id OR a.during <> o.during)) THEN
        RAISE EXCEPTION 'appointment % and its occupancy disagree', of_appointment
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$
"""

TRIGGERS = """
CREATE CONSTRAINT TRIGGER appointment_agrees AFTER INSERT OR UPDATE ON appointment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION appointment_and_occupancy_agree();
CREATE CONSTRAINT TRIGGER occupancy_agrees AFTER INSERT OR UPDATE OR DELETE ON occupancy
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION appointment_and_occupancy_agree()
"""

ROLE = """
DO $$ BEGIN
    PERFORM pg_advisory_xact_lock(7306);
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'turno_app') THEN
        CREATE ROLE turno_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
    END IF;
    IF NOT pg_has_role(current_user, 'turno_app', 'SET') THEN
        BEGIN
            EXECUTE format('GRANT turno_app TO %I', current_user);
        EXCEPTION WHEN insufficient_privilege THEN
            NULL;  -- the application logs in as turno_app itself
        END;
    END IF;
END $$;
GRANT USAGE ON SCHEMA public TO turno_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO turno_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO turno_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO turno_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO turno_app;
REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM turno_app
"""


def upgrade() -> None:
    op.execute(AGREE)
    op.execute(TRIGGERS)
    op.execute(ROLE)


def downgrade() -> None:
    op.execute("DROP TRIGGER occupancy_agrees ON occupancy")
    op.execute("DROP TRIGGER appointment_agrees ON appointment")
    op.execute("DROP FUNCTION appointment_and_occupancy_agree()")
    op.execute("DROP OWNED BY turno_app")
