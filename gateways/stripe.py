"""Stripe: Checkout Sessions, refunds, and what became of them. Amounts are cents.

Every method may end in `TryLater` (no answer, throttled, broken, not let in) or in `Refused` (Stripe will
never accept it).
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import cast

import stripe
from stripe.params import ChargeListParams, RefundCreateParams, RefundListParams
from stripe.params.checkout import SessionCreateParams, SessionListParams

from flows.pay_page import Attempt, Deposit, Purpose, Session
from flows.refund import Decline, Dispute, Refund, together
from gateways.outcome import Refused
from gateways.stripe_errors import Broken, in_our_words, patiently

API_VERSION = "2026-10-28.endive"
"""What we send and read is written against it, whatever the SDK or the account default to."""

MOST_LISTED = 2_000
"""Sessions or refunds read in one listing: more than a day of any salon."""

KEY = "refund"
"""Name of a refund's metadata that holds its key of ours: one part of a payment is not mistaken for another."""

PRODUCT = {
    "es": {
        Purpose.DEPOSIT: "Señal de tu cita en {business}",
        Purpose.SUPPLEMENT: "Lo que falta de la señal de tu cita en {business}",
        Purpose.PACK: "Bono de sesiones en {business}",
    },
    "en": {
        Purpose.DEPOSIT: "Deposit for your appointment at {business}",
        Purpose.SUPPLEMENT: "Rest of the deposit for your appointment at {business}",
        Purpose.PACK: "Pack of sessions at {business}",
    },
}
"""What Stripe's page says is paid for. Nothing personal."""


class StripeGateway:
    """One per process; safe in threads (the SDK keeps one connection pool a thread).

    `base` is Stripe's address, `public_url` ours. At worst a call takes `timeout` seconds times
    `retries` + 1: the API process, where a customer waits, gives less than the defaults.
    """

    def __init__(self, key: str, base: str, public_url: str, *, timeout: float = 10, retries: int = 2) -> None:
        self._public_url = public_url
        client = stripe.StripeClient(
            key,
            stripe_version=API_VERSION,
            base_addresses={"api": base},
            max_network_retries=retries,
            http_client=stripe.RequestsClient(timeout=timeout),
        )
        self._sessions = client.v1.checkout.sessions
        self._refunds = client.v1.refunds
        self._charges = client.v1.charges
        self._disputes = client.v1.disputes
        self._intents = client.v1.payment_intents

    def open_session(self, deposit: Deposit, attempt: Attempt) -> Session:
        """The attempt's session: made now, or the one made before under its key."""
        params = self._order(deposit, attempt)
        with in_our_words():
            return _session(patiently(lambda: self._sessions.create(params, {"idempotency_key": attempt.key})))

    def read_session(self, session_id: str) -> Session:
        """The session as it is now."""
        with in_our_words():
            return _session(patiently(lambda: self._sessions.retrieve(session_id)))

    def expire_session(self, session_id: str) -> Session:
        """Closes an open session. Answers what it is now: `complete` when she was faster."""
        try:
            with in_our_words():
                return _session(patiently(lambda: self._sessions.expire(session_id)))
        except Refused:  # only an open one can be closed
            session = self.read_session(session_id)
            if session.status == "open":
                raise
            return session

    def sessions_since(self, moment: datetime) -> Iterator[Session]:
        """Every session made since then, newest first."""
        params: SessionListParams = {"created": {"gte": int(moment.timestamp())}, "limit": 100}
        with in_our_words():
            pages = patiently(lambda: self._sessions.list(params))
            for found in islice(pages.auto_paging_iter(), MOST_LISTED):
                yield _session(found)

    def find_session(self, code: str, number: int, since: datetime) -> Session | None:
        """The session of an attempt whose answer was lost, among those made since then."""
        ours = {"booking": code, "attempt": str(number)}
        made = self.sessions_since(since)
        return next((session for session in made if ours.items() <= session.metadata.items()), None)

    def session_of(self, payment_intent: str) -> Session | None:
        """The session by which a payment was made."""
        params: SessionListParams = {"payment_intent": payment_intent, "limit": 1}
        with in_our_words():
            found = patiently(lambda: self._sessions.list(params)).data
        return _session(found[0]) if found else None

    def refund(
        self,
        payment_intent: str,
        amount_cents: int,
        tries: int = 1,
        *,
        key: str | None = None,
        due_cents: int | None = None,
    ) -> Refund:
        """Gives money back, once for each `key` (all of a payment has `refund:{payment_intent}`).

        `tries` counts the calls: from the second on we look first for the refund that carries the key. The key stays
        the same, so that a lost answer is only repeated; after a 5xx, which Stripe would repeat as well, this try uses
        one of its own. `due_cents` is what shall have gone back of the payment in all: when Stripe has given back so
        much (by hand, perhaps) that it refuses, only what lacks is asked for.
        """
        key = key or f"refund:{payment_intent}"
        if tries > 1 and (made := self._refund_by(payment_intent, key)):
            return made
        try:
            return self._refund(payment_intent, amount_cents, key)
        except Broken:
            if tries == 1:
                raise
            return self._refund(payment_intent, amount_cents, f"{key}:try{tries}", key)
        except Refused:
            made = self.refund_of(payment_intent)
            if made is None:
                raise
            lacks = min(amount_cents, (due_cents or amount_cents) - made.amount_cents)
            if lacks <= 0:
                return made
            return self._refund(payment_intent, lacks, f"{key}:after{made.amount_cents}", key)

    def refunds_of(self, payment_intent: str) -> list[Refund]:
        """Every refund of a payment, failed ones too, newest first."""
        params: RefundListParams = {"payment_intent": payment_intent, "limit": 100}
        with in_our_words():
            pages = patiently(lambda: self._refunds.list(params))
            return [_refund(found) for found in islice(pages.auto_paging_iter(), MOST_LISTED)]

    def refunds_since(self, moment: datetime) -> Iterator[Refund]:
        """Every refund made since then, newest first."""
        params: RefundListParams = {"created": {"gte": int(moment.timestamp())}, "limit": 100}
        with in_our_words():
            pages = patiently(lambda: self._refunds.list(params))
            for found in islice(pages.auto_paging_iter(), MOST_LISTED):
                yield _refund(found)

    def refund_of(self, payment_intent: str) -> Refund | None:
        """All that was given back of a payment, as one; None when nothing was."""
        return together(self.refunds_of(payment_intent))

    def read_refund(self, refund_id: str) -> Refund:
        """One refund as it is now."""
        with in_our_words():
            return _refund(patiently(lambda: self._refunds.retrieve(refund_id)))

    def read_decline(self, payment_intent: str) -> Decline:
        """How paying it went so far: Stripe's status of it, and how often and why a card was declined."""
        params: ChargeListParams = {"payment_intent": payment_intent, "limit": 100}
        with in_our_words():
            intent = patiently(lambda: self._intents.retrieve(payment_intent))
            charges = patiently(lambda: self._charges.list(params)).data
        declined = [charge for charge in charges if charge.status == "failed"]
        return Decline(intent.status, len(declined), declined[0].failure_code if declined else None)

    def payment_of_charge(self, charge_id: str) -> str | None:
        """The payment intent that a charge belongs to."""
        with in_our_words():
            return _id(patiently(lambda: self._charges.retrieve(charge_id)).payment_intent)

    def read_dispute(self, dispute_id: str) -> Dispute:
        """A dispute, and the payment intent that it is about."""
        with in_our_words():
            found = patiently(lambda: self._disputes.retrieve(dispute_id))
        return Dispute(found.id, _id(found.payment_intent), found.amount)

    def _order(self, deposit: Deposit, attempt: Attempt) -> SessionCreateParams:
        language = deposit.language if deposit.language in PRODUCT else "es"
        page = f"{self._public_url}/pay/{deposit.code}"
        ours = {
            "booking": deposit.code,
            "payment": str(deposit.payment_id),
            "attempt": str(attempt.number),
        }
        return {
            "mode": "payment",
            "allowed_payment_method_types": ["card"],
            # What is paid is compared with what we asked for, to the cent and the currency.
            "adaptive_pricing": {"enabled": False},
            "submit_type": "book",
            "locale": "en" if language == "en" else "es",
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": deposit.currency.lower(),
                        "unit_amount": deposit.amount_cents,
                        "product_data": {"name": PRODUCT[language][deposit.purpose].format(business=deposit.business)},
                    },
                }
            ],
            "metadata": ours,
            "payment_intent_data": {"metadata": ours},
            "expires_at": int(attempt.expires_at.timestamp()),
            "success_url": f"{page}?from=done",
            "cancel_url": f"{page}?from=back",
        }

    def _refund_by(self, payment_intent: str, key: str) -> Refund | None:
        """The refund that was made under that key."""
        return next((made for made in self.refunds_of(payment_intent) if made.key == key), None)

    def _refund(self, payment_intent: str, amount_cents: int, idempotency_key: str, key: str | None = None) -> Refund:
        params: RefundCreateParams = {
            "payment_intent": payment_intent,
            "amount": amount_cents,
            "metadata": {KEY: key or idempotency_key},
        }
        with in_our_words():
            return _refund(patiently(lambda: self._refunds.create(params, {"idempotency_key": idempotency_key})))


def _session(found: stripe.checkout.Session) -> Session:
    return Session(
        id=found.id,
        status=found.status or "",
        payment_status=found.payment_status,
        url=found.url,
        payment_intent=_id(found.payment_intent),
        amount_cents=found.amount_total,
        currency=found.currency.upper() if found.currency else None,
        metadata=cast(dict[str, str], found.metadata.to_dict()) if found.metadata else {},
    )


def _refund(found: stripe.Refund) -> Refund:
    key = cast(dict[str, str], found.metadata.to_dict()).get(KEY) if found.metadata else None
    return Refund(found.id, _id(found.payment_intent), found.amount, found.status or "pending", key)


def _id(expandable: str | stripe.StripeObject | None) -> str | None:
    """Objects inside objects come as their id, or whole when expanded."""
    if expandable is None or isinstance(expandable, str):
        return expandable
    return cast(str, expandable["id"])
