"""Every effect that the stand-ins received, in order: what a test counts to see that nothing was
done twice."""

from sandbox.clock import Clock
from sandbox.store import Document, Store


class Ledger:
    """An append-only list.

    `key` is what the sender meant to be unique by, or None when it named nothing.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def record(self, vendor: str, operation: str, key: str | None, request: Document) -> None:
        """Write down one effect, together (in one transaction) with the effect itself."""
        n = self._store.number("effect")
        at = self._clock.now().isoformat(timespec="milliseconds")
        entry = {"n": n, "at": at, "vendor": vendor, "operation": operation, "key": key}
        self._store.put("effect", n, {**entry, "request": request})

    def entries(self) -> list[Document]:
        """All of them, oldest first."""
        return self._store.all("effect")
