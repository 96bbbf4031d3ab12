"""Which conversations are one and the same thread on a customer's phone."""

from collections.abc import Collection

from gateways.database import Unit
from gateways.statements import rows

NUMBER = """
(SELECT i.whatsapp FROM inbox i WHERE i.conversation_id = {talk}.id AND i.whatsapp IS NOT NULL
 ORDER BY i.id DESC LIMIT 1)
"""
"""The WhatsApp number that a conversation is held with; unknown where Chatwoot has not said it."""

SAME = f"""
SELECT other.id FROM conversation here
JOIN conversation other ON other.channel_id = here.channel_id AND other.customer_id = here.customer_id
WHERE here.business_id = %(business)s AND here.id = %(here)s AND other.id = ANY(%(others)s::bigint[])
  AND {NUMBER.format(talk="other")} = {NUMBER.format(talk="here")}
"""


def read_here(unit: Unit, conversation_id: int, others: Collection[int]) -> set[int]:
    """Those of the conversations whose messages she reads where she reads this one's, itself included.

    Chatwoot begins a new conversation once one is resolved; WhatsApp goes on with the same thread.
    """
    found = {one for one in others if one == conversation_id}
    if further := set(others) - found:
        values = {"business": unit.business_id, "here": conversation_id, "others": sorted(further)}
        unit.session.flush()
        found |= {row.id for row in rows(unit, SAME, values)}
    return found
