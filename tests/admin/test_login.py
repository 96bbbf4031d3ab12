"""Who gets in: passwords, sessions that can be ended, and a throttle on guesses."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from admin import accounts, throttle
from admin.accounts import UsernameTaken, ensure_owner
from gateways.database import Database
from models.ids import BusinessId
from tests.admin.visitor import PASSWORD, Visitor, visit
from tests.day import empty_salon

HERE = "/"


def count(database: Database, table: str) -> int:
    row = database.row(f"SELECT count(*) AS n FROM {table}")
    assert row is not None
    number: int = row["n"]
    return number


def test_without_a_session_every_page_leads_to_the_form(stranger: Visitor) -> None:
    for path in ("/", "/booking/list", "/booking/details/1"):
        answer = stranger.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/admin/login")
    assert "Contraseña" in stranger.page("/login")


def test_a_link_from_another_site_gets_a_second_chance_to_bring_its_cookie(
    stranger: Visitor,
) -> None:
    answer = stranger.get("/booking/list", **{"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200
    assert 'http-equiv="refresh" content="0"' in answer.text


def test_the_cookie_is_strict_and_only_its_hash_is_kept(stranger: Visitor, database: Database) -> None:
    answer = stranger.login("owner", PASSWORD)
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/")
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "Path=/", "SameSite=strict", "Max-Age=43200"} <= set(cookie.split("; "))
    token = stranger.client.cookies["turno"]
    (row,) = database.rows("SELECT * FROM staff_session")
    assert row["token_hash"] == hashlib.sha256(token.encode()).hexdigest()
    assert stranger.get(HERE).status_code == 200


def test_behind_https_the_cookie_is_secure(database: Database, business_id: BusinessId) -> None:
    with visit(database, "https://salon.example") as visitor:
        cookie = visitor.login("owner", PASSWORD).headers["set-cookie"]
        assert cookie.startswith("__Host-turno=")
        assert "Secure" in cookie.split("; ")
        assert visitor.get(HERE).status_code == 200


@pytest.mark.parametrize(("name", "password"), [("owner", "falsa"), ("nadie", PASSWORD), ("", "")])
def test_a_wrong_login_says_the_same_whatever_was_wrong(
    stranger: Visitor, database: Database, name: str, password: str
) -> None:
    answer = stranger.login(name, password)
    assert answer.status_code == 400
    assert "El usuario o la contraseña no son correctos." in answer.text
    assert "set-cookie" not in answer.headers
    assert count(database, "staff_session") == 0


def test_leaving_ends_the_session_in_the_database_too(owner: Visitor) -> None:
    token = owner.client.cookies["turno"]
    answer = owner.post("/logout")
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/login")
    owner.client.cookies.set("turno", token)
    assert owner.get(HERE).status_code == 303


@pytest.mark.parametrize(
    "end",
    [
        "UPDATE staff_session SET revoked_at = now()",
        "UPDATE staff_session SET expires_at = now()",
        "UPDATE staff_user SET active = false",
        "DELETE FROM staff_session",
    ],
)
def test_a_session_can_be_ended_from_here(owner: Visitor, database: Database, end: str) -> None:
    assert owner.get(HERE).status_code == 200
    database.rows(end)
    assert owner.get(HERE).status_code == 303


def test_a_new_password_ends_the_sessions_of_the_old_one(
    owner: Visitor, database: Database, business_id: BusinessId
) -> None:
    ensure_owner(database, business_id, PASSWORD)
    assert owner.get(HERE).status_code == 200, "the same password again changes nothing"
    ensure_owner(database, business_id, "otra")
    assert owner.get(HERE).status_code == 303
    assert owner.login("owner", PASSWORD).status_code == 400
    assert owner.login("owner", "otra").status_code == 303


def test_the_owner_of_one_business_is_not_given_to_another(database: Database, business_id: BusinessId) -> None:
    other = empty_salon(database, "Otro", account=2)
    with pytest.raises(UsernameTaken):
        ensure_owner(database, other, "otra")
    user = accounts.find_user(database, "owner")
    assert accounts.is_password(user, PASSWORD)


@pytest.mark.parametrize("name", ["owner", "nadie"])
def test_after_five_wrong_guesses_the_name_has_to_wait(stranger: Visitor, database: Database, name: str) -> None:
    for _ in range(throttle.FREE_FAILURES):
        assert stranger.login(name, "falsa").status_code == 400
    answer = stranger.login(name, PASSWORD)
    assert answer.status_code == 429, "the right password is not looked at either"
    assert "Demasiados intentos" in answer.text
    assert 25 <= int(answer.headers["retry-after"]) <= 30
    assert count(database, "login_failure") == throttle.FREE_FAILURES
    assert count(database, "staff_session") == 0


def test_a_name_that_nobody_has_is_not_written_down(stranger: Visitor, database: Database) -> None:
    stranger.login(PASSWORD, "")
    (row,) = database.rows("SELECT username FROM login_failure")
    assert PASSWORD not in row["username"]


def test_who_has_waited_may_try_again_and_is_forgiven(stranger: Visitor, database: Database) -> None:
    for _ in range(throttle.FREE_FAILURES):
        stranger.login("owner", "falsa")
    assert stranger.login("owner", PASSWORD).status_code == 429
    database.rows("UPDATE login_failure SET at = at - %(wait)s", {"wait": throttle.FIRST_WAIT})
    assert stranger.login("owner", PASSWORD).status_code == 303
    assert count(database, "login_failure") == 0


def test_waits_grow_up_to_a_limit(database: Database, business_id: BusinessId) -> None:
    user = accounts.find_user(database, "owner")
    waits = []
    for _ in range(12):
        try:
            throttle.attempt(database, "owner", user)
        except throttle.MustWait as error:
            waits.append(error.seconds)
            database.rows("UPDATE login_failure SET at = at - %(by)s", {"by": timedelta(seconds=error.seconds)})
    assert waits == [30, 60, 120, 240]


def test_many_guesses_at_once_count_like_many_in_a_row(database: Database, business_id: BusinessId) -> None:
    user = accounts.find_user(database, "owner")

    def guess(_: int) -> bool:
        try:
            throttle.attempt(database, "owner", user)
        except throttle.MustWait:
            return False
        return True

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(guess, range(40))) == throttle.FREE_FAILURES


def test_a_form_that_is_no_login_is_not_read(stranger: Visitor) -> None:
    assert stranger.login("owner", "x" * 5_000).status_code == 413
    odd = {"username": "\0owner", "password": PASSWORD}
    assert stranger.post("/login", odd).status_code == 303, "a zero byte is no part of a name"
    assert stranger.post("/login", {}).status_code == 400
