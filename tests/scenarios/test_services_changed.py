"""One more service in an appointment that stands: its price and its time are asked first."""

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import events, places, refunds, regular
from tests.scenarios.variants import Script, written

LAURA = "+34600000001"
BOOKED = ("Marta", "2026-11-27 12:30", "13:10", "confirmed")


@written(
    plain={"ask": "¿Puedes añadir un peinado a mi cita del viernes?", "yes": "Sí, perfecto"},
    typos={"ask": "ola añademe un peinao a la sita del viernez", "yes": "sii porfi"},
    no_accents={"ask": "quiero añadir peinado a mi cita", "yes": "vale"},
    burst={
        "ask": ("hola", "sobre mi cita del viernes", "me puedes poner también", "un peinado"),
        "yes": ("genial", "sí"),
    },
    second_thoughts={
        "ask": ["añade unas mechas a mi cita", "no, mejor solo un peinado además del corte, añádelo a mi cita"],
        "yes": "sí, ahora sí",
    },
)
def test_laura_adds_a_service(home: House, script: Script) -> None:
    laura = regular(home, LAURA, "Laura", "Torres")
    laura.has("Marta", "2026-11-27 12:30")
    asked = script.say(home, LAURA, "ask")[-1]
    added = home.row("SELECT minutes, price_cents FROM service WHERE name = 'Peinado'")
    total = 2620 + added["price_cents"]
    euros = f"{total // 100},{total % 100:02} €"
    assert euros in asked and "12:30" in asked and "Marta" in asked
    assert places(home) == [BOOKED] and home.row("SELECT total_cents FROM booking")["total_cents"] == 2620

    (said,) = script.say(home, LAURA, "yes")
    ends = f"{13 + (10 + added['minutes']) // 60}:{(10 + added['minutes']) % 60:02}"
    assert places(home) == [("Marta", "2026-11-27 12:30", ends, "confirmed")]
    assert home.row("SELECT total_cents FROM booking")["total_cents"] == total
    assert events(home, "Marta") == [("Laura Torres · Cortar + Peinado", "2026-11-27T12:30")]
    due = (total + 2) // 5 - 524
    supplement = home.row("SELECT status, amount_cents FROM payment WHERE kind = 'supplement'")
    assert supplement == {"status": "open", "amount_cents": due}
    assert f"{due // 100},{due % 100:02} €" in said and "/pay/" in said
    home.opens_link(home.row("SELECT code FROM booking")["code"])
    home.pay()
    assert home.row("SELECT status FROM payment WHERE kind = 'supplement'")["status"] == "paid"
    assert refunds(home) == []
    assert check(home.world.database, BusinessId(home.business_id)) == []


def test_a_no_leaves_it(home: House) -> None:
    laura = regular(home, LAURA, "Laura", "Torres")
    laura.has("Marta", "2026-11-27 12:30")
    home.writes(LAURA, "añade un peinado a mi cita del viernes")
    home.writes(LAURA, "uy no, demasiado caro")
    home.writes(LAURA, "sí")
    assert places(home) == [BOOKED]
    assert home.row("SELECT total_cents FROM booking")["total_cents"] == 2620
    assert home.rows("SELECT id FROM payment WHERE kind = 'supplement'") == []
