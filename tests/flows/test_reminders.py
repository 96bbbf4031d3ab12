"""When a reminder goes out, and when it does not any more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.reminder_notice import reminder_notice
from flows.reminders import Verdict, due_at, judge, wanted
from flows.story import Story, Visit
from flows.whatsapp import template_params
from models import Policy, Reminder
from models.money import Money
from tests.free_time import MADRID, moment, slot

POLICY = Policy()
THURSDAY = moment("2026-11-26 12:00")
MONDAY = moment("2026-11-23 09:00")


def reminder(starts_at: datetime = THURSDAY, due: datetime | None = None) -> Reminder:
    """One that is planned."""
    return Reminder(
        id=1, business_id=1, booking_id=1, starts_at=starts_at, due_at=due or due_at(starts_at, POLICY, MADRID)
    )


@pytest.mark.parametrize(
    ("starts", "due"),
    [
        ("2026-11-26 12:00", "2026-11-24 12:00"),
        ("2026-10-26 10:00", "2026-10-24 11:00"),  # the clock is put back in between: 48 hours, not two days
        ("2026-10-27 02:30", "2026-10-25 09:00"),  # falls into the hour that the clock shows twice
        ("2027-03-29 11:00", "2027-03-27 10:00"),  # the clock is put forward in between
        ("2027-03-29 09:30", "2027-03-27 09:00"),  # 8:30 then: people sleep
        ("2026-11-26 20:59", "2026-11-24 20:59"),
        ("2026-11-26 21:00", "2026-11-25 09:00"),
        ("2026-11-26 08:59", "2026-11-24 09:00"),
        ("2026-11-26 09:00", "2026-11-24 09:00"),
    ],
)
def test_48_elapsed_hours_before_or_at_the_end_of_the_quiet_hours(starts: str, due: str) -> None:
    assert due_at(moment(starts), POLICY, MADRID) == moment(due)


def test_the_hours_are_elapsed_ones_whatever_zone_a_moment_carries() -> None:
    starts = moment("2026-10-26 10:00")
    for zone in (UTC, ZoneInfo(MADRID), ZoneInfo("America/New_York")):
        assert due_at(starts.astimezone(zone), POLICY, MADRID) == moment("2026-10-24 11:00")
        assert not wanted(starts.astimezone(zone), POLICY, moment("2026-10-24 11:00") + timedelta(seconds=1))
    assert starts - due_at(starts, POLICY, MADRID) == timedelta(hours=48)


def test_whoever_books_later_needs_none() -> None:
    named = moment("2026-11-24 12:00")
    assert wanted(THURSDAY, POLICY, named)
    assert not wanted(THURSDAY, POLICY, named + timedelta(microseconds=1))
    assert not wanted(moment("2026-11-26 21:00"), POLICY, moment("2026-11-24 23:00")), "quiet hours are no respite"


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        ("2026-11-24 11:59", Verdict.WAIT),
        ("2026-11-24 12:00", Verdict.SEND),
        ("2026-11-24 20:59", Verdict.SEND),
        ("2026-11-24 21:00", Verdict.WAIT),
        ("2026-11-25 08:59", Verdict.WAIT),
        ("2026-11-25 09:00", Verdict.SEND),
        ("2026-11-25 21:00", Verdict.SEND),  # at nine only three hours would be left: better now than never
        ("2026-11-26 05:59", Verdict.SEND),
        ("2026-11-26 06:00", Verdict.TOO_LATE),
        ("2026-11-26 12:00", Verdict.TOO_LATE),
        ("2026-12-26 12:00", Verdict.TOO_LATE),
    ],
)
def test_a_missed_run_still_sends_while_there_is_time(now: str, verdict: Verdict) -> None:
    assert judge(reminder(), THURSDAY, POLICY, MADRID, moment(now)) is verdict


@pytest.mark.parametrize(
    ("first", "now", "verdict"),
    [
        (None, "2026-11-24 12:00", Verdict.CANCELLED),
        (None, "2026-11-27 12:00", Verdict.TOO_LATE),
        ("2026-11-26 12:15", "2026-11-24 12:15", Verdict.MOVED),
        ("2026-11-25 12:00", "2026-11-24 12:00", Verdict.MOVED),
    ],
)
def test_it_is_skipped_when_it_fits_no_visit(first: str | None, now: str, verdict: Verdict) -> None:
    assert judge(reminder(), moment(first) if first else None, POLICY, MADRID, moment(now)) is verdict


STORY = Story(
    booking_id=7,
    code="c0de",
    business="Atrévete Peluquería",
    timezone=MADRID,
    currency="EUR",
    staff_language="es",
    policy=POLICY,
    customer="Carmen Soler",
    name="Carmen",
    language="es",
    held_until=None,
    pack=None,
    total=Money(4070),
    deposit=Money(814),
    visits=(Visit(3, "Rosa", None, slot("2026-11-26", "12:00-13:30"), ("Manicura permanente + bioterapia",)),),
)
NOW = moment("2026-11-24 12:00")


def test_carmens_reminder_in_words() -> None:
    notice = reminder_notice(STORY, Money(814), 0, False, NOW)
    assert notice["text"] == (
        "¡Hola, Carmen! Te recuerdo tu cita 📅\n\n"
        "**Manicura permanente + bioterapia** con Rosa\n"
        "**jueves 26 de noviembre a las 12:00** (90 min)\n"
        "Señal pagada: 8,14 €.\n\n"
        "Si necesitas cambiarla o cancelarla, escríbeme: con 24 horas o más de antelación te devolvemos la señal.\n\n"
        "¿Nos vemos? Con un «perfecto» me basta 💛"
    )
    assert template_params(notice) == {
        "name": "appointment_reminder",
        "category": "UTILITY",
        "language": "es",
        "processed_params": {
            "body": {
                "1": "Carmen",
                "2": "Manicura permanente + bioterapia",
                "3": "Rosa",
                "4": "jueves 26 de noviembre",
                "5": "12:00",
                "6": "90",
                "7": "Señal pagada: 8,14 €.",
                "8": "Si necesitas cambiarla o cancelarla, escríbeme: con 24 horas o más de antelación te devolvemos"
                " la señal.",
            }
        },
    }


@pytest.mark.parametrize(
    ("language", "promise", "gone"),
    [("es", "te devolvemos la señal", "ya no se devuelve"), ("en", "we refund the deposit", "no longer refunded")],
)
def test_a_deposit_that_would_not_come_back_is_not_promised(language: str, promise: str, gone: str) -> None:
    story = replace(STORY, language=language)
    texts = {
        "in time": reminder_notice(story, Money(814), 0, False, moment("2026-11-25 12:00"))["text"],
        "late": reminder_notice(story, Money(814), 0, False, moment("2026-11-25 12:01"))["text"],
        "kept by a move": reminder_notice(story, Money(814), 1, False, NOW)["text"],
        "free": reminder_notice(story, Money(0), 0, False, NOW)["text"],
        "a session": reminder_notice(story, Money(0), 0, True, NOW)["text"],
    }
    assert {why for why, text in texts.items() if promise in text} == {"in time"}
    assert {why for why, text in texts.items() if gone in text} == {"late", "kept by a move"}
    assert all("8,14" not in texts[why] and "8.14" not in texts[why] for why in ("free", "a session"))


def test_a_group_is_named_whole_in_one_reminder() -> None:
    two = (
        Visit(3, "Marta", None, slot("2026-11-27", "16:00-16:40"), ("Cortar",)),
        Visit(4, "Sara", None, slot("2026-11-27", "16:00-16:40"), ("Peinado",)),
    )
    notice = reminder_notice(replace(STORY, visits=two), Money(874), 0, False, NOW)
    assert (
        "**Cortar** con Marta\n**viernes 27 de noviembre a las 16:00** (40 min)\n"
        "**Peinado** con Sara\n**viernes 27 de noviembre a las 16:00** (40 min)\n"
    ) in notice["text"]
    assert (notice["params"]["services"], notice["params"]["stylist"]) == ("Cortar y Peinado", "Marta y Sara")


def test_no_parameter_of_the_template_is_empty() -> None:
    for language in ("es", "en"):
        nameless = replace(STORY, name="", customer="", language=language)
        params = template_params(reminder_notice(nameless, Money(0), 0, False, NOW))
        assert params is not None
        assert all(params["processed_params"]["body"].values())
        assert params["processed_params"]["body"]["1"] == "-"
