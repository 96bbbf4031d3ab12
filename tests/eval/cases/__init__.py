"""The scenarios that are played, by their number in the list of scenarios."""

from tests.eval.case import Case
from tests.eval.cases.asking import ASKING
from tests.eval.cases.booking import BOOKING
from tests.eval.cases.changing import CHANGING
from tests.eval.cases.company import COMPANY

CASES: tuple[Case, ...] = tuple(sorted((*BOOKING, *COMPANY, *CHANGING, *ASKING), key=lambda case: case.number))

QUICK = (1, 2, 4, 5, 7, 14, 19, 26, 27, 32)
"""One of each kind."""
