"""Customers who have told no name, as WhatsApp brings them."""

from datetime import timedelta

from models.enums import HandoverReason
from tasks.commands.handover import hand_over
from tests.salon import Guest, Salon

WROTE = """
INSERT INTO inbox (business_id, source, key, kind, conversation_id, author, content, text, sender_name, phone,
                   received_at)
SELECT business_id, 'chatwoot', %(key)s, 'message', id, 'customer', 'text', %(text)s, %(name)s, %(phone)s, %(at)s
FROM conversation WHERE id = %(talk)s
"""
NAMELESS = "UPDATE customer SET name = NULL, surname = NULL WHERE id = %(id)s"
LAST = "UPDATE conversation SET last_customer_at = %(at)s WHERE id = %(talk)s"
PHONE = """
INSERT INTO customer_identity (business_id, customer_id, kind, value)
SELECT business_id, id, 'phone', %(phone)s FROM customer WHERE id = %(id)s
"""


def nameless(salon: Salon, phone: str) -> Guest:
    """Somebody of whom only the number is known."""
    guest = salon.guest()
    salon.rows(NAMELESS, id=guest.customer)
    has_phone(salon, guest, phone)
    return guest


def has_phone(salon: Salon, guest: Guest, phone: str) -> None:
    """Her number is known."""
    salon.rows(PHONE, id=guest.customer, phone=phone)


def writes(salon: Salon, talk: int, text: str, name: str | None, phone: str | None = None) -> None:
    """A message that nobody has handled, under the name she has on WhatsApp."""
    with salon.unit() as unit:
        now = unit.now
    key = f"{talk}:{text}"
    at = now - timedelta(minutes=1)
    salon.rows(WROTE, key=key, talk=talk, text=text, name=name, phone=phone, at=at)
    salon.rows(LAST, talk=talk, at=at)


def with_person(salon: Salon, talk: int, reason: HandoverReason, minutes: int) -> None:
    """A person has had the conversation for so many minutes."""
    with salon.unit() as unit:
        assert hand_over(unit, talk, reason, "Lo que escribió.")
    since = "UPDATE conversation SET handed_over_at = handed_over_at - %(by)s WHERE id = %(id)s"
    salon.rows(since, id=talk, by=timedelta(minutes=minutes))
