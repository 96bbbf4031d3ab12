"""What the processes of a start will need, imported by their launcher while it would only wait."""

import gc
import importlib
from collections.abc import Mapping, Sequence
from contextlib import suppress

from app.launch.child import may_fork
from gateways.interrupt import Interrupt

Modules = Mapping[str, Sequence[str]]
"""Names of modules by the process that needs them. Importing one starts no thread and reads no setting."""


class Preload:
    """Modules still to be imported, in this order. Where children are not forked there are none."""

    def __init__(self, modules: Modules, interrupt: Interrupt) -> None:
        self._interrupt = interrupt
        self._left = {name: list(wanted) for name, wanted in modules.items()} if may_fork() else {}
        if self._left:
            # Nothing is thrown away, and looking for garbage is four tenths of an import. `become` looks again.
            gc.disable()

    def pause(self) -> None:
        """One step of a wait: imports the next module, or waits a moment. Raises `KeyboardInterrupt` when asked to."""
        if name := next((name for name, wanted in self._left.items() if wanted), None):
            self._next(name)
        else:
            self._interrupt.pause()

    def all_of(self, name: str) -> None:
        """Imports what this process needs and has not been imported yet."""
        while self._left.get(name):
            self._next(name)

    def over(self) -> None:
        """Nothing is imported here any more."""
        self._left.clear()
        gc.enable()

    def _next(self, name: str) -> None:
        self._interrupt.heed()
        with suppress(Exception):  # the child that needs it says what is wrong with it
            importlib.import_module(self._left[name].pop(0))
        self._interrupt.heed()
