"""The same product with the reply guard off: what it keeps from customers is shown by taking it away."""

from collections.abc import Sequence
from dataclasses import replace

from flows.guard import Breach
from tasks.world import World


def blind(reply: str, texts: Sequence[str]) -> list[Breach]:
    """A guard that finds nothing false."""
    return []


def without_guard(world: World) -> None:
    """From now on that world sends whatever the model writes."""
    world.thinking = replace(world.thinking, guard=blind)
