"""So many random days in the salon, of one seed."""

import os
import secrets

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.machine.waiting import WaitingMachine
from tests.machine.world import World

STEPS = 14

SEED = int(os.environ.get("MACHINE_SEED", secrets.randbits(32)))
"""Of random days: with `MACHINE_SEED=...` they come again."""

GIVEN = int(os.environ.get("MACHINE_SEED", "1"))
"""Of the days that `make test` plays: a suite that fails by chance is believed by nobody."""


def run(world: World, examples: int, number: int, phases: tuple[Phase, ...] = tuple(Phase)) -> None:
    """So many random days. Says by which seed they come again."""
    machine = type("Machine", (WaitingMachine,), {"world": world})
    options = settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        print_blob=True,
        phases=phases,
        report_multiple_bugs=False,  # the first is enough: else it goes on to look for others
        suppress_health_check=list(HealthCheck),
    )
    print(f"MACHINE_SEED={number}")
    run_state_machine_as_test(seed(number)(machine), settings=options)
