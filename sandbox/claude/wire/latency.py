"""How long Claude takes: nothing by default; for the bench a log-normal time, as measured in life.
How long Claude takes: nothing by default; for the bench a log-normal time, as measured in life."""

import math
import random
from dataclasses import dataclass, field

NINETY_FIVE = 1.6449
"""Standard deviations to the 95th percentile of a normal distribution."""


@dataclass
class Latency:
    """Machine seconds. A median of 0 means at once."""

    median_seconds: float = 0.0
    p95_seconds: float = 0.0
    seed: int = 1
    _random: random.Random = field(default_factory=lambda: random.Random(1), repr=False)

    def set(self, median_seconds: float, p95_seconds: float, seed: int) -> None:
        """Another distribution, from the beginning of its sequence."""
        self.median_seconds = median_seconds
        self.p95_seconds = max(p95_seconds, median_seconds)
        self.seed = seed
        self._random = random.Random(seed)

    def seconds(self) -> float:
        """One answer's time."""
        if self.median_seconds == 0:
            return 0.0
        sigma = math.log(self.p95_seconds / self.median_seconds) / NINETY_FIVE
        return self._random.lognormvariate(math.log(self.median_seconds), sigma)
