"""A program that forks as a launcher does, while it holds an open file: `forked self LOG` or `forked many NUMBER`."""

import json
import os
import signal
import sys
from pathlib import Path

from app.launch.child import begin, may_fork
from app.launch.preload import Preload
from app.launch.supervisor import Supervisor
from gateways.interrupt import INTERRUPT

FACTS = [sys.executable, "-m", "tests.app.forked", "facts", "--of", "a child"]
SLEEPER = [sys.executable, "-m", "tests.app.sleeper"]


def facts() -> None:
    """What this process is, as it sees it itself."""
    print(
        json.dumps(
            {
                "name": __name__,
                "argv": sys.argv[1:],
                "environment": dict(os.environ),
                "leads": os.getsid(0) == os.getpid(),
                "files": sorted(os.listdir("/proc/self/fd"), key=int)[:-1],  # the last is that list itself
                "stdin": sys.stdin.read(),
                "default": [signal.getsignal(number) is signal.SIG_DFL for number in (signal.SIGTERM,)],
                "blocked": len(signal.pthread_sigmask(signal.SIG_BLOCK, [])),
            }
        )
    )


def forks(log: Path) -> int:
    """One child, its exit code."""
    with Path(os.devnull).open():
        return begin(FACTS, {"ONLY": "this"}, log).wait()


def many(number: int) -> list[int | None]:
    """Children that are told to end as soon as they have begun: their exit codes."""
    supervisor = Supervisor(dict(os.environ), None, INTERRUPT)
    supervisor.start({str(n): SLEEPER for n in range(number)}, Preload({}, INTERRUPT))
    children = list(supervisor._running.values())
    supervisor.end()
    return [child.poll() for child in children]


if __name__ == "__main__":
    if sys.argv[1] == "facts":
        facts()
        sys.exit(7)
    assert may_fork()
    INTERRUPT.listen()
    print(json.dumps(forks(Path(sys.argv[2])) if sys.argv[1] == "self" else many(int(sys.argv[2]))))
