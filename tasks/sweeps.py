"""What beat runs: each finds what was missed and uses the ordinary commands. Each is harmless when run twice."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import structlog
from celery import shared_task

from gateways.outcome import TryLater
from gateways.pulse import BEAT, beat
from models.enums import TurnStep
from models.ids import BusinessId
from tasks.commands.due import holds_to_lapse, holds_to_nudge
from tasks.commands.handover import answer_what_waits, give_up, tell_slow
from tasks.commands.lapse import lapse, nudge
from tasks.turn import publish
from tasks.world import world

log = structlog.get_logger()

Row = TypeVar("Row")


def each(rows: Iterable[Row], act: Callable[[Row], object]) -> None:
    """Does it to every row: one that fails is logged and does not keep the others from their turn."""
    for row in rows:
        try:
            act(row)
        except Exception:
            log.exception("a sweep's row failed")


@shared_task(name="tasks.sweeps.conversations")
def conversations() -> None:
    """Wakes conversations that are due, and those in which something waits that nobody has asked for a turn for."""
    beat(world().redis, BEAT)
    each(world().sweeps.due_conversations(), world().waking.conversation)
    each(
        world().sweeps.forgotten_conversations(),
        lambda row: world().command(BusinessId(row["business_id"]), answer_what_waits, row["id"]),
    )


@shared_task(name="tasks.sweeps.turns")
def turns() -> None:
    """Publishes lost turns again, tells customers that it takes longer, hands over what takes too long."""
    each(world().sweeps.lost_turns(), lambda row: publish(row["id"], TurnStep(row["step"])))
    each(
        world().sweeps.slow_turns(),
        lambda row: world().command(BusinessId(row["business_id"]), give_up if row["over"] else tell_slow, row["id"]),
    )


@shared_task(name="tasks.sweeps.outbox")
def outbox() -> None:
    """Wakes outbox streams that have something due."""
    each(world().dispatch.due(), world().waking.stream)


@shared_task(name="tasks.sweeps.hints")
def hints() -> None:
    """Wakes hints that were missed. They wait on vendors, so they are not followed here."""
    each(world().hinting.missed(), world().waking.hint)


@shared_task(name="tasks.sweeps.handovers")
def handovers() -> None:
    """Completes handovers that a person began by writing."""
    each(world().hinting.untold(), lambda row: world().hinting.reread(row["business_id"], row["id"]))


@shared_task(name="tasks.sweeps.holds")
def holds() -> None:
    """Lapses what has run out, then nudges what is about to: after a jump of the clock nobody is nudged too late."""
    now = world().database.now()
    each(holds_to_lapse(world().database, now), lambda row: world().command(BusinessId(row[0]), lapse, row[1]))
    link = world().settings.public_url
    each(holds_to_nudge(world().database, now), lambda row: world().command(BusinessId(row[0]), nudge, row[1], link))


@shared_task(name="tasks.sweeps.chatwoot")
def chatwoot() -> None:
    """Reads messages whose webhook was lost."""
    world().reconciling.chatwoot_messages()


@shared_task(name="tasks.sweeps.stripe")
def stripe() -> None:
    """Reads payments whose webhook was lost."""
    try:
        world().reconcile_stripe()
    except TryLater as error:
        log.warning("Stripe not reconciled", reason=str(error))
