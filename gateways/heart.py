"""One thread a process keeps the leases of all its running links alive."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from psycopg import Error
from psycopg_pool import PoolTimeout

from gateways.database import Database
from gateways.turns import Claim

log = structlog.get_logger()

BEAT = """
UPDATE turn SET lease_until = now() + make_interval(secs => %(lease)s)
FROM unnest(%(turns)s::bigint[], %(epochs)s::bigint[]) AS mine(id, epoch)
WHERE turn.id = mine.id AND turn.lease_epoch = mine.epoch AND turn.lease_until IS NOT NULL
"""


class Heart:
    """Extends leases every `every_seconds`. A link that outlives its lease is fenced by the epoch all the same."""

    def __init__(self, database: Database, lease_seconds: float, every_seconds: float) -> None:
        self._database = database
        self._lease = lease_seconds
        self._every = every_seconds
        self._claims: set[Claim] = set()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heart", daemon=True)

    def start(self) -> None:
        """Starts beating."""
        self._thread.start()

    def stop(self) -> None:
        """Stops; leases run out by themselves."""
        self._stop.set()

    @contextmanager
    def beating(self, claim: Claim) -> Iterator[None]:
        """Keeps the claim's lease alive while the block runs."""
        with self._lock:
            self._claims.add(claim)
        try:
            yield
        finally:
            with self._lock:
                self._claims.discard(claim)

    def beat(self) -> None:
        """Extends every lease once."""
        with self._lock:
            claims = list(self._claims)
        if claims:
            turns, epochs = [c.turn_id for c in claims], [c.epoch for c in claims]
            self._database.rows(BEAT, {"turns": turns, "epochs": epochs, "lease": self._lease})

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            try:
                self.beat()
            except (Error, PoolTimeout) as error:
                log.warning("leases not extended", error=type(error).__name__)
