"""The eye on a start: until all is well, and then on the servers, for which nobody else looks."""

import threading
import time

from app.launch.readiness import Checks
from app.launch.terminal import Progress, say
from gateways import mask
from gateways.embedded import EmbeddedServers

HEALTHY_SECONDS = 120.0
"""From the start of the processes until the last of them must be well."""


class Watch(threading.Thread):
    """Says `ready` once all checks are met. On trouble it names it, and `trouble` is set."""

    def __init__(self, checks: Checks, servers: EmbeddedServers | None, ready: str) -> None:
        super().__init__(name="watch", daemon=True)
        self._checks = checks
        self._servers = servers
        self._ready = ready
        self._over = threading.Event()
        self.trouble: str | None = None
        self.is_up = False
        """`ready` has been said."""

    def run(self) -> None:
        """The thread: ends with trouble, or when told that all is over."""
        try:
            trouble = self._look()
        except Exception as error:  # whatever it is, somebody must be told that nobody looks any more
            trouble = f"whether all is well cannot be told ({type(error).__name__}: {mask.error(str(error))}): all end"
        if trouble is not None:
            say(trouble)
            self.trouble = trouble

    def _look(self) -> str | None:
        trouble = self._illness()
        if trouble is None and not self._over.is_set():
            self.is_up = True
            say(self._ready)
            trouble = self._death()
        return trouble

    def finish(self) -> None:
        """All is over; nothing is trouble any more."""
        self._over.set()
        if self.is_alive():
            self.join()

    def _illness(self) -> str | None:
        progress = Progress()
        began = time.monotonic()
        unwell = dict(self._checks)
        while unwell and not self._over.wait(0.05):
            unwell = {name: check for name, check in unwell.items() if not check()}
            if time.monotonic() - began > HEALTHY_SECONDS:
                return f"{', '.join(unwell)} not well after {HEALTHY_SECONDS:.0f} s: all end"
            if unwell:
                progress.tell(f"waiting for {', '.join(unwell)}")
        return None

    def _death(self) -> str | None:
        while not self._over.wait(0.5):
            if self._servers is not None and (name := self._servers.dead()):
                return f"{name} ended by itself: all end"
        return None
