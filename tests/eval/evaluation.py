"""All runs of all cases, one after the other, with a line for each as it ends."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from flows.ports import Mind
from tests.eval.agents import nobody
from tests.eval.bill import BudgetSpent
from tests.eval.case import Case
from tests.eval.customers import STYLES, Customer, Played, Scripted
from tests.eval.play import Run, Salons, play
from tests.eval.report import Report, why
from tests.house import House


@dataclass
class Evaluation:
    """`agent` sits at the desk; `player` plays the customers, or None: they go by rules."""

    report: Report
    cases: Sequence[Case]
    salons: Salons
    agent: Callable[[House], Mind]
    player: Mind | None = None
    most_messages: int = 12
    say: Callable[[str], None] = field(default=print)

    def run(self) -> None:
        """To the end of the plan or of the budget; Ctrl-C leaves what is there so far."""
        try:
            self._nothing()
            for number in range(self.report.runs):
                for case in self.cases:
                    run = play(case, self.salons, self.agent, self._customer(case, number), self.most_messages)
                    self.report.played.append(run)
                    self.say(f"  run {number + 1}/{self.report.runs}  {_verdict(run)}")
        except BudgetSpent:
            self.report.ended = "the budget is spent."
        except KeyboardInterrupt:
            self.report.ended = "stopped by hand."

    def _nothing(self) -> None:
        """The do-nothing agent needs no live customer, and gives the same every time."""
        for case in self.cases:
            run = play(case, self.salons, lambda home: nobody(), Scripted(case.persona), self.most_messages)
            self.report.nothing.append(run)
            ended = "passes" if run.ended_well else "fails"
            self.say(f"  doing nothing  {case.number:>2} {case.title}: end state {ended}")

    def _customer(self, case: Case, number: int) -> Customer:
        """The first run is plain; the others are written badly, or in a style of their own."""
        if self.player is not None:
            dice = random.Random(f"{self.report.seed} {case.number}")
            styles = [STYLES[0], *dice.sample(STYLES[1:], len(STYLES) - 1)]
            return Played(case.persona, self.player, styles[number % len(styles)])
        return Scripted(case.persona, self.report.seed + number if number else None)


def _verdict(run: Run) -> str:
    verdict = "passed" if run.passed else f"FAILED: {why(run)}"
    return f"{run.case.number:>2} {run.case.title}: {verdict}"
