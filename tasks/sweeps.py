"""What beat runs: each finds what was missed and uses the ordinary commands. Each is harmless when run twice."""

from celery import shared_task

from gateways.pulse import beat
from models.enums import TurnStep
from models.ids import BusinessId
from tasks.commands.due import holds_to_lapse, holds_to_nudge
from tasks.commands.handover import give_up, tell_slow
from tasks.commands.lapse import lapse, nudge
from tasks.turn import publish
from tasks.world import world


@shared_task(name="tasks.sweeps.conversations")
def conversations() -> None:
    """Wakes conversations that are due, and shows that beat and this worker are alive."""
    beat(world().redis, "beat")
    for conversation_id in world().sweeps.due_conversations():
        world().waking.conversation(conversation_id)


@shared_task(name="tasks.sweeps.turns")
def turns() -> None:
    """Publishes lost turns again, tells customers that it takes longer, hands over what takes too long."""
    for row in world().sweeps.slow_turns():
        command = give_up if row["over"] else tell_slow
        world().command(BusinessId(row["business_id"]), command, row["id"])
    for row in world().sweeps.lost_turns():
        publish(row["id"], TurnStep(row["step"]))


@shared_task(name="tasks.sweeps.outbox")
def outbox() -> None:
    """Wakes outbox streams that have something due."""
    for stream in world().dispatch.due():
        world().waking.stream(stream)


@shared_task(name="tasks.sweeps.hints")
def hints() -> None:
    """Follows hints that were missed."""
    for inbox_id in world().hinting.unhandled():
        world().hinting.handle(inbox_id)


@shared_task(name="tasks.sweeps.handovers")
def handovers() -> None:
    """Completes handovers that a person began by writing."""
    for row in world().hinting.untold():
        world().hinting.reread(row["business_id"], row["id"])


@shared_task(name="tasks.sweeps.holds")
def holds() -> None:
    """Lapses what has run out, then nudges what is about to: after a jump of the clock nobody is nudged too late."""
    now = world().database.now()
    for business_id, booking_id in holds_to_lapse(world().database, now):
        world().command(BusinessId(business_id), lapse, booking_id)
    for business_id, booking_id in holds_to_nudge(world().database, now):
        world().command(BusinessId(business_id), nudge, booking_id, world().settings.public_url)


@shared_task(name="tasks.sweeps.chatwoot")
def chatwoot() -> None:
    """Reads messages whose webhook was lost."""
    world().reconciling.chatwoot_messages()


@shared_task(name="tasks.sweeps.stripe")
def stripe() -> None:
    """Reads payments whose webhook was lost."""
    world().reconcile_stripe()
