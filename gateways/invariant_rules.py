"""The statements behind `gateways.invariants`: each answers the ids of rows that break a rule.

Parameters: %(business)s; %(now)s (domain time), %(real)s (machine time); %(since)s, before which
history is left alone.
"""

from gateways.invariant_money import LEDGER_AGREES as LEDGER_AGREES

LIVE = "('provisional', 'confirmed')"

PATIENCE = "interval '60 seconds'"
"""How long anything may wait that nothing hinders."""

MESSAGES_FINISHED = {
    "a message counts as answered, but neither a finished turn nor a person has it": """
SELECT i.id FROM inbox i
LEFT JOIN turn t ON t.id = i.turn_id AND t.conversation_id = i.conversation_id
WHERE i.business_id = %(business)s AND i.received_at >= %(since)s
  AND i.kind = 'message' AND i.author = 'customer' AND i.handled_at IS NOT NULL
  AND (i.handled_as = 'person' OR i.handled_as = 'turn' AND t.step = 'done') IS NOT TRUE
ORDER BY i.id""",
    "a message is unanswered, and neither a turn nor a person is to come": """
SELECT i.id FROM inbox i JOIN conversation c ON c.id = i.conversation_id
WHERE i.business_id = %(business)s AND i.kind = 'message' AND i.author = 'customer'
  AND i.handled_at IS NULL AND c.handed_over_at IS NULL AND c.due_at IS NULL
  AND NOT EXISTS (SELECT FROM turn t WHERE t.conversation_id = c.id AND t.step <> 'done')
ORDER BY i.id""",
}

EFFECTS_ONCE = {
    "an effect is sent but does not say when": """
SELECT id FROM outbox WHERE business_id = %(business)s AND created_at >= %(since)s
  AND status = 'sent' AND sent_at IS NULL ORDER BY id""",
    "an effect was withdrawn or has failed without a reason": """
SELECT id FROM outbox WHERE business_id = %(business)s AND created_at >= %(since)s
  AND status IN ('withdrawn', 'failed') AND coalesce(reason, '') = '' ORDER BY id""",
}

MESSAGES_SENT = """
SELECT id, dedupe_key AS key FROM outbox WHERE business_id = %(business)s AND status = 'sent'
  AND kind IN ('reply', 'notice', 'note') AND created_at >= %(since)s ORDER BY id"""

NOBODY_TWICE = {
    "two live appointments of a stylist overlap": f"""
SELECT DISTINCT a.id FROM appointment a
JOIN appointment b ON b.stylist_id = a.stylist_id AND b.id <> a.id AND b.during && a.during
WHERE a.business_id = %(business)s AND a.status IN {LIVE} AND b.status IN {LIVE}
  AND a.ends_at >= %(since)s AND b.ends_at >= %(since)s ORDER BY a.id""",
    "a live appointment does not occupy its stylist": f"""
SELECT a.id FROM appointment a LEFT JOIN occupancy o
  ON o.appointment_id = a.id AND o.stylist_id = a.stylist_id AND o.during = a.during
WHERE a.business_id = %(business)s AND a.status IN {LIVE} AND a.ends_at >= %(since)s
  AND o.id IS NULL ORDER BY a.id""",
    "an appointment that is over occupies its stylist": f"""
SELECT a.id FROM occupancy o JOIN appointment a ON a.id = o.appointment_id
WHERE o.business_id = %(business)s AND a.status NOT IN {LIVE} ORDER BY a.id""",
    "an appointment does not follow its booking": """
SELECT a.id FROM appointment a JOIN booking b ON b.id = a.booking_id
WHERE a.business_id = %(business)s AND a.ends_at >= %(since)s AND CASE b.status
    WHEN 'held' THEN a.status = 'confirmed'
    WHEN 'confirmed' THEN a.status = 'provisional'
    ELSE a.status IN ('provisional', 'confirmed') END ORDER BY a.id""",
    "what the waiting list has offered is not reserved, or somebody was never told": """
SELECT e.id FROM waitlist_entry e
WHERE e.business_id = %(business)s AND e.status = 'offered' AND e.offered_until > %(now)s
  AND NOT EXISTS (
    SELECT FROM occupancy r JOIN offer o ON o.waitlist_entry_id = e.id AND o.stylist_id = r.stylist_id
      AND o.starts_at = lower(r.during) AND o.ends_at = upper(r.during) AND o.conversation_id = e.conversation_id
      AND o.shown_in IS NOT NULL
    WHERE r.waitlist_entry_id = e.id AND r.lapses_at = e.offered_until) ORDER BY e.id""",
    "time is reserved for somebody on the waiting list to whom nothing is offered": """
SELECT r.id FROM occupancy r JOIN waitlist_entry e ON e.id = r.waitlist_entry_id
WHERE r.business_id = %(business)s AND e.status <> 'offered' ORDER BY r.id""",
}

MONEY_SETTLED = {
    "more sessions of a pack were used than it has": """
SELECT k.id FROM customer_pack k WHERE k.business_id = %(business)s AND k.sessions < (
    SELECT count(*) FROM session_use u WHERE u.customer_pack_id = k.id AND u.returned_at IS NULL)
ORDER BY k.id""",
    "a session pack was paid for and its customer does not have it, or has one that was not": """
SELECT b.id FROM booking b LEFT JOIN customer_pack k ON k.booking_id = b.id
WHERE b.business_id = %(business)s AND b.session_pack_id IS NOT NULL
  AND (b.status = 'confirmed') <> (k.id IS NOT NULL) ORDER BY b.id""",
    "a payment was captured and its booking is neither confirmed nor cancelled": """
SELECT p.id FROM payment p JOIN booking b ON b.id = p.booking_id
WHERE p.business_id = %(business)s AND p.status = 'paid'
  AND b.status NOT IN ('confirmed', 'cancelled') ORDER BY p.id""",
    "a booking is confirmed although its deposit was not paid": """
SELECT b.id FROM booking b
WHERE b.business_id = %(business)s AND b.created_at >= %(since)s
  AND b.status = 'confirmed' AND b.deposit_cents > 0
  AND NOT EXISTS (SELECT FROM payment p WHERE p.booking_id = b.id
                  AND (p.status NOT IN ('open', 'withdrawn') OR p.kind = 'supplement')) ORDER BY b.id""",
    "a payment says that it is open, and that it was captured": """
SELECT p.id FROM payment p WHERE p.business_id = %(business)s AND p.status IN ('open', 'withdrawn')
  AND (p.paid_at IS NOT NULL OR EXISTS (
      SELECT FROM payment_attempt a WHERE a.payment_id = p.id AND a.status = 'paid'))
ORDER BY p.id""",
    "more was given back than was captured, or a refund is over that gave nothing back": """
SELECT id FROM payment WHERE business_id = %(business)s AND (refunded_cents > amount_cents
  OR refunded_cents > 0 AND paid_at IS NULL OR status = 'refunded' AND refunded_cents = 0)
ORDER BY id""",
    "a payment is to be given back, and nobody is asked to": """
SELECT p.id FROM payment p WHERE p.business_id = %(business)s AND p.due_back_cents > p.refunded_cents
  AND NOT EXISTS (SELECT FROM outbox o WHERE o.business_id = p.business_id AND o.kind = 'refund'
                  AND o.stream = 'stripe:' || p.id) ORDER BY p.id""",
}

ORDER_KEPT = {
    "a later message was answered in an earlier turn": """
SELECT id FROM (
    SELECT id, turn_id, max(turn_id) OVER (PARTITION BY conversation_id ORDER BY id
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM inbox WHERE business_id = %(business)s AND received_at >= %(since)s
      AND kind = 'message' AND author = 'customer' AND handled_as = 'turn') i
WHERE turn_id < before ORDER BY id""",
    "a message was sent before one that was said earlier": """
SELECT id FROM (
    SELECT id, status, sent_at, max(CASE WHEN status IN ('pending', 'claimed')
           THEN 'infinity' ELSE sent_at END) OVER (PARTITION BY stream ORDER BY id
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM outbox WHERE business_id = %(business)s AND created_at >= %(since)s
      AND stream LIKE 'chatwoot:%%') o
WHERE status = 'sent' AND sent_at < before ORDER BY id""",
    "an earlier turn replied after a later one": """
SELECT id FROM (
    SELECT id, turn_id, max(turn_id) OVER (PARTITION BY stream ORDER BY id
           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM (SELECT id, stream, substring(dedupe_key FROM '^reply:([0-9]+)$')::bigint AS turn_id
          FROM outbox WHERE business_id = %(business)s AND created_at >= %(since)s
            AND kind = 'reply') r) o
WHERE turn_id < before ORDER BY id""",
}

CALENDAR_AGREES = {
    "a live appointment was never put into its calendar": f"""
SELECT a.id FROM appointment a JOIN stylist s ON s.id = a.stylist_id
WHERE a.business_id = %(business)s AND a.status IN {LIVE} AND a.ends_at >= %(since)s
  AND s.calendar_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM outbox o WHERE o.stream = 'google:' || a.id) ORDER BY a.id""",
}

CALENDAR_DUE = f"""
SELECT a.id, s.calendar_id AS calendar, s.name, a.starts_at, a.ends_at, CASE
    WHEN EXISTS (SELECT FROM outbox o WHERE o.stream = 'google:' || a.id
                 AND o.status IN ('pending', 'claimed')) THEN ARRAY[0, 1]
    WHEN a.status IN {LIVE} THEN ARRAY[1]
    WHEN a.status IN ('completed', 'no_show') THEN ARRAY[0, 1]
    ELSE ARRAY[0] END AS allowed
FROM appointment a JOIN stylist s ON s.id = a.stylist_id
WHERE a.business_id = %(business)s AND s.calendar_id IS NOT NULL
ORDER BY a.status IN {LIVE} DESC, a.id"""
"""Live ones first: what stands at a time belongs to the live appointment, not to a lapsed one."""

NOTHING_WAITS = {
    "a conversation has been due for over a minute": f"""
SELECT c.id FROM conversation c WHERE c.business_id = %(business)s
  AND c.due_at < %(now)s::timestamptz - {PATIENCE} AND c.handed_over_at IS NULL
  AND NOT EXISTS (SELECT FROM turn t WHERE t.conversation_id = c.id AND t.step <> 'done')
ORDER BY c.id""",
    "nobody has worked on an open turn for over a minute": f"""
SELECT id FROM turn WHERE business_id = %(business)s AND step <> 'done'
  AND greatest(opened_at, published_at, lease_until, retry_at)
      < %(real)s::timestamptz - {PATIENCE} ORDER BY id""",
    "nobody has tried an effect for over a minute": f"""
SELECT id FROM (
    SELECT DISTINCT ON (stream) id, created_at, claimed_at, next_attempt_at FROM outbox
    WHERE business_id = %(business)s AND status IN ('pending', 'claimed') ORDER BY stream, id) o
WHERE created_at < %(now)s::timestamptz - {PATIENCE}
  AND coalesce(greatest(claimed_at, next_attempt_at), '-infinity')
      < %(real)s::timestamptz - {PATIENCE} ORDER BY id""",
    "a hold that has lapsed for over a minute still stands": f"""
SELECT id FROM booking WHERE business_id = %(business)s AND status = 'held'
  AND held_until < %(now)s::timestamptz - {PATIENCE} ORDER BY id""",
    "a reminder has been due for over a minute": f"""
SELECT id FROM reminder WHERE business_id = %(business)s AND status = 'due'
  AND due_at < %(now)s::timestamptz - {PATIENCE} ORDER BY id""",
    "an offer of the waiting list, or what it reserves, stands for over a minute past its end": f"""
SELECT e.id FROM waitlist_entry e LEFT JOIN occupancy r ON r.waitlist_entry_id = e.id
WHERE e.business_id = %(business)s AND (e.status = 'offered'
  AND e.offered_until < %(now)s::timestamptz - {PATIENCE} OR r.lapses_at < %(now)s::timestamptz - {PATIENCE})
ORDER BY e.id""",
    "a hint has not been looked into for over a minute": f"""
SELECT id FROM inbox WHERE business_id = %(business)s AND kind = 'hint' AND handled_at IS NULL
  AND received_at < %(now)s::timestamptz - {PATIENCE} ORDER BY id""",
}

NOTHING_CROSSES = {
    "a message is answered in another conversation's turn": """
SELECT i.id FROM inbox i JOIN turn t ON t.id = i.turn_id
WHERE i.business_id = %(business)s AND i.received_at >= %(since)s
  AND (t.business_id, t.conversation_id) IS DISTINCT FROM (i.business_id, i.conversation_id)
ORDER BY i.id""",
    "an appointment is for somebody for whom its booking's customer does not book": """
SELECT a.id FROM appointment a JOIN booking b ON b.id = a.booking_id
JOIN customer c ON c.id = a.customer_id
WHERE a.business_id = %(business)s AND a.ends_at >= %(since)s AND a.customer_id <> b.customer_id
  AND c.booked_by_id IS DISTINCT FROM b.customer_id
ORDER BY a.id""",
    "a session of a pack was used by somebody who has not bought it": """
SELECT u.id FROM session_use u JOIN customer_pack k ON k.id = u.customer_pack_id
JOIN appointment a ON a.id = u.appointment_id
WHERE u.business_id = %(business)s AND a.customer_id <> k.customer_id ORDER BY u.id""",
    "a booking and its conversation have different customers": """
SELECT b.id FROM booking b JOIN conversation c ON c.id = b.conversation_id
WHERE b.business_id = %(business)s AND b.created_at >= %(since)s
  AND c.customer_id <> b.customer_id ORDER BY b.id""",
    "an offer comes from another conversation's turn, or was shown in another's message": """
SELECT o.id FROM offer o LEFT JOIN turn t ON t.id = o.turn_id LEFT JOIN outbox x ON x.id = o.shown_in
WHERE o.business_id = %(business)s AND o.made_at >= %(since)s
  AND (t.conversation_id <> o.conversation_id OR x.conversation_id <> o.conversation_id)
ORDER BY o.id""",
    "a message is in another conversation's stream": """
SELECT id FROM outbox WHERE business_id = %(business)s AND created_at >= %(since)s
  AND kind IN ('reply', 'notice', 'note')
  AND stream IS DISTINCT FROM 'chatwoot:' || conversation_id ORDER BY id""",
    "a reply answers another conversation's turn": """
SELECT o.id FROM outbox o
JOIN turn t ON t.id = substring(o.dedupe_key FROM '^reply:([0-9]+)$')::bigint
WHERE o.business_id = %(business)s AND o.created_at >= %(since)s AND o.kind = 'reply'
  AND (t.business_id, t.conversation_id) IS DISTINCT FROM (o.business_id, o.conversation_id)
ORDER BY o.id""",
}
