"""One conversation in many hands: as the scenario has it, and as customers write it (typos, bursts, second thoughts).

`make test` plays the plain one everywhere, and each of the hands somewhere (`also`); `make soak` plays all of them.
The name of the test says which it was. Nothing goes by the day: what is green today is green tomorrow.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from tests.house import House

Burst = str | tuple[str, ...]
"""One message, or several that are written in one go."""
Words = Burst | list[Burst]
"""A list is several turns: what was written first is answered before the next is written."""


@dataclass(frozen=True)
class Script:
    """What the customer writes, by the scenario's steps."""

    name: str
    words: Mapping[str, Words]

    def say(self, home: House, phone: str, step: str, name: str = "Laura") -> list[str]:
        """She writes that step's words; what she got back, over all of its turns."""
        back: list[str] = []
        for texts in self.bursts(step):
            back += home.writes(phone, *texts, name=name)
        return back

    def bursts(self, step: str) -> list[tuple[str, ...]]:
        """The step's turns, each with its messages: for a test that must say when each of them comes."""
        words = self.words[step]
        bursts = words if isinstance(words, list) else [words]
        return [(burst,) if isinstance(burst, str) else burst for burst in bursts]


def written(plain: Mapping[str, Words], also: str | None = None, **badly: Mapping[str, Words]) -> pytest.MarkDecorator:
    """Gives the test its `script`: plain, and the variants, each with the steps in which it differs from plain.

    `also` is the variant that `make test` plays too.
    """
    assert also is None or also in badly, f"{also} is not written"
    for name, words in badly.items():
        assert words.keys() <= plain.keys(), f"{name} has a step that the scenario has not"
    return pytest.mark.parametrize(
        "script",
        [
            pytest.param(Script("plain", plain), id="plain"),
            *(
                pytest.param(Script(name, {**plain, **words}), id=name, marks=() if name == also else pytest.mark.soak)
                for name, words in badly.items()
            ),
        ],
    )
