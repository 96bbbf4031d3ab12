"""`python -m tests.bench [--quick] [--seed N] [--only webhook|turn|crowd|holds|slots]`; see docs/benchmarks.md."""

import argparse
import time
from collections.abc import Callable

from tests.bench import crowd, holds, slots, turn, webhook
from tests.bench.machine import machine
from tests.bench.stage import Stage, stage


def main() -> None:
    """All contests, one after the other, each on servers and a database of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--quick", action="store_true", help="under a minute, and less certain")
    parser.add_argument(
        "--seed",
        type=int,
        default=2026,
        help="of the time that Claude takes (third contest) and of the calendars (fifth)",
    )
    parser.add_argument("--only", choices=("webhook", "turn", "crowd", "holds", "slots"), help="one contest only")
    given = parser.parse_args()
    contests = quick(given.seed) if given.quick else thorough(given.seed)
    began = time.monotonic()
    print(f"Turno's bench, seed {given.seed}{', quick' if given.quick else ''}\n{machine()}", flush=True)
    for name, run in contests.items():
        if given.only in (None, name):
            with stage() as ready:
                run(ready)
    print(f"\n{time.monotonic() - began:.0f} s in all")


def thorough(seed: int) -> dict[str, Callable[[Stage], None]]:
    """Some four minutes."""
    return {
        "webhook": lambda ready: webhook.run(ready, rounds=3, requests=30_000),
        "turn": lambda ready: turn.run(ready, rounds=4, alone=100, crowded=250),
        "crowd": lambda ready: crowd.run(ready, seed, times=3),
        "holds": lambda ready: holds.run(ready, rounds=5),
        "slots": lambda ready: slots.run(ready, seed, days=234, times=60),
    }


def quick(seed: int) -> dict[str, Callable[[Stage], None]]:
    """About a minute."""
    return {
        "webhook": lambda ready: webhook.run(ready, rounds=1, requests=9_000),
        "turn": lambda ready: turn.run(ready, rounds=2, alone=40, crowded=80),
        "crowd": lambda ready: crowd.run(ready, seed, times=1),
        "holds": lambda ready: holds.run(ready, rounds=3),
        "slots": lambda ready: slots.run(ready, seed, days=34, times=30),
    }


if __name__ == "__main__":
    main()
