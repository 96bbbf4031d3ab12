"""Summaries of long conversations, written beside their turns."""

from celery import shared_task

from tasks.world import world


@shared_task(name="tasks.summaries.summarise")
def summarise(conversation_id: int) -> None:
    """Writes the summary anew, if enough was said since the last one."""
    world().summarising.run(conversation_id)
