"""How often somebody may do something: counted in this process, in machine time, in few bytes."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable


class Throttle:
    """At most `limit` times in each `seconds` a key; remembers the `size` keys seen last.

    Whoever spreads over more keys than that is forgotten the sooner, and never fills the memory.
    """

    def __init__(
        self,
        limit: int,
        seconds: float,
        size: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit = limit
        self._seconds = seconds
        self._size = size
        self._clock = clock
        self._lock = threading.Lock()
        self._windows: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def allow(self, key: str) -> bool:
        """Counts one more for this key; False when it is too many."""
        now = self._clock()
        with self._lock:
            began, count = self._windows.pop(key, (now, 0))
            if now - began >= self._seconds:
                began, count = now, 0
            self._windows[key] = (began, count + 1)
            if len(self._windows) > self._size:
                self._windows.popitem(last=False)
        return count < self._limit
