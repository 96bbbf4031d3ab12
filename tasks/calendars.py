"""The stylists' own calendars, one at a time."""

from celery import shared_task

from tasks.world import world


@shared_task(name="tasks.calendars.read")
def read(stylist_id: int) -> None:
    """Reads what is new in a stylist's calendar. Running twice does no harm."""
    world().calendars.read(stylist_id)
