"""What beat runs: each finds what was missed and uses the ordinary commands. Each is harmless when run twice."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import structlog
from celery import shared_task

from flows.catalogue import Catalogue
from gateways.archive import quiet_conversations
from gateways.busy import to_read
from gateways.clashes import clashes as untold_clashes
from gateways.database import Unit
from gateways.outcome import TryLater
from gateways.pulse import BEAT, beat
from gateways.reminders import due_reminders
from gateways.unscreened import unscreened_conversations
from gateways.visits import visits_over
from gateways.waitlist import open_entries
from models.business import Policy
from models.enums import TurnStep
from models.ids import BusinessId
from tasks.commands.archive import archive
from tasks.commands.clash import tell_of_clash
from tasks.commands.due import holds_to_lapse, holds_to_nudge
from tasks.commands.hand_back import answer_what_waits
from tasks.commands.handover import give_up, tell_slow
from tasks.commands.lapse import lapse, nudge
from tasks.commands.listening import listen
from tasks.commands.passing import close_over, pass_on
from tasks.commands.reminding import remind
from tasks.commands.visits import complete_by_itself
from tasks.turn import publish
from tasks.waiting import offer
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
    """Wakes conversations that are due, and those in which something waits that nobody has asked for a turn for.

    What no turn takes is screened for emergencies.
    """
    beat(world().redis, BEAT)
    each(world().sweeps.due_conversations(), world().waking.conversation)
    each(
        world().sweeps.forgotten_conversations(),
        lambda row: world().command(BusinessId(row["business_id"]), answer_what_waits, row["id"]),
    )
    each(
        unscreened_conversations(world().database),
        lambda row: world().command(BusinessId(row["business_id"]), listen, row["id"]),
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


@shared_task(name="tasks.sweeps.reminders")
def reminders() -> None:
    """Reminds customers of their appointments."""
    rows = due_reminders(world().database, world().database.now())
    each(rows, lambda row: world().command(BusinessId(row[0]), remind, row[1]))


@shared_task(name="tasks.sweeps.waiting")
def waiting() -> None:
    """Passes on what was offered too long ago, ends wishes whose days are over, and offers what has become free."""
    found = open_entries(world().database, world().database.now())
    each(found.ended, lambda row: _of_catalogue(pass_on, *row))
    each(found.over, lambda row: _of_catalogue(close_over, *row))
    each(found.waiting, offer)


def _of_catalogue(command: Callable[[Unit, Catalogue, int], bool], business_id: int, row_id: int) -> None:
    ours = BusinessId(business_id)
    world().command(ours, command, world().catalogues.get(ours, world().database.now()), row_id)


@shared_task(name="tasks.sweeps.visits")
def visits() -> None:
    """Appointments that have been over for a while count as completed, unless staff said otherwise."""
    rows = visits_over(world().database, world().database.now())
    each(rows, lambda row: world().command(BusinessId(row[0]), complete_by_itself, row[1]))


@shared_task(name="tasks.sweeps.talks")
def talks() -> None:
    """Puts talks that have fallen quiet into the history."""
    rows = quiet_conversations(world().database, world().database.now(), Policy().archive_after_hours)
    each(rows, lambda row: world().command(BusinessId(row[0]), archive, row[1]))


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


@shared_task(name="tasks.sweeps.calendars")
def calendars() -> None:
    """Has each stylist's own calendar read, by a task of its own: they wait on Google, each for itself."""
    each(to_read(world().database), world().waking.calendar)


@shared_task(name="tasks.sweeps.clashes")
def clashes() -> None:
    """Tells staff of what has come in the way of appointments."""
    each(
        untold_clashes(world().database, world().database.now()),
        lambda row: world().command(row.business_id, tell_of_clash, row.booking_id, row.appointment_id),
    )
