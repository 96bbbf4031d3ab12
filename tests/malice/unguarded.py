"""The house with its guards off, one at a time, written by hand and passed in: what each of them is there for."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from psycopg.rows import DictRow
from sqlmodel import col, select, update

from flows.conversation import TOOLS as ALLOWED
from flows.plan import plan_of
from flows.situation import appointment_facts
from flows.tools import TOOLS, Cancel, Hold, Move
from gateways.appointments import coming_in
from gateways.database import Unit
from gateways.turns import Claim
from models import Appointment, Booking, Offer
from tasks.commands.cancel import cancel
from tasks.commands.cancelled import Cancelled
from tasks.commands.hold import Confirmed, Held, hold
from tasks.commands.move import Moved, move
from tasks.toolbox import WRITES, Toolbox, ToolUse
from tasks.tools.outcome import Outcome, Work, refusal

EVERYTHING = {mode: tuple(TOOLS) for mode in ALLOWED}
"""Every tool in every state."""


def any_offer(unit: Unit, work: Work, code: str) -> Offer | None:
    """Shown or not."""
    unit.session.flush()
    return unit.session.exec(
        select(Offer).where(Offer.conversation_id == work.row["conversation_id"], Offer.code == code)
    ).first()


def hold_anything(unit: Unit, work: Work, arguments: Hold) -> Outcome:
    """Holds an offer that she need not have seen."""
    offer = any_offer(unit, work, arguments.offer)
    if offer is None or offer.appointment_id is not None:
        return refusal("offer_unknown", "")
    done = hold(unit, work.catalogue, work.row["conversation_id"], work.row["customer_id"], plan_of(offer))
    return Outcome({"held": True}) if isinstance(done, Held | Confirmed) else refusal("no", "")


def move_anywhere(unit: Unit, work: Work, arguments: Move) -> Outcome:
    """Moves to an offer that she need not have seen."""
    offer = any_offer(unit, work, arguments.offer)
    one = coming_in(unit, work.row["customer_id"]).get(arguments.appointment)
    if offer is None or one is None:
        return refusal("offer_unknown", "")
    done = move(unit, work.catalogue, one.booking_id, {one.id: (offer.stylist_id, offer.starts_at)})
    if not isinstance(done, Moved):
        return refusal("no", "")
    moved = coming_in(unit, work.row["customer_id"])[arguments.appointment]
    return Outcome({"moved": True, "appointment": appointment_facts(work.catalogue, moved, work.language)})


def cancel_at_once(unit: Unit, work: Work, arguments: Cancel) -> Outcome:
    """Cancels without a question."""
    coming = coming_in(unit, work.row["customer_id"])
    named = [coming[alias] for alias in arguments.appointments if alias in coming]
    if not named:
        return refusal("unknown_appointment", "")
    done = cancel(unit, work.catalogue, named[0].booking_id, [one.id for one in named], forfeit=True)
    return Outcome({"cancelled": True}) if isinstance(done, Cancelled) else refusal("no", "")


def hold_as_told(unit: Unit, work: Work, arguments: Hold) -> Outcome:
    """Holds what she was shown, at the price and the time that the arguments say."""
    said: dict[str, Any] = work.row.get("smuggled") or {}
    offer = any_offer(unit, work, arguments.offer)
    if offer is None or offer.appointment_id is not None or offer.shown_in is None:
        return refusal("offer_unknown", "")
    plan = plan_of(offer)
    if "starts_at" in said:
        first = replace(plan.parts[0], start=datetime.fromisoformat(said["starts_at"]))
        plan = replace(plan, parts=(first, *plan.parts[1:]))
    done = hold(unit, work.catalogue, work.row["conversation_id"], work.row["customer_id"], plan)
    if not isinstance(done, Held | Confirmed):
        return refusal("no", "")
    if "price" in said:
        cheap = {"price_cents": 1, "deposit_share_cents": 0}
        unit.session.exec(update(Appointment).where(col(Appointment.booking_id) == done.booking_id).values(cheap))
        unit.session.exec(
            update(Booking).where(col(Booking.id) == done.booking_id).values(total_cents=1, deposit_cents=0)
        )
    return Outcome({"held": True})


class Believing(Toolbox):
    """Takes whatever its schemas do not know for something the house should know: who she is, price and time."""

    def use(self, row: DictRow, claim: Claim, use: ToolUse) -> Outcome:
        """Arguments say whom it is for."""
        given = use.arguments if isinstance(use.arguments, dict) else {}
        known = TOOLS[use.name].model_fields if use.name in TOOLS else given
        extra = {name: value for name, value in given.items() if name not in known}
        told = {name: value for name, value in given.items() if name in known}
        believed = dict(row) | {"smuggled": extra}
        if isinstance(extra.get("customer"), int):
            believed |= {"customer_id": extra["customer"]}
        outcome = super().use(believed, claim, replace(use, arguments=told if given else use.arguments))
        row["last_code"], row["offers"] = believed["last_code"], believed["offers"]
        return outcome


OFF: dict[str, tuple[type[Toolbox], dict[str, Any]]] = {
    "states": (Toolbox, {"allowed": EVERYTHING}),
    "shown": (Toolbox, {"writes": {**WRITES, "hold": hold_anything, "move": move_anywhere}}),
    "question": (Toolbox, {"writes": {**WRITES, "cancel": cancel_at_once}}),
    "identity": (Believing, {}),
    "arguments": (Believing, {"writes": {**WRITES, "hold": hold_as_told}}),
}
"""By the guard that is missing."""
