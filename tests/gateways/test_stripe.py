"""The Stripe gateway, with the real SDK, against Stripe's stand-in."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from stripe._api_version import _ApiVersion

from gateways.outcome import Refused, TryLater
from gateways.stripe import API_VERSION, StripeGateway
from gateways.stripe_errors import Broken, KeyTaken
from sandbox.server import Standins
from tests.gateways.deposits import CODE, attempt, deposit, fail
from tests.settings import IMPATIENCE_SECONDS, PATIENCE_SECONDS
from tests.shop import gateway


def created(standins: Standins) -> list[dict[str, Any]]:
    ledger = standins.get("/sandbox/ledger")
    return [entry for entry in ledger if entry["operation"] == "checkout.session.create"]


def test_the_version_is_the_one_that_the_sdk_was_written_for() -> None:
    assert API_VERSION == _ApiVersion.CURRENT


def test_what_a_session_says(standins: Standins, stripe: StripeGateway) -> None:
    first = attempt()
    session = stripe.open_session(deposit(), first)
    assert (session.status, session.payment_status) == ("open", "unpaid")
    assert (session.amount_cents, session.currency) == (1600, "EUR")
    assert session.url is not None
    (entry,) = created(standins)
    assert entry["key"] == f"checkout:{CODE}:1"
    ours = {"booking": CODE, "payment": "7", "attempt": "1"}
    assert str(entry["request"].pop("adaptive_pricing")["enabled"]).lower() == "false"
    assert entry["request"] == {
        "mode": "payment",
        "allowed_payment_method_types": ["card"],
        "submit_type": "book",
        "locale": "es",
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": "eur",
                    "unit_amount": 1600,
                    "product_data": {"name": "Señal de tu cita en Atrévete Peluquería"},
                },
            }
        ],
        "metadata": ours,
        "payment_intent_data": {"metadata": ours},
        "expires_at": int(first.expires_at.timestamp()),
        "success_url": f"http://127.0.0.1:9/pay/{CODE}?from=done",
        "cancel_url": f"http://127.0.0.1:9/pay/{CODE}?from=back",
    }


def test_english(standins: Standins, stripe: StripeGateway) -> None:
    stripe.open_session(deposit("en"), attempt())
    (entry,) = created(standins)
    line = entry["request"]["line_items"][0]["price_data"]["product_data"]["name"]
    assert line == "Deposit for your appointment at Atrévete Peluquería"
    assert entry["request"]["locale"] == "en"


def test_the_same_attempt_is_the_same_session(standins: Standins, stripe: StripeGateway) -> None:
    once = attempt()
    assert stripe.open_session(deposit(), once) == stripe.open_session(deposit(), once)
    assert len(created(standins)) == 1


def test_a_key_of_another_request_is_told_apart(standins: Standins, stripe: StripeGateway) -> None:
    once = attempt()
    stripe.open_session(deposit(), once)
    with pytest.raises(KeyTaken):
        stripe.open_session(deposit(amount=1700), once)
    assert len(created(standins)) == 1


def test_what_stripe_never_takes_is_refused(standins: Standins, stripe: StripeGateway) -> None:
    with pytest.raises(Refused):
        stripe.open_session(deposit(), attempt(minutes=29))
    with pytest.raises(Refused, match="resource_missing"):
        stripe.read_session("cs_test_unknown")
    assert created(standins) == []


def test_a_key_that_is_not_ours_any_more_is_waited_for(standins: Standins) -> None:
    wrong = StripeGateway("sk_test_wrong", f"{standins.url}/stripe", "http://127.0.0.1:9")
    with pytest.raises(TryLater):
        wrong.open_session(deposit(), attempt())
    assert created(standins) == []


def test_a_request_under_way_is_waited_for_and_its_answer_is_ours_as_well() -> None:
    with SlowStripe() as slow, ThreadPoolExecutor(2) as threads:
        patient = StripeGateway("sk_test_x", slow.url, "http://127.0.0.1:9", retries=0)
        once = attempt()
        clicks = [threads.submit(patient.open_session, deposit(), once) for _ in range(2)]
        ids = {click.result().id for click in clicks}
    assert ids == {"cs_slow"}
    assert slow.statuses.count(409) >= 1
    assert slow.made == 1


class SlowStripe:
    """Makes a session once it has been asked again meanwhile, which it answers with 409, as Stripe does."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.made = 0
        self._busy = threading.Lock()
        self._asked_again = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["content-length"]))
                if not outer._busy.acquire(blocking=False):
                    self.answer(409, {"error": {"code": "idempotency_key_in_use"}})
                    outer._asked_again.set()
                    return
                if outer.made == 0:
                    outer._asked_again.wait(PATIENCE_SECONDS)
                    outer.made += 1
                outer._busy.release()
                session = {"object": "checkout.session", "id": "cs_slow", "status": "open"}
                money = {"amount_total": 1600, "currency": "eur", "payment_status": "unpaid"}
                rest: dict[str, object] = {"url": "https://s/1", "payment_intent": None, "metadata": {}}
                self.answer(200, session | money | rest)

            def answer(self, status: int, body: dict[str, object]) -> None:
                outer.statuses.append(status)
                text = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("content-length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "SlowStripe":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.mark.parametrize(
    ("fault", "how", "outcome"),
    [
        ("refuse", {}, TryLater),
        ("429", {}, TryLater),
        ("5xx", {}, Broken),
        ("hang", {}, TryLater),
        ("lost_response", {}, TryLater),
    ],
)
def test_what_may_pass_is_tried_later(
    standins: Standins, fault: str, how: dict[str, object], outcome: type[TryLater]
) -> None:
    fail(standins, fault, **how)
    asked = gateway(standins, timeout=IMPATIENCE_SECONDS if fault == "hang" else PATIENCE_SECONDS)
    with pytest.raises(TryLater) as told:
        asked.open_session(deposit(), attempt())
    assert type(told.value) is outcome
    assert len(created(standins)) == (1 if fault == "lost_response" else 0)


def test_one_throttled_answer_and_one_lost_one_are_bridged(standins: Standins) -> None:
    fail(standins, "429", count=1)
    patient = gateway(standins, retries=1)
    assert patient.open_session(deposit(), attempt(1)).status == "open"
    fail(standins, "lost_response", count=1)
    assert patient.open_session(deposit(), attempt(2)).status == "open"
    assert len(created(standins)) == 2


def test_an_answer_of_500_is_kept_under_its_key(standins: Standins, stripe: StripeGateway) -> None:
    once = attempt()
    fail(standins, "5xx", count=1)
    for _ in range(2):
        with pytest.raises(Broken):
            stripe.open_session(deposit(), once)
    assert stripe.open_session(deposit(), attempt(2)).status == "open"


def test_a_session_is_found_by_what_we_wrote_on_it(standins: Standins, stripe: StripeGateway) -> None:
    since = datetime.now(UTC) - timedelta(minutes=1)
    made = [stripe.open_session(deposit(), attempt(number)) for number in range(1, 104)]
    assert stripe.find_session(CODE, 1, since) == made[0]
    assert stripe.find_session(CODE, 200, since) is None
    assert stripe.find_session("another", 1, since) is None
    assert stripe.find_session(CODE, 1, since + timedelta(hours=1)) is None


def test_expiring_and_coming_too_late(standins: Standins, stripe: StripeGateway) -> None:
    session = stripe.open_session(deposit(), attempt(1))
    assert stripe.expire_session(session.id).status == "expired"
    assert stripe.expire_session(session.id).status == "expired"
    paid = stripe.open_session(deposit(), attempt(2))
    standins.post(f"/sandbox/payments/{paid.id}/pay")
    late = stripe.expire_session(paid.id)
    assert (late.status, late.paid) == ("complete", True)
