"""Second link: rounds with Claude and its tools, at most six, each stored before anything follows from it.

After a crash the stored rounds and tools are replayed: Claude is never asked the same twice, no tool is done twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import structlog
from psycopg.rows import DictRow

from flows import prompt
from flows.catalogue import Catalogue
from flows.circumstances import NOTHING
from flows.conversation import TOOLS
from flows.cost import cost_micros, spent_out
from flows.fallback import NOTICED, fallback
from flows.guard import Breach, breaches
from flows.ports import Answer, Mind, Question
from flows.tools import schemas
from gateways.appointments import coming_of
from gateways.catalogue import Catalogues
from gateways.checkpoint import checkpoint
from gateways.circumstances import circumstances_of
from gateways.database import Database
from gateways.heart import Heart
from gateways.log import bound
from gateways.outcome import Refused, TryLater
from gateways.turns import Claim, Turns
from models import ConversationState, Policy
from models.enums import ConversationMode, HandoverReason, TurnStep
from models.ids import BusinessId, CustomerId
from models.moment import local
from tasks.commands.handover import give_up, hand_over
from tasks.toolbox import ClaimLost, Toolbox, ToolUse
from tasks.waking import Waking

log = structlog.get_logger()

Guard = Callable[[str, Sequence[str]], list[Breach]]
"""A reply, and everything the model was sent: what of the reply must not be sent."""
PERSON_NEEDED = ("refusal", "model_context_window_exceeded")
"""Ways of stopping after which asking again is of no use."""
MOST_ROUNDS = 6
MOST_TOOLS = 8
"""In one round; each of them is answered, those beyond are not done."""
FIRST_WAIT_SECONDS = 2.0
LONGEST_WAIT_SECONDS = 20.0


@dataclass
class Talk:
    """One turn's exchange with the model so far."""

    row: DictRow
    claim: Claim
    question: Question
    prompt: str
    facts: list[str]
    """Everything the model has been told: what it may repeat."""
    policy: Policy
    day: date
    """The salon's day: what the rounds cost counts for it."""
    n: int = 0
    """Rounds stored."""
    settled: bool = True
    """Whether the last stored round left nothing to do (no rounds, or words without a tool)."""
    corrections: int = 0
    noticed: bool = False
    """The house has sent her a notice of what a tool has done: no words of the model's are an answer too."""
    over: bool = False
    """A person has it now: nothing more is to be said."""
    told_seq: int | None = None
    """`fact_seq` of the facts that the model is told in the coming round; None when they are old ones, replayed."""


class Prefixes:
    """The fixed part of the prompt, made once for every catalogue that is loaded. Safe in threads."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, str], tuple[Catalogue, list[dict[str, Any]]]] = {}

    def of(self, catalogue: Catalogue, language: str) -> list[dict[str, Any]]:
        """The blocks to begin with; not to be changed."""
        key = (catalogue.business.id, language)
        kept, blocks = self._kept.get(key, (None, []))
        if kept is not catalogue:
            blocks = prompt.system(catalogue, language)
            self._kept[key] = (catalogue, blocks)
        return blocks


@dataclass(frozen=True, slots=True)
class Thinking:
    """The link, with what it needs."""

    database: Database
    turns: Turns
    heart: Heart
    mind: Mind
    catalogues: Catalogues
    toolbox: Toolbox
    waking: Waking
    typing: Callable[[int], None]
    """Shows "typing ..." in that conversation of Chatwoot's; returns at once."""
    prefixes: Prefixes = field(default_factory=Prefixes)
    guard: Guard = breaches
    """What finds the false in a reply."""

    def run(self, turn_id: int) -> None:
        """Does nothing when the turn is somebody else's or past this step."""
        row = self.turns.situation(turn_id, window=10)
        if row is None:
            return
        checkpoint("think.claimed")
        claim = Claim(turn_id, row["epoch"], TurnStep.THINK)
        with (
            bound(turn_id=turn_id, conversation_id=row["conversation_id"]),
            self.heart.beating(claim),
        ):
            try:
                self._think(row, claim)
            except ClaimLost:
                log.warning("claim lost while thinking")
            except TryLater as error:
                wait = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** row["failures"])
                log.warning("Claude cannot answer now", reason=str(error), failures=row["failures"] + 1)
                self.turns.failed(claim, max(wait, min(error.seconds or 0, LONGEST_WAIT_SECONDS)))
            except Refused as error:
                log.error("Claude will not answer", reason=str(error))
                self.waking.command(self.database, BusinessId(row["business_id"]), give_up, turn_id)

    def _think(self, row: DictRow, claim: Claim) -> None:
        if row["handed_over_at"] is not None:
            self.turns.advance(claim, TurnStep.SETTLE)
            return
        talk = self._begin(row, claim)
        if not talk.row["rounds"] and spent_out(talk.policy, *row["spent_micros"]):
            log.warning("the budget for Claude is spent", micros=row["spent_micros"])
            business_id, conversation_id = BusinessId(row["business_id"]), row["conversation_id"]
            self.waking.command(self.database, business_id, hand_over, conversation_id, HandoverReason.BUDGET, "")
            self.turns.advance(claim, TurnStep.SETTLE)
            return
        self.typing(row["number"])
        self._replay(talk)
        preface = self._news(talk) if talk.n and talk.settled else None
        while talk.n < MOST_ROUNDS and not talk.over:
            if preface is not None:
                add_preface(talk, preface)
            answer = self.mind.ask(talk.question)
            checkpoint("think.answered")
            draft, preface_next = self._judge(talk, answer)
            self._store(talk, answer, preface, draft)
            checkpoint("think.stored")
            if draft is not None:
                return
            add_answer(talk, answer.content)
            preface = preface_next
            if answer.tool_uses:
                self._use_tools(talk, answer.content, {})
        if talk.over:
            self.turns.advance(claim, TurnStep.SETTLE)
            return
        log.warning("rounds used up")
        if preface is not None:
            talk.facts.append(preface)
        self.turns.advance(claim, TurnStep.SETTLE, fallback(talk.facts, row["language"] or "es"), talk.told_seq)

    def _begin(self, row: DictRow, claim: Claim) -> Talk:
        catalogue = self.catalogues.get(BusinessId(row["business_id"]), row["now"])
        language = row["language"] or catalogue.business.default_language
        system = self.prefixes.of(catalogue, language)
        told = row["prompt"] or self._situation(row, catalogue, language)
        question = Question(
            system=system,
            tools=schemas(TOOLS[ConversationMode(row["mode"])]),
            messages=[{"role": "user", "content": told}],
        )
        day = local(row["now"], catalogue.business.timezone).date()
        facts = [block["text"] for block in system] + [told]
        talk = Talk(row, claim, question, told, facts, catalogue.policy, day)
        if row["prompt"] is None:
            talk.told_seq = row["fact_seq"]
        return talk

    def _replay(self, talk: Talk) -> None:
        """Puts stored rounds back, and does the tools of the last one that a crash has left undone."""
        done = {(call["n"], call["position"]): call for call in talk.row["calls"] or []}
        for stored in talk.row["rounds"] or []:
            if stored["preface"]:
                add_preface(talk, stored["preface"])
            add_answer(talk, stored["content"])
            talk.n = stored["n"]
            talk.settled = True
            if any(block["type"] == "tool_use" for block in stored["content"]):
                self._use_tools(talk, stored["content"], done, whole=stored["stop_reason"] == "tool_use")

    def _news(self, talk: Talk) -> str:
        """What has changed since the draft was written."""
        row = talk.row
        talk.told_seq = row["fact_seq"]
        catalogue = self.catalogues.get(BusinessId(row["business_id"]), row["now"])
        language = row["language"] or catalogue.business.default_language
        return prompt.news(self._situation(row, catalogue, language))

    def _situation(self, row: DictRow, catalogue: Catalogue, language: str) -> str:
        """What is true now; what she has is asked for only where she has something."""
        business_id, customer_id = BusinessId(row["business_id"]), CustomerId(row["customer_id"])
        coming = coming_of(self.database, business_id, customer_id) if row["booked"] else []
        circumstances = NOTHING
        if row["open_matters"]:
            wanted = ConversationState.model_validate(row["memory"]).requested_service_ids
            circumstances = circumstances_of(self.database, business_id, customer_id, wanted)
        return prompt.situation(catalogue, row, coming, circumstances, language, self.toolbox.public_url)

    def _judge(self, talk: Talk, answer: Answer) -> tuple[str | None, str | None]:
        """The draft, when this answer is one, else what to tell the model next."""
        if answer.stop_reason in PERSON_NEEDED:
            raise Refused(f"Claude stopped: {answer.stop_reason}")
        if answer.stop_reason == "tool_use" and answer.tool_uses:
            return None, None
        if answer.stop_reason == "pause_turn" and not answer.tool_uses:
            return None, None  # it has more to say: asked again, it goes on
        if answer.stop_reason == "end_turn" and talk.noticed and not answer.tool_uses and not answer.text:
            return "", None  # the notice says it all
        if answer.stop_reason not in ("end_turn", "stop_sequence") or answer.tool_uses or not answer.text:
            log.warning("no words in Claude's answer", stop_reason=answer.stop_reason)
            return fallback(talk.facts, talk.row["language"] or "es"), None
        found = self.guard(answer.text, talk.facts)
        if not found:
            return answer.text, None
        log.warning("reply guard", breaches=[breach.kind for breach in found])
        talk.corrections += 1
        if talk.corrections > 1 or talk.n + 1 >= MOST_ROUNDS:
            return fallback(talk.facts, talk.row["language"] or "es"), None
        return None, prompt.correction(found)

    def _store(self, talk: Talk, answer: Answer, preface: str | None, draft: str | None) -> None:
        talk.n += 1
        stored = self.turns.store_round(
            talk.claim,
            prompt=talk.prompt,
            fact_seq=talk.told_seq,
            n=talk.n,
            day=talk.day,
            cost_micros=cost_micros(talk.policy, answer),
            preface=preface,
            draft=draft,
            content=answer.content,
            stop_reason=answer.stop_reason,
            model=answer.model,
            input_tokens=answer.input_tokens,
            output_tokens=answer.output_tokens,
            cache_read_tokens=answer.cache_read_tokens,
            cache_write_tokens=answer.cache_write_tokens,
        )
        if not stored:
            raise ClaimLost

    def _use_tools(
        self,
        talk: Talk,
        content: list[dict[str, Any]],
        done: dict[tuple[int, int], dict[str, Any]],
        *,
        whole: bool = True,
    ) -> None:
        """Answers every tool use of a round, from the journal or by doing it; none of an answer that was cut off."""
        results = []
        for position, block in enumerate(b for b in content if b["type"] == "tool_use"):
            call = done.get((talk.n, position))
            if not whole:
                payload, is_error = {"error": "cut_off", "do": "Your answer was cut off. Answer shorter."}, True
            elif position >= MOST_TOOLS:
                payload, is_error = {"error": "too_many", "do": "Use fewer tools at once."}, True
            elif call is None:
                use = ToolUse(talk.n, position, block["name"], block["input"])
                outcome = self.toolbox.use(talk.row, talk.claim, use)
                payload, is_error = outcome.payload, outcome.is_error
            else:
                payload, is_error = call["result"], call["is_error"]
            talk.over = talk.over or bool(payload.get("handed_over"))
            talk.noticed = talk.noticed or bool(payload.get(NOTICED))
            text = prompt.as_data(payload)
            talk.facts.append(text)
            results.append(
                {
                    "type": "tool_result",
                    "tool_use_id": block["id"],
                    "content": text,
                    "is_error": is_error,
                }
            )
        talk.question.messages.append({"role": "user", "content": results})
        talk.settled = False


def add_answer(talk: Talk, content: list[dict[str, Any]]) -> None:
    """What the model has said, as it takes it back: it refuses blocks without words, and answers only thought."""
    said = [block for block in content if block["type"] != "text" or block["text"].strip()]
    if any(block["type"] not in ("thinking", "redacted_thinking") for block in said):
        talk.question.messages.append({"role": "assistant", "content": said})


def add_preface(talk: Talk, preface: str) -> None:
    """Tells the model something before its next round: as a block of the last user message, else as a new one."""
    talk.facts.append(preface)
    last = talk.question.messages[-1]
    if last["role"] == "user":
        content = last["content"]
        blocks = content if isinstance(content, list) else [{"type": "text", "text": content}]
        last["content"] = [*blocks, {"type": "text", "text": preface}]
    else:
        talk.question.messages.append({"role": "user", "content": preface})
