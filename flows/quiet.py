"""The hours in which the house starts no talk of its own (`Policy.quiet_hours_for_notices`, on the salon's clock).

Answers, and notices of what has just happened to a customer's own booking, are no such start.
"""

from datetime import datetime, timedelta

from models.business import Policy
from models.moment import local, opening


def next_start(policy: Policy, timezone: str, moment: datetime) -> datetime:
    """The first moment from then on that is not quiet: the moment itself, or the end of the quiet hours it lies in.

    Quiet hours are compared as moments, so that an hour that the wall clock shows twice, or never, is no riddle.
    """
    begin, end = policy.quiet_hours_for_notices
    if begin == end:
        return moment
    today = local(moment, timezone).date()
    for first in (today - timedelta(days=1), today):
        last = first if begin < end else first + timedelta(days=1)
        wakes = opening(last, end, timezone)
        if opening(first, begin, timezone) <= moment < wakes:
            return wakes
    return moment
