"""The two clocks.

*Domain time* is real time plus the deployment's offset; it governs everything a customer can notice and is read once
per unit of work. *Machine time* is real and never moves: leases, claims, retries, signatures, throttles, sessions.
"""

from datetime import UTC, datetime


def machine_now() -> datetime:
    """Real time, UTC."""
    return datetime.now(UTC)
