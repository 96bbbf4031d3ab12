"""The arithmetic of the report."""

from collections.abc import Sequence
from math import ceil, comb


def pass_hat(runs: int, passed: int, k: int) -> float:
    """pass^k: how likely it is that all of `k` runs pass, estimated from `passed` of `runs` as in tau-bench."""
    if not 1 <= k <= runs:
        raise ValueError("k lies between 1 and the number of runs")
    return comb(passed, k) / comb(runs, k)


def quantile(values: Sequence[float], part: float) -> float | None:
    """The smallest value that at least that part of all do not exceed; None of nothing."""
    ordered = sorted(values)
    return ordered[max(0, ceil(part * len(ordered)) - 1)] if ordered else None
