"""Statements behind `gateways.invariants`: where the money of a booking is, and whether the ledger says the same."""

LEDGER_AGREES = {
    "a booking was cancelled, and some of its money is neither given back nor forfeited": """
SELECT p.id FROM payment p JOIN booking b ON b.id = p.booking_id
WHERE p.business_id = %(business)s AND p.status = 'paid' AND b.status = 'cancelled' ORDER BY p.id""",
    "a supplement is asked for although its booking does not stand": """
SELECT p.id FROM payment p JOIN booking b ON b.id = p.booking_id
WHERE p.business_id = %(business)s AND p.kind = 'supplement' AND p.status = 'open' AND b.status <> 'confirmed'
ORDER BY p.id""",
    "a payment's status is not what its numbers say": """
SELECT id FROM payment WHERE business_id = %(business)s AND paid_at IS NOT NULL
  AND status NOT IN ('open', 'withdrawn') AND NOT (status = 'refunded' AND refunded_cents = 0) AND status <> CASE
    WHEN refunded_cents >= amount_cents THEN 'refunded'
    WHEN greatest(due_back_cents, refunded_cents) + forfeited_cents < amount_cents THEN 'paid'
    WHEN refunded_cents < due_back_cents THEN 'refunding'
    ELSE 'forfeited' END ORDER BY id""",
    "the ledger does not agree with a payment": """
SELECT p.id FROM payment p LEFT JOIN LATERAL (
    SELECT coalesce(sum(cents) FILTER (WHERE kind = 'captured'), 0) AS captured,
           coalesce(-sum(cents) FILTER (WHERE kind IN ('refunded', 'refund_failed')), 0) AS refunded,
           coalesce(-sum(cents) FILTER (WHERE kind = 'refund_asked'), 0) AS asked,
           coalesce(sum(cents) FILTER (WHERE kind = 'forfeited'), 0) AS forfeited
    FROM ledger_entry l WHERE l.payment_id = p.id) l ON true
WHERE p.business_id = %(business)s AND coalesce(p.paid_at, 'infinity') >= %(since)s AND (
    l.captured <> CASE WHEN p.paid_at IS NULL THEN 0 ELSE p.amount_cents END
    OR least(l.refunded, p.amount_cents) <> least(p.refunded_cents, p.amount_cents) OR l.forfeited <> p.forfeited_cents
    OR l.asked > p.due_back_cents OR (l.asked = 0) <> (p.due_back_cents = 0)) ORDER BY p.id""",
    "money that nobody owed was not sent back": """
SELECT min(id) AS id FROM ledger_entry
WHERE business_id = %(business)s AND at >= %(since)s AND payment_id IS NULL
  AND kind IN ('extra_captured', 'refund_asked')
GROUP BY booking_id, vendor_id HAVING sum(cents) <> 0 ORDER BY 1""",
}
"""Part of I4. A refund that failed leaves its payment refunding: staff have been told, and the money is still owed."""
