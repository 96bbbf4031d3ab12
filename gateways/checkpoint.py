"""Named moments between a webhook and its delivered reply, at which a test may kill the process.

In production a checkpoint is one comparison. In a sandbox `CRASH_FOLDER` may name a folder: whoever comes to a point of
which there is a file removes that file and dies as by `kill -9`; everybody after that passes.
"""

import os
import signal
from functools import cache
from pathlib import Path

POINTS = (
    "webhook.received",
    "webhook.stored",
    "wake.opened",
    "gather.taken",
    "gather.screened",
    "think.claimed",
    "think.answered",
    "think.stored",
    "tool.written",
    "tool.committed",
    "settle.claimed",
    "settle.queued",
    "outbox.claimed",
    "outbox.done",
    "outbox.recorded",
    "stripe.stored",
    "hint.read",
    "hint.done",
)


def checkpoint(name: str) -> None:
    """Passes, unless this is where a test wants the process to die."""
    folder = _folder()
    if folder is None:
        return
    try:
        (folder / name).unlink()  # one process alone can: nobody dies twice
    except FileNotFoundError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


@cache
def _folder() -> Path | None:
    """Read once a process."""
    folder = os.environ.get("CRASH_FOLDER")
    return Path(folder) if folder and os.environ.get("SANDBOX") == "1" else None
