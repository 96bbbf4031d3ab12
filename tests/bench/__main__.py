"""`python -m tests.bench [--quick | --smoke] [--seed N] [--only CONTEST]`; see docs/benchmarks.md."""

import argparse
import time
from collections.abc import Callable
from contextlib import nullcontext

from tests.bench import crowd, holds, slots, turn, webhook
from tests.bench.machine import machine
from tests.bench.stage import Stage, ground, stage


def main() -> None:
    """All contests, one after the other, each on servers (but for `--smoke`) and a database of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="about a minute, and less certain")
    size.add_argument("--smoke", action="store_true", help="seconds: whether it runs at all; its figures mean nothing")
    parser.add_argument(
        "--seed",
        type=int,
        default=2026,
        help="of the time that Claude takes (third contest) and of the calendars (fifth)",
    )
    parser.add_argument("--only", choices=("webhook", "turn", "crowd", "holds", "slots"), help="one contest only")
    given = parser.parse_args()
    form = smoke if given.smoke else quick if given.quick else thorough
    began = time.monotonic()
    print(f"Turno's bench, seed {given.seed}, {form.__name__}\n{machine()}", flush=True)
    contests = {name: run for name, run in form(given.seed).items() if given.only in (None, name)}
    with ground() if given.smoke else nullcontext() as shared:
        for run in contests.values():
            with nullcontext(shared) if shared else ground() as stands, stage(stands) as ready:
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


def smoke(seed: int) -> dict[str, Callable[[Stage], None]]:
    """A handful of everything, with every check: for the tests."""
    return {
        "webhook": lambda ready: webhook.run(ready, rounds=1, requests=150, warm_up=50),
        "turn": lambda ready: turn.run(ready, rounds=1, alone=4, crowded=6, warm_up=1),
        "crowd": lambda ready: crowd.run(ready, seed, times=1, workers=1, customers=4, warm_up=0),
        "holds": lambda ready: holds.run(ready, rounds=1, connections=5, tries=10),
        "slots": lambda ready: slots.run(ready, seed, days=9, times=1),
    }


if __name__ == "__main__":
    main()
