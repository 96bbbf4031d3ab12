"""`python -m tests.bench [--quick] [--seed N] [--only webhook|turn|crowd]`."""

import argparse
import time

from tests.bench import turn, webhook
from tests.bench.machine import machine
from tests.bench.stage import stage


def main() -> None:
    """All contests, one after the other, on one machine in one run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under a minute, and less certain")
    parser.add_argument("--seed", type=int, default=2026, help="of Claude's time a round")
    parser.add_argument("--only", choices=("webhook", "turn", "crowd"), help="one contest only")
    given = parser.parse_args()
    began = time.monotonic()
    with stage() as ready:
        print(f"Turno's bench, seed {given.seed}\n{machine(ready.database)}", flush=True)
        if given.only in (None, "webhook"):
            webhook.run(ready, rounds=1 if given.quick else 3, requests=12_000 if given.quick else 30_000)
        if given.only in (None, "turn"):
            turn.run(
                ready,
                rounds=1 if given.quick else 4,
                alone=60 if given.quick else 100,
                crowded=100 if given.quick else 200,
            )
    print(f"\n{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
