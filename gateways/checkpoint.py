"""Named moments between a webhook and its delivered reply, at which a test may kill the process.

In production a checkpoint is a dictionary look-up. In a sandbox `CRASH_AT` names one and `CRASH_MARK` a file: whoever
comes there first creates the file and dies as by `kill -9`; everybody after that passes.
"""

import os
import signal

CRASH_AT = os.environ.get("CRASH_AT") if os.environ.get("SANDBOX") == "1" else None

POINTS = (
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
    "reply.sent",
    "outbox.claimed",
    "outbox.done",
    "hint.read",
    "hint.done",
)


def checkpoint(name: str) -> None:
    """Passes, unless this is where the test wants the process to die."""
    if name != CRASH_AT:
        return
    try:
        os.close(os.open(os.environ["CRASH_MARK"], os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)
