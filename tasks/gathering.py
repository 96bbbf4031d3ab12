"""First link: take every unanswered message of the burst, know who writes, screen it for safety."""

from dataclasses import dataclass

import structlog
from psycopg.rows import DictRow

from flows.language import spoken
from flows.safety import screen
from gateways.checkpoint import checkpoint
from gateways.customers import know_customer
from gateways.database import Database
from gateways.log import bound
from gateways.turns import Claim, Turns
from models import Customer
from models.enums import TurnStep
from models.ids import BusinessId
from tasks.commands.screened import screened
from tasks.waking import Waking

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Gathering:
    """The link, with what it needs."""

    database: Database
    turns: Turns
    waking: Waking

    def run(self, turn_id: int) -> None:
        """Does nothing when the turn is somebody else's or past this step."""
        row = self.turns.gather(turn_id)
        if row is None:
            return
        checkpoint("gather.taken")
        claim = Claim(turn_id, row["epoch"], TurnStep.GATHER)
        with bound(turn_id=turn_id, conversation_id=row["conversation_id"]):
            texts = [message["text"] or "" for message in row["messages"]]
            self._know(row, spoken(texts, row["languages"], row["language"]))
            reason = screen(texts)
            if reason is not None:
                business_id = BusinessId(row["business_id"])
                if self.waking.command(self.database, business_id, screened, row["conversation_id"], reason, texts):
                    log.info("safety screen hands over", reason=reason)
            checkpoint("gather.screened")
            # A turn without messages has been overtaken by another one: settle closes it in silence.
            self.turns.advance(claim, TurnStep.THINK if row["messages"] else TurnStep.SETTLE)

    def _know(self, row: DictRow, language: str | None) -> None:
        """Finds out who writes, the first time, and follows her when she changes language."""
        if not row["messages"] or (row["customer_id"] is not None and language in (None, row["language"])):
            return
        with self.database.unit(BusinessId(row["business_id"])) as unit:
            customer_id = know_customer(unit, row["conversation_id"], row["messages"][-1])
            if language is not None:
                unit.session.get_one(Customer, customer_id).language = language
            unit.commit()
