"""Imported by a start, first of all."""

from tests.app.moment import reach

reach("imports")
