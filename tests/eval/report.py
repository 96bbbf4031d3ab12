"""What the runs have shown: on the terminal, as Markdown and as JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.eval.bill import EURO
from tests.eval.case import By, Case
from tests.eval.play import Run
from tests.eval.score import pass_hat, quantile


@dataclass
class Report:
    """All runs so far. `against` says in one sentence who was at the desk, and is the first and the last line."""

    against: str
    live: bool
    runs: int
    """Of each case, as planned."""
    seed: int
    played: list[Run] = field(default_factory=list)
    nothing: list[Run] = field(default_factory=list)
    """Those of the do-nothing agent."""
    customers_micros: int = 0
    """What the simulated customers have cost."""
    billed_micros: int = 0
    """All that was paid for: these, the desk's, and what belongs to no run that was finished."""
    ended: str = ""
    """Why it ended before its time."""

    def of(self, case: Case) -> list[Run]:
        """Its runs."""
        return [run for run in self.played if run.case is case]

    @property
    def cases(self) -> list[Case]:
        """Those that have been played at least once."""
        return list(dict.fromkeys(run.case for run in self.played))

    @property
    def depth(self) -> int:
        """The greatest k for which every case has enough runs."""
        return min((len(self.of(case)) for case in self.cases), default=0)

    def pass_hats(self, what: str, k: int) -> float:
        """pass^k over all cases; `what` is `ended_well`, `said_well` or `passed`."""
        each = [pass_hat(len(runs), sum(getattr(run, what) for run in runs), k) for runs in map(self.of, self.cases)]
        return sum(each) / len(each)

    def vacuous(self) -> tuple[int, int]:
        """Cases that need an agent and end as they must with the do-nothing one; and all that need one."""
        needing = [run for run in self.nothing if run.case.by is By.AGENT]
        return sum(run.ended_well for run in needing), len(needing)

    def lines(self) -> Iterator[str]:
        """Markdown."""
        yield self.against
        yield ""
        if not self.played:
            yield "No case was played to its end."
        else:
            yield from self._table()
            yield ""
            yield from self._sums()
            yield from self._failures()
        if self.ended:
            yield f"Ended early: {self.ended}"
        if self.live:
            yield f"Billed in all, unfinished runs included: {_euros(self.billed_micros)}."
        yield ""
        yield self.against

    def _table(self) -> Iterator[str]:
        yield "| # | Case | End state | Facts said | Both | p50 turn | Cost | Doing nothing ends |"
        yield "|---|---|---|---|---|---|---|---|"
        for case in self.cases:
            runs = self.of(case)
            n = len(runs)
            ended, said, both = (sum(getattr(run, it) for run in runs) for it in ("ended_well", "said_well", "passed"))
            wall = quantile([second for run in runs for second in run.turn_seconds], 0.5)
            cost = sum(run.micros for run in runs) / n
            yield (
                f"| {case.number} | {case.title} | {ended}/{n} | {said}/{n} | {both}/{n} | {_seconds(wall)}"
                f" | {_euros(cost) if self.live else '0 €'} | {self._doing_nothing(case)} |"
            )

    def _doing_nothing(self, case: Case) -> str:
        runs = [run for run in self.nothing if run.case is case]
        if not runs:
            return "not played"
        verdict = "passes" if runs[0].ended_well else "fails"
        why = {By.AGENT: "", By.HOUSE: " (the house's own screen)", By.NOBODY: " (nothing may change)"}
        return verdict + why[case.by]

    def _sums(self) -> Iterator[str]:
        yield "| pass^k | End state | Facts said | Both |"
        yield "|---|---|---|---|"
        for k in range(1, self.depth + 1):
            shares = (self.pass_hats(what, k) for what in ("ended_well", "said_well", "passed"))
            yield f"| k = {k} | " + " | ".join(f"{share:.2f}" for share in shares) + " |"
        yield ""
        seconds = [second for run in self.played for second in run.turn_seconds]
        yield (
            f"Turns: {len(seconds)}, wall time p50 {_seconds(quantile(seconds, 0.5))},"
            f" p95 {_seconds(quantile(seconds, 0.95))} (without the quiet period)."
        )
        desk = sum(run.micros for run in self.played)
        each = _euros(desk / len(self.played))
        if self.live:
            yield f"Cost: desk {_euros(desk)} ({each} a talk), simulated customers {_euros(self.customers_micros)}."
        else:
            yield f"Cost: nothing. At live prices the stand-in's tokens would have cost {each} a talk."
        if self.nothing:
            passed, needing = self.vacuous()
            yield (
                f"Doing nothing: passes the end state of {passed} of the {needing} cases that need an agent"
                f"{' (0: the checks are not vacuous)' if not passed else ': THESE CHECKS ARE VACUOUS'};"
                f" facts said: {sum(run.said_well for run in self.nothing)} of {len(self.nothing)}."
            )

    def _failures(self) -> Iterator[str]:
        failed = [run for run in self.played if not run.passed]
        times = Counter((run.case.number, run.case.title, why(run)) for run in failed)
        if failed:
            yield ""
            yield "What failed:"
            yield ""
        for (number, title, reason), count in sorted(times.items()):
            yield f"- {number} {title}{f' ({count} times)' if count > 1 else ''}: {reason}"
        if failed:
            yield ""

    def document(self) -> dict[str, Any]:
        """For programs: everything, the talks included."""
        return {
            "against": self.against,
            "live": self.live,
            "seed": self.seed,
            "runs": self.runs,
            "ended": self.ended,
            "customers_micros": self.customers_micros,
            "billed_micros": self.billed_micros,
            "pass_hat": {
                what: [self.pass_hats(what, k) for k in range(1, self.depth + 1)]
                for what in ("ended_well", "said_well", "passed")
            },
            "played": [_row(run) for run in self.played],
            "do_nothing": [_row(run) for run in self.nothing],
        }

    def json(self) -> str:
        """The same as text."""
        return json.dumps(self.document(), ensure_ascii=False, indent=1)


def why(run: Run) -> str:
    """What was wrong with it, in one line."""
    wrong: Sequence[str] = [*map(str, run.differences), *(f"not said: {name}" for name in run.unsaid)]
    return "; ".join([run.broken_off, *wrong] if run.broken_off else wrong)


def _row(run: Run) -> dict[str, Any]:
    return {
        "case": run.case.number,
        "ended_well": run.ended_well,
        "said_well": run.said_well,
        "differences": [str(one) for one in run.differences],
        "unsaid": run.unsaid,
        "broken_off": run.broken_off,
        "messages": run.messages,
        "turn_seconds": run.turn_seconds,
        "cost_micros": run.micros,
        "talk": [list(line) for line in run.talk],
    }


def _euros(micros: float) -> str:
    return f"{micros / EURO:.4f} €"


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f} s"
