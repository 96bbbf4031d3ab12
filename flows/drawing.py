"""The machines as a reader sees them: drawn from the tables that run, so that the picture is never behind the code."""

from collections.abc import Iterable

from flows import booking, visits
from flows.conversation import TOOLS, TRANSITIONS, Event
from flows.tools import TOOLS as ARGUMENTS
from models.enums import AppointmentStatus, BookingStatus
from models.enums import ConversationMode as Mode

HEAD = """\
# The machines

Drawn from the code by `DRAW=1 pytest tests/flows/test_drawing.py`; the same test fails when this page is behind.

## A conversation

Where it stands decides which tools the model has. Whatever happens while a person has it, it stays hers until it is
handed back.
"""


def draw() -> str:
    """The whole page, as Markdown."""
    return "\n".join(
        [
            HEAD,
            "```mermaid",
            "stateDiagram-v2",
            "    [*] --> talking",
            *_arrows(),
            "```",
            "",
            *_table(
                ["after", *(mode.value for mode in Mode)],
                ([f"`{event.value}`", *(_to(event, mode) for mode in Mode)] for event in Event),
            ),
            "",
            "What each event means:",
            "",
            *(f"- `{event.value}`: {_meaning(event)}" for event in Event),
            "",
            "### Tools",
            "",
            *_table(
                ["tool", *(mode.value for mode in Mode), "what for"],
                (
                    [f"`{name}`", *("yes" if name in TOOLS[mode] else "" for mode in Mode), _first(arguments.__doc__)]
                    for name, arguments in ARGUMENTS.items()
                ),
            ),
            "",
            "## A booking",
            "",
            *_table(
                ["event", *(status.value for status in BookingStatus)],
                (
                    [f"`{event.value}`", *(_or_dash(found.get(status)) for status in BookingStatus)]
                    for event, found in booking.TRANSITIONS.items()
                ),
            ),
            "",
            "## An appointment that has taken place, or not",
            "",
            *_table(
                ["event", *(status.value for status in AppointmentStatus)],
                (
                    [f"`{event.value}`", *(_or_dash(visits.after(status, event)) for status in AppointmentStatus)]
                    for event in visits.Event
                ),
            ),
            "",
        ]
    )


def _arrows() -> list[str]:
    """One arrow for each pair of modes, with all events that lead that way; what changes nothing is left out."""
    found: dict[tuple[Mode, Mode], list[str]] = {}
    for event, modes in TRANSITIONS.items():
        for before, after in modes.items():
            if before is not after:
                found.setdefault((before, after), []).append(event.value)
    return [f"    {before.value} --> {after.value}: {', '.join(events)}" for (before, after), events in found.items()]


def _to(event: Event, mode: Mode) -> str:
    after = TRANSITIONS[event][mode]
    return "" if after is mode else after.value


def _or_dash(status: object) -> str:
    return str(status) if status else "–"


def _table(heads: list[str], rows: Iterable[list[str]]) -> list[str]:
    return [_row(heads), _row(["---"] * len(heads)), *map(_row, rows)]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _meaning(event: Event) -> str:
    return MEANINGS[event]


def _first(doc: str | None) -> str:
    return " ".join((doc or "").split()).split(". ")[0].rstrip(".")


MEANINGS = {
    Event.OFFERED: "slots were shown",
    Event.SURNAME_WANTED: "she chose a slot, and her surname is missing",
    Event.HELD: "a slot is held and waits for the deposit",
    Event.RELEASED: "she gave the unpaid hold back",
    Event.LAPSED: "the hold ran out",
    Event.CONFIRMED: "paid, or nothing to pay",
    Event.REFUSED: "paid too late and refunded",
    Event.MOVED: "an appointment has another time",
    Event.CANCELLED: "a confirmed booking is no more",
    Event.HANDED_OVER: "a person has taken over",
    Event.HANDED_BACK: "the person has given it back",
}
