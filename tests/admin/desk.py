"""A salon on Monday 23 November 2026 at nine, with staff in front of it: `owner`, and `clara` who is not the owner."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

import pytest

from admin.accounts import ensure_owner
from tests.admin.visitor import FROM_OUR_PAGE, PASSWORD, Visitor, visit
from tests.changes import appointments, state
from tests.free_time import moment
from tests.salon import Salon

CLARA = (
    "INSERT INTO staff_user (business_id, username, password_hash, role, active)"
    " SELECT business_id, 'clara', password_hash, 'staff', true FROM staff_user WHERE username = 'owner'"
)
OTHER = """
WITH made AS (
    INSERT INTO business (name, assistant, timezone, currency, default_language, languages, policy)
    VALUES ('Otro salón', 'Maite', 'Europe/Madrid', 'EUR', 'es', '{es}', '{}') RETURNING id
)
INSERT INTO staff_user (business_id, username, password_hash, role, active)
SELECT made.id, 'otra', password_hash, 'owner', true FROM staff_user, made WHERE username = 'owner'
"""

Form = Mapping[str, str | list[str]]


@dataclass
class Desk:
    """Somebody of the staff, logged in."""

    salon: Salon
    visitor: Visitor

    def sends(self, path: str, form: Form | None = None) -> tuple[str, str]:
        """Sends a form of the desk; where it leads, and what is said there."""
        answer = self.visitor.post(path, form or {})
        assert answer.status_code == 303, (answer.status_code, answer.text[-800:])
        where = answer.headers["location"]
        return where.removeprefix("/admin").partition("?")[0], said(self.visitor.client.get(where).text)

    def refuses(self, path: str, form: Form | None = None, headers: Mapping[str, str] = FROM_OUR_PAGE) -> int:
        """Sends a form and nothing changes; the status."""
        before = state(self.salon.database)
        answer = self.visitor.post(path, form or {}, headers=dict(headers))
        assert state(self.salon.database) == before
        return answer.status_code

    def unchanged(self, path: str, form: Form | None = None) -> str:
        """The same, where the desk says why."""
        before = state(self.salon.database)
        answer = self.visitor.post(path, form or {})
        assert state(self.salon.database) == before
        if answer.status_code == 303:
            answer = self.visitor.client.get(answer.headers["location"])
        return said(answer.text)

    def looks(self, path: str) -> str:
        """A page that changes nothing."""
        before = state(self.salon.database)
        page = unescape(self.visitor.page(path)).replace("\xa0", " ")
        assert state(self.salon.database) == before
        return page

    def at(self, stylist: str, when: str) -> str:
        """A free time as the form sends it."""
        return f"{self.salon.stylist(stylist)}|{moment(when).isoformat()}"

    def visit(self, booking_id: int, number: int = 0) -> int:
        """The id of one of a booking's appointments."""
        return appointments(self.salon, booking_id)[number]

    def actors(self) -> set[tuple[str, str]]:
        """Which tables were changed, and by whom as the audit has it."""
        return {(row["table_name"], row["actor"]) for row in self.salon.rows("SELECT * FROM audit")}


def said(page: str) -> str:
    """The sentence at the top of a page."""
    found = re.search(r'<p class="said (?:good|bad)"[^>]*>(.*?)</p>', page, re.S)
    return unescape(re.sub(r"<[^>]+>", "", found[1])).strip() if found else ""


def times(page: str) -> dict[str, list[str]]:
    """The free times a page offers, by stylist."""
    found: dict[str, list[str]] = {}
    for name, hours in re.findall(r'class="chips" role="radiogroup" aria-label="([^"]+)">(.*?)</details>', page, re.S):
        found[name] = re.findall(r'class="chip">.*?<span>([\d:]+)</span>', hours, re.S)
    return found


def field(page: str, name: str) -> str:
    """The value of a form's hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


@pytest.fixture
def staffed(salon: Salon) -> Salon:
    """The salon with its accounts."""
    ensure_owner(salon.database, salon.business_id, PASSWORD)
    salon.rows(CLARA)
    return salon


def _logged_in(salon: Salon, username: str) -> Iterator[Desk]:
    with visit(salon.database) as visitor:
        assert visitor.login(username, PASSWORD).status_code == 303
        yield Desk(salon, visitor)


@pytest.fixture
def owner(staffed: Salon) -> Iterator[Desk]:
    """The owner at the desk."""
    yield from _logged_in(staffed, "owner")


@pytest.fixture
def clara(staffed: Salon) -> Iterator[Desk]:
    """Somebody who is not the owner."""
    yield from _logged_in(staffed, "clara")


@pytest.fixture
def stranger(staffed: Salon) -> Iterator[Desk]:
    """The owner of another salon."""
    staffed.rows(OTHER)
    yield from _logged_in(staffed, "otra")


@pytest.fixture
def nobody(staffed: Salon) -> Iterator[Desk]:
    """A browser that has not logged in."""
    with visit(staffed.database) as visitor:
        yield Desk(staffed, visitor)
