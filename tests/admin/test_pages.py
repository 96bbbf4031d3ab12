"""The pages themselves: what they show, to whom, and what they never do."""

import re
from collections.abc import Iterator
from html import unescape

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from structlog.testing import capture_logs

from admin.context import Staff, current
from admin.headers import HEADERS
from admin.page import Page
from admin.sessions import ReadingSessions
from admin.views import PAGES
from models.enums import Role
from tests.admin.visitor import PASSWORD, Visitor, visit
from tests.databases import Databases
from tests.day import Day, empty_salon

SHOWN = {
    "appointment": ["Laura Torres", "Mechas, Cortar", "12:30", "14:10", "Marta", "88,70\xa0€"],
    "booking": ["Patricia López de la Fuente", "Retenida", "9,60\xa0€", "Pendiente"],
    "payment": ["17,74\xa0€", "Pagado", "0,00\xa0€"],
    "waiting": ["Beatriz Gil", "Cortar", "Por la tarde", "Marta", "Esperando"],
    "block": ["Dentista", "Ana", "13:00"],
    "reminder": ["Laura Torres", "Enviado", "12:30"],
    "history": ["Beatriz Gil", "¡Hasta el martes!", "2"],
    "movement": ["Cobro", "17,74\xa0€", "Laura Torres"],
    "customer-pack": ["Carmen Soler", "Bono", "6", "5"],
    "audit": ["clara", "Ficha de cliente", "cambiada", "Apellidos: Gil → Gil Soto"],
    "spending": ["0,0345\xa0€", "2", "7"],
    "cost": ["Laura Torres", "0,0123\xa0€"],
    "customer": ["Beatriz Gil", "+34 600 11 12 02"],
    "conversation": ["Con una persona", "Consulta médica", "Con cita"],
    "message": ["quiero hacerme mechas el viernes", "Respondido", "Lau 🌸"],
    "stylist": ["Marta", "Peluquería", "Estética", "harol@salon.example"],
    "service": ["Agua lluvia", "20,00\xa0€", "25 min", "agua de lluvia"],
    "pack": ["Mechas + Corte", "80,00\xa0€", "8,70\xa0€"],
    "turn": ["Contestó", "3 s", "quote, find_slots", "4900"],
    "outbox": ["Fallido", "550 mailbox unavailable", "Nota interna"],
    "offer": ["Marta", "Mechas", "12:30"],
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.identity)
def test_a_list_shows_its_rows(desk: Visitor, page: type[Page]) -> None:
    shown = desk.page(f"/{page.identity}/list")
    assert [text for text in SHOWN[page.identity] if text not in shown] == []
    assert f"<h1>{page.name_plural}</h1>" in shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.identity)
def test_every_column_can_be_read_sorted_and_searched(desk: Visitor, page: type[Page]) -> None:
    for column in page.columns:
        if column.sorts:
            for way in ("asc", "desc"):
                desk.page(f"/{page.identity}/list?sortBy={column.name}&sort={way}")
    if page.column_searchable_list:
        assert "Nada que contenga «qqq»" in desk.page(f"/{page.identity}/list?search=qqq")
    details = desk.page(first_row(desk, page))
    labels = [column.label for column in page.columns if column.name != "id"]
    assert [label for label in labels if f"<dt>{label}</dt>" not in details] == []


def first_row(desk: Visitor, page: type[Page]) -> str:
    """The address of the first row of the list."""
    found = re.search(rf"/admin(/{page.identity}/details/\d+)", desk.page(f"/{page.identity}/list"))
    assert found is not None
    return found[1]


def test_search_takes_each_word_by_itself(desk: Visitor) -> None:
    found = desk.page("/appointment/list?starts_at=todo&status=todo&search=torres+MECHAS")
    assert "Laura Torres" in found
    assert "Beatriz Gil" not in found
    assert "Nada que contenga" in desk.page("/appointment/list?starts_at=todo&search=%25")


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ("", "Raquel Vidal", "Carmen Soler"),
        ("?starts_at=hoy", "Carmen Soler", "Julia Mora"),
        ("?starts_at=manana", "Nada con estos filtros", "Laura Torres"),
        ("?starts_at=semana", "Julia Mora", "Elena Prat"),
        ("?starts_at=pasadas", "Elena Prat", "Raquel Vidal"),
        ("?starts_at=hoy&status=lapsed", "Marta Cano", "Laura Torres"),
        ("?starts_at=hoy", "Laura Torres", "Marta Cano"),
        ("?starts_at=todo&status=todo", "Elena Prat", "Nada con"),
    ],
)
def test_filters(desk: Visitor, asked: str, there: str, not_there: str) -> None:
    page = desk.page(f"/appointment/list{asked}")
    assert there in page
    assert not_there not in page


def test_an_appointment_that_has_begun_is_not_over(desk: Visitor, day: Day) -> None:
    move = "UPDATE deployment SET clock_offset = clock_offset + %(by)s::interval"
    day.database.rows(move, {"by": "2 hours"})
    try:
        assert "Laura Torres" in desk.page("/appointment/list")
        assert "Laura Torres" not in desk.page("/appointment/list?starts_at=pasadas")
    finally:
        day.database.rows(move, {"by": "-2 hours"})


def test_an_empty_list_shows_the_way_to_everything(desk: Visitor) -> None:
    empty = desk.page("/appointment/list?starts_at=manana")
    (way,) = re.findall(r'<a href="([^"]+)">Ver todo</a>', empty)
    assert "Laura Torres" in desk.page(f"/appointment/list{unescape(way)}")


def test_a_conversation_is_read_like_one(desk: Visitor, day: Day) -> None:
    page = desk.page(f"/conversation/details/{day.ids['talk']}")
    assert "<h1>Conversación de Laura Torres</h1>" in page
    assert "¡Hola, Laura! Tengo <strong>10:30</strong> con Pilar." in page
    other = desk.page(f"/conversation/details/{day.ids['handover']}")
    assert "Consulta médica: hay que contestar a esta clienta." in other
    assert "sin contestar" in other


def test_what_customers_write_stays_text(desk: Visitor, day: Day) -> None:
    for path in ("/message/list", f"/conversation/details/{day.ids['talk']}"):
        page = desk.page(path)
        assert "&lt;script&gt;alert(&#39;hola&#39;)&lt;/script&gt;" in page
        assert "<script" not in page


def test_pages_need_nothing_from_elsewhere_and_run_no_script(desk: Visitor) -> None:
    paths = ["/", "/login", "/nada", *(f"/{page.identity}/list" for page in PAGES)]
    pages = {path: desk.get(path) for path in [*paths, "/conversation/details/1"]}
    assets: set[str] = set()
    for path, page in pages.items():
        assert not re.search(r"<script|javascript:|\son\w+=|\sstyle=|https?://", page.text), path
        assert HEADERS.items() <= dict(page.headers).items(), path
        assert page.headers["cache-control"] == "no-store", path
        assets |= set(re.findall(r'(?:src|rel="\w+"[^>]*href)="([^"]+)"', page.text))
    assert len(assets) == 3
    for asset in assets:
        answer = desk.client.get(asset)
        assert answer.status_code == 200, asset
        assert not re.search(r"@import|url\(\W?(?:https?:)?//", answer.text), asset


@pytest.mark.parametrize(
    "path",
    [
        "/booking/list?page=abc",
        "/booking/list?page=-5",
        "/booking/list?page=99999999999999999999",
        "/booking/list?pageSize=0",
        "/booking/list?pageSize=1000000",
        "/booking/list?sortBy=nada",
        "/booking/list?sortBy=business_id",
        "/booking/list?search=%00",
        "/booking/list?search=" + "a%20" * 500,
        "/booking/list?status=nada&payment=%00",
        "/appointment/list?starts_at='",
        "/booking/list?error=mentira",
        "/booking/details/abc",
        "/booking/details/-1",
        "/booking/details/٣",
        "/booking/details/99999999999999999999",
        "/booking/details/1;2",
        "/nada/list",
        "/nada",
        "/?dia=ayer",
        "/?dia=0001-01-01",
        "/?dia=9999-12-31",
    ],
)
def test_no_address_makes_it_fail(desk: Visitor, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code in (200, 302, 400, 404)
    assert "mentira" not in re.sub(r'href="[^"]*"', "", answer.text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.identity)
def test_nothing_can_be_written_or_taken_away(desk: Visitor, page: type[Page]) -> None:
    for method, path in (
        ("GET", "create"),
        ("POST", "create"),
        ("GET", "edit/1"),
        ("POST", "edit/1"),
        ("DELETE", "delete?pks=1"),
        ("GET", "export/csv"),
        ("POST", "import"),
        ("GET", "ajax/lookup?name=a&term=a"),
        ("GET", "1/name/download/"),
    ):
        answer = desk.client.request(
            method, f"/admin/{page.identity}/{path}", headers={"sec-fetch-site": "same-origin"}
        )
        assert answer.status_code in (404, 405), (method, path)


def test_sessions_of_the_pages_read_only_and_for_one_business(day: Day) -> None:
    sessions = ReadingSessions(day.database.engine)
    with pytest.raises(LookupError):
        sessions()
    staff = Staff(1, 1, "owner", Role.OWNER, day.business_id, "Salón", "Europe/Madrid", "EUR")
    token = current.set(staff)
    try:
        with sessions() as session:
            found = session.execute(text("SELECT current_setting('turno.business_id')")).scalar()
            assert found == str(day.business_id)
            with pytest.raises(SQLAlchemyError, match="read-only transaction"):
                session.execute(text("DELETE FROM customer_identity"))
    finally:
        current.reset(token)


@pytest.fixture
def clerk(day: Day) -> Iterator[Visitor]:
    """A browser of somebody who is staff and not the owner."""
    day.database.rows(
        "INSERT INTO staff_user (business_id, username, password_hash, role, active)"
        " SELECT business_id, 'clara', password_hash, 'staff', true FROM staff_user"
        " WHERE username = 'owner' ON CONFLICT DO NOTHING"
    )
    with visit(day.database) as visitor:
        assert visitor.login("clara", PASSWORD).status_code == 303
        yield visitor


def test_staff_see_the_salon_and_not_the_engine(clerk: Visitor, desk: Visitor, day: Day) -> None:
    for page in PAGES:
        expected = 403 if page.technical else 200
        assert clerk.get(f"/{page.identity}/list").status_code == expected
        assert clerk.get(first_row(desk, page)).status_code == expected
    front = clerk.page("/")
    assert "/admin/booking/list" in front
    assert "/admin/outbox/list" not in front
    message = clerk.page("/message/details/1")
    assert "/admin/turn/details/" not in message


def test_another_business_sees_nothing_of_this_one(day: Day, desk: Visitor) -> None:
    other = empty_salon(day.database, "Otro salón", account=77)
    day.database.rows(
        "INSERT INTO staff_user (business_id, username, password_hash, role, active)"
        " SELECT %(other)s, 'otra', password_hash, 'owner', true FROM staff_user"
        " WHERE username = 'owner'",
        {"other": other},
    )
    with visit(day.database) as visitor:
        assert visitor.login("otra", PASSWORD).status_code == 303
        front = visitor.page("/")
        assert "Otro salón" in front
        assert "Laura" not in front
        for page in PAGES:
            assert "No hay nada" in visitor.page(f"/{page.identity}/list?starts_at=todo&status=todo")
            assert visitor.get(first_row(desk, page)).status_code == 404


def test_an_error_shows_neither_sql_nor_a_traceback(day: Day, databases: Databases) -> None:
    with visit(day.database) as visitor:
        assert visitor.login("owner", PASSWORD).status_code == 303
        root_url = databases.superuser(day.database.url)
        with psycopg.connect(root_url, autocommit=True) as root, capture_logs() as logged:
            root.execute("ALTER TABLE pack RENAME TO pack_away")
            try:
                answer = visitor.get("/pack/list")
            finally:
                root.execute("ALTER TABLE pack_away RENAME TO pack")
    assert [(line["event"], line["path"]) for line in logged] == [("page failed", "/admin/pack/list")]
    assert answer.status_code == 500
    assert "No se ha podido mostrar la página" in answer.text
    assert not re.search(r"SELECT|psycopg|sqlalchemy|Traceback|pack_item", answer.text)
    assert HEADERS.items() <= dict(answer.headers).items()
