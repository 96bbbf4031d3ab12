"""Imports, in a process without settings, all that a launcher imports for the processes that it forks.

With the name of a lock file in `requirements/` as its argument, as if nothing else were installed.
"""

import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path
from types import ModuleType

REQUIREMENTS = Path(__file__).parents[2] / "requirements"


class Lock(MetaPathFinder):
    """Hides what no line of the lock installs."""

    def __init__(self, file: Path) -> None:
        named = {_plain(name) for name in re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==", file.read_text(), re.MULTILINE)}
        self._hidden = {
            module
            for module, distributions in packages_distributions().items()
            if named.isdisjoint(map(_plain, distributions))
        }

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Raises `ModuleNotFoundError` for what is hidden; others look for the rest."""
        if name.partition(".")[0] in self._hidden:
            raise ModuleNotFoundError(f"{name} is not in the lock", name=name)
        return None


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    room = "sandbox.demo"
    if sys.argv[1:]:
        sys.meta_path.insert(0, Lock(REQUIREMENTS / sys.argv[1]))
        room = "app.processes" if sys.argv[1] == "product.txt" else room
    for name in chain.from_iterable(import_module(room).MODULES.values()):
        import_module(name)
    print(len(os.listdir("/proc/self/task")), "thread")
