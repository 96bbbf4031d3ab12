"""Second link: rounds with Claude and its tools, at most six, each stored before anything follows from it.

After a crash the stored rounds and tools are replayed: Claude is never asked the same twice, no tool is done twice.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import structlog
from psycopg.rows import DictRow

from flows import prompt
from flows.catalogue import Catalogue
from flows.circumstances import NOTHING
from flows.conversation import TOOLS
from flows.cost import cost_micros, spent_out
from flows.fallback import fallback, is_not_understood
from flows.guard import breaches
from flows.ports import Answer, Mind, Question
from flows.tools import schemas
from flows.verdict import Guard, Next, Verdict, verdict
from gateways.appointments import coming_of
from gateways.catalogue import Catalogues
from gateways.checkpoint import checkpoint
from gateways.circumstances import circumstances_of
from gateways.database import Database
from gateways.heart import Heart
from gateways.log import bound
from gateways.outcome import Refused, TryLater
from gateways.turns import Claim, Turns
from models import ConversationState
from models.enums import ConversationMode, HandoverReason, TurnStep
from models.ids import BusinessId, CustomerId
from models.moment import local
from tasks.commands.handover import give_up, hand_over
from tasks.talk import Prefixes, Talk
from tasks.toolbox import ClaimLost, Toolbox, ToolUse
from tasks.waking import Waking

log = structlog.get_logger()

MOST_ROUNDS = 6
MOST_TOOLS = 8
"""In one round; each of them is answered, those beyond are not done."""
FIRST_WAIT_SECONDS = 2.0
LONGEST_WAIT_SECONDS = 20.0


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
            self._hand_over(talk, HandoverReason.BUDGET)
            return
        self.typing(row["number"])
        self._replay(talk)
        preface = self._news(talk) if talk.n and talk.settled else None
        while talk.n < MOST_ROUNDS and not talk.over:
            if preface is not None:
                talk.preface(preface)
            answer = self.mind.ask(talk.question)
            checkpoint("think.answered")
            judged = self._judge(talk, answer)
            draft = judged.text if judged.next is Next.DRAFT else None
            lost = draft is not None and self._at_a_loss(talk, draft)
            self._store(talk, answer, preface, None if lost else draft)
            checkpoint("think.stored")
            if lost:
                self._hand_over(talk, HandoverReason.AMBIGUITY)
            if draft is not None:
                return
            talk.said(answer.content)
            preface = judged.text if judged.next is Next.CORRECT else None
            if answer.tool_uses:
                self._use_tools(talk, answer.content, {})
        if talk.over:
            self.turns.advance(claim, TurnStep.SETTLE)
            return
        log.warning("rounds used up")
        if preface is not None:
            talk.facts.append(preface)
        draft = fallback(talk.facts, talk.language)
        if self._at_a_loss(talk, draft):
            self._hand_over(talk, HandoverReason.AMBIGUITY)
        else:
            self.turns.advance(claim, TurnStep.SETTLE, draft, talk.told_seq)

    def _at_a_loss(self, talk: Talk, draft: str) -> bool:
        """Whether she would read once too often that she was not understood."""
        attempts = ConversationState.model_validate(talk.row["memory"]).clarification_attempts + 1
        return is_not_understood(draft, talk.language) and attempts >= talk.policy.clarifications_before_handover

    def _hand_over(self, talk: Talk, reason: HandoverReason) -> None:
        """A person goes on; the turn ends without a reply."""
        row = talk.row
        business_id = BusinessId(row["business_id"])
        self.waking.command(self.database, business_id, hand_over, row["conversation_id"], reason, "")
        self.turns.advance(talk.claim, TurnStep.SETTLE)

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
        talk = Talk(row, claim, question, told, facts, catalogue.policy, language, day)
        if row["prompt"] is None:
            talk.told_seq = row["fact_seq"]
        return talk

    def _replay(self, talk: Talk) -> None:
        """Puts stored rounds back, and does the tools of the last one that a crash has left undone."""
        done = {(call["n"], call["position"]): call for call in talk.row["calls"] or []}
        for stored in talk.row["rounds"] or []:
            if stored["preface"]:
                talk.preface(stored["preface"])
            talk.said(stored["content"])
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

    def _judge(self, talk: Talk, answer: Answer) -> Verdict:
        """What becomes of this answer. Raises `Refused` when only a person can go on."""
        last_try = talk.corrections > 0 or talk.n + 1 >= MOST_ROUNDS
        judged = verdict(answer, talk.facts, talk.language, self.guard, noticed=talk.noticed, last_try=last_try)
        if judged.next is Next.PERSON:
            raise Refused(f"Claude stopped: {answer.stop_reason}")
        if judged.breaches:
            talk.corrections += 1
            log.warning("reply guard", breaches=[breach.kind for breach in judged.breaches])
        elif judged.next is Next.DRAFT and not answer.text:
            log.info("no words in Claude's answer", stop_reason=answer.stop_reason)
        return judged

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
            results.append((block["id"], payload, is_error))
        talk.answered(results)
