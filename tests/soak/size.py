"""How long the long tests are: `SOAK_SHARE=0.1 make soak` is a tenth of it."""

import os

SHARE = float(os.environ.get("SOAK_SHARE", "1"))


def of(full: int) -> int:
    """That share of so many, and one at least."""
    return max(1, round(full * SHARE))
