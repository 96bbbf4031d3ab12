"""A Valkey of a test's own, that may be stopped, killed and started again at the same address."""

import signal
import subprocess
from pathlib import Path

from redis import Redis

from gateways.embedded import valkey
from gateways.embedded.access import Access
from gateways.embedded.server import Waiting, start
from gateways.lifeline import end
from tests.ports import reserved


class Broker:
    """It keeps nothing on disk: a start after a kill finds it empty."""

    def __init__(self, folder: Path) -> None:
        self._log = folder / "valkey.log"
        self._access = Access.remembered(folder / "servers.json")
        self._access.redis_port = reserved()  # nobody else is given it while it is dead
        home = folder / "valkey"
        home.mkdir()
        self._server = valkey.server(home, self._access, durable=False)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address, from the first start on."""
        return self._access.redis_url()

    def start(self) -> None:
        """Starts it; the address is that of the last time."""
        self._process = start(self._server, self._log, Waiting())

    def stop(self) -> None:
        """Ends it for good. Harmless when it does not run."""
        if self._process is not None:
            self.thaw()
            end(self._process, signal.SIGTERM, seconds=5)
            self._process = None

    def kill(self) -> None:
        """As by `kill -9`."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self._process = None

    def freeze(self) -> None:
        """It keeps its connections and answers nobody."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on where it was."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def flush(self) -> None:
        """Forgets everything: queues, signs of life, what is unacknowledged."""
        with Redis.from_url(self.url) as client:
            client.flushall()
