"""The demo salon for tests of bookings; its calendars, a Friday that is full, and a till with Stripe behind it."""

from tests.diaries import diaries as diaries
from tests.line import last_slot as last_slot
from tests.salon import salon as salon
from tests.shop import held as held
from tests.shop import shop as shop
