"""The sandbox as a process: `uvicorn sandbox.main:app --host 127.0.0.1 --port 8100`, with
SANDBOX=1."""

import json
import os
from dataclasses import replace
from pathlib import Path

from starlette.types import ASGIApp

from sandbox.application import application
from sandbox.claude.brain import answer
from sandbox.clock import DatabaseClock
from sandbox.page.router import About
from sandbox.settings import from_environment, required
from sandbox.stage import set_up


def _assembled() -> ASGIApp:
    environment = os.environ
    settings = from_environment(environment)
    Path(settings.store).parent.mkdir(parents=True, exist_ok=True)
    account_file = Path(required(environment, "GOOGLE_SERVICE_ACCOUNT_FILE"))
    settings = replace(settings, service_account=json.loads(account_file.read_text()))
    database = environment.get("DATABASE_OWNER_URL") or required(environment, "DATABASE_URL")
    stage = set_up(settings, DatabaseClock(database), answer)
    claude = environment.get("ANTHROPIC_BASE_URL", "").rstrip("/")
    about = About(
        business="Atrévete Peluquería",
        product=settings.public_url,
        flower=f"http://127.0.0.1:{environment.get('FLOWER_PORT') or 5555}",
        claude_model=None
        if claude == f"{settings.base_url}/claude"
        else environment.get("CLAUDE_MODEL") or "claude-sonnet-5-5",
    )
    return application(stage, about)


app = _assembled()
