"""The model's tools, done once each: a write tool's domain change, journal row and outbox rows are one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import structlog
from psycopg.rows import DictRow
from pydantic import ValidationError
from sqlmodel import select

from flows.conversation import TOOLS as ALLOWED
from flows.fallback import NOTICED
from flows.tools import TOOLS, Arguments
from gateways.catalogue import Catalogues
from gateways.checkpoint import checkpoint
from gateways.database import Database, Unit
from gateways.threads import read_here
from gateways.turns import Claim, Turns
from models import Conversation, ToolCall, Turn
from models.enums import ConversationMode
from models.ids import BusinessId
from tasks.tools import (
    appointments,
    buying,
    cancelling,
    changing,
    doubt,
    groups,
    holds,
    intake,
    late,
    moving,
    names,
    paying,
    people,
    persons,
    pricing,
    reminded,
    services,
    slots,
    usual,
    waiting,
)
from tasks.tools.outcome import Outcome, Work, refusal
from tasks.waking import Waking

log = structlog.get_logger()

Read = Callable[[Work, Any], Outcome]
Write = Callable[[Unit, Work, Any], Outcome]
READS: Mapping[str, Read] = {
    "search_services": services.search,
    "quote": pricing.quote,
    "find_slots": slots.find,
    "find_group_slots": groups.find,
    "usual": usual.usual,
    "my_appointments": appointments.mine,
}
WRITES: Mapping[str, Write] = {
    "remember_name": names.remember,
    "remember_person": people.remember,
    "hold": holds.hold,
    "release_hold": holds.release,
    "payment_trouble": paying.trouble,
    "find_times_to_move": moving.find,
    "move": moving.move,
    "cancel": cancelling.cancel,
    "change_services": changing.change,
    "running_late": late.late,
    "wait": waiting.wait,
    "leave_waiting_list": waiting.leave,
    "buy_pack": buying.buy,
    "answer_intake": intake.answer,
    "acknowledge_reminder": reminded.comes,
    "not_understood": doubt.doubt,
    "hand_over": persons.hand_over,
}


TAKEN_OVER = refusal("with_person", "A person has the conversation now. Nothing was done.", handed_over=True)
"""Nothing is done over a person's head; `handed_over` ends the turn."""
LONGEST_COMPLAINT = 200
"""Characters: what is wrong is named in the model's own words, which have no limit."""


class ClaimLost(Exception):
    """Somebody else has claimed the turn: whatever this process still does for it must not be stored."""


@dataclass(frozen=True, slots=True)
class ToolUse:
    """What the model asks for: its place in the turn, the tool's name, raw arguments."""

    n: int
    position: int
    name: str
    arguments: Any


@dataclass(frozen=True, slots=True)
class Toolbox:
    """Runs tools for a turn."""

    database: Database
    turns: Turns
    catalogues: Catalogues
    waking: Waking
    public_url: str
    reads: Mapping[str, Read] = field(default_factory=lambda: READS)
    writes: Mapping[str, Write] = field(default_factory=lambda: WRITES)
    allowed: Mapping[ConversationMode, tuple[str, ...]] = field(default_factory=lambda: ALLOWED)

    def use(self, row: DictRow, claim: Claim, use: ToolUse) -> Outcome:
        """Does one tool and journals it. Bad arguments and refusals are answers, not errors. Raises `ClaimLost`."""
        catalogue = self.catalogues.get(BusinessId(row["business_id"]), row["now"])
        work = Work(self.database, catalogue, row, self.public_url)
        arguments, refused = self._arguments(row, use)
        if arguments is not None and use.name in self.writes:
            outcome = self._write(work, claim, use, arguments)
        else:
            outcome = refused or self.reads[use.name](work, arguments)
            self._journal(claim, use, arguments, outcome)
        work.note_offers(outcome.offers)
        log.info(
            "tool",
            tool=use.name if use.name in TOOLS else "unknown",
            error=outcome.payload.get("error"),
        )
        return outcome

    def _arguments(self, row: DictRow, use: ToolUse) -> tuple[Arguments | None, Outcome | None]:
        if use.name not in self.allowed[ConversationMode(row["mode"])]:
            return None, refusal("not_now", "This tool is not available now. Use one of the tools you were given.")
        try:
            return TOOLS[use.name].model_validate(use.arguments), None
        except ValidationError as error:
            wrong = ", ".join(sorted({".".join(map(str, problem["loc"])) for problem in error.errors()}))
            return None, refusal("bad_arguments", f"Check the arguments: {wrong[:LONGEST_COMPLAINT]}.")

    def _journal(self, claim: Claim, use: ToolUse, arguments: Arguments | None, outcome: Outcome) -> None:
        """Arguments as they were understood; those that were not, as they came."""
        raw = use.arguments if isinstance(use.arguments, dict) else {}
        stored = self.turns.store_call(
            claim,
            n=use.n,
            position=use.position,
            name=use.name,
            arguments=raw if arguments is None else arguments.model_dump(mode="json"),
            result=outcome.payload,
            is_error=outcome.is_error,
            offers=outcome.offers,
        )
        if not stored:
            raise ClaimLost

    def _write(self, work: Work, claim: Claim, use: ToolUse, arguments: Arguments) -> Outcome:
        with self.database.unit(BusinessId(work.row["business_id"])) as unit:
            turn = _fence(unit, claim)
            if _with_person(unit, turn.conversation_id):
                return TAKEN_OVER
            outcome = _with_notices(self.writes[use.name](unit, work, arguments), unit, turn.conversation_id)
            if _with_person(unit, turn.conversation_id) and not outcome.payload.get("handed_over"):
                return TAKEN_OVER  # meanwhile: the change is not committed
            unit.session.add(
                ToolCall(
                    business_id=unit.business_id,
                    turn_id=claim.turn_id,
                    n=use.n,
                    position=use.position,
                    name=use.name,
                    arguments=arguments.model_dump(mode="json"),
                    result=outcome.payload,
                    is_error=outcome.is_error,
                )
            )
            for offer in outcome.offers:
                unit.session.add(work.as_row(unit, claim.turn_id, offer))
            # Our own change is no news to us; anybody else's still is.
            turn.base_fact_seq += unit.raised(turn.conversation_id)
            unit.session.flush()
            checkpoint("tool.written")
            unit.commit()
        checkpoint("tool.committed")
        self.waking.unit(unit)
        return outcome


def _with_person(unit: Unit, conversation_id: int) -> bool:
    """Whether a person has it by now, by the newest committed row or by what this unit has done. Without a lock: a
    command that follows may lock conversations in an order of its own."""
    unit.session.flush()
    held = select(Conversation.handed_over_at).where(Conversation.id == conversation_id)
    return unit.session.exec(held).one() is not None


def _with_notices(outcome: Outcome, unit: Unit, conversation_id: int) -> Outcome:
    """The outcome, and what the house itself has written to her about it, so that nobody says it twice."""
    hers = read_here(unit, conversation_id, {whose for whose, _ in unit.notices})
    written = [text for whose, text in unit.notices if whose in hers]
    return replace(outcome, payload=outcome.payload | {NOTICED: written}) if written else outcome


def _fence(unit: Unit, claim: Claim) -> Turn:
    turn = unit.session.exec(
        select(Turn)
        .where(Turn.id == claim.turn_id, Turn.lease_epoch == claim.epoch, Turn.step == claim.step)
        .with_for_update()
    ).one_or_none()
    if turn is None:
        raise ClaimLost
    return turn
