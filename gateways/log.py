"""What every process says about itself: one JSON object a line, on stdout.

`configure` once, first thing. Then `structlog.get_logger()`, the standard library's loggers,
Celery's and uvicorn's come out alike, with the ids that `bound` holds, and masked
(`gateways.mask`). Start uvicorn with `log_config=None` and let Celery's `setup_logging` signal call
`configure`, so that neither installs handlers of its own. Times in a log are machine time.
"""

import json
import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import IO, Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from gateways import mask

TALKATIVE = ("httpcore", "httpx", "httpx2", "googleapiclient", "stripe", "urllib3", "amqp", "kombu")
"""Libraries that report every request, address included, as information."""

ROUTINE = ("celery.worker.strategy", "celery.beat")
"""They report that a task was sent and that it was received: at rest eight times a second, of sweeps that find nothing.
What a task has done it says itself."""

ENDINGS = "celery.app.trace"
"""How a task has ended."""

OWN_HANDLERS = ("uvicorn", "uvicorn.access", "uvicorn.error", "celery", "celery.task")

UNMASKED = frozenset({"at", "level", "logger", "process", "exception"})
"""Keys whose values are made here."""

LONGEST_TEXT = 2_000
"""Characters of one value. A line must not become a document."""

MOST_FRAMES = 40


def configure(process: str, level: str = "INFO", stream: IO[str] | None = None) -> None:
    """Sends everything that `process` (api, turns, beat, ...) logs to `stream`, else to stdout.

    What Celery says of tasks that end as they should is left out, unless `level` is DEBUG. May be called again: the
    last call counts.
    """
    common = _common(process)
    handler = _Lines(stream or sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=common,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in OWN_HANDLERS:
        logger = logging.getLogger(name)
        if logger.handlers:  # else it is ours already, or somebody has switched it off: `uvicorn --no-access-log`
            logger.handlers.clear()
            logger.propagate = True
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    _leave_out_routine(root.level > logging.DEBUG)
    logging.captureWarnings(True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *common,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    sys.excepthook = _uncaught
    threading.excepthook = lambda it: _uncaught(it.exc_type, it.exc_value, it.exc_traceback)


@contextmanager
def bound(**ids: int | str | None) -> Iterator[None]:
    """Within it every line carries these ids: `conversation_id`, `turn_id`, `appointment_id`, ...

    Only ids: a key that does not end in `_id` raises `ValueError`. None is left out.
    """
    if wrong := [key for key in ids if not key.endswith("_id")]:
        raise ValueError(f"not an id: {', '.join(wrong)}")
    known = {key: value for key, value in ids.items() if value is not None}
    with structlog.contextvars.bound_contextvars(**known):
        yield


def describe_exception(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Turns `exc_info` into `exception`: each error of the chain, what it said and where it was."""
    given = event.pop("exc_info", None)
    event.pop("stack_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["exception"] = _chain(error)
    return event


def hide_persons(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Masks every value that somebody handed in, the event itself included."""
    ours = {key: event.pop(key) for key in list(event) if key in UNMASKED or key.startswith("_")}
    return {key: _short(value) for key, value in mask.values(event).items()} | ours


def _leave_out_routine(wanted: bool) -> None:
    for name in ROUTINE:
        logging.getLogger(name).setLevel(logging.WARNING if wanted else logging.NOTSET)
    endings = logging.getLogger(ENDINGS)
    endings.removeFilter(_is_news)
    if wanted:
        endings.addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    """Celery tells retries as it tells successes; a success that has nothing to say for itself is not news."""
    return not (isinstance(record.args, dict) and record.args.get("return_value") == "None")


class _Lines(logging.StreamHandler[IO[str]]):
    """Says where a line could not be formatted; the standard library would print its arguments.

    A line that cannot be written is lost: whoever logs has work to do, on a full disk too.
    """

    def handleError(self, record: logging.LogRecord) -> None:
        where = f"{record.pathname}:{record.lineno}"
        with suppress(OSError, ValueError):  # ValueError: the stream is closed
            self.stream.write(json.dumps({"event": "line not logged", "where": where}) + "\n")


def _common(process: str) -> list[Processor]:
    def named(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        event["process"] = process
        return event

    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        named,
        describe_exception,
        hide_persons,
    ]


def _chain(error: BaseException) -> list[dict[str, Any]]:
    """The error, then what caused it, then what caused that."""
    told: list[dict[str, Any]] = []
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        frames = traceback.extract_tb(following.__traceback__)[-MOST_FRAMES:]
        entry: dict[str, Any] = {
            "type": type(following).__name__,
            "said": _short(mask.error(str(following))),
            "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
        }
        if isinstance(following, BaseExceptionGroup):
            entry["errors"] = [_chain(inner) for inner in following.exceptions]
        told.append(entry)
        context = None if following.__suppress_context__ else following.__context__
        following = following.__cause__ or context
    return told


def _short(value: Any) -> Any:
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return f"{value[:LONGEST_TEXT]}… ({len(value)} characters)"
    return value


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if error is None or issubclass(kind, KeyboardInterrupt | SystemExit):
        sys.__excepthook__(kind, error or kind(), trace)
        return
    structlog.get_logger("uncaught").critical("uncaught", exc_info=(kind, error, trace))
