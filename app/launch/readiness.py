"""Whether the processes of a start are well, asked from outside."""

from collections.abc import Callable, Mapping, Sequence
from http.client import HTTPConnection, HTTPException
from itertools import chain

Checks = Mapping[str, Callable[[], bool]]
"""By process name."""

PING_SECONDS = 0.3
"""Until the next ping; as soon as all have answered nobody waits any longer."""


def page(port: int, path: str) -> Callable[[], bool]:
    """The process answers 200 there."""

    def check() -> bool:
        connection = HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    return check


def workers(redis_url: str, names: Sequence[str]) -> Callable[[], bool]:
    """Celery's workers of these names on this machine answer a ping: each does so once it takes tasks."""

    def check() -> bool:
        # Not before it is asked: an application that lives in the launcher would be in every fork of it.
        from celery import Celery
        from celery.utils.nodenames import gethostname, nodename
        from kombu.exceptions import OperationalError
        from redis import RedisError

        nodes = [nodename(name, gethostname()) for name in names]
        with Celery(broker=redis_url, set_as_current=False) as celery:
            try:
                answers = celery.control.ping(destination=nodes, timeout=PING_SECONDS, limit=len(nodes))
            except (OperationalError, RedisError, OSError):
                return False
        return set(chain.from_iterable(answers)).issuperset(nodes)

    return check
