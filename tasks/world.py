"""The composition root: everything a worker needs, built once a process and put together here only."""

import os
import socket
import threading
from dataclasses import dataclass
from functools import cached_property

from celery import Celery
from redis import Redis

from flows.ports import Mind
from gateways.calendar import deliver_calendar
from gateways.catalogue import Catalogues
from gateways.chatwoot import Chatwoot
from gateways.database import Database, Unit
from gateways.dispatch import Claimed, Dispatch
from gateways.google import GoogleCalendarGateway
from gateways.heart import Heart
from gateways.mail import Mailer, deliver_mail
from gateways.outcome import NotWanted
from gateways.settings import Settings, load
from gateways.settling import Settling as SettlingStatements
from gateways.stripe import StripeGateway
from gateways.sweeps import Sweeps
from gateways.turns import Turns
from gateways.typing import Typing
from models.enums import OutboxKind
from models.ids import BusinessId
from tasks.calendar_reading import CalendarReading
from tasks.commands.pay import mark_paid
from tasks.commands.trouble import tell_of_failure
from tasks.delivery import Deliver, Delivery
from tasks.gathering import Gathering
from tasks.hinting import Hinting
from tasks.payments import apply_stripe_hint, reconcile_stripe
from tasks.reconciling import Reconciling
from tasks.settling import Settling
from tasks.speaking import Speaking
from tasks.stripe_effects import deliver_expire_session, deliver_refund
from tasks.summarising import Summarising
from tasks.thinking import Thinking
from tasks.till import Till
from tasks.toolbox import Toolbox
from tasks.waking import Command, Given, Result, Waking

SLOW_SECONDS = 20.0
"""After so long a customer is told that the answer takes longer."""


class World:
    """One process's gateways and tasks. `mind` and an open `database` may be given, for tests and the bench."""

    def __init__(
        self, settings: Settings, celery: Celery, mind: Mind | None = None, database: Database | None = None
    ) -> None:
        self.settings = settings
        self.owner = f"{socket.gethostname()}:{os.getpid()}"
        self.database = database or Database(settings.database_url, name=f"worker-{os.getpid()}").open()
        self._given_database = database
        self.waking = Waking(celery)
        self.catalogues = Catalogues(self.database)
        self.heart = Heart(self.database, settings.lease_seconds, settings.heartbeat_seconds)
        self.heart.start()
        self._mind = mind

    def warm(self) -> None:
        """Builds what a turn needs, so that the first customer does not wait for imports."""
        for part in (self.gathering, self.thinking, self.settling):
            assert part is not None

    def close(self) -> None:
        """Gives everything back."""
        self.heart.stop()
        self.typing.close()
        self.chatwoot.close()
        if self._given_database is None:
            self.database.close()

    @cached_property
    def redis(self) -> Redis:
        """For signs of life only."""
        return Redis.from_url(self.settings.redis_url, socket_timeout=2, socket_connect_timeout=2)

    @cached_property
    def chatwoot(self) -> Chatwoot:
        """The customers' and the staff's side."""
        given = self.settings
        return Chatwoot(
            given.chatwoot_base_url,
            given.chatwoot_account_id,
            given.chatwoot_bot_token.get_secret_value(),
            given.chatwoot_user_token.get_secret_value(),
            given.chatwoot_timeout_seconds,
        )

    @cached_property
    def mind(self) -> Mind:
        """Claude, unless another mind was given. Imported late: the SDK takes seconds."""
        if self._mind is not None:
            return self._mind
        return self._claude(self.settings.claude_model)

    @cached_property
    def turns(self) -> Turns:
        """Statements over turns."""
        return Turns(self.database, self.owner, self.settings.lease_seconds)

    @cached_property
    def dispatch(self) -> Dispatch:
        """Statements over outbox rows."""
        given = self.settings
        return Dispatch(self.database, self.owner, given.chatwoot_timeout_seconds + given.claim_margin_seconds)

    @cached_property
    def sweeps(self) -> Sweeps:
        """Queries of what was missed."""
        return Sweeps(self.database, self.settings.republish_seconds, SLOW_SECONDS)

    @cached_property
    def gathering(self) -> Gathering:
        """First link of a turn."""
        return Gathering(self.database, self.turns, self.waking)

    @cached_property
    def toolbox(self) -> Toolbox:
        """The model's tools."""
        return Toolbox(self.database, self.turns, self.catalogues, self.waking, self.settings.public_url)

    @cached_property
    def thinking(self) -> Thinking:
        """Second link of a turn."""
        return Thinking(
            self.database,
            self.turns,
            self.heart,
            self.mind,
            self.catalogues,
            self.toolbox,
            self.waking,
            self.typing.show,
        )

    @cached_property
    def small_mind(self) -> Mind:
        """The small model, for notes that nobody waits for; the mind that was given, if one was."""
        if self._mind is not None:
            return self._mind
        return self._claude(self.settings.claude_small_model)

    @cached_property
    def summarising(self) -> Summarising:
        """Notes on long conversations."""
        return Summarising(self.database, self.small_mind)

    @cached_property
    def typing(self) -> Typing:
        """The indicator while an answer is being worked on."""
        return Typing(self.chatwoot)

    @cached_property
    def settling(self) -> Settling:
        """Third link of a turn."""
        statements = SettlingStatements(self.database, self.owner, self.settings.lease_seconds)
        return Settling(statements, self.turns, self.catalogues, self.delivery, self.waking)

    @cached_property
    def delivery(self) -> Delivery:
        """Brings outbox rows about."""
        return Delivery(self.dispatch, self._deliverers(), self._tell_staff)

    @cached_property
    def till(self) -> Till:
        """What payments need."""
        given = self.settings
        key, base = given.stripe_secret_key.get_secret_value(), given.stripe_api_base
        # All its tries together end before a claim does.
        gateway = StripeGateway(key, base, given.public_url, timeout=given.stripe_timeout_seconds, retries=1)
        return Till(self.database, gateway, self._mark_paid, self.waking.unit)

    @cached_property
    def hinting(self) -> Hinting:
        """Follows webhooks that only hint."""
        return Hinting(
            self.database,
            self.chatwoot,
            self.waking,
            lambda inbox_id: apply_stripe_hint(self.till, inbox_id),
        )

    @cached_property
    def reconciling(self) -> Reconciling:
        """Reads what lost webhooks did not tell."""
        return Reconciling(
            self.database,
            self.chatwoot,
            self.waking,
            self.settings.chatwoot_account_id,
            self.settings.chatwoot_inbox_id,
        )

    @cached_property
    def google(self) -> GoogleCalendarGateway:
        """The stylists' calendars."""
        given = self.settings
        file, endpoint = str(given.google_service_account_file), given.google_api_endpoint
        return GoogleCalendarGateway(file, endpoint, timeout=given.google_timeout_seconds)

    @cached_property
    def calendars(self) -> CalendarReading:
        """Reads the stylists' own events."""
        return CalendarReading(self.database, self.google, self.waking, self.settings.public_url)

    def reconcile_stripe(self) -> None:
        """Finds payments whose webhook was lost."""
        reconcile_stripe(self.till)

    def command(
        self, business_id: BusinessId, command: Command[Given, Result], *given: Given.args, **named: Given.kwargs
    ) -> Result:
        """Runs a command in a unit of its own and wakes whoever is concerned."""
        return self.waking.command(self.database, business_id, command, *given, **named)

    def _claude(self, model: str) -> Mind:
        from gateways.claude import Claude

        given = self.settings
        key = given.anthropic_api_key.get_secret_value()
        return Claude(key, given.anthropic_base_url, model, given.claude_timeout_seconds)

    def _mark_paid(
        self, unit: Unit, payment_id: int, payment_intent: str, amount_cents: int, session_id: str
    ) -> object:
        catalogue = self.catalogues.get(unit.business_id, unit.now)
        return mark_paid(unit, catalogue, payment_id, payment_intent, amount_cents, session_id)

    def _tell_staff(self, row: Claimed, reason: str) -> None:
        self.command(BusinessId(row.business_id), tell_of_failure, row, reason)

    def _deliverers(self) -> dict[OutboxKind, Deliver]:
        speaking = Speaking(self.chatwoot)
        given = self.settings
        mailer = Mailer(given.smtp_url, given.public_url) if given.smtp_url else None
        return {
            OutboxKind.REPLY: speaking.message,
            OutboxKind.NOTICE: speaking.message,
            OutboxKind.NOTE: speaking.note,
            OutboxKind.OPEN_CONVERSATION: speaking.open,
            OutboxKind.HAND_BACK: speaking.hand_back,
            OutboxKind.CALENDAR: lambda row: deliver_calendar(self.database, self.google, given.public_url, row),
            OutboxKind.EXPIRE_SESSION: lambda row: deliver_expire_session(self.till, row),
            OutboxKind.REFUND: lambda row: deliver_refund(self.till, row),
            OutboxKind.MAIL: lambda row: _mail(mailer, row),
        }


def _mail(mailer: Mailer | None, row: Claimed) -> str:
    if mailer is None:
        raise NotWanted("no mail server is set up")
    return deliver_mail(mailer, row)


@dataclass
class _Process:
    world: World | None = None


_process = _Process()
_building = threading.Lock()


def world() -> World:
    """This process's world, built at the first call."""
    if _process.world is None:
        with _building:
            if _process.world is None:
                from tasks.celery_app import celery

                _process.world = World(load(), celery)
    return _process.world


def inhabit(given: World | None) -> None:
    """Makes `given` this process's world (tests and the bench), or forgets the one it had."""
    _process.world = given
