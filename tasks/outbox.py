"""Delivery of what is queued."""

from celery import shared_task

from tasks.world import world


@shared_task(name="tasks.outbox.deliver")
def deliver(stream: str) -> None:
    """Delivers what is due in one stream."""
    world().delivery.drain(stream)
