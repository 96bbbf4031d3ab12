"""Whatever Claude answers, or does not: the customer gets exactly one sensible answer, and nothing is done twice.

The real gateway against a server that answers by hand. Waits of machine time are cut short by rows, never slept.
"""

from collections.abc import Iterator
from itertools import count

import pytest

from flows.notices import render
from flows.ports import Answer, Question
from flows.tools import TOOLS
from gateways.claude import Claude
from gateways.embedded import EmbeddedServers
from tests.databases import Databases
from tests.house import House, house
from tests.minds import Scripted, says, uses
from tests.settings import IMPATIENCE_SECONDS, PATIENCE_SECONDS
from tests.tasks.wire import Bytes, Wire, error, message, text, tool, wire

HELLO = message(text("Hola, Laura"))
NOT_UNDERSTOOD = render("not_understood", "es", {})
PERSON = render("handover_person", "es", {})
SEARCH = tool(
    "find_slots", {"date": None, "part": "any", "time": None, "stylist": None, "services": ["s1"], "pack": None}
)
HTML = {"content-type": "text/html"}
SHAPES: tuple[object, ...] = (None, 0, "x", [], {}, {"x": 1}, {"offer": [], "services": None}, {"reason": 7})
_phones = count(34_600_000_001)


@pytest.fixture(scope="module")
def home(databases: Databases, servers: EmbeddedServers) -> Iterator[tuple[House, Wire]]:
    """One house for all of them: every case is a customer of its own."""
    with wire() as played, databases.fresh(seeded=True) as url:
        hands = Hands(played)
        with house(url, servers.redis_url, hands) as opened:
            yield opened, played
        hands.patient.close()
        hands.impatient.close()


class Hands:
    """Claude by hand, waited for with patience, but for an answer that will never come."""

    def __init__(self, played: Wire) -> None:
        self._played = played
        self.patient, self.impatient = (
            Claude("sk-ant-by-hand", played.url, "claude-by-hand", timeout_seconds=seconds)
            for seconds in (PATIENCE_SECONDS, IMPATIENCE_SECONDS)
        )

    def ask(self, question: Question) -> Answer:
        """One round."""
        return (self.impatient if self._played.script[0].hang else self.patient).ask(question)


REPLIES: dict[str, tuple[Bytes, ...]] = {
    "end_turn": (HELLO,),
    "stop_sequence": (message(text("Hola, Laura"), stop="stop_sequence"),),
    "no stop reason": (message(text("Hola, Laura"), stop=None),),
    "thinking and words": (message({"type": "thinking", "thinking": "mm", "signature": "x"}, text("Hola, Laura")),),
    "a block of a kind nobody knows": (message({"type": "dream", "of": "sheep"}, text("Hola, Laura")),),
    "pause_turn, then words": (message(text("Un momento"), stop="pause_turn"), HELLO),
    "pause_turn without anything": (message(stop="pause_turn"), HELLO),
    "a tool": (message(tool("usual", {}), stop="tool_use"), HELLO),
    "several tools": (
        message(tool("usual", {}, "t1"), tool("my_appointments", {}, "t2"), SEARCH, stop="tool_use"),
        HELLO,
    ),
    "fifty tools": (message(*(tool("usual", {}, f"t{n}") for n in range(50)), stop="tool_use"), HELLO),
    "an unknown tool": (message(tool("book_now", {"price": 0}), stop="tool_use"), HELLO),
    "a tool without a name": (message(tool("", {}), stop="tool_use"), HELLO),
    "arguments that are none": (
        message(tool("quote", "s1", "t1"), tool("quote", [1], "t2"), tool("hold", None, "t3"), stop="tool_use"),
        HELLO,
    ),
    "arguments of wrong types": (message(tool("quote", {"services": {"s1": 1}, "pack": 7}), stop="tool_use"), HELLO),
    "arguments without end": (
        message(tool("quote", {"services": ["s" * 100_000], "pack": None}), stop="tool_use"),
        HELLO,
    ),
    "NUL in arguments": (message(tool("remember_name", {"name": "L\x00", "surname": None}), stop="tool_use"), HELLO),
    "numbers that are none": (
        Bytes(
            message(tool("quote", {"services": "X", "pack": None}), stop="tool_use").body.replace(
                b'"X"', b"[NaN, 1e999]"
            )
        ),
        HELLO,
    ),
    "a number of four thousand figures": (
        Bytes(message(tool("running_late", {"arriving_in": "X"}), stop="tool_use").body.replace(b'"X"', b"9" * 4000)),
        HELLO,
    ),
    "429 with retry-after": (error(429, retry_after="1"), HELLO),
    "429 with a date": (error(429, retry_after="Mon, 23 Nov 2026 09:00:00 GMT"), HELLO),
    "529": (error(529), HELLO),
    "500": (error(500), error(500), HELLO),
    "408": (error(408), HELLO),
    "a time-out": (Bytes(hang=True), HELLO),
    "cut in the middle": (Bytes(HELLO.body, cut=True), HELLO),
    "invalid JSON": (Bytes(b'{"content": ['), HELLO),
    "nothing": (Bytes(b""), HELLO),
    "a page of a proxy": (Bytes(b"<html>Bad gateway</html>", 200, HTML), HELLO),
    "a 502 of a proxy": (Bytes(b"<html>Bad gateway</html>", 502, HTML), HELLO),
    "a list": (Bytes(b"[]"), HELLO),
    "null": (Bytes(b"null"), HELLO),
    "no content": (message(content=None), HELLO),
    "content of words": (message(content="Hola"), HELLO),
    "blocks that are none": (message("Hola", 7, None), HELLO),
    "words that are none": (message(text(None)), HELLO),
    "a tool without an id": (message(tool("usual", {}, None), stop="tool_use"), HELLO),
    "no usage": (message(text("Hola"), usage=None), HELLO),
    "brackets without end": (Bytes(b'{"content": ' + b"[" * 100_000), HELLO),
}
"""What ends in the model's own words, after one more try where the answer was none."""

FALLBACKS: dict[str, tuple[Bytes, ...]] = {
    "max_tokens": (message(text("Tengo huecos el vier"), stop="max_tokens"),),
    "max_tokens in a tool": (message(tool("hand_over", {"reason": "oth"}), stop="max_tokens"),),
    "an unknown stop reason": (message(text("Hola"), stop="haiku"),),
    "empty content": (message(),),
    "empty words": (message(text("  \n")),),
    "only thinking": (message({"type": "thinking", "thinking": "mm", "signature": "x"}),),
    "tool_use without a tool": (message(text("Busco"), stop="tool_use"),),
    "end_turn with a tool": (message(tool("usual", {})),),
    "tools without end": (message(tool("usual", {}), stop="tool_use"),),
    "pauses without end": (message(text("Un momento"), stop="pause_turn"),),
}
"""What ends in the house's own words: a kind question."""

HANDOVERS: dict[str, tuple[Bytes, ...]] = {
    "refusal": (message(stop="refusal"),),
    "refusal with words": (message(text("No puedo"), stop="refusal"),),
    "model_context_window_exceeded": (message(text("Hola"), stop="model_context_window_exceeded"),),
    "429 without retry-after": (error(429),),
    "400": (error(400),),
    "401": (error(401),),
    "413": (error(413),),
}
"""What asking again would not help: a person, at once."""


def answered(home: House, script: tuple[Bytes, ...], played: Wire, tries: int = 5) -> list[str]:
    """All that a new customer is sent, without the introduction, once the house has come to rest."""
    phone = f"+{next(_phones)}"
    played.plays(*script)
    home.says(phone, "Hola, ¿qué tal?")
    home.settle()
    for _ in range(tries):
        home.rows("UPDATE turn SET retry_at = now() WHERE retry_at IS NOT NULL")
        home.work()
    assert home.rows("SELECT id FROM turn WHERE step <> 'done'") == [], "a turn is still open"
    return [told.split("[política", 1)[-1].split("\n\n", 1)[-1] for told in home.heard(phone)]


@pytest.mark.parametrize("case", REPLIES)
def test_one_reply(home: tuple[House, Wire], case: str) -> None:
    assert answered(home[0], REPLIES[case], home[1]) == ["Hola, Laura"]
    assert len(home[1].asked) == len(REPLIES[case])


@pytest.mark.parametrize("case", FALLBACKS)
def test_one_kind_question(home: tuple[House, Wire], case: str) -> None:
    assert answered(home[0], FALLBACKS[case], home[1]) == [NOT_UNDERSTOOD]
    endless = case in ("tools without end", "pauses without end")
    assert len(home[1].asked) == (6 if endless else 1)


@pytest.mark.parametrize("case", HANDOVERS)
def test_one_handover(home: tuple[House, Wire], case: str) -> None:
    before = home[0].row("SELECT count(*) AS n FROM outbox WHERE kind = 'note'")["n"]
    assert answered(home[0], HANDOVERS[case], home[1]) == [PERSON]
    assert len(home[1].asked) == 1
    assert home[0].row("SELECT count(*) AS n FROM outbox WHERE kind = 'note'")["n"] == before + 1


@pytest.mark.parametrize("trouble", [error(500), error(529), Bytes(b"{"), Bytes(HELLO.body, cut=True)], ids=str)
def test_what_never_answers_is_given_to_a_person_after_two_minutes(home: tuple[House, Wire], trouble: Bytes) -> None:
    opened, played = home
    phone = f"+{next(_phones)}"
    played.plays(trouble)
    opened.says(phone, "Hola, ¿qué tal?")
    opened.settle()
    for passed in (15, 10, 40, 56):  # 121 seconds in all
        open_turn = "WHERE step <> 'done'"
        opened.rows(
            f"UPDATE turn SET opened_at = opened_at - interval '{passed} seconds', retry_at = now() {open_turn}"
        )
        opened.work()
    slow = render("slow", "es", {})
    assert opened.heard(phone) == [slow, PERSON], "it takes longer, and then a person; each once"
    assert opened.row("SELECT outcome FROM turn ORDER BY id DESC LIMIT 1")["outcome"] == "handed_over"


def test_words_with_nul_and_halves_of_characters_are_sent_without_them(home: tuple[House, Wire]) -> None:
    odd = Bytes(message(text("Hola, LauraX")).body.replace(b"X", b"\\u0000\\ud83d"))
    assert answered(home[0], (odd,), home[1]) == ["Hola, Laura\N{SYMBOL FOR NULL}?"]


def test_what_claude_is_sent_back_has_no_empty_words(home: tuple[House, Wire]) -> None:
    """Anthropic refuses a block without words, and a message without blocks."""
    script = (message(text(" "), tool("usual", {}), stop="tool_use"), message(stop="pause_turn"), HELLO)
    assert answered(home[0], script, home[1]) == ["Hola, Laura"]
    for asked in home[1].asked:
        for said in asked["messages"]:
            assert said["content"], "a message without anything"
            blocks = said["content"] if isinstance(said["content"], list) else []
            assert all(block.get("text", "x").strip() for block in blocks)


def test_every_tool_survives_every_wrong_shape(home: tuple[House, Wire]) -> None:
    """Of the schemas alone: the malicious model's run has them in a talk."""
    for name in TOOLS:
        wrong = (message(*(tool(name, each, f"t{n}") for n, each in enumerate(SHAPES)), stop="tool_use"), HELLO)
        assert answered(home[0], wrong, home[1], tries=1) in (["Hola, Laura"], [PERSON])


def test_facts_that_move_in_the_last_round_do_not_go_round_for_ever(
    databases: Databases, servers: EmbeddedServers
) -> None:
    """The sixth round's draft is overtaken: the house says what it can, once."""

    def overtaken(_: Question) -> object:
        built.rows("UPDATE conversation SET fact_seq = fact_seq + 1")
        return says("Hola, Laura")

    mind = Scripted([*(uses("usual") for _ in range(5)), overtaken])  # type: ignore[list-item]
    with databases.fresh(seeded=True) as url, house(url, servers.redis_url, mind) as built:
        built.writes("+34600000001", "Hola")
        assert [told.split("\n\n", 1)[-1] for told in built.heard("+34600000001")] == [NOT_UNDERSTOOD]
