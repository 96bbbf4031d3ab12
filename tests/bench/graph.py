"""The contender: the same turn as one Celery task around a LangGraph graph with its PostgresSaver.

Same burst of messages, same prompt, same mind, same tool with its database read, same check of the reply, same send;
the thread's state is LangGraph's. It does without our lease, journal, outbox and checks of facts that have moved.
"""

import os
from typing import Any, NamedTuple

from celery.signals import setup_logging, task_postrun, worker_ready
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import (
    AIMessage,
    BaseMessage,
    HumanMessage,
    SystemMessage,
    ToolCall,
    ToolMessage,
    UsageMetadata,
)
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.tools import tool
from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, MessagesState, StateGraph
from langgraph.prebuilt import ToolNode, ToolRuntime, tools_condition
from langgraph.runtime import Runtime
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

from flows import guard, prompt
from flows.circumstances import NOTHING
from flows.conversation import TOOLS
from flows.ports import Question
from flows.tools import FindSlots, schemas
from gateways.appointments import coming_of
from gateways.catalogue import Catalogues
from gateways.clock import machine_now
from gateways.database import Database
from gateways.log import configure
from gateways.settings import load
from models.enums import ConversationMode
from models.ids import BusinessId, CustomerId
from tasks.broker import TRANSPORT, configured
from tasks.talk import Prefixes
from tasks.tools import slots
from tasks.tools.outcome import Work
from tests.bench.chatwoot import Swallowing
from tests.bench.minds import Prompt
from tests.bench.notes import Teller

READ = """
SELECT c.id AS conversation_id, c.business_id, c.number, c.mode, c.memory, c.customer_id,
       %(real)s::timestamptz + (SELECT clock_offset FROM deployment) AS now,
       cu.name, cu.surname, cu.language, cu.preferred_stylist_id, cu.privacy_notice_at, false AS returning,
       EXISTS (SELECT FROM booking b
               WHERE b.customer_id = c.customer_id AND b.status IN ('held', 'confirmed')) AS booked,
       (SELECT jsonb_agg(to_jsonb(m) ORDER BY m.id) FROM (
            SELECT i.id, i.text, i.content, i.received_at, i.sender_name FROM inbox i
            WHERE i.conversation_id = c.id AND i.handled_at IS NULL) m) AS messages,
       NULL AS earlier, NULL AS offers
FROM conversation c JOIN customer cu ON cu.id = c.customer_id WHERE c.id = %(conversation)s
"""

settings = load()
celery = configured(settings.redis_url, TRANSPORT)
teller = Teller()
database = Database(settings.database_url, name="graph").open()
catalogues = Catalogues(database)
mind = Prompt(int(os.environ["BENCH_SERVICE"]))
chatwoot = Swallowing(teller)
prefixes = Prefixes()


class Context(NamedTuple):
    """What a turn's nodes need that is no state of the thread."""

    system: list[dict[str, Any]]
    schemas: list[dict[str, Any]]
    work: Work


@tool
def find_slots(
    services: list[str],
    pack: str | None,
    date: str | None,
    part: str,
    time: str | None,
    stylist: str | None,
    runtime: ToolRuntime[Context, MessagesState],
) -> str:
    """Free slots for services."""
    wish = {"services": services, "pack": pack, "date": date, "part": part, "time": time, "stylist": stylist}
    outcome = slots.find(runtime.context.work, FindSlots.model_validate(wish))
    return prompt.as_data(outcome.payload)


class Chat(BaseChatModel):
    """The mind as LangChain's chat models are."""

    @property
    def _llm_type(self) -> str:
        return "bench"

    def _generate(self, messages: list[BaseMessage], *_: Any, **options: Any) -> ChatResult:
        told, *said = messages
        answer = mind.ask(Question(told.content, options["tools"], [in_anthropics_shape(one) for one in said]))
        calls = [ToolCall(name=use["name"], args=use["input"], id=use["id"]) for use in answer.tool_uses]
        usage = UsageMetadata(
            input_tokens=answer.input_tokens,
            output_tokens=answer.output_tokens,
            total_tokens=answer.input_tokens + answer.output_tokens,
        )
        reply = AIMessage(content=answer.text, tool_calls=calls, usage_metadata=usage)
        return ChatResult(generations=[ChatGeneration(message=reply)])


def model(state: MessagesState, runtime: Runtime[Context]) -> dict[str, list[BaseMessage]]:
    """A round with the model."""
    bound = Chat().bind(tools=runtime.context.schemas)
    return {"messages": [bound.invoke([SystemMessage(runtime.context.system), *state["messages"]])]}


def in_anthropics_shape(message: BaseMessage) -> dict[str, Any]:
    """As the model is asked."""
    if isinstance(message, ToolMessage):
        result = {"type": "tool_result", "tool_use_id": message.tool_call_id, "content": message.content}
        return {"role": "user", "content": [result]}
    if isinstance(message, AIMessage):
        uses = [{"type": "tool_use", "id": c["id"], "name": c["name"], "input": c["args"]} for c in message.tool_calls]
        return {"role": "assistant", "content": uses}
    return {"role": "user", "content": message.content}


def build() -> Any:
    """The compiled graph as LangGraph's documentation builds it, with a saver on a pool as large as ours."""
    options = {"autocommit": True, "prepare_threshold": 0, "row_factory": dict_row}
    pool = ConnectionPool(os.environ["BENCH_CHECKPOINTS"], min_size=1, max_size=12, kwargs=options, open=True)
    saver = PostgresSaver(pool)  # type: ignore[arg-type]
    saver.setup()
    talk = StateGraph(MessagesState, context_schema=Context)
    talk.add_node("model", model)
    talk.add_node("tools", ToolNode([find_slots]))
    talk.add_edge(START, "model")
    talk.add_conditional_edges("model", tools_condition, ["tools", END])
    talk.add_edge("tools", "model")
    return talk.compile(checkpointer=saver)


graph = build()


@celery.task(name="tests.bench.graph.turn")
def turn(conversation_id: int) -> None:
    """The whole turn."""
    row = database.row(READ, {"conversation": conversation_id, "real": machine_now()})
    assert row is not None
    business_id = BusinessId(row["business_id"])
    catalogue = catalogues.get(business_id, row["now"])
    coming = coming_of(database, business_id, CustomerId(row["customer_id"])) if row["booked"] else []
    system = prefixes.of(catalogue, row["language"])
    told = prompt.situation(catalogue, row, coming, NOTHING, row["language"], settings.public_url)
    work = Work(database, catalogue, row, settings.public_url)
    state = graph.invoke(
        {"messages": [HumanMessage(told)]},
        {"configurable": {"thread_id": str(conversation_id)}},
        context=Context(system, schemas(TOOLS[ConversationMode(row["mode"])]), work),
        durability=os.environ.get("BENCH_DURABILITY", "sync"),
    )
    *_, result, reply = state["messages"]
    facts = [block["text"] for block in system] + [told, result.content]
    assert not guard.breaches(reply.content, facts)
    chatwoot.send(row["number"], f"reply:{conversation_id}", reply.content)


@setup_logging.connect
def log_as_we_do(**_: Any) -> None:
    """The product's log, for both."""
    configure("graph", settings.log_level)


@worker_ready.connect
def ready(**_: Any) -> None:
    """Says that work may come."""
    teller.tell("ready", os.getpid())


@task_postrun.connect
def ended(args: Any, **_: Any) -> None:
    """Says that a turn is over."""
    teller.tell("ended", args[0])
