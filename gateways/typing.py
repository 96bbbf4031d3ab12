"""The "typing ..." that a customer sees while an answer is being worked on: nice to have, never waited for."""

from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore

from gateways.chatwoot import Chatwoot
from gateways.outcome import Refused, TryLater

MOST = 8
"""Indicators on their way at once; beyond that they are left out."""


class Typing:
    """Sends indicators beside the work. Chatwoot takes each away by itself, or when the message comes."""

    def __init__(self, chatwoot: Chatwoot) -> None:
        self._chatwoot = chatwoot
        self._threads = ThreadPoolExecutor(MOST, thread_name_prefix="typing")
        self._room = BoundedSemaphore(MOST)

    def show(self, conversation_number: int) -> None:
        """Returns at once. What fails is forgotten."""
        if self._room.acquire(blocking=False):
            self._threads.submit(self._show, conversation_number)

    def close(self) -> None:
        """Waits for none of them."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _show(self, conversation_number: int) -> None:
        try:
            self._chatwoot.typing(conversation_number, True)
        except (TryLater, Refused):
            pass
        finally:
            self._room.release()
