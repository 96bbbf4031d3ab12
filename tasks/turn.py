"""The links of a turn's chain. Each claims the turn itself, so a lost or repeated link does no harm."""

from celery import chain, shared_task

from gateways.checkpoint import checkpoint
from models.enums import TurnStep
from tasks.link import Link
from tasks.world import world


@shared_task(name="tasks.turn.wake")
def wake(*conversation_ids: int) -> None:
    """Opens a turn in each conversation that is due, and starts their chains."""
    for turn_id in world().turns.open(conversation_ids):
        checkpoint("wake.opened")
        publish(turn_id, TurnStep.GATHER)


@shared_task(name="tasks.turn.gather", base=Link)
def gather(turn_id: int) -> None:
    """Takes the burst of messages and screens it."""
    world().gathering.run(turn_id)


@shared_task(name="tasks.turn.think", base=Link)
def think(turn_id: int) -> None:
    """Rounds with Claude and its tools, until there is a draft."""
    world().thinking.run(turn_id)


@shared_task(name="tasks.turn.settle", base=Link)
def settle(turn_id: int) -> None:
    """Checks that the draft still holds, queues and sends it."""
    following = world().settling.run(turn_id)
    if following is not TurnStep.DONE:
        publish(turn_id, following)


LINKS = {
    TurnStep.GATHER: (gather, think, settle),
    TurnStep.THINK: (think, settle),
    TurnStep.SETTLE: (settle,),
}


def publish(turn_id: int, step: TurnStep) -> None:
    """Publishes the chain from that step on; when Redis is away, the sweep does it later."""
    world().waking.publish(chain(*(link.si(turn_id) for link in LINKS[step])))
