"""A small business for tests that need no demo salon: one channel, nothing to book."""

import json

from gateways.database import Database
from models.business import Policy

BUSINESS = """
INSERT INTO business (name, assistant, timezone, currency, default_language, languages, policy)
VALUES ('Salon', 'Maite', 'Europe/Madrid', 'EUR', 'es', '{es,en}', %(policy)s) RETURNING id
"""
CHANNEL = """
INSERT INTO channel (business_id, account_number, inbox_number) VALUES (%(business)s, %(account)s, %(inbox)s)
"""


def small_salon(database: Database, account: int = 1, inbox: int = 3) -> int:
    """A business with one Chatwoot inbox; its id."""
    row = database.row(BUSINESS, {"policy": json.dumps(Policy().model_dump(mode="json"))})
    assert row is not None
    database.rows(CHANNEL, {"business": row["id"], "account": account, "inbox": inbox})
    business_id: int = row["id"]
    return business_id
