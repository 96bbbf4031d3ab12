"""Whether this process lives, and whether the whole product works; if not, what does not."""

import asyncio
from functools import cache
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from psycopg import Error
from psycopg.errors import UndefinedTable

from gateways import probe, pulse

SECONDS = 0.8
"""How long a part may take to answer."""

OK = "ok"
MIGRATIONS = Path(__file__).parent.parent / "migrations"

WORDS = {
    pulse.TURNS: "no worker for turns has shown itself for {seconds} s",
    pulse.SWEEPS: "no worker for sweeps has shown itself for {seconds} s",
    pulse.BEAT: "no sweep has run for {seconds} s: beat, or the worker for sweeps, is gone",
}

router = APIRouter()


@router.get("/health/live")
async def live() -> dict[str, str]:
    """This process answers. Nothing else is asked."""
    return {"status": "alive"}


@router.get("/health/ready")
async def ready(request: Request) -> JSONResponse:
    """200 when every part works, else 503; `parts` says of each `ok` or what is wrong with it."""
    state = request.app.state
    told = await asyncio.gather(_database(state.database.url), _redis(state.settings.redis_url))
    parts: dict[str, str] = {name: words for found in told for name, words in found.items()}
    wrong = [f"{name}: {words}" for name, words in parts.items() if words != OK]
    body: dict[str, Any] = {"status": "not ready" if wrong else "ready", "parts": parts}
    if wrong:
        body["why"] = wrong
    return JSONResponse(body, status_code=503 if wrong else 200)


@cache
def heads() -> frozenset[str]:
    """The revisions that a database of this version must have."""
    return frozenset(ScriptDirectory(str(MIGRATIONS)).get_heads())


async def _database(url: str) -> dict[str, str]:
    unknown = "not known, as the database does not answer"
    try:
        found = await probe.rows(url, "SELECT version_num AS at FROM alembic_version", SECONDS)
    except UndefinedTable:
        return {"database": OK, "migrations": "none has run: `make migrate`"}
    except probe.NoAnswer as error:
        return {"database": str(error), "migrations": unknown}
    except Error as error:
        return {"database": f"answers with {type(error).__name__}", "migrations": unknown}
    have = {row["at"] for row in found}
    behind = f"at {', '.join(sorted(have)) or 'nothing'}, not at {', '.join(sorted(heads()))}"
    return {"database": OK, "migrations": OK if have == heads() else behind}


async def _redis(url: str) -> dict[str, str]:
    try:
        alive = pulse.heard(await probe.mget(url, pulse.KEYS, SECONDS))
    except probe.NoAnswer as error:
        unknown = "not known, as Redis does not answer"
        return {"redis": str(error)} | {_title(name): unknown for name in pulse.EXPECTED}
    parts = {
        _title(name): OK if name in alive else words.format(seconds=pulse.LAPSES_SECONDS)
        for name, words in WORDS.items()
    }
    return {"redis": OK} | parts


def _title(name: str) -> str:
    return name if name == pulse.BEAT else f"worker {name}"
