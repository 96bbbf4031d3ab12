"""The demo salon for tests of bookings."""

from tests.salon import salon as salon
