"""The product's processes, and `make run`: them against what the environment names.

The same table stands in compose.yaml.
"""

from gateways.interrupt import INTERRUPT

if __name__ == "__main__":
    INTERRUPT.listen()  # before the imports, so that Ctrl-C is quiet from the first moment

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from dotenv import dotenv_values

from app.launch.launcher import Launch, check_ports
from app.launch.readiness import page, workers
from app.launch.supervisor import Commands
from app.launch.terminal import exit_code, say
from gateways.settings import DatabaseSettings, Kind, Ports, Settings, read

FOLDER = Path("var/production")
WORKERS = ("work-1", "work-2", "sweeps")
MODULES = {
    "seed": ("admin.accounts", "tasks.seed"),
    "api": ("fastapi", "sqladmin", "app.main", "uvicorn.main", "uvicorn.protocols.http.auto", "uvicorn.lifespan.on"),
    "work-1": (
        *("celery.bin.celery", "celery.apps.worker", "celery.concurrency.thread", "kombu.transport.redis"),
        *("tasks.transport", "tasks.turn", "tasks.outbox", "tasks.hints", "tasks.calendars", "tasks.summaries"),
        *("tasks.waiting", "tasks.sweeps", "tasks.world", "anthropic", "gateways.claude"),
    ),
    "beat": ("celery.apps.beat",),
    "flower": ("flower.command",),
}
"""What each imports beyond those above it, for a launcher that forks them. Names, because no code of `app` imports
Claude's client: an API in a container never has it, and in a fork what others need costs nothing. `tasks.celery_app`
reads the settings when it is imported, so it is not here."""

GRACE_SECONDS = 3
"""For answers that are still being written when the API is told to end."""


def commands(python: str, host: str, ports: Ports, schedule_file: str) -> Commands:
    """The process table.

    Turns and outbox wait on others: many threads in two processes. Sweeps have a worker of their
    own, so that they never starve.
    """
    celery = "celery -A tasks.celery_app:celery"
    # Nobody here asks the other workers anything.
    worker = f"{celery} worker -P threads --without-gossip --without-mingle"
    api = f"uvicorn app.main:app --no-access-log --timeout-graceful-shutdown {GRACE_SECONDS}"
    lines = {
        "api": f"{api} --host {host} --port {ports.app_port}",
        "work-1": f"{worker} -c 50 -Q turns,outbox,sync -n work-1@%h",
        "work-2": f"{worker} -c 50 -Q turns,outbox,sync -n work-2@%h",
        "sweeps": f"{worker} -c 4 -Q sweeps -n sweeps@%h",
        "beat": f"{celery} beat",
        "flower": f"{celery} flower --read-only --address={host} --port={ports.flower_port}",
    }
    table = {name: [python, "-m", *line.split()] for name, line in lines.items()}
    table["beat"] += ["-s", schedule_file]
    return table


def checks(ports: Ports, redis_url: str) -> dict[str, Callable[[], bool]]:
    """When all is well. Beat has nothing to be asked; that it lives is watched anyway."""
    return {
        "api": page(ports.app_port, "/health/ready"),
        "flower": page(ports.flower_port, "/healthcheck"),
        "workers": workers(redis_url, WORKERS),
    }


def surroundings() -> dict[str, str]:
    """The environment and what `.env` adds to it; what is empty is not set."""
    both = {**dotenv_values(".env"), **os.environ}
    return {name: value for name, value in both.items() if value}


def settings_in(kind: type[Kind], environment: Mapping[str, str]) -> Kind:
    """The settings that children with this environment will read, checked before any is started.

    Raises `SettingsError`. The addresses of servers may be missing: embedded ones fill them in.
    """
    embedded = {"DATABASE_URL": "postgresql://embedded", "REDIS_URL": "redis://embedded"}
    known = {**embedded, **environment}
    names = [name for name in kind.model_fields if name.upper() in known]
    return read(kind, **{name: known[name.upper()] for name in names})


def run(launch: Launch) -> int:
    """All processes, until Ctrl-C."""
    settings = settings_in(Settings, launch.environment)
    check_ports({"APP_PORT": settings.app_port, "FLOWER_PORT": settings.flower_port})
    say("Starting Turno; Ctrl-C ends it.")
    with launch.database():
        table = commands(sys.executable, "127.0.0.1", settings, launch.schedule_file)
        ready = f"Turno runs: {settings.public_url}/admin; Flower: http://127.0.0.1:{settings.flower_port}"
        return launch.supervise(table, checks(settings, launch.environment["REDIS_URL"]), ready)


def migrate(launch: Launch) -> int:
    """The database only: migrated, and marked as the product's. Needs no vendor's settings."""
    settings_in(DatabaseSettings, launch.environment)
    with launch.database():
        say("The database is migrated.")
    return 0


def seed(launch: Launch) -> int:
    """Migrates, then puts in what a new business needs."""
    settings_in(Settings, launch.environment)
    with launch.database():
        launch.step("seed", "app.seed")
        say("The database is seeded.")
    return 0


def main(arguments: list[str]) -> int:
    """`run`, `migrate` or `seed`; nothing said: `run`."""
    subject = {"run": run, "migrate": migrate, "seed": seed}[arguments[0] if arguments else "run"]
    environment = surroundings() | {"SANDBOX": "0"}  # a sandbox is what `make demo` makes
    verbose = bool(environment.get("VERBOSE"))
    modules = MODULES if subject is run else {}
    return exit_code(lambda: subject(Launch("production", FOLDER, environment, verbose, modules)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
