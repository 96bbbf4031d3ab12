"""Ways past the commands, as SQL: `guest` names the appointments (Laura and Ana confirmed, Held, Gone cancelled)."""

LAURA = "(SELECT id FROM appointment WHERE guest = 'Laura')"
ANA = "(SELECT id FROM appointment WHERE guest = 'Ana')"
GONE = "(SELECT id FROM appointment WHERE guest = 'Gone')"
HELD = "(SELECT id FROM appointment WHERE guest = 'Held')"
SARA = "(SELECT id FROM stylist WHERE name = 'Sara')"
LATER = "tstzmultirange(tstzrange(lower(during) + interval '5 h', upper(during) + interval '5 h'))"
MOVED = f"during = {LATER}, starts_at = starts_at + interval '5 h', ends_at = ends_at + interval '5 h'"
TAKE = "INSERT INTO occupancy (business_id, stylist_id, during, kind, appointment_id) SELECT business_id, stylist_id,"
FINITE = "'{[2026-12-01 10:00+00,2026-12-01 11:00+00)}'::tstzmultirange"

OVERLAPS = {
    "another block in her time": f"{TAKE} during, 'block', NULL FROM appointment WHERE id = {LAURA}",
    "a block that only touches it": f"{TAKE} tstzmultirange(tstzrange(upper(during) - interval '1 s', upper(during) +"
    f" interval '1 h')), 'block', NULL FROM appointment WHERE id = {LAURA}",
    "a range that includes its end": f"{TAKE} tstzmultirange(tstzrange(lower(during) - interval '1 h', lower(during),"
    f" '[]')), 'block', NULL FROM appointment WHERE id = {LAURA}",
    "both sides moved onto another's time": "UPDATE appointment a SET (stylist_id, during, starts_at, ends_at) ="
    f" (SELECT stylist_id, during, starts_at, ends_at FROM appointment WHERE id = {ANA}) WHERE id = {LAURA};"
    " UPDATE occupancy o SET (stylist_id, during) = (SELECT stylist_id, during FROM appointment"
    f" WHERE id = o.appointment_id) WHERE appointment_id = {LAURA}",
    "a merge": f"MERGE INTO occupancy o USING (SELECT * FROM appointment WHERE id = {ANA}) a"
    f" ON o.appointment_id = {LAURA}"
    " WHEN MATCHED THEN UPDATE SET stylist_id = a.stylist_id, during = a.during",
    "the same where the hold has run out": "UPDATE occupancy SET lapses_at = '-infinity'"
    f" WHERE appointment_id = {HELD}; {TAKE} during, 'block', NULL FROM appointment WHERE id = {HELD}",
}

DISAGREEMENTS = {
    "an appointment that occupies nobody": "INSERT INTO appointment (business_id, booking_id, customer_id, stylist_id,"
    " starts_at, ends_at, during, status, price_cents, deposit_share_cents, calendar_seq, created_at)"
    " SELECT business_id, booking_id, customer_id, stylist_id, starts_at, ends_at, during, 'confirmed', 1, 0, 0,"
    f" created_at FROM appointment WHERE id = {LAURA}",
    "a live one again without its time": f"UPDATE appointment SET status = 'confirmed' WHERE id = {GONE}",
    "time taken for one that is over": f"{TAKE} during, 'appointment', id FROM appointment WHERE id = {GONE}",
    "one moved without its time": f"UPDATE appointment SET {MOVED} WHERE id = {LAURA}",
    "time moved without its appointment": f"UPDATE occupancy SET during = {LATER} WHERE appointment_id = {LAURA}",
    "one given to another stylist": f"UPDATE appointment SET stylist_id = {SARA} WHERE id = {LAURA}",
    "time given to another stylist": f"UPDATE occupancy SET stylist_id = {SARA} WHERE appointment_id = {LAURA}",
    "time cut short": f"UPDATE occupancy SET during = during - tstzmultirange(tstzrange(lower(during), lower(during) +"
    f" interval '1 s')) WHERE appointment_id = {LAURA}",
    "one end included": "UPDATE occupancy SET during = tstzmultirange(tstzrange(lower(during), upper(during), '[]'))"
    f" WHERE appointment_id = {LAURA}",
    "cancelled without giving its time back": f"UPDATE appointment SET status = 'cancelled' WHERE id = {LAURA}",
    "completed without giving its time back": f"UPDATE appointment SET status = 'completed' WHERE id = {LAURA}",
    "its time deleted": f"DELETE FROM occupancy WHERE appointment_id = {LAURA}",
    "itself deleted": f"DELETE FROM appointment_line WHERE appointment_id = {LAURA};"
    f" DELETE FROM appointment WHERE id = {LAURA}",
    "all time deleted": "DELETE FROM occupancy",
    "two swap their times": f"UPDATE occupancy SET appointment_id = CASE appointment_id WHEN {LAURA} THEN {ANA}"
    f" ELSE {LAURA} END WHERE appointment_id IN ({LAURA}, {ANA})",
    "its time becomes another's": f"UPDATE occupancy SET appointment_id = {GONE} WHERE appointment_id = {LAURA}",
    "its time becomes a block": "UPDATE occupancy SET kind = 'block', appointment_id = NULL"
    f" WHERE appointment_id = {LAURA}",
    "a block becomes its time": f"{TAKE} {FINITE}, 'block', NULL FROM appointment WHERE id = {GONE};"
    f" UPDATE occupancy SET kind = 'appointment', appointment_id = {GONE} WHERE kind = 'block'",
    "its time says block and names it": f"UPDATE occupancy SET kind = 'block' WHERE appointment_id = {LAURA}",
    "taken twice for one": f"{TAKE} {FINITE}, 'appointment', id FROM appointment WHERE id = {LAURA}",
    "an empty time": f"UPDATE occupancy SET during = '{{}}' WHERE appointment_id = {LAURA}",
    "an empty time on both sides": f"UPDATE appointment SET during = '{{}}' WHERE id = {LAURA};"
    f" UPDATE occupancy SET during = '{{}}' WHERE appointment_id = {LAURA}",
    "an appointment without a time": f"UPDATE appointment SET during = '{{}}' WHERE id = {GONE}",
    "no time at all": f"UPDATE occupancy SET during = NULL WHERE appointment_id = {LAURA}",
    "time without an end": f"{TAKE} '{{[2026-12-01 10:00+00,)}}', 'block', NULL FROM appointment WHERE id = {LAURA}",
    "time without a beginning": f"{TAKE} '{{(,2026-11-01 10:00+00)}}', 'block', NULL FROM appointment"
    f" WHERE id = {LAURA}",
    "time until infinity": f"{TAKE} '{{[2026-12-01 10:00+00,infinity)}}', 'block', NULL FROM appointment"
    f" WHERE id = {LAURA}",
    "time since forever": f"{TAKE} '{{[-infinity,2026-11-01 10:00+00)}}', 'block', NULL FROM appointment"
    f" WHERE id = {LAURA}",
    "a confirmed one that counts as free": "UPDATE occupancy SET lapses_at = '-infinity'"
    f" WHERE appointment_id = {LAURA}",
    "a confirmed one that will count as free": "UPDATE occupancy SET lapses_at = 'infinity'"
    f" WHERE appointment_id = {LAURA}",
    "confirmed, but its time still runs out": f"UPDATE appointment SET status = 'confirmed' WHERE id = {HELD}",
    "another business's time": f"UPDATE occupancy SET business_id = business_id + 1 WHERE appointment_id = {LAURA}",
    "the other tables put in front": "CREATE TEMP TABLE appointment AS SELECT * FROM public.appointment;"
    f" CREATE TEMP TABLE occupancy AS SELECT * FROM public.occupancy; DELETE FROM public.occupancy"
    f" WHERE appointment_id = {LAURA}",
    "checked at once": f"SET CONSTRAINTS ALL IMMEDIATE; UPDATE appointment SET {MOVED} WHERE id = {LAURA}",
    "checked too soon, then broken": f"UPDATE appointment SET {MOVED} WHERE id = {LAURA}; UPDATE occupancy"
    f" SET during = {LATER} WHERE appointment_id = {LAURA}; SET CONSTRAINTS ALL IMMEDIATE;"
    f" SET CONSTRAINTS ALL DEFERRED; DELETE FROM occupancy WHERE appointment_id = {LAURA}",
    "hidden in a savepoint": f"SAVEPOINT s; DELETE FROM occupancy WHERE appointment_id = {LAURA}; RELEASE s",
}

MET_BY_KEYS_AND_CHECKS = {
    "itself deleted",
    "two swap their times",
    "its time says block and names it",
    "taken twice for one",
    "an empty time",
    "an empty time on both sides",
    "an appointment without a time",
    "no time at all",
    "time without an end",
    "time without a beginning",
    "time until infinity",
    "time since forever",
    "another business's time",
}

REFUSED_TO_THE_APPLICATION = {
    "triggers switched off": "SET session_replication_role = replica",
    "triggers disabled": "ALTER TABLE occupancy DISABLE TRIGGER ALL",
    "the trigger dropped": "DROP TRIGGER occupancy_agrees ON occupancy",
    "the function replaced": "CREATE OR REPLACE FUNCTION appointment_and_occupancy_agree() RETURNS trigger"
    " LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "the constraint dropped": "ALTER TABLE occupancy DROP CONSTRAINT occupancy_no_overlap",
    "a rule instead": "CREATE RULE nothing AS ON DELETE TO occupancy DO INSTEAD NOTHING",
    "a table of its own": "CREATE TABLE public.mine (id int)",
    "a child of the table": "CREATE TEMP TABLE mine () INHERITS (occupancy)",
    "everything emptied": "TRUNCATE occupancy",
    "both emptied": "TRUNCATE appointment, occupancy CASCADE",
    "another role": "SET ROLE turno_owner",
}
