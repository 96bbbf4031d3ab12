"""Staff act through commands, each in a unit of its own that says who: the audit trigger writes it down."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, Protocol, TypeVar

import structlog

from admin.context import Staff
from flows.catalogue import Catalogue
from gateways.catalogue import load
from gateways.database import Database, Unit
from tasks.commands.asking import StaffDecides
from tasks.commands.block import InTheWay
from tasks.commands.hold import JustTaken, NotAllowed

REFUSALS = (JustTaken, NotAllowed, StaffDecides, InTheWay)
"""Answers after which nothing has changed, not even who is known."""

Result = TypeVar("Result")
Given = ParamSpec("Given")


class Waker(Protocol):
    """Who is told what a committed unit has made due. Must not block: the sweeps find it anyway."""

    def unit(self, unit: Unit) -> None:
        """Everything that it made due."""


class Desk:
    """Runs commands for whoever is logged in. `public_url` is ours: pay links are built on it."""

    def __init__(self, database: Database, wake: Waker, public_url: str) -> None:
        self.database = database
        self.public_url = public_url.rstrip("/")
        self._wake = wake

    def catalogue(self, staff: Staff) -> Catalogue:
        """Her business as it is now."""
        return load(self.database, staff.business_id, self.database.now())

    @contextmanager
    def looking(self, staff: Staff) -> Iterator[Unit]:
        """A unit of work that is never committed: to look, and to try a command out and see what it would do.

        What the command says to the log is marked so.
        """
        with (
            structlog.contextvars.bound_contextvars(only_tried=True),
            self.database.unit(staff.business_id, actor=f"staff:{staff.username}") as unit,
        ):
            yield unit

    def do(
        self,
        staff: Staff,
        command: Callable[Concatenate[Unit, Given], Result],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Result:
        """Runs the command as hers, commits it and wakes whoever is concerned. A refusal leaves nothing behind."""
        with self.database.unit(staff.business_id, actor=f"staff:{staff.username}") as unit:
            result = command(unit, *given, **named)
            if isinstance(result, REFUSALS):
                return result
            unit.commit()
        self._wake.unit(unit)
        return result
