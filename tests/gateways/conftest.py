"""The demo salon for tests of bookings; the vendors' stand-ins, and the gateways that lead to them."""

from collections.abc import Iterator

import pytest

from gateways.google import GoogleCalendarGateway
from gateways.stripe import StripeGateway
from sandbox.server import Standins
from tests import diaries, shop
from tests.salon import salon as salon


@pytest.fixture
def standins() -> Iterator[Standins]:
    """Every vendor, with nothing in it."""
    with Standins(brain=shop.silent) as running:
        yield running


@pytest.fixture
def google(standins: Standins) -> GoogleCalendarGateway:
    """Leads to Google's."""
    return diaries.gateway(standins)


@pytest.fixture
def stripe(standins: Standins) -> StripeGateway:
    """Leads to Stripe's."""
    return shop.gateway(standins)
