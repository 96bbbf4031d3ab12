"""The contender: the same turn as one Celery task around a LangGraph graph with its PostgresSaver.

Same burst of messages, same prompt, same mind, same tool with its database read, same check of the reply, same send; the
thread's state is LangGraph's. It does without our lease, journal, outbox and checks of facts that have moved.
"""

import operator
import os
from typing import Annotated, Any, TypedDict

from celery.signals import setup_logging, task_postrun, worker_ready
from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.graph import END, START, StateGraph
from psycopg_pool import ConnectionPool

from flows import guard, prompt
from flows.conversation import TOOLS
from flows.ports import Question
from flows.tools import TOOLS as MODELS
from flows.tools import schemas
from gateways.bookings import live_bookings_of
from gateways.catalogue import Catalogues
from gateways.clock import machine_now
from gateways.database import Database
from gateways.log import configure
from gateways.settings import load
from models.enums import ConversationMode
from models.ids import BusinessId, CustomerId
from tasks.broker import TRANSPORT, configured
from tasks.toolbox import READS
from tasks.tools.outcome import Work
from tests.bench.chatwoot import Swallowing
from tests.bench.minds import Prompt
from tests.bench.notes import Teller

READ = """
SELECT c.id AS conversation_id, c.business_id, c.number, c.mode, c.memory, c.customer_id,
       %(real)s::timestamptz + (SELECT clock_offset FROM deployment) AS now,
       cu.name, cu.surname, cu.language, cu.preferred_stylist_id, cu.privacy_notice_at, false AS returning,
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


class Talk(TypedDict):
    """The thread's state: Anthropic's own message shapes, so that nothing is converted."""

    messages: Annotated[list[dict[str, Any]], operator.add]


def model(state: Talk, config: Any) -> dict[str, Any]:
    """A round with the model."""
    asked = config["configurable"]
    answer = mind.ask(Question(asked["system"], asked["tools"], state["messages"]))
    return {"messages": [{"role": "assistant", "content": answer.content}]}


def tools(state: Talk, config: Any) -> dict[str, Any]:
    """The tools that the model has asked for."""
    work: Work = config["configurable"]["work"]
    results = []
    for use in state["messages"][-1]["content"]:
        outcome = READS[use["name"]](work, MODELS[use["name"]].model_validate(use["input"]))
        told = prompt.as_data(outcome.payload)
        results.append({"type": "tool_result", "tool_use_id": use["id"], "content": told, "is_error": outcome.is_error})
    return {"messages": [{"role": "user", "content": results}]}


def follows(state: Talk) -> str:
    """Tools when the model wants some, else the end."""
    return "tools" if any(block["type"] == "tool_use" for block in state["messages"][-1]["content"]) else END


def build() -> Any:
    """The compiled graph, with a saver on a pool as large as ours."""
    options = {"autocommit": True, "prepare_threshold": 0}
    pool = ConnectionPool(os.environ["BENCH_CHECKPOINTS"], min_size=1, max_size=12, kwargs=options, open=True)
    saver = PostgresSaver(pool)  # type: ignore[arg-type]
    saver.setup()
    talk = StateGraph(Talk)
    talk.add_node("model", model)
    talk.add_node("tools", tools)
    talk.add_edge(START, "model")
    talk.add_conditional_edges("model", follows, ["tools", END])
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
    bookings = live_bookings_of(database, business_id, CustomerId(row["customer_id"]))
    system = prompt.system(catalogue, row["language"])
    told = prompt.situation(catalogue, row, bookings, row["language"], settings.public_url)
    asked = {
        "thread_id": str(conversation_id),
        "system": system,
        "tools": schemas(TOOLS[ConversationMode(row["mode"])]),
        "work": Work(database, catalogue, row, settings.public_url),
    }
    state = graph.invoke(
        {"messages": [{"role": "user", "content": told}]},
        {"configurable": asked},
        durability=os.environ.get("BENCH_DURABILITY", "async"),
    )
    *_, result, reply = state["messages"]
    facts = [block["text"] for block in system] + [told, result["content"][0]["content"]]
    text = reply["content"][0]["text"]
    assert not guard.breaches(text, facts, row["mode"])
    chatwoot.send(row["number"], f"reply:{conversation_id}", text)


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
