"""Stand-ins for Claude that run in the worker: they think in no time, or as long as Claude does."""

import json
import math
import random
import re
import time
from typing import Any

from flows.ports import Answer, Question

MEDIAN_SECONDS = 2.0
P95_SECONDS = 3.0
SIGMA = math.log(P95_SECONDS / MEDIAN_SECONDS) / 1.6449
"""A lognormal's 95th percentile lies 1.6449 sigmas above its median."""
WHO = re.compile(r"clienta n.º (\d+)")
"""How a customer of the bench names herself, so that her rounds take the same time in every run."""


class Prompt:
    """Answers at once: looks for slots of one service, then offers what it was given. Two rounds and a tool."""

    def __init__(self, service_id: int) -> None:
        nothing = {"pack": None, "date": None, "part": "any", "time": None, "stylist": None}
        self._wish = {"services": [f"s{service_id}"]} | nothing

    def ask(self, question: Question) -> Answer:
        """One round."""
        last = question.messages[-1]["content"]
        if isinstance(last, str):
            use = {"type": "tool_use", "id": "toolu_bench", "name": "find_slots", "input": self._wish}
            return _answer([use], "tool_use")
        found = json.loads(last[0]["content"])
        option = found["options"][0]
        words = (
            f"Tengo hueco con {option['stylist']} el {option['day']} a las {option['time']}. "
            f"Son {found['quote']['total']}. ¿Te va bien?"
        )
        return _answer([{"type": "text", "text": words}], "end_turn")


class Claudelike:
    """The same after a while, drawn anew for each round; `seed`, customer and round decide how long."""

    def __init__(self, mind: Prompt, seed: int) -> None:
        self._mind = mind
        self._seed = seed

    def ask(self, question: Question) -> Answer:
        """One round."""
        told = WHO.search(str(question.messages[0]["content"]))
        assert told is not None
        time.sleep(thinks(self._seed, int(told[1]), n=(len(question.messages) + 1) // 2))
        return self._mind.ask(question)


def thinks(seed: int, customer: int, n: int) -> float:
    """Seconds that Claude takes for the n-th round of that customer's turn."""
    return random.Random(f"{seed}/{customer}/{n}").lognormvariate(math.log(MEDIAN_SECONDS), SIGMA)


def _answer(content: list[dict[str, Any]], stop_reason: str) -> Answer:
    return Answer(content, stop_reason, model="bench", input_tokens=4000, output_tokens=80)
