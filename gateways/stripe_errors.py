"""How a call to Stripe fails: the SDK's errors in the two words of `gateways.outcome`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import stripe
from tenacity import Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from gateways.outcome import Refused, TryLater

MOST_TRIES = 4
UNDER_WAY = 409
"""Stripe's status for an idempotency key whose first request has no answer yet."""

Answer = TypeVar("Answer")


class Broken(TryLater):
    """Stripe answered with a failure of its own, and repeats it under the same idempotency key."""


class KeyTaken(Refused):
    """The idempotency key was used before, for a request that was not quite the same."""


def patiently(call: Callable[[], Answer]) -> Answer:
    """Makes the call, and again when a moment later is often enough.

    That is: it was throttled, which the SDK does not try again by itself, or the same request is
    under way (a second click at the same moment), whose answer is then ours as well.
    """
    tries = Retrying(
        retry=retry_if_exception(_passes_soon),
        stop=stop_after_attempt(MOST_TRIES),
        wait=wait_exponential_jitter(multiplier=0.3, max=2, jitter=0.3),
        reraise=True,
    )
    return tries(call)


def _passes_soon(error: BaseException) -> bool:
    busy = isinstance(error, stripe.StripeError) and error.http_status == UNDER_WAY
    return busy or isinstance(error, stripe.RateLimitError)


@contextmanager
def in_our_words() -> Iterator[None]:
    """Translates the SDK's errors. Their texts may quote what we sent: only codes are passed on."""
    try:
        yield
    except stripe.APIConnectionError:
        raise TryLater("stripe: no answer") from None
    except stripe.RateLimitError as error:
        raise TryLater("stripe: throttled", _retry_after(error)) from None
    except stripe.AuthenticationError:  # a setting to be put right; the request may be fine
        raise TryLater("stripe: our key is not accepted") from None
    except stripe.IdempotencyError:
        raise KeyTaken("stripe: idempotency key of another request") from None
    except stripe.StripeError as error:
        status = error.http_status or 0
        if status >= 500:
            raise Broken(f"stripe: {status}") from None
        if status == UNDER_WAY:
            raise TryLater("stripe: the same request is under way") from None
        raise Refused(f"stripe: {error.code or type(error).__name__}") from None


def _retry_after(error: stripe.StripeError) -> float | None:
    stated = (error.headers or {}).get("retry-after", "")
    return float(stated) if stated.isdigit() else None
