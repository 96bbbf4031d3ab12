"""What every start does, in order: ports, servers, database, processes, health; then the end."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import redis

from app.launch.child import begin
from app.launch.migrated import is_migrated
from app.launch.ownership import Kind, broker_refusal, claim, claim_broker, look, refusal
from app.launch.preload import Modules, Preload
from app.launch.readiness import Checks
from app.launch.supervisor import Commands, Supervisor
from app.launch.terminal import LaunchError, Progress, say
from app.launch.watch import Watch
from gateways.embedded import EmbeddedServers, Waiting
from gateways.embedded.access import is_free
from gateways.interrupt import INTERRUPT

ALEMBIC = Path(__file__).parents[2] / "alembic.ini"


FIRST_FOR_ALL = 1024


def check_ports(ports: Mapping[str, int]) -> None:
    """Raises `LaunchError` for the first of these (by setting) that somebody else listens on."""
    known: dict[int, str] = {}
    for setting, port in ports.items():
        if (other := known.setdefault(port, setting)) != setting:
            raise LaunchError(f"{other} and {setting} are both {port}: choose another for one of them")
        if not is_free(port):
            if port < FIRST_FOR_ALL and os.geteuid() != 0:
                raise LaunchError(f"Port {port} is for root only: choose one from {FIRST_FOR_ALL} on with {setting}")
            raise LaunchError(
                f"Port {port} of 127.0.0.1 is in use: end the program that has it, or choose another with {setting}"
            )


@dataclass
class Launch:
    """One start of the product or of the demo, with its data and logs in `folder`."""

    kind: Kind
    folder: Path
    environment: dict[str, str]
    """For the children. Without DATABASE_URL or REDIS_URL, those of embedded servers are put in."""
    verbose: bool = False
    modules: Modules = field(default_factory=dict)
    """What the children import, and is imported here while nothing else can be done."""
    _servers: EmbeddedServers | None = field(default=None, init=False)
    _preload: Preload = field(init=False)

    def __post_init__(self) -> None:
        self._preload = Preload(self.modules, INTERRUPT)

    @contextmanager
    def database(self) -> Iterator[None]:
        """Servers that are up, and a database that is migrated and marked as ours."""
        with self.servers():
            self._take_database()
            yield

    @contextmanager
    def servers(self) -> Iterator[None]:
        """Servers that are up: the ones that are named, or our own."""
        self._logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            self._take_broker()
            self._start_servers()
            yield
        finally:
            if self._servers is not None:
                self._servers.stop()

    def step(self, name: str, module: str, *arguments: str) -> None:
        """Runs a module to its end, its output in a log. Raises `LaunchError` when it fails."""
        log = self._logs / f"{name}.log"
        progress = Progress()
        process = begin([sys.executable, "-m", module, *arguments], self.environment, log)
        try:
            while process.poll() is None:
                progress.tell(f"{name} goes on")
                self._preload.pause()
        finally:
            process.kill()
            code = process.wait()
        if code != 0:
            raise LaunchError(f"{name} failed: {_last_line(log)}")

    def supervise(self, commands: Commands, checks: Checks, ready: str) -> int:
        """Runs the processes until Ctrl-C (0) or until one ends by itself (1).

        Says `ready` when all are well.
        """
        preload, watch = self._preload, Watch(checks, self._servers, ready)
        logs = None if self.verbose else self._logs
        for log in (self._logs / f"{name}.log" for name in commands):
            if log.exists():
                log.replace(log.with_suffix(".old.log"))  # what the last start said is kept

        # The owner's address is for migrations only; unset, it might be read from `.env` after all.
        children = self.environment | {"DATABASE_OWNER_URL": self.environment["DATABASE_URL"]}
        supervisor = Supervisor(children, logs, INTERRUPT)
        try:
            supervisor.start(commands, preload)
            watch.start()
            dead = supervisor.watch(lambda: watch.trouble)
            for name, code in dead.items():
                say(f"{name} {_end(code)}, all end{'' if logs is None else _last_words(code, logs / f'{name}.log')}")
            if watch.is_up and not dead and not watch.trouble:
                say("\nStopping.")
            supervisor.end()
        finally:
            supervisor.kill()
            watch.finish()
        if dead or watch.trouble:
            return 1
        say("Stopped.")
        return 0

    @property
    def schedule_file(self) -> str:
        """Where beat remembers when it last did what."""
        return str(self.folder.absolute() / "beat")

    @property
    def _logs(self) -> Path:
        return self.folder.absolute() / "log"

    def _start_servers(self) -> None:
        given = self.environment
        if "DATABASE_URL" in given and "REDIS_URL" in given:
            return
        waiting = Waiting(lambda line: say(f"  {line}"), self._preload.pause, INTERRUPT.hurries)
        self._servers = EmbeddedServers(self.folder, waiting=waiting)
        self._servers.start()
        if "DATABASE_URL" not in given:
            given["DATABASE_URL"] = self._servers.database_url
            given["DATABASE_OWNER_URL"] = self._servers.owner_url
        given.setdefault("REDIS_URL", self._servers.redis_url)

    def _take_broker(self) -> None:
        url = self.environment.get("REDIS_URL")
        if url is None:
            return  # ours will be
        try:
            if refused := broker_refusal(self.kind, claim_broker(url, self.kind)):
                raise LaunchError(refused)
        except redis.RedisError as error:
            raise LaunchError(f"REDIS_URL cannot be reached: {error}") from None

    def _take_database(self) -> None:
        url = self.environment.get("DATABASE_OWNER_URL") or self.environment["DATABASE_URL"]
        try:
            if refused := refusal(self.kind, look(url)):
                raise LaunchError(refused)
            if not is_migrated(url):
                self.step("migrate", "alembic", "-c", str(ALEMBIC), "upgrade", "head")
            claim(url, self.kind)
            INTERRUPT.heed()
        except psycopg.OperationalError as error:
            reason = str(error).strip().splitlines()[0]
            raise LaunchError(f"DATABASE_URL cannot be reached: {reason}") from None


def _end(code: int) -> str:
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended by itself with code {code}"


def _last_words(code: int, log: Path) -> str:
    """Whoever was killed has not said why."""
    return f" (its log: {log})" if code < 0 else f": {_last_line(log)}"


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines() or ["it said nothing"]
    return f"{lines[-1][:200]} (more in {log})"
