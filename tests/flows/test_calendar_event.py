"""What a stylist reads in her calendar."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from flows.calendar_event import CalendarFacts, event_id, render_event
from models.enums import AppointmentStatus, PaymentStatus

START = datetime(2026, 11, 27, 11, 30, tzinfo=UTC)
FACTS = CalendarFacts(
    appointment_id=12,
    status=AppointmentStatus.PROVISIONAL,
    starts_at=START,
    ends_at=START + timedelta(hours=1),
    timezone="Europe/Madrid",
    language="es",
    customer="Laura Torres",
    services=[("Mechas", 40), ("Corte", 20)],
    deposit_status=PaymentStatus.OPEN,
    deposit_cents=1600,
    currency="EUR",
)
PAGE = "https://salon.example/admin/appointment/details/12"


def test_provisional_then_confirmed() -> None:
    waiting = render_event(FACTS, PAGE)
    assert waiting.title == "⏳ Laura Torres · Mechas + Corte"
    assert waiting.description == (
        "Mechas (40 min)<br>Corte (20 min)<br>Señal pendiente: 16,00 €<br><br>"
        f'<a href="{PAGE}">Reserva gestionada por el asistente</a>'
    )
    paid = replace(FACTS, status=AppointmentStatus.CONFIRMED, deposit_status=PaymentStatus.PAID)
    confirmed = render_event(paid, PAGE)
    assert confirmed.title == "Laura Torres · Mechas + Corte"
    assert "Señal pagada: 16,00 €" in confirmed.description
    assert (confirmed.id, confirmed.starts_at) == (waiting.id, START)


def test_names_are_text_not_markup_and_other_languages_fall_back() -> None:
    hostile = replace(FACTS, services=[("<b>Corte</b> & más", 20)], customer="", language="fr")
    event = render_event(hostile, PAGE + '?"')
    assert "&lt;b&gt;Corte&lt;/b&gt; &amp; más (20 min)" in event.description
    assert '?&quot;"' in event.description
    assert event.title == "⏳ Cliente · <b>Corte</b> & más"


def test_a_free_appointment_has_no_deposit() -> None:
    free = replace(FACTS, deposit_status=None, deposit_cents=0, language="en")
    assert "No deposit" in render_event(free, PAGE).description


def test_event_ids_are_what_google_takes_and_differ() -> None:
    ids = {event_id(n) for n in range(1, 200)}
    assert len(ids) == 199
    assert all(re.fullmatch(r"[0-9a-v]{5,1024}", made) for made in ids)
    assert event_id(12) == event_id(12)


def test_a_title_names_whoever_comes() -> None:
    paid = replace(FACTS, status=AppointmentStatus.CONFIRMED, deposit_status=PaymentStatus.PAID)
    daughter = render_event(replace(paid, guest="mi hija"), PAGE)
    assert daughter.title == "Laura Torres (para su hija) · Mechas + Corte"
    mother = render_event(replace(paid, comes="Carmen Gil", language="en"), PAGE)
    assert mother.title == "Carmen Gil (booked by Laura Torres) · Mechas + Corte"
    nobody = render_event(replace(paid, customer=""), PAGE)
    assert nobody.title == "Cliente · Mechas + Corte"
