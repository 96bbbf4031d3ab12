"""Offers time that was given back to those who wait, one after the other."""

from celery import shared_task

from models.ids import BusinessId
from tasks.commands.offering import offer_next
from tasks.world import world

MOST = 100
"""Offers in one run; the next sweep makes the rest."""


@shared_task(name="tasks.waiting.offer")
def offer(business_id: int) -> None:
    """Goes through the line until nobody can use what is free. Running twice, or beside itself, does no harm."""
    ours = BusinessId(business_id)
    for _ in range(MOST):
        catalogue = world().catalogues.get(ours, world().database.now())
        if world().command(ours, offer_next, catalogue) is None:
            return
