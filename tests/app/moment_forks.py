"""Imported by a start between two processes."""

from tests.app.moment import reach

reach("forks")
