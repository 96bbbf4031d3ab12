"""The pages behind a pay link: what they say, who may keep them, how often they open."""

import base64
import hashlib
import logging
import re
import threading

from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.pay import AT_ONCE, MaskedCodes, masked, pay_routes
from gateways.database import Database
from tests.door import BROWSER, Door, goes_to, opened, says
from tests.held import Held, hold, move_clock
from tests.settings import PATIENCE_SECONDS
from tests.shop import gateway, open_shop


def close(held: Held, booking: str, payment: str) -> None:
    held.database.rows("UPDATE booking SET status = %(to)s WHERE id = %(id)s", {"to": booking, "id": held.booking_id})
    held.database.rows("UPDATE payment SET status = %(to)s WHERE id = %(id)s", {"to": payment, "id": held.payment_id})


def test_pages_of_what_is_over(door: Door) -> None:
    for booking, payment, status, words in (
        ("confirmed", "paid", 200, ("Tu cita está confirmada", "señal de 16,00 € está pagada")),
        ("lapsed", "open", 410, ("La reserva ha caducado", "no se ha cobrado nada")),
        ("lapsed", "refunding", 200, ("Te devolvemos la señal", "16,00 €")),
        ("cancelled", "withdrawn", 410, ("Esta cita está cancelada",)),
    ):
        held = hold(door.shop.database)
        close(held, booking, payment)
        page = door.get(held.code)
        assert page.status_code == status
        says(page, *words, "Atrévete Peluquería")
        assert held.attempts() == []
    assert door.shop.sessions() == []


def test_a_hold_over_its_time_makes_no_session(door: Door, held: Held) -> None:
    move_clock(held.database, minutes=30)
    page = door.get(held.code)
    assert page.status_code == 410
    says(page, "La reserva ha caducado")
    assert held.attempts() == door.shop.sessions() == []


def test_unknown_and_nonsense(door: Door) -> None:
    for code in ("x" * 22, "short", "a" * 65, "%00" * 20, "é" * 20):
        page = door.get(code)
        assert page.status_code == 404
        says(page, "Este enlace no es válido")
        says(door.get(code, **{"accept-language": "en-GB,en;q=0.9"}), "This link is not valid")
    assert door.get("..%2f..%2fetc").status_code == 404


def test_in_the_customer_s_language(door: Door) -> None:
    held = hold(door.shop.database, language="en")
    page = door.get(held.code, "?from=back", **{"accept-language": "es"})
    says(page, 'lang="en"', "The deposit is still due", "€16.00", "Pay the deposit")
    french = hold(door.shop.database, language="fr")
    says(door.get(french.code, "?from=back"), 'lang="es"')


def test_nobody_keeps_or_frames_it(door: Door, held: Held) -> None:
    for query in ("", "?from=back"):
        headers = door.get(held.code, query).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-robots-tag"] == "noindex, nofollow"
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_the_style_on_the_page_is_the_one_that_the_policy_allows(door: Door, held: Held) -> None:
    page = door.get(held.code, "?from=back")
    (style,) = re.findall(r"<style>(.*?)</style>", page.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page.headers["content-security-policy"]
    assert "style=" not in page.text
    assert "<script" not in page.text


def test_a_business_name_is_text(door: Door, held: Held) -> None:
    name = '<script>alert("x")</script> & más'
    held.database.rows("UPDATE business SET name = %(name)s", {"name": name})
    page = door.get(held.code, "?from=back")
    assert "<script>" not in page.text
    says(page, "&lt;script&gt;")


def test_too_often(database: Database) -> None:
    with open_shop(database) as shop, opened(shop, per_code=3, per_address=8) as door:
        first, second = hold(database), hold(database)
        for _ in range(3):
            goes_to(door.get(first.code))
        busy = door.get(first.code)
        assert (busy.status_code, busy.headers["retry-after"]) == (429, "60")
        says(busy, "Demasiados intentos")
        goes_to(door.get(second.code))
        for n in range(3):
            assert door.get(f"{n}" * 22).status_code == 404
        assert door.get("y" * 22).status_code == 429


def test_a_hanging_stripe_does_not_take_all_threads(database: Database) -> None:
    with open_shop(database) as shop, opened(shop) as door:
        patient = gateway(shop.standins)
        app = FastAPI()
        app.include_router(pay_routes(database, patient, door.woken))
        holds = [hold(database) for _ in range(AT_ONCE + 4)]
        shop.fail("hang")
        with TestClient(app) as client:
            answers: list[int] = []
            refused = threading.Semaphore(0)

            def click(held: Held) -> None:
                headers = {"user-agent": BROWSER}
                answer = client.get(f"/pay/{held.code}", headers=headers, follow_redirects=False)
                answers.append(answer.status_code)
                refused.release()

            threads = [threading.Thread(target=click, args=(held,)) for held in holds]
            for thread in threads:
                thread.start()
            for _ in range(4):
                assert refused.acquire(timeout=PATIENCE_SECONDS / 2), "somebody waits for a thread"
            shop.mend()
            for thread in threads:
                thread.join()
    assert sorted(set(answers)) == [303, 503]
    assert answers.count(503) == 4
    assert answers[:4] == [503] * 4


def test_codes_are_masked_in_logs() -> None:
    assert masked("GET /pay/Abc-123_x?from=done HTTP/1.1") == "GET /pay/***?from=done HTTP/1.1"
    assert masked("/health/live") == "/health/live"
    record = logging.LogRecord(
        "uvicorn.access", logging.INFO, "", 1, '%s - "%s %s"', ("1.2.3.4:5", "GET", "/pay/secret"), None
    )
    assert MaskedCodes().filter(record)
    assert "secret" not in record.getMessage()
    assert record.getMessage() == '1.2.3.4:5 - "GET /pay/***"'
