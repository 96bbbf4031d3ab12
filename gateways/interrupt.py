"""Ctrl-C and SIGTERM, as something to be looked at.

A handler that raises does so wherever the interpreter happens to be: inside an import, a lock's release, a destructor.
This one only counts. Whoever waits looks here, twenty times a second or oftener, and ends where it chooses to.

Imported before everything that takes time: it must stay light.
"""

import signal
import time

GLANCE_SECONDS = 0.02


class Interrupt:
    """How often somebody has asked this process to end."""

    def __init__(self) -> None:
        self.times = 0
        """Plain, because a lock in a handler may be one that the interrupted code holds."""
        self._answered: int | None = None

    def listen(self) -> None:
        """From now on both signals count, and do nothing else."""
        signal.signal(signal.SIGINT, self._count)
        signal.signal(signal.SIGTERM, self._count)

    def turn_deaf(self) -> None:
        """All is over: a late Ctrl-C does not disturb the interpreter's own end."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)

    def heed(self) -> None:
        """Raises `KeyboardInterrupt` when somebody has asked."""
        if self.times:
            self.answer()
            raise KeyboardInterrupt

    def pause(self) -> None:
        """One step of a wait. Raises `KeyboardInterrupt` when somebody has asked."""
        self.heed()
        time.sleep(GLANCE_SECONDS)
        self.heed()

    def answer(self) -> None:
        """The end begins: whoever asks from now on is in a hurry."""
        if self._answered is None:
            self._answered = self.times

    def hurries(self) -> bool:
        """Somebody has asked again since the end began."""
        return self._answered is not None and self.times > self._answered

    def _count(self, _number: int, _frame: object) -> None:
        self.times += 1


INTERRUPT = Interrupt()
"""This process's: signals are the process's too."""
