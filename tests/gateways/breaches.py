"""For each rule of the invariants, a way to break it. `{...}` are ids of `tests.day`."""

from tests.gateways import waiting_breaches as waiting
from tests.gateways.money_breaches import IN_ORDER, PAYMENTS

Ways = dict[str, tuple[str, ...]]

MESSAGES: Ways = {
    "a message counts as answered, but neither a finished turn nor a person has it": (
        "UPDATE inbox SET handled_as = NULL WHERE key = 'message_created:0'",
        "UPDATE inbox SET handled_as = 'hint' WHERE key = 'message_created:0'",
        "UPDATE inbox SET turn_id = NULL WHERE key = 'message_created:0'",
        "UPDATE turn SET step = 'settle', lease_until = now() + interval '1 min' WHERE id = {turn 1}",
    ),
    "a message is unanswered, and neither a turn nor a person is to come": (
        "UPDATE inbox SET handled_at = NULL, handled_as = NULL, turn_id = NULL WHERE key = 'message_created:0'",
        "UPDATE inbox SET handled_at = NULL, handled_as = NULL WHERE key = 'message_created:1'",
        "UPDATE conversation SET handed_over_at = NULL WHERE id = {handover}",
    ),
}

EFFECTS: Ways = {
    "an effect is sent but does not say when": ("UPDATE outbox SET sent_at = NULL WHERE kind = 'note'",),
    "an effect was withdrawn or has failed without a reason": (
        "UPDATE outbox SET reason = NULL WHERE id = {failed}",
        "UPDATE outbox SET status = 'withdrawn', reason = '' WHERE id = {failed}",
    ),
}

APPOINTMENTS: Ways = {
    "two live appointments of a stylist overlap": (
        "ALTER TABLE occupancy DROP CONSTRAINT occupancy_no_overlap;"
        " UPDATE appointment a SET during = b.during, starts_at = b.starts_at, ends_at = b.ends_at"
        " FROM appointment b WHERE a.id = {appointment Laura} AND b.id = {appointment Carmen};"
        " UPDATE occupancy o SET during = a.during FROM appointment a"
        " WHERE a.id = o.appointment_id",
    ),
    "a live appointment does not occupy its stylist": (
        "DELETE FROM occupancy WHERE appointment_id = {appointment Laura}",
        "UPDATE occupancy SET stylist_id = (SELECT id FROM stylist WHERE name = 'Sara')"
        " WHERE appointment_id = {appointment Laura}",
        "UPDATE occupancy SET during = during - tstzmultirange(tstzrange("
        "lower(during), lower(during) + interval '5 min'))"
        " WHERE appointment_id = {appointment Laura}",
    ),
    "an appointment that is over occupies its stylist": (
        "UPDATE appointment SET status = 'cancelled' WHERE id = {appointment Laura}",
    ),
    "an appointment does not follow its booking": (
        "UPDATE appointment SET status = 'provisional' WHERE id = {appointment Laura}",
        "UPDATE appointment SET status = 'confirmed' WHERE id = {appointment Patricia}",
    ),
}

PACK = (
    "INSERT INTO session_pack (business_id, name, service_id, sessions, price_cents, active)"
    " SELECT business_id, 'Bono', id, 2, 1, true FROM service ORDER BY id LIMIT 1"
)
BOUGHT = (
    "INSERT INTO customer_pack (business_id, customer_id, session_pack_id, service_id, booking_id, sessions,"
    " price_cents, bought_at) SELECT p.business_id, {customer Laura}, p.id, p.service_id, {booking Laura}, 1, 1, now()"
    " FROM session_pack p WHERE p.name = 'Bono'"
)
USED = (
    "INSERT INTO session_use (business_id, customer_pack_id, appointment_id, used_at)"
    " SELECT business_id, id, {appointment Laura}, now() FROM customer_pack"
)

MONEY: Ways = {
    "more sessions of a pack were used than it has": (
        f"{PACK}; {BOUGHT}; {USED}; ALTER TABLE customer_pack DROP CONSTRAINT ck_customer_pack_sessions;"
        " UPDATE customer_pack SET sessions = 0",
    ),
    "a session pack was paid for and its customer does not have it, or has one that was not": (
        f"{PACK}; UPDATE booking SET session_pack_id = (SELECT max(id) FROM session_pack) WHERE id = {{booking Laura}}",
        f"{PACK}; {BOUGHT}; UPDATE customer_pack SET booking_id = {{booking Patricia}};"
        " UPDATE booking SET session_pack_id = (SELECT max(id) FROM session_pack) WHERE id = {booking Patricia}",
    ),
}

ORDER: Ways = {
    "a later message was answered in an earlier turn": (
        "UPDATE inbox SET turn_id = {turn 0} + {turn 1} - turn_id WHERE handled_as = 'turn'",
    ),
    "a message was sent before one that was said earlier": (
        "UPDATE outbox SET sent_at = sent_at - interval '1 s' WHERE dedupe_key = 'reply:{turn 1}'",
    ),
    "an earlier turn replied after a later one": (
        "UPDATE outbox SET dedupe_key = 'reply:0' WHERE dedupe_key = 'reply:{turn 1}'",
    ),
}

CALENDAR: Ways = {
    "a live appointment was never put into its calendar": (
        "DELETE FROM outbox WHERE stream = 'google:{appointment Laura}'",
    ),
}

WAITING: Ways = {
    "a conversation has been due for over a minute": (
        "UPDATE conversation SET due_at = %(now)s - interval '61 s' WHERE id = {talk}",
    ),
    "nobody has worked on an open turn for over a minute": (
        "INSERT INTO turn (business_id, conversation_id, opened_at, published_at)"
        " SELECT business_id, id, %(real)s - interval '61 s', %(real)s - interval '61 s'"
        " FROM conversation WHERE id = {talk}",
    ),
    "nobody has tried an effect for over a minute": (
        "UPDATE outbox SET status = 'pending' WHERE id = {failed}",
        "UPDATE outbox SET status = 'claimed', claimed_at = %(real)s - interval '61 s' WHERE id = {failed}",
        "UPDATE outbox SET status = 'pending', next_attempt_at = %(real)s - interval '61 s' WHERE id = {failed}",
    ),
    "a hold that has lapsed for over a minute still stands": (
        "UPDATE booking SET held_until = %(now)s - interval '61 s' WHERE id = {booking Patricia}",
    ),
    "a reminder has been due for over a minute": (
        "INSERT INTO reminder (business_id, booking_id, starts_at, due_at) SELECT business_id, id,"
        " %(now)s + interval '2 d', %(now)s - interval '61 s' FROM booking WHERE id = {booking Julia}",
    ),
    "a hint has not been looked into for over a minute": (
        "INSERT INTO inbox (business_id, source, key, kind, received_at)"
        " SELECT id, 'stripe', 'evt', 'hint', %(now)s - interval '61 s' FROM business",
    ),
}

CROSSING: Ways = {
    "a message is answered in another conversation's turn": (
        "UPDATE inbox SET turn_id = {turn 0} WHERE key = 'message_created:7'",
    ),
    "an appointment is for somebody for whom its booking's customer does not book": (
        "UPDATE appointment SET customer_id = {customer Julia} WHERE id = {appointment Laura}",
        "UPDATE customer SET booked_by_id = {customer Carmen} WHERE id = {customer Julia};"
        " UPDATE appointment SET customer_id = {customer Julia} WHERE id = {appointment Laura}",
    ),
    "a session of a pack was used by somebody who has not bought it": (
        f"{PACK}; {BOUGHT}; INSERT INTO session_use (business_id, customer_pack_id, appointment_id, used_at)"
        " SELECT business_id, id, {appointment Carmen}, now() FROM customer_pack",
    ),
    "a booking and its conversation have different customers": (
        "UPDATE booking SET conversation_id = {talk} WHERE id = {booking Beatriz}",
    ),
    "an offer comes from another conversation's turn, or was shown in another's message": (
        "UPDATE offer SET conversation_id = {handover}",
        "UPDATE offer SET shown_in = (SELECT id FROM outbox WHERE kind = 'note')",
        waiting.CROSSED,
    ),
    "a message is in another conversation's stream": (
        "UPDATE outbox SET stream = 'chatwoot:999' WHERE kind = 'note'",
        "UPDATE outbox SET conversation_id = NULL WHERE kind = 'note'",
    ),
    "a reply answers another conversation's turn": (
        "UPDATE outbox SET conversation_id = {handover}, stream = 'chatwoot:{handover}'"
        " WHERE dedupe_key = 'reply:{turn 0}'",
    ),
}

BREACHES: dict[str, Ways] = {
    "I1": MESSAGES,
    "I2": EFFECTS,
    "I3": APPOINTMENTS | waiting.RESERVED,
    "I4": MONEY | PAYMENTS,
    "I5": ORDER,
    "I6": CALENDAR,
    "I7": WAITING | waiting.PAST_ITS_END,
    "I8": CROSSING,
}

UNDER_WAY = (
    {
        "a message whose turn is running": "WITH open AS (INSERT INTO turn (business_id,"
        " conversation_id, opened_at, published_at) SELECT business_id, id, %(real)s, %(real)s"
        " FROM conversation WHERE id = {talk} RETURNING id) UPDATE inbox SET handled_at = NULL,"
        " handled_as = NULL, turn_id = open.id FROM open WHERE key = 'message_created:1'",
        "a message whose turn is due": "UPDATE inbox SET handled_at = NULL, handled_as = NULL,"
        " turn_id = NULL WHERE key = 'message_created:1'; UPDATE conversation SET due_at = %(now)s"
        " WHERE id = {talk}",
        "a turn whose lease is alive": "INSERT INTO turn (business_id, conversation_id, opened_at,"
        " published_at, lease_until) SELECT business_id, id, %(real)s - interval '90 s',"
        " %(real)s - interval '90 s', %(real)s + interval '5 s' FROM conversation WHERE id = {talk}",
        "a turn that tries again later": "INSERT INTO turn (business_id, conversation_id, opened_at,"
        " published_at, retry_at) SELECT business_id, id, %(real)s - interval '90 s',"
        " %(real)s - interval '90 s', %(real)s + interval '5 s' FROM conversation WHERE id = {talk}",
        "an effect that is tried again later": "UPDATE outbox SET status = 'pending',"
        " next_attempt_at = %(real)s + interval '5 s' WHERE id = {failed}",
        "an effect that was just claimed": "UPDATE outbox SET status = 'claimed',"
        " claimed_at = %(real)s WHERE id = {failed}",
        "a hold that lapsed this moment": "UPDATE booking SET held_until = %(now)s WHERE id = {booking Patricia}",
        "a reminder that is due this moment": "INSERT INTO reminder (business_id, booking_id, starts_at, due_at)"
        " SELECT business_id, id, %(now)s + interval '2 d', %(now)s FROM booking WHERE id = {booking Julia}",
    }
    | IN_ORDER
    | waiting.IN_ORDER
)
"""What looks unfinished and is not wrong."""
