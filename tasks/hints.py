"""Hints: webhooks that only say that something is worth reading again."""

from celery import shared_task

from tasks.world import world


@shared_task(name="tasks.hints.handle")
def handle(inbox_id: int) -> None:
    """Reads again what the inbox row points to. Running twice does no harm."""
    world().hinting.handle(inbox_id)
