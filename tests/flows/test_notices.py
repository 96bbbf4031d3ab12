"""What customers and staff are told: complete, in both languages, and never more than text."""

from dataclasses import replace
from datetime import timedelta

import pytest
from jinja2 import UndefinedError

from flows.notices import TEMPLATES, escaped, facts_of, facts_of_visit, payload, plain, render, render_mail, worded_for
from flows.story import Visit
from models.money import Money
from tests.flows.story import STORY
from tests.free_time import slot

MORE = {
    "until": "9:35",
    "pay_link": "https://turno.example/pay/c0de",
    "amount": "16,00 €",
    "options": "viernes 27 de noviembre a las 13:30 con Marta",
    "none_free": "",
}


def test_the_confirmation_of_scenario_1() -> None:
    text = render("booking_confirmed", "es", facts_of(STORY, "es"))
    assert text == (
        "¡Listo, Laura! Tu cita está confirmada ✅\n\n"
        "**Mechas + Corte** con Marta\n"
        "**viernes 27 de noviembre a las 12:30** (60 min)\n"
        "Señal recibida: 16,00 €. En el salón quedan 64,00 €.\n\n"
        "Si necesitas cambiarla o cancelarla, escríbeme: con 24 horas o más de antelación te devolvemos la señal.\n"
        "¡Te esperamos! 💛"
    )


def test_the_same_in_english() -> None:
    text = render("booking_confirmed", "en", facts_of(STORY, "en"))
    assert "**Friday 27 November at 12:30** (60 min)" in text
    assert "Deposit received: €16.00. €64.00 left to pay at the salon." in text


def test_a_free_booking_speaks_of_no_money() -> None:
    free = replace(STORY, pack=None, total=Money(0), deposit=Money(0))
    for language in ("es", "en"):
        text = render("booking_confirmed", language, facts_of(free, language))
        assert "€" not in text
        assert "Mechas y Cortar" in render("booking_confirmed", "es", facts_of(free, "es"))


def test_the_nudge_names_the_end_and_the_link() -> None:
    text = render("hold_nudge", "es", facts_of(STORY, "es") | MORE)
    assert "hasta las **9:35**" in text
    assert text.endswith("falta la señal de 16,00 €: https://turno.example/pay/c0de")


OURS = (
    "booking_confirmed",
    "hold_nudge",
    "hold_lapsed",
    "hold_ended",
    "pack_hold_ended",
    "paid_late_refund",
    "paid_twice_refund",
    "staff_booked",
    "staff_booked_today",
    "supplement_paid",
)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("template", OURS)
def test_each_can_be_said_with_and_without_a_name(template: str, language: str) -> None:
    for story in (STORY, replace(STORY, name="", customer="")):
        text = render(template, language, facts_of(story, language) | MORE)
        assert text[0] != text[0].lower() or not text[0].isalpha()
        assert "  " not in text
        assert ", !" not in text


def test_a_missing_fact_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render("hold_nudge", "es", facts_of(STORY, "es"))


def test_every_message_exists_in_every_language() -> None:
    spoken = {language: {path.name for path in (TEMPLATES / language).iterdir()} for language in ("es", "en")}
    assert spoken["es"] == spoken["en"]


def test_what_a_customer_calls_herself_stays_text() -> None:
    story = replace(STORY, name="**Ana** [x](http://evil.example) `c` _y_ <b>\n# Hola", customer="*A*")
    text = render("booking_confirmed", "es", facts_of(story, "es"))
    said = r"\*\*Ana\*\* \[x\](http://evil.example) \`c\` \_y\_ \<b\> # Hola"
    assert text.startswith(f"¡Listo, {said}! ")
    assert render("staff_booked", "es", facts_of(story, "es")).startswith(r"✅ **Cita confirmada**: \*A\*, ")


def test_values_are_one_line() -> None:
    assert plain("a\r\nBcc: x\x00\u2028y\u202ez") == "a Bcc: x y z"
    assert escaped("1 < 2 & 3") == r"1 \< 2 \& 3"


def test_the_mail_is_plain_and_its_subject_one_line() -> None:
    story = replace(STORY, customer="Laura *T*\r\nBcc: everybody@salon.example")
    subject, text = render_mail("mail_booked", "es", facts_of_visit(story, story.visits[0], "es"))
    assert subject == "Nueva cita: viernes 27 de noviembre a las 12:30"
    assert text == (
        "Hola, Marta:\n\nTienes una cita nueva.\n\n"
        "Cuándo: viernes 27 de noviembre, de 12:30 a 13:30 (60 min)\n"
        "Cliente: Laura *T* Bcc: everybody@salon.example\n"
        "Servicios: Mechas y Cortar\n\n"
        "Atrévete Peluquería"
    )


def test_a_notice_carries_template_and_parameters_from_the_start() -> None:
    notice = payload("hold_lapsed", "en", facts_of(STORY, "en"))
    assert (notice["template"], notice["language"]) == ("hold_lapsed", "en")
    assert notice["params"]["day"] == "Friday 27 November"
    assert all(isinstance(value, str) for value in notice["params"].values())
    assert notice["text"].startswith("The time to pay the deposit is over")


def test_several_visits_are_told_together_and_each_stylist_hears_of_hers() -> None:
    daughter = Visit(4, "Sara", None, slot("2026-11-27", "12:30-13:10"), ("Peinado",))
    both = replace(STORY, pack=None, visits=(replace(STORY.visits[0], services=("Cortar",)), daughter))
    facts = facts_of(both, "es")
    assert (facts["services"], facts["stylist"], facts["minutes"]) == ("Cortar y Peinado", "Marta y Sara", "60")
    hers = facts_of_visit(both, daughter, "es")
    assert (hers["services"], hers["stylist"], hers["ends"]) == ("Peinado", "Sara", "13:10")
    assert timedelta(minutes=int(hers["minutes"])) == daughter.slot.length


PACK = replace(
    STORY,
    pack=None,
    visits=(),
    session_pack="Bioterapia facial (5+1)",
    sessions=6,
    total=Money(30750),
    deposit=Money(30750),
)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", ["", "Elena"])
def test_a_session_pack_is_told_without_any_appointment(name: str, language: str) -> None:
    story = replace(PACK, name=name)
    for template in ("booking_confirmed", "hold_nudge", "hold_lapsed", "paid_late_refund", "paid_twice_refund"):
        assert worded_for(STORY, template) == template
        special = worded_for(story, template)
        assert special == f"pack_{template}"
        text = render(special, language, facts_of(story, language) | MORE)
        assert "Bioterapia facial (5+1)" in text
        assert "  " not in text and " con ," not in text
    assert worded_for(story, "supplement_paid") == "supplement_paid"


@pytest.mark.parametrize(
    ("left", "said"), [(5, "te quedan 5 sesiones"), (1, "te queda 1 sesión"), (0, "era tu última")]
)
def test_a_session_that_is_used_is_told_with_what_is_left(left: int, said: str) -> None:
    used = replace(STORY, total=Money(0), deposit=Money(0), used=(("Bono", left),))
    text = render("booking_confirmed", "es", facts_of(used, "es"))
    assert said in text
    assert "€" not in text


def test_whom_it_is_for_is_told_with_each_service() -> None:
    hers = replace(STORY.visits[0], services=("Cortar",))
    daughter = Visit(4, "Sara", None, slot("2026-11-27", "12:30-13:10"), ("Peinado",), guest="mi hija")
    both = replace(STORY, pack=None, visits=(hers, daughter))
    assert facts_of(both, "es")["services"] == "Cortar y Peinado (hija)"
    assert facts_of_visit(both, daughter, "es")["customer"] == "Laura Torres (para su hija)"
    mother = replace(both, visits=(replace(hers, comes="Carmen Gil"),))
    assert facts_of_visit(mother, mother.visits[0], "es")["customer"] == "Carmen Gil (reserva de Laura Torres)"
