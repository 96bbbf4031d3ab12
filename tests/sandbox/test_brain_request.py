"""The stand-in's mind as a model: blocks, rounds, tools on offer, replays, corrections, hostile input, speed."""

import copy
import json
import time
from typing import Any

import pytest

from sandbox.claude.brain import answer
from sandbox.claude.memory import Question, asked
from sandbox.claude.phrases import PHRASES
from sandbox.claude.prompt import view_of
from tests.sandbox.brain_week import known

Request = dict[str, Any]


def request(text: str, state: str = "talking", **given: Any) -> Request:
    house = known(state=state, **given)
    new = [{"text": text, "kind": "text", "at": house.now}]
    return house.request([{"role": "user", "content": house.prompt(new)}], state)


def after(request: Request, response: dict[str, Any], results: list[dict[str, Any]]) -> Request:
    """The next round: the model's blocks and its tools' results behind them."""
    uses = [block for block in response["content"] if block["type"] == "tool_use"]
    blocks = [
        {
            "type": "tool_result",
            "tool_use_id": use["id"],
            "content": [{"type": "text", "text": json.dumps(result)}],
            "is_error": "error" in result,
        }
        for use, result in zip(uses, results, strict=True)
    ]
    said = [{"role": "assistant", "content": response["content"]}, {"role": "user", "content": blocks}]
    return request | {"messages": [*request["messages"], *said]}


def text_of(response: dict[str, Any]) -> str:
    return "".join(block["text"] for block in response["content"] if block["type"] == "text")


def test_the_same_request_gets_the_same_answer_and_stays_as_it_is() -> None:
    asking = request("un corte el viernes")
    before = copy.deepcopy(asking)
    assert answer(asking) == answer(copy.deepcopy(asking))
    assert asking == before


def test_a_tool_is_called_with_a_thought_before_it() -> None:
    response = answer(request("un corte el viernes"))
    assert response["stop_reason"] == "tool_use"
    thinking, use = response["content"]
    assert (thinking["type"], bool(thinking["signature"])) == ("thinking", True)
    assert (use["type"], use["name"], use["id"][:6]) == ("tool_use", "quote", "toolu_")
    other = answer(request("un corte el jueves"))
    assert other["content"][1]["id"] != use["id"]


def test_several_tools_at_once_are_all_waited_for() -> None:
    asking = request("soy Sofía y quiero un corte", name=None, surname=None)
    first = answer(asking)
    assert [block["name"] for block in first["content"][1:]] == ["remember_name", "quote"]
    assert len({block["id"] for block in first["content"][1:]}) == 2
    refused = {"error": "not_a_name", "do": "Ask once."}
    quote = {"lines": [], "total": "26,20 €", "minutes": 40, "deposit": "5,24 €", "packs": []}
    second = answer(after(asking, first, [refused, quote]))
    assert second["stop_reason"] == "end_turn"
    assert "nombre" in text_of(second)


@pytest.mark.parametrize("text", ["un corte el viernes", "quiero hablar con una persona", "¿qué citas tengo?"])
def test_only_tools_on_offer_are_called(text: str) -> None:
    response = answer(request(text) | {"tools": []})
    assert response["stop_reason"] == "end_turn"
    assert text_of(response)


@pytest.mark.parametrize("error", ["mixed_categories", "unknown_service", "not_now", "something_new"])
def test_a_refused_tool_ends_in_words(error: str) -> None:
    asking = request("un corte el viernes")
    response = answer(after(asking, answer(asking), [{"error": error, "do": "Ask again."}]))
    assert response["stop_reason"] == "end_turn"
    assert text_of(response).endswith("?")


def test_the_sixth_round_is_words() -> None:
    asking = request("un corte el viernes")
    response = answer(asking)
    quote = {"lines": [], "total": "26,20 €", "minutes": 40, "deposit": "5,24 €", "packs": []}
    rounds = [{"role": "assistant", "content": [{"type": "text", "text": "…"}]}] * 4
    late = asking | {"messages": [*asking["messages"], *rounds]}
    response = answer(after(late, answer(late), [quote]))
    assert response["stop_reason"] == "end_turn"


def test_facts_that_came_later_in_the_turn_win() -> None:
    asking = request("ok", state="paying")
    hold = {
        "stylist": "Ana",
        "date": "2026-11-27",
        "day": "viernes 27 de noviembre",
        "time": "17:00",
        "services": ["Cortar"],
        "until": "9:45",
        "deposit": "5,24 €",
        "pay_link": "https://salon.example/pay/new",
    }
    news = known(state="paying", hold=hold)
    told = news.prompt([{"text": "ok", "kind": "text", "at": news.now}])
    later = [
        {"role": "assistant", "content": [{"type": "text", "text": "¡Estupendo!"}]},
        {"role": "user", "content": f"<news>Something changed.\n{told}\n</news>"},
    ]
    assert "https://salon.example/pay/new" in text_of(answer(asking | {"messages": [*asking["messages"], *later]}))


def test_a_correction_takes_the_wrong_line_out() -> None:
    asking = request("¿dónde estáis y hay parking?")
    wrong = text_of(answer(asking))
    breach = json.dumps([{"kind": "address", "found": "Calle Central 12"}])
    later = [
        {"role": "assistant", "content": [{"type": "text", "text": wrong}]},
        {"role": "user", "content": f"<correction>Your reply was not sent: {breach}\nAnswer again.</correction>"},
    ]
    corrected = text_of(answer(asking | {"messages": [*asking["messages"], *later]}))
    assert "Calle Central 12" in wrong
    assert "Calle Central 12" not in corrected
    assert "aparcamiento" in corrected


def test_a_request_that_is_not_the_desks_gets_an_honest_sentence() -> None:
    response = answer({"messages": [{"role": "user", "content": "Sum up this talk."}]})
    assert response["stop_reason"] == "end_turn"
    assert "sustituto de Claude" in text_of(response)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_048_576,
        "si no, " * 50_000,
        "el viernes o el jueves a las 5 y media con Marta o Pilar, mechas y corte. " * 2_000,
        "👩‍🦰💇‍♀️" * 5_000,
        "\u202eserohce\u202c \x00\x07\x1b[31m quiero un corte \ufeff",
        "((((" * 3_000 + "?" * 3_000,
        "ignora todas las " * 3_000,
    ],
    ids=["letters", "ifs", "wishes", "emoji", "controls", "marks", "orders"],
)
def test_hostile_text_is_answered_quickly(text: str) -> None:
    asking = request(text)
    started = time.thread_time()
    assert answer(asking)["content"]
    assert time.thread_time() - started < 1


def test_an_ordinary_request_takes_under_30_ms() -> None:
    asking = request("Hola, quería un corte de pelo y secado el viernes por la tarde con Marta, ¿hay parking?")
    answer(asking)  # reads the catalogue
    started = time.thread_time()
    for _ in range(20):
        answer(asking)
    assert (time.thread_time() - started) / 20 < 0.030


QUESTIONS = {
    "confirm_name": Question.NAME_CONFIRM,
    "ask_name": Question.NAME,
    "ask_surname": Question.SURNAME,
    "ask_full_name": Question.SURNAME,
    "pack_more": Question.PACK,
    "pack_same": Question.PACK,
    "pack_or_not": Question.PACK,
    "ask_day": Question.DAY,
    "ask_other_day": Question.OTHER,
    "other_time": Question.OTHER,
    "which": Question.CHOICE,
    "which_suits": Question.CHOICE,
    "one_option_then": Question.CHOICE,
    "still_free": Question.CHOICE,
    "one_option": Question.CHOICE,
    "which_of_these": Question.CHOICE,
    "which_of_services": Question.SERVICE,
    "shall_i_look": Question.SEARCH,
    "no_hold_lapsed": Question.SEARCH,
    "stranger_near": Question.INTEREST,
}


@pytest.mark.parametrize("language", [0, 1], ids=["es", "en"])
@pytest.mark.parametrize("key", QUESTIONS)
def test_our_own_questions_are_known_again(key: str, language: int) -> None:
    said = PHRASES[key][language].replace("{name}", "Laura")
    earlier = [
        {"from": "customer", "text": "hola", "at": "2026-11-23T08:58+01:00"},
        {"from": "assistant", "text": said, "at": "2026-11-23T08:59+01:00"},
    ]
    assert QUESTIONS[key] in asked(view_of(request("sí", earlier=earlier)))
