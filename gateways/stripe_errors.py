"""How a call to Stripe fails: the SDK's errors in the two words of `gateways.outcome`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import stripe
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_random_exponential

from gateways.outcome import Refused, TryLater

THROTTLED_TRIES = 3

Answer = TypeVar("Answer")


class Broken(TryLater):
    """Stripe answered with a failure of its own, and repeats it under the same idempotency key."""


class KeyTaken(Refused):
    """The idempotency key was used before, for a request that was not quite the same."""


def patiently(call: Callable[[], Answer]) -> Answer:
    """Makes the call, and again when it was throttled: a moment later is often enough.

    Lost connections, 409 and 5xx the SDK tries again by itself; 429 it does not.
    """
    tries = Retrying(
        retry=retry_if_exception_type(stripe.RateLimitError),
        stop=stop_after_attempt(THROTTLED_TRIES),
        wait=wait_random_exponential(multiplier=0.3, max=2),
        reraise=True,
    )
    return tries(call)


@contextmanager
def in_our_words() -> Iterator[None]:
    """Translates the SDK's errors. Their texts may quote what we sent: only codes are passed on."""
    try:
        yield
    except stripe.APIConnectionError:
        raise TryLater("stripe: no answer") from None
    except stripe.RateLimitError as error:
        raise TryLater("stripe: throttled", _retry_after(error)) from None
    except stripe.IdempotencyError:
        raise KeyTaken("stripe: idempotency key of another request") from None
    except stripe.StripeError as error:
        status = error.http_status or 0
        if status >= 500:
            raise Broken(f"stripe: {status}") from None
        if status == 409:
            raise TryLater("stripe: the same request is under way") from None
        raise Refused(f"stripe: {error.code or type(error).__name__}") from None


def _retry_after(error: stripe.StripeError) -> float | None:
    stated = (error.headers or {}).get("retry-after", "")
    return float(stated) if stated.isdigit() else None
