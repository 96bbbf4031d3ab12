"""A process that does nothing until it is told to end, by SIGTERM or, when it is `stubborn`, by SIGKILL only."""

import signal
import sys
import time
from pathlib import Path

if "stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
for name in sys.argv[2:]:
    Path(name).touch()
while True:
    time.sleep(1)
