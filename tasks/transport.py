"""kombu's Redis transport for workers, which must outlive their broker (kombu 5.7 lets them end)."""

from typing import Any

from kombu.transport import redis


class Channel(redis.Channel):
    """Has nothing more to say to Redis once it is closed.

    kombu would put unacknowledged messages back, and acknowledge what a task has done since. When Redis has gone away,
    either ends the whole worker. Ours only wake somebody up: what one stands for is found by a sweep, or done already.
    """

    do_restore = False

    def basic_ack(self, delivery_tag: Any, multiple: bool = False) -> None:
        """The task is done. On a closed channel the message comes again later, and finds nothing to do."""
        if not self.closed:
            super().basic_ack(delivery_tag, multiple)  # type: ignore[no-untyped-call]

    def basic_reject(self, delivery_tag: Any, requeue: bool = False) -> None:
        """As `basic_ack`."""
        if not self.closed:
            super().basic_reject(delivery_tag, requeue)  # type: ignore[no-untyped-call]


class Transport(redis.Transport):
    """For the setting `broker_transport`."""

    Channel = Channel
