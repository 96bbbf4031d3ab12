"""One scenario to be played: the scene, the customer's part, what must be true at the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from tests.eval.facts import Fact
from tests.eval.persona import Persona
from tests.eval.scene import Scene
from tests.eval.state import State


class By(Enum):
    """Who brings the end state about: what a do-nothing agent may pass, and what it may not."""

    AGENT = "agent"
    HOUSE = "house"
    """The safety screen hands over before any model is asked."""
    NOBODY = "nobody"
    """Nothing may change: whether the customer was served shows in what was said."""


@dataclass(frozen=True, eq=False)
class Case:
    """`number` and `title` as in the list of scenarios."""

    number: int
    title: str
    persona: Persona
    ends: State
    said: Sequence[Fact] = ()
    scene: Callable[[Scene], None] = lambda scene: None
    by: By = By.AGENT
