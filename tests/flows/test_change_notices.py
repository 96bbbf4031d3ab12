"""What is told of moves and cancellations: complete in both languages, and as WhatsApp's templates take it."""

from dataclasses import replace

import pytest

from flows.decision_note import Wish, word_decision
from flows.notices import facts_of, facts_of_visit, payload, render, render_mail
from flows.policy import Reason
from flows.whatsapp import template_params
from models.money import Money
from tests.flows.story import STORY

OLD = {"old_stylist": "Pilar", "old_day": "jueves 26 de noviembre", "old_time": "10:30", "old_ends": "11:30"}
NO_MONEY = {"refund": "0,00 €", "refunded": "", "forfeited": "", "session_returned": "", "session_spent": ""}


def test_moved_with_a_deposit_that_can_come_back() -> None:
    assert render("booking_changed", "es", facts_of(STORY, "es") | OLD) == (
        "Laura, tu cita ha cambiado 🗓️\n\n"
        "**Mechas + Corte** con Marta\n"
        "**viernes 27 de noviembre a las 12:30** (60 min)\n"
        "Antes: jueves 26 de noviembre a las 10:30 con Pilar.\n\n"
        "Tu señal de 16,00 € sigue valiendo. Si al final no puedes venir, avísame con 24 horas o más y te "
        "la devolvemos.\n"
        "¡Te esperamos! 💛"
    )


@pytest.mark.parametrize("language", ["es", "en"])
def test_moved_late_or_without_a_deposit(language: str) -> None:
    kept = render("booking_changed", language, facts_of(STORY, language) | OLD | {"refundable": ""})
    assert {"es": "ya no se podrá devolver", "en": "cannot be refunded any more"}[language] in kept
    free = replace(STORY, total=Money(0), deposit=Money(0), name="")
    text = render("booking_changed", language, facts_of(free, language) | OLD)
    assert "€" not in text and text.startswith(("Tu cita", "Your appointment"))


@pytest.mark.parametrize("language", ["es", "en"])
def test_cancelled_says_only_what_is_so(language: str) -> None:
    facts = facts_of(STORY, language) | NO_MONEY
    plain = render("booking_cancelled", language, facts)
    assert "€" not in plain and "bono" not in plain and "pack" not in plain
    said = render("booking_cancelled", language, facts | {"refund": "16,00 €", "refunded": "1"})
    assert "**16,00 €**" in said
    said = render("booking_cancelled", language, facts | {"forfeited": "16,00 €", "session_spent": "1"})
    assert "16,00 €" in said and {"es": "como usada", "en": "counts as used"}[language] in said


@pytest.mark.parametrize("language", ["es", "en"])
def test_staff_and_stylists_hear_of_it(language: str) -> None:
    facts = facts_of_visit(STORY, STORY.visits[0], language) | OLD | NO_MONEY | {"wish": "cancel"}
    for note in ("staff_changed", "staff_cancelled"):
        text = render(note, language, facts)
        assert "Laura Torres" in text and "12:30" in text and "Marta" in text
    for mail in ("mail_changed", "mail_left", "mail_cancelled", "mail_decide"):
        subject, text = render_mail(mail, language, facts)
        assert ("10:30" if mail == "mail_left" else "12:30") in subject
        assert text.startswith(
            {"es": "Hola, ", "en": "Hello "}[language] + ("Pilar" if mail == "mail_left" else "Marta")
        )
        assert "Laura Torres" in text and text.endswith("Atrévete Peluquería")


def test_whatsapp_gets_every_parameter() -> None:
    changed = template_params(payload("booking_changed", "es", facts_of(STORY, "es") | OLD))
    assert changed is not None and changed["name"] == "booking_changed"
    assert list(changed["processed_params"]["body"].values()) == [
        "Laura",
        "Mechas + Corte",
        "Marta",
        "viernes 27 de noviembre",
        "12:30",
    ]
    cancelled = template_params(payload("booking_cancelled", "es", facts_of(STORY, "es") | NO_MONEY))
    assert cancelled is not None and cancelled["processed_params"]["body"]["5"] == "0,00 €"


def test_what_a_person_decides_in_one_line() -> None:
    facts = facts_of(STORY, "es")
    assert word_decision(Wish.CANCEL, Reason.SHORT_NOTICE, "es", facts) == (
        "Laura Torres quiere cancelar su cita: Mechas + Corte con Marta, viernes 27 de noviembre de 12:30 a 13:30."
        " Queda demasiado poco para hacerlo sin vosotros."
    )
    nameless = word_decision(Wish.MOVE, Reason.MOVED_OFTEN, "en", facts_of(replace(STORY, customer=""), "en"))
    assert nameless.startswith("A customer wants to move her appointment: ")
    for wish in Wish:
        for reason in Reason:
            assert word_decision(wish, reason, "pt", facts) == word_decision(wish, reason, "es", facts)
