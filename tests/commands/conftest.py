"""Programs to be started, and ports that nobody listens on."""

from tests.app.conftest import free_ports as free_ports
from tests.app.conftest import start as start
