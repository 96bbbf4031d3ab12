"""The house's own words on why there is no slot pass the guard, however her wish was written and however far off."""

import datetime as dt
from typing import Any

import pytest

from flows.availability import DateStatus, SlotAnswer, SlotAsk
from flows.guard import breaches
from flows.prompt import as_data, system
from flows.quotes import quote
from flows.reasons import WORDS, answer_facts
from flows.situation import calendar_day
from tests.demo_catalogue import SERVICES, STYLISTS, demo

MONDAY = dt.date(2026, 11, 23)
FAR, HOLIDAY, SUNDAY = dt.date(2026, 12, 18), dt.date(2026, 12, 25), dt.date(2026, 12, 20)
"""Days that the calendar of the situation does not reach."""
STATUS: dict[str, tuple[dt.date, DateStatus]] = {"closure": (HOLIDAY, "closed"), "closed_weekday": (SUNDAY, "closed")}


def facts(code: str, language: str, time: dt.time | None = dt.time(10)) -> dict[str, Any]:
    """What a search answers that day at ten with Ana."""
    catalogue = demo()
    day, status = STATUS.get(code, (FAR, "full"))
    wanted = SlotAsk.of(quote(catalogue, [SERVICES["Cortar"]]), date=day, time=time, stylist_id=STYLISTS["Ana"])
    return answer_facts(catalogue, wanted, SlotAnswer((), status, code), language)


def sent(found: dict[str, Any], language: str, words: str = "kiero el biernez alas dies") -> list[str]:
    """Everything the model was sent; of her words nobody makes a day or an hour."""
    calendar = [calendar_day(demo(), MONDAY + dt.timedelta(days=n), language) for n in range(15)]
    situation = {"now": "2026-11-23T09:00+01:00", "state": "choosing", "calendar": calendar}
    conversation = {"summary": None, "earlier": [], "new": [{"text": words, "kind": "text", "at": "2026-11-23T08:00Z"}]}
    return [
        *(block["text"] for block in system(demo(), language)),
        f"<situation>\n{as_data(situation)}\n</situation>\n<conversation>\n{as_data(conversation)}\n</conversation>",
        as_data({"options": []} | found),
    ]


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("code", sorted(WORDS["es"]))
def test_every_reason_may_be_said(code: str, language: str) -> None:
    found = facts(code, language)
    assert breaches(found["why"], sent(found, language)) == []


@pytest.mark.parametrize("reply", ["El viernes 18 de diciembre no me queda nada.", "Para el 18/12 no veo hueco."])
def test_the_day_that_was_looked_at_may_be_named_in_other_words(reply: str) -> None:
    found = facts("full", "es")
    assert found["wanted"] == {"date": "2026-12-18", "day": "viernes 18 de diciembre", "open": "9:30–20:00"}
    assert breaches(reply, sent(found, "es")) == []
    assert [one.kind for one in breaches(reply, sent({"why": None}, "es"))] == ["date"], "nothing was looked at"


def test_no_other_day_and_no_hour_becomes_true_by_it() -> None:
    found = facts("full", "es")
    for reply in ("El sábado 19 de diciembre no me queda nada.", "El viernes 18 de diciembre a las 10:00 con Ana."):
        assert breaches(reply, sent(found, "es")) != [], reply


def test_without_a_day_there_is_none() -> None:
    wanted = SlotAsk.of(quote(demo(), [SERVICES["Cortar"]]), date=None)
    found = answer_facts(demo(), wanted, SlotAnswer((), "ok", None, FAR), "es")
    assert found == {
        "wanted": None,
        "date_status": "ok",
        "why": None,
        "next_day": {"date": "2026-12-18", "day": "viernes 18 de diciembre"},
    }
    closed = facts("closure", "es")["wanted"]
    assert closed == {"date": "2026-12-25", "day": "viernes 25 de diciembre", "closed": "Natividad del Señor"}


def test_a_day_that_was_found_closed_is_not_said_to_be_open() -> None:
    told = sent(facts("closure", "es"), "es")
    assert breaches("El viernes 25 de diciembre cerramos.", told) == []
    assert [one.kind for one in breaches("El viernes 25 de diciembre abrimos.", told)] != []
