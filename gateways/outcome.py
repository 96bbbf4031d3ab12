"""What an outside call may end in, besides success. Gateways translate their vendor's errors into these two."""


class Refused(Exception):
    """The vendor will never accept this: record it, tell staff, go on."""


class TryLater(Exception):
    """The vendor cannot take it now (or gave no answer). `seconds` is how long it asked us to wait, if it said."""

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


class NotWanted(Exception):
    """There is nobody to do this for (no mail server is set up): the effect is withdrawn, and nobody is alarmed."""
