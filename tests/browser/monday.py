"""The Monday on which the scenarios begin."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

MADRID = ZoneInfo("Europe/Madrid")
NINE = time(9)
BEGINNING = date(2026, 11, 23)
WEEKDAYS = 5


def next_monday(now: datetime) -> datetime:
    """Monday 23 November 2026, 9:00 in the salon; once it has passed, the next in a week without holidays.

    Domain time cannot go back.
    """
    closed = holidays.country_holidays("ES", subdiv="MD")
    day = BEGINNING
    while True:
        week = [day + timedelta(days=n) for n in range(WEEKDAYS)]
        moment = datetime.combine(day, NINE, MADRID)
        if moment > now and not any(one in closed for one in week):
            return moment
        day += timedelta(days=7)
