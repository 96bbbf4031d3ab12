"""Session packs that a customer has: bought, used one by one, given back. Each is a movement in the ledger."""

from collections.abc import Collection, Mapping, Sequence

from flows.catalogue import Catalogue
from flows.plan import Part
from flows.quotes import Quote
from flows.session_packs import Covered, bearer, cover
from gateways.database import Unit
from gateways.ledger import enter
from gateways.session_packs import sessions_left, write_pack, write_return, write_use
from models.enums import LedgerKind


def pack_bought(unit: Unit, booking_id: int, payment_id: int | None) -> int:
    """The pack that this booking buys was paid: its sessions can be used. The caller has locked the booking."""
    pack_id = write_pack(unit, booking_id)
    key = f"pack:{booking_id}"
    enter(unit, LedgerKind.PACK_BOUGHT, key, payment_id=payment_id, booking_id=booking_id, customer_pack_id=pack_id)
    return pack_id


def cover_by_sessions(
    unit: Unit, catalogue: Catalogue, customer_id: int, parts: Sequence[Part], quotes: Sequence[Quote]
) -> Covered:
    """What of those parts is covered by sessions that are left. Their packs are locked, before any stylist is."""
    bearers = [bearer(part.guest, part.customer_id, customer_id) for part in parts]
    services = {service_id for quoted in quotes for service_id in quoted.service_ids}
    left = sessions_left(unit, {one for one in bearers if one is not None}, services)
    return cover(catalogue, quotes, bearers, left)


def use_sessions(unit: Unit, packs: Mapping[int, Collection[int]]) -> None:
    """Each appointment takes a session of each of its packs. The caller has locked them and seen what is left."""
    for appointment_id, used in packs.items():
        for customer_pack_id in used:
            use_id = write_use(unit, customer_pack_id, appointment_id)
            _enter(unit, LedgerKind.SESSION_USED, use_id, customer_pack_id, appointment_id)


def give_session_back(unit: Unit, appointment_id: int, spent: bool, service_ids: Collection[int] | None = None) -> int:
    """What becomes of the sessions of an appointment that is cancelled, or does without those services.

    When they are `spent` nothing changes. Answers how many the customer has again. The caller has locked the
    appointment.
    """
    if spent:
        return 0
    unit.session.flush()
    returned = write_return(unit, appointment_id, service_ids)
    for use_id, pack_id in returned:
        _enter(unit, LedgerKind.SESSION_RETURNED, use_id, pack_id, appointment_id)
    return len(returned)


def _enter(unit: Unit, kind: LedgerKind, use_id: int, customer_pack_id: int, appointment_id: int) -> None:
    key = f"{kind.value}:{use_id}:{unit.now.isoformat()}"
    enter(unit, kind, key, appointment_id=appointment_id, customer_pack_id=customer_pack_id)
