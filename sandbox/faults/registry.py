"""Which faults are in force.

Their time is machine time: a fault does not end because the domain clock was moved.
"""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Literal

VendorName = Literal["chatwoot", "stripe", "google", "claude", "smtp"]
FaultName = Literal["refuse", "hang", "429", "5xx", "529", "lost_response", "slow"]


@dataclass
class Fault:
    """One fault of one vendor."""

    vendor: VendorName
    fault: FaultName
    seconds: float
    """How long it is in force, from its making."""
    count: int | None = None
    """How many requests it still strikes; None: every one."""
    method: str | None = None
    """Strikes only requests of this HTTP method."""
    path: str | None = None
    """Strikes only requests whose path contains this."""
    delay_seconds: float = 3.0
    """How late a `slow` answer comes."""
    retry_after: float | None = 1.0
    """What a 429 says in `retry-after`; None leaves it out."""
    made: float = field(default_factory=time.monotonic)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    """It was ended before its time: whoever hangs by it goes on."""

    @property
    def remaining(self) -> float:
        """Seconds until it is over; 0 when it is."""
        return max(0.0, self.made + self.seconds - time.monotonic())

    @property
    def in_force(self) -> bool:
        """It can still strike."""
        return self.remaining > 0 and self.count != 0

    def meets(self, vendor: str, method: str, path: str) -> bool:
        """It is in force and strikes such a request."""
        return (
            self.in_force
            and self.vendor == vendor
            and self.method in (None, method)
            and (self.path is None or self.path in path)
        )


class Faults:
    """All that were made, oldest first."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Put a fault in force."""
        self._faults.append(fault)

    def clear(self, vendor: str | None = None) -> None:
        """End the faults of one vendor, or of all."""
        for fault in self._faults:
            if vendor in (None, fault.vendor):
                fault.ended.set()
        self._faults = [fault for fault in self._faults if not fault.ended.is_set()]

    def in_force(self) -> list[Fault]:
        """Those that can still strike."""
        self._faults = [fault for fault in self._faults if fault.in_force]
        return list(self._faults)

    def strike(self, vendor: str, method: str = "", path: str = "", only: FaultName | None = None) -> Fault | None:
        """The oldest fault (of one name) that meets this request, which uses up one of its count."""
        for fault in self._faults:
            if fault.meets(vendor, method, path) and only in (None, fault.fault):
                if fault.count is not None:
                    fault.count -= 1
                return fault
        return None
