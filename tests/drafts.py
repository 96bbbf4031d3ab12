"""Bookings as they would be written, for tests that skip the search."""

from datetime import datetime

from flows.booking import BookingDraft, draft
from flows.catalogue import Catalogue
from flows.plan import Part
from flows.quotes import Quote
from models.slot import Slot


def one_part(catalogue: Catalogue, stylist_id: int, slot: Slot, quoted: Quote, now: datetime) -> BookingDraft:
    """One appointment that begins when the slot does."""
    part = Part(stylist_id, slot.start, quoted.service_ids, quoted.pack_id)
    return draft(catalogue.policy, catalogue.business.timezone, [(part, quoted)], now)
