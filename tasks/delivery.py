"""Bringing one claimed effect about: claim (committed) -> call -> record."""

import time
from collections.abc import Callable
from dataclasses import replace

import structlog

from gateways.chatwoot import NotSent
from gateways.checkpoint import checkpoint
from gateways.clock import machine_now
from gateways.dispatch import Claimed, Dispatch
from gateways.log import bound
from gateways.outcome import NotWanted, Refused, TryLater
from models.enums import OutboxKind, OutboxStatus

log = structlog.get_logger()

Deliver = Callable[[Claimed], str | None]
"""Does the effect and answers the vendor's id. It looks for an earlier try first when `attempts` is over 1."""

MOST_ATTEMPTS = 2_880
"""A day of the longest waits. Before that an outage of the vendor's is only an outage."""
MOST_FAULTS = 40
"""Tries of an effect that ends in an error of our own."""
LONGEST_WAIT_SECONDS = 30.0


class Delivery:
    """Delivers outbox rows. `told_staff` hears of effects that will never happen."""

    def __init__(
        self,
        dispatch: Dispatch,
        deliverers: dict[OutboxKind, Deliver],
        told_staff: Callable[[Claimed, str], None],
    ) -> None:
        self._dispatch = dispatch
        self._deliverers = deliverers
        self._told_staff = told_staff

    def drain(self, stream: str) -> int:
        """Delivers what is due in the stream, in order; how many were dealt with."""
        count = 0
        while (row := self._dispatch.claim(stream)) is not None:
            count += 1
            checkpoint("outbox.claimed")
            if not self.deliver(row, time.monotonic()):
                break
        return count

    def deliver(self, row: Claimed, claimed: float) -> bool:
        """Delivers a claimed row; `claimed` is the monotonic time before the claim. True: its stream has more."""
        with bound(outbox_id=row.id, conversation_id=row.conversation_id):
            if row.kind is OutboxKind.REPLY and row.handed_over_at is not None:
                return self._withdraw(row, "handed over")
            row = replace(row, send_before=claimed + self._dispatch.claim_seconds / 4)
            try:
                external_id = self._deliverers[row.kind](row)
            except NotWanted as error:
                return self._withdraw(row, str(error))
            except Refused as error:
                log.warning("effect refused", kind=row.kind, reason=str(error))
                more = self._record(row, OutboxStatus.FAILED, reason=str(error))
                self._told_staff(row, str(error))
                return more
            except TryLater as error:
                return self._later(row, error, MOST_ATTEMPTS)
            except Exception as error:  # whatever it is, the row must neither be lost nor block its stream for ever
                log.exception("effect failed in our own code", kind=row.kind)
                return self._later(row, TryLater(type(error).__name__), MOST_FAULTS)
            checkpoint("outbox.done")
            more = self._record(row, OutboxStatus.SENT, external_id=external_id)
            checkpoint("outbox.recorded")
            log.info("effect done", kind=row.kind, attempts=row.attempts)
            return more

    def _withdraw(self, row: Claimed, reason: str) -> bool:
        """It will not be said. What a withdrawn reply would have answered is unanswered again."""
        more = self._record(row, OutboxStatus.WITHDRAWN, reason=reason)
        if row.kind is OutboxKind.REPLY:
            self._dispatch.unanswer(row)
        return more

    def _later(self, row: Claimed, error: TryLater, most: int) -> bool:
        log.warning("effect delayed", kind=row.kind, reason=str(error), attempts=row.attempts)
        if row.attempts >= most:
            more = self._record(row, OutboxStatus.FAILED, reason=f"given up: {error}")
            self._told_staff(row, str(error))
            return more
        backoff = min(LONGEST_WAIT_SECONDS, 0.5 * 2 ** min(row.attempts, 10))
        # When nobody knows whether it happened, wait until it would show before looking for it.
        unknown = 0.0 if isinstance(error, NotSent) else self._dispatch.claim_seconds
        self._dispatch.later(row.id, row.attempts, str(error), max(error.seconds or 0, backoff, unknown))
        return False

    def _record(
        self,
        row: Claimed,
        status: OutboxStatus,
        external_id: str | None = None,
        reason: str | None = None,
    ) -> bool:
        more = self._dispatch.record(row.id, row.attempts, status, machine_now(), external_id, reason)
        if more is None:
            log.warning("claim lost before the effect was recorded", kind=row.kind)
        return bool(more)
