"""What she wrote last, in a note's few words."""

import pytest

from flows.last_words import LONGEST, last_words


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ([], ""),
        (["", "  "], ""),
        (["hola"], "hola"),
        (["hola", "", "¿tenéis\n\n parking?"], "hola · ¿tenéis parking?"),
        (["a" * 200, "b" * 200], "… " + "b" * 200),
        (["hola", "b" * 900], "… " + "b" * (LONGEST - 1) + "…"),
        (["b" * LONGEST], "b" * LONGEST),
    ],
)
def test_the_newest_that_fit(texts: list[str], told: str) -> None:
    assert last_words(texts) == told
