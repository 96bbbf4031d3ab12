"""The reply guard: facts pass, inventions do not."""

import pytest

from flows.guard import breaches

FACTS = [
    '{"now":"2026-11-23T09:00+01:00","offers":[{"time":"10:30","day":"viernes 27 de noviembre","date":"2026-11-27"},'
    '{"time":"12:30","total":"80,00 €","deposit":"16,00 €"}],"saving":"8,70 €","pay_link":"https://x.example/pay/abc"}',
    '{"new":[{"text":"¿a las 18:00 puede ser? tengo 50 €"}]}',
]


@pytest.mark.parametrize(
    "reply",
    [
        "Tengo el viernes 27 de noviembre a las **10:30** con Pilar o a las **12:30** con Marta.",
        "Son 80 € y la señal 16 €; ahorras 8,70 €.",
        "The total is €80.00, deposit €16.",
        "A las 18:00 no me queda nada.",
        "Paga aquí: https://x.example/pay/abc.",
        "No está confirmada hasta que pagues la señal.",
        "En cuanto pagues, tu cita quedará confirmada.",
        "¿Quieres que te la deje reservada?",
        "Friday 27 November at 10:30",
        "¿Te va bien por la tarde?",
    ],
)
def test_facts_pass(reply: str) -> None:
    assert breaches(reply, FACTS, "choosing") == []


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("Te lo dejo en 45 €.", "amount"),
        ("It is €79.99.", "amount"),
        ("Tengo a las 11:15.", "time"),
        ("¿A las 7 te viene bien?", "time"),
        ("El sábado 28 de noviembre.", "date"),
        ("On 4 December we can.", "date"),
        ("Paga en https://evil.example/pay", "link"),
        ("¡Listo! Tu cita está confirmada.", "claim"),
        ("Ya te la he reservado.", "claim"),
        ("Your appointment is booked!", "claim"),
        ("He cancelado tu cita.", "claim"),
        ("Your deposit was refunded.", "claim"),
    ],
)
def test_inventions_do_not(reply: str, kind: str) -> None:
    assert kind in {breach.kind for breach in breaches(reply, FACTS, "choosing")}


def test_a_live_hold_may_be_called_reserved_but_not_confirmed() -> None:
    facts = [*FACTS, '{"held":true,"until":"9:35"}']
    assert breaches("Te la he reservado hasta las 9:35.", facts, "paying") == []
    assert [b.kind for b in breaches("Tu cita está confirmada.", facts, "paying")] == ["claim"]
