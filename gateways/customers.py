"""Who writes: found by what the inbox row says, never by text or model."""

from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select, update

from gateways.database import Unit
from gateways.locks import lock_conversation
from models import Customer, CustomerIdentity
from models.enums import IdentityKind


def know_customer(unit: Unit, conversation_id: int, sender: dict[str, Any]) -> int:
    """The customer of a conversation, found by contact, WhatsApp id or phone, else created. Safe twice at once.

    `sender` is an inbox row. New identities are added to the customer found; one of another customer stays.
    """
    given = {
        IdentityKind.CONTACT: sender["contact"],
        IdentityKind.WHATSAPP: sender["whatsapp"],
        IdentityKind.PHONE: sender["phone"],
    }
    identities = [(kind, value) for kind, value in given.items() if value]
    conversation = lock_conversation(unit, conversation_id)
    assert conversation is not None
    if conversation.customer_id is not None:
        return conversation.customer_id
    customer_id = _find(unit, identities) or _create(unit, identities)
    conversation.customer_id = customer_id
    unit.session.add(conversation)
    return customer_id


def customer_with_phone(unit: Unit, phone: str) -> int:
    """The customer who has that phone (`+34...`), made now if nobody has. Safe twice at once."""
    identities = [(IdentityKind.PHONE, phone)]
    return _find(unit, identities) or _create(unit, identities)


def _find(unit: Unit, identities: list[tuple[IdentityKind, str]]) -> int | None:
    for kind, value in identities:
        found = unit.session.exec(
            select(CustomerIdentity.customer_id).where(
                CustomerIdentity.business_id == unit.business_id,
                CustomerIdentity.kind == kind,
                CustomerIdentity.value == value,
            )
        ).first()
        if found is not None:
            _add(unit, found, identities)
            return found
    return None


def _create(unit: Unit, identities: list[tuple[IdentityKind, str]]) -> int:
    customer = Customer(business_id=unit.business_id, created_at=unit.now)
    unit.session.add(customer)
    unit.session.flush()
    assert customer.id is not None
    _add(unit, customer.id, identities)
    if not identities:
        return customer.id
    # Somebody else may have created her at this very moment: the identity's owner wins.
    kind, value = identities[0]
    owner = unit.session.exec(
        select(CustomerIdentity.customer_id).where(
            CustomerIdentity.business_id == unit.business_id,
            CustomerIdentity.kind == kind,
            col(CustomerIdentity.value) == value,
        )
    ).one()
    if owner != customer.id:
        unit.session.exec(
            update(CustomerIdentity).where(col(CustomerIdentity.customer_id) == customer.id).values(customer_id=owner)
        )
        unit.session.delete(customer)
    return owner


def _add(unit: Unit, customer_id: int, identities: list[tuple[IdentityKind, str]]) -> None:
    if identities:
        unit.session.execute(
            insert(CustomerIdentity)
            .values(
                [
                    {
                        "business_id": unit.business_id,
                        "customer_id": customer_id,
                        "kind": kind,
                        "value": value,
                    }
                    for kind, value in identities
                ]
            )
            .on_conflict_do_nothing()
        )
