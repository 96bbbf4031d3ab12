"""`make demo`: the product, its stand-ins and everything they need, from one command.

Every vendor's setting is the demo's own, whatever `.env` says; only Claude may be the real one.
"""

from gateways.interrupt import INTERRUPT

if __name__ == "__main__":
    INTERRUPT.listen()  # before the imports, so that Ctrl-C is quiet from the first moment

import sys
from pathlib import Path

from app.launch.launcher import Launch, check_ports
from app.launch.readiness import page
from app.launch.terminal import exit_code, say
from app.processes import MODULES as PRODUCT
from app.processes import checks, commands, settings_in, surroundings
from gateways.settings import PLACEHOLDER, Ports, Settings
from sandbox.keys import Keys, remembered, write

FOLDER = Path("var")
CHATWOOT_ACCOUNT, CHATWOOT_INBOX = 1, 3

MODULES = PRODUCT | {"sandbox": ("sandbox.application", "sandbox.claude.brain", "sandbox.clock", "sandbox.stage")}

READY = """
Turno is ready.

  A customer's phone   {sandbox}/
                       Write "quiero hacerme mechas el viernes", choose a time, pay.
  What staff see       {app}/admin
                       user owner, password {keys.owner_password}
  What runs (Flower)   {flower}/
                       user owner, password {keys.flower_password}

{claude} answers. Logs are in {logs}.
Ctrl-C ends everything; what was booked stays.
"""


def environment(given: dict[str, str], ports: Ports, keys: Keys, folder: Path) -> dict[str, str]:
    """What every process of the demo is told: `given`, with every vendor's setting replaced."""
    sandbox = _local(ports.sandbox_port)
    ours = {
        "SANDBOX": "1",
        "SANDBOX_PORT": str(ports.sandbox_port),
        "SANDBOX_STORE": str(folder / "sandbox.sqlite3"),
        "APP_PORT": str(ports.app_port),
        "FLOWER_PORT": str(ports.flower_port),
        "PUBLIC_URL": _local(ports.app_port),
        "SECRET_KEY": keys.secret_key,
        "OWNER_PASSWORD": keys.owner_password,
        "FLOWER_BASIC_AUTH": f"owner:{keys.flower_password}",
        "CHATWOOT_BASE_URL": f"{sandbox}/chatwoot",
        "CHATWOOT_ACCOUNT_ID": str(CHATWOOT_ACCOUNT),
        "CHATWOOT_INBOX_ID": str(CHATWOOT_INBOX),
        "CHATWOOT_BOT_TOKEN": keys.chatwoot_bot_token,
        "CHATWOOT_USER_TOKEN": keys.chatwoot_user_token,
        "CHATWOOT_WEBHOOK_SECRET": f"{keys.chatwoot_bot_secret},{keys.chatwoot_account_secret}",
        "STRIPE_SECRET_KEY": keys.stripe_secret_key,
        "STRIPE_WEBHOOK_SECRET": keys.stripe_webhook_secret,
        "STRIPE_API_BASE": f"{sandbox}/stripe",
        "GOOGLE_SERVICE_ACCOUNT_FILE": str(folder / "google-service-account.json"),
        "GOOGLE_API_ENDPOINT": f"{sandbox}/google/calendar/v3/",
        "SMTP_URL": f"smtp://127.0.0.1:{ports.sandbox_port + 1}",
    }
    if not real_claude(given):
        ours |= {
            "ANTHROPIC_API_KEY": keys.claude_key,
            "ANTHROPIC_BASE_URL": f"{sandbox}/claude",
        }
    return given | ours


def real_claude(given: dict[str, str]) -> bool:
    """Somebody has set a key of their own."""
    key = given.get("ANTHROPIC_API_KEY")
    return key is not None and PLACEHOLDER not in key


def service_account(keys: Keys, sandbox: str) -> dict[str, str]:
    """A Google service account, as its key file says it, whose tokens the stand-in gives out."""
    return {
        "type": "service_account",
        "project_id": "turno-sandbox",
        "private_key_id": "sandbox",
        "private_key": keys.google_private_key,
        "client_email": "turno@turno-sandbox.iam.gserviceaccount.com",
        "client_id": "1",
        "token_uri": f"{sandbox}/google/token",
    }


def demo() -> int:
    """Everything, until Ctrl-C."""
    folder = FOLDER.absolute()
    folder.mkdir(mode=0o700, exist_ok=True)
    given = surroundings()
    ports = settings_in(Ports, given)
    keys = remembered(folder / "keys.json")
    sandbox = _local(ports.sandbox_port)
    write(folder / "google-service-account.json", service_account(keys, sandbox))
    told = environment(given, ports, keys, folder)
    launch = Launch("sandbox", folder, told, bool(given.get("VERBOSE")), MODULES)
    settings_in(Settings, launch.environment)
    check_ports(
        {
            "APP_PORT": ports.app_port,
            "FLOWER_PORT": ports.flower_port,
            "SANDBOX_PORT": ports.sandbox_port,
            "SANDBOX_PORT (e-mail has the next one)": ports.sandbox_port + 1,
        }
    )
    say("Starting the demo; Ctrl-C ends it.")
    with launch.database():
        launch.step("seed", "app.seed")
        table = commands(sys.executable, "127.0.0.1", ports, launch.schedule_file)
        stand_ins = "uvicorn sandbox.main:app --no-access-log --timeout-graceful-shutdown 1"
        line = f"{stand_ins} --host 127.0.0.1 --port {ports.sandbox_port}"
        table["sandbox"] = [sys.executable, "-m", *line.split()]
        well = checks(ports, launch.environment["REDIS_URL"])
        well["sandbox"] = page(ports.sandbox_port, "/sandbox/clock")
        ready = READY.format(
            sandbox=sandbox,
            app=_local(ports.app_port),
            flower=_local(ports.flower_port),
            keys=keys,
            claude="Claude" if real_claude(given) else "A stand-in for Claude",
            logs=folder / "log",
        )
        return launch.supervise(table, well, ready)


def _local(port: int) -> str:
    return f"http://127.0.0.1:{port}"


if __name__ == "__main__":
    sys.exit(exit_code(demo))
