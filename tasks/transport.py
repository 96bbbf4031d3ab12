"""kombu's Redis transport, but for one habit."""

from kombu.transport import redis


class Channel(redis.Channel):
    """Gives nothing back to Redis when it closes.

    kombu would put unacknowledged messages back into their queues. When Redis has gone away, that fails in a way that
    ends the whole worker (kombu 5.7). Ours only wake somebody up, and what they stand for is found by a sweep.
    """

    do_restore = False


class Transport(redis.Transport):
    """For the setting `broker_transport`."""

    Channel = Channel
