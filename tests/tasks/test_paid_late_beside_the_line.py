"""A late payment finds its time reserved for somebody on the waiting list."""

import pytest

from models.enums import PaymentStatus
from tasks.commands.lapse import lapse
from tasks.commands.pay import PaidLate, RefundDue
from tests.salon import Salon

RESERVED = """
WITH place AS (
    INSERT INTO waitlist_entry (business_id, customer_id, conversation_id, service_ids, first_day, last_day, part,
                                status, offered_until, free_then, created_at)
    SELECT business_id, %(customer)s, %(conversation)s, '{1}', '2026-11-27', '2026-11-27', 'any',
           'offered', now() + clock_offset + make_interval(mins => %(minutes)s), '{}', now()
    FROM channel CROSS JOIN deployment RETURNING id, business_id, offered_until
)
INSERT INTO occupancy (business_id, stylist_id, during, kind, waitlist_entry_id, lapses_at)
SELECT p.business_id, a.stylist_id, a.during, 'waitlist', p.id, p.offered_until
FROM place p CROSS JOIN appointment a WHERE a.booking_id = %(booking)s
"""


@pytest.mark.parametrize(("minutes", "answer"), [(30, RefundDue), (-1, PaidLate)], ids=["still", "for too long"])
def test_what_is_reserved_counts_until_its_time_is_over(salon: Salon, minutes: int, answer: type) -> None:
    laura, ana = salon.guest(), salon.guest("Ana")
    held = salon.held(laura, "Marta", "2026-11-27 12:30")
    salon.advance(31)
    with salon.unit() as unit:
        assert lapse(unit, held.booking_id)
    salon.rows(RESERVED, customer=ana.customer, conversation=ana.conversation, booking=held.booking_id, minutes=minutes)
    assert type(salon.pay(held)) is answer
    late = answer is PaidLate
    assert salon.occupied() == late
    assert len(salon.rows("SELECT 1 FROM occupancy WHERE kind = 'waitlist'")) == 1 - late
    assert salon.payment(held.booking_id)["status"] == (PaymentStatus.PAID if late else PaymentStatus.REFUNDING)
