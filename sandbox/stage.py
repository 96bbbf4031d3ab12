"""Everything that plays the vendors, put together once: a process has one stage, a test may have
several."""

from dataclasses import dataclass

from sandbox.chatwoot.desk import Desk
from sandbox.chatwoot.people import People
from sandbox.chatwoot.records import Records
from sandbox.chatwoot.shapes import Shapes
from sandbox.claude.wire.endpoint import Brain, Claude
from sandbox.clock import Clock
from sandbox.courier import Courier, Line, Send
from sandbox.faults.registry import Faults
from sandbox.google.account import public_key
from sandbox.google.diary import Diary
from sandbox.google.tokens import Tokens
from sandbox.ledger import Ledger
from sandbox.mail import MailServer
from sandbox.settings import Settings
from sandbox.store import Store
from sandbox.stripe.checkout import Checkout
from sandbox.stripe.refunds import Refunds
from sandbox.stripe.till import Till


@dataclass(frozen=True)
class Stage:
    """The vendors and what they share."""

    settings: Settings
    store: Store
    clock: Clock
    ledger: Ledger
    faults: Faults
    courier: Courier
    desk: Desk
    checkout: Checkout
    refunds: Refunds
    diary: Diary
    tokens: Tokens
    claude: Claude
    mail: MailServer


def set_up(settings: Settings, clock: Clock, brain: Brain, send: Send | None = None) -> Stage:
    """A stage with the settings' store.

    `send` delivers webhooks; None posts them to the product.
    """
    store = Store(settings.store)
    ledger = Ledger(store, clock)
    faults = Faults()
    secrets: dict[Line, str] = {
        "account": settings.chatwoot_webhook_secret,
        "bot": settings.chatwoot_webhook_secret,
        "stripe": settings.stripe_webhook_secret,
    }
    courier = Courier(store, secrets, settings.public_url, settings.copies, settings.haste, send)
    records = Records(store)
    people = People(records, settings.chatwoot_account_id, settings.chatwoot_inbox_id)
    desk = Desk(records, Shapes(people), clock, courier, settings.webhooks)
    courier.on_failure = desk.open_after_bot_failure
    till = Till(store, clock, ledger, courier)
    diary = Diary(store, clock)
    for stylist, calendar_id in settings.stylists.items():
        diary.add_calendar(calendar_id, stylist)
    account = settings.service_account
    keys = {} if account is None else {account["client_email"]: public_key(account["private_key"])}
    return Stage(
        settings=settings,
        store=store,
        clock=clock,
        ledger=ledger,
        faults=faults,
        courier=courier,
        desk=desk,
        checkout=Checkout(till, settings.base_url),
        refunds=Refunds(till),
        diary=diary,
        tokens=Tokens(keys),
        claude=Claude(store, clock, brain, settings.anthropic_api_key),
        mail=MailServer(store, clock, ledger, faults, settings.mail_port),
    )
