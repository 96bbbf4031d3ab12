"""The stylists' own events become busy time; events of ours that they changed are put right."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Thread

import pytest
from googleapiclient.errors import HttpError

from flows.busy import Found
from flows.calendar_event import event_id
from gateways.busy import is_still, known, to_read
from gateways.clashes import clashes
from tasks.commands.calendars import Read, keep
from tasks.commands.lapse import lapse
from tasks.commands.pay import Paid
from tests.diaries import SITE, Diaries, open_diaries
from tests.free_time import slot
from tests.salon import Salon

FRIDAY = "2026-11-27"
TEN, ELEVEN = f"{FRIDAY} 10:00", f"{FRIDAY} 11:00"
BUSY = [("2026-11-27 09:00", "2026-11-27 10:00")]


@pytest.fixture
def diaries(salon: Salon) -> Iterator[Diaries]:
    with open_diaries(salon) as opened:
        yield opened


def booked(diaries: Diaries, stylist: str = "Pilar", when: str = TEN) -> int:
    """Laura has a cut that stands in the calendar; the appointment's id."""
    held = diaries.salon.held(diaries.salon.guest(), stylist, when)
    assert isinstance(diaries.salon.pay(held, intent=f"pi_{held.booking_id}"), Paid)
    diaries.deliver()
    found: int = diaries.salon.appointment(held.booking_id)["id"]
    return found


def test_busy_while_it_stands_and_free_when_it_is_gone(diaries: Diaries) -> None:
    event = diaries.block("Pilar", "Dentista", TEN, ELEVEN)
    assert diaries.read("Pilar")
    assert diaries.busy("Pilar") == BUSY
    assert diaries.busy("Ana") == []
    diaries.change("Pilar", event, start=f"{FRIDAY} 12:00", end=f"{FRIDAY} 12:30")
    diaries.read("Pilar")
    assert diaries.busy("Pilar") == [("2026-11-27 11:00", "2026-11-27 11:30")]
    diaries.delete("Pilar", event)
    diaries.read("Pilar")
    assert diaries.busy("Pilar") == []


def test_only_what_changed_is_asked_for_until_it_is_time_to_read_all(diaries: Diaries) -> None:
    diaries.block("Pilar", "Dentista", TEN, ELEVEN)
    diaries.read("Pilar")
    first = diaries.sync("Pilar")
    diaries.salon.advance(60)
    diaries.read("Pilar")
    second = diaries.sync("Pilar")
    assert second["whole_at"] == first["whole_at"]
    assert second["read_at"] > first["read_at"]
    assert second["calendar_id"] == "pilar@salon.example"
    diaries.salon.advance(60 * 5)
    diaries.read("Pilar")
    assert diaries.sync("Pilar")["whole_at"] > first["whole_at"]
    assert diaries.busy("Pilar") == BUSY


def test_the_horizon_moves_on(diaries: Diaries) -> None:
    diaries.block("Pilar", "Lejos", "2027-03-01 10:00", "2027-03-01 11:00")
    diaries.read("Pilar")
    assert diaries.busy("Pilar") == []
    diaries.salon.advance(60 * 24 * 7)
    diaries.read("Pilar")
    assert diaries.busy("Pilar") == [("2027-03-01 09:00", "2027-03-01 10:00")]


def test_whole_days_and_series(diaries: Diaries) -> None:
    diaries.block("Pilar", "Feria", "2026-12-01", "2026-12-02")
    weekly = diaries.block("Pilar", "Pilates", TEN, ELEVEN, recurrence=["RRULE:FREQ=WEEKLY;COUNT=2"])
    diaries.read("Pilar")
    fair, second = ("2026-11-30 23:00", "2026-12-01 23:00"), ("2026-12-04 09:00", "2026-12-04 10:00")
    assert diaries.busy("Pilar") == [*BUSY, fair, second]
    diaries.delete("Pilar", f"{weekly}_20261127T090000Z")
    diaries.read("Pilar")
    assert diaries.busy("Pilar") == [fair, second]
    diaries.delete("Pilar", weekly)
    diaries.read("Pilar")
    assert diaries.busy("Pilar") == [fair]


def test_what_she_shows_as_free_is_free(diaries: Diaries) -> None:
    event = diaries.block("Pilar", "Cumple de Ana", TEN, ELEVEN, transparency="transparent")
    diaries.block("Pilar", "En el salón", FRIDAY, "2026-11-28", event_type="workingLocation")
    declined = [{"email": "pilar@salon.example", "self": True, "responseStatus": "declined"}]
    diaries.block("Pilar", "Reunión", TEN, ELEVEN, attendees=declined)
    diaries.read("Pilar")
    assert diaries.busy("Pilar") == []
    diaries.change("Pilar", event, title="Dentista")
    diaries.read("Pilar")
    assert diaries.busy("Pilar") == []


def test_a_token_that_is_known_no_more_starts_over(diaries: Diaries) -> None:
    event = diaries.block("Pilar", "Dentista", TEN, ELEVEN)
    diaries.read("Pilar")
    first = diaries.sync("Pilar")
    diaries.standins.post("/sandbox/google", {"expire_sync_tokens": True})
    diaries.delete("Pilar", event)
    diaries.block("Pilar", "Médico", f"{FRIDAY} 17:00", f"{FRIDAY} 18:00")
    assert diaries.read("Pilar")
    assert diaries.busy("Pilar") == [("2026-11-27 16:00", "2026-11-27 17:00")]
    assert diaries.sync("Pilar")["whole_at"] > first["whole_at"]


def test_many_pages(diaries: Diaries) -> None:
    diaries.standins.post("/sandbox/google", {"page_size": 2})
    for hour in range(10, 17):
        diaries.block("Pilar", "Algo", f"{FRIDAY} {hour}:00", f"{FRIDAY} {hour}:30")
    diaries.read("Pilar")
    assert len(diaries.busy("Pilar")) == 7


def test_what_google_cannot_say_now_is_asked_again_and_nothing_is_forgotten(salon: Salon) -> None:
    with open_diaries(salon, timeout=0.3) as diaries:
        diaries.block("Pilar", "Dentista", TEN, ELEVEN)
        diaries.read("Pilar")
        before = diaries.sync("Pilar")
        for fault in ("hang", "5xx", "refuse"):
            diaries.standins.post("/sandbox/faults", {"vendor": "google", "fault": fault, "seconds": 60})
            assert not diaries.read("Pilar")
            diaries.standins.delete("/sandbox/faults")
        assert diaries.sync("Pilar") == before
        assert diaries.busy("Pilar") == BUSY
        assert diaries.read("Pilar")


def test_a_calendar_that_is_not_shared_any_more(diaries: Diaries) -> None:
    diaries.block("Pilar", "Dentista", TEN, ELEVEN)
    diaries.read("Pilar")
    diaries.salon.rows("UPDATE stylist SET calendar_id = 'typo@salon.example' WHERE name = 'Pilar'")
    for _ in range(3):
        assert not diaries.read("Pilar")
    sync = diaries.sync("Pilar")
    assert (sync["refusals"], sync["trouble"]) == (3, "google: 404 notFound")
    assert diaries.busy("Pilar") == BUSY
    assert diaries.read("Ana")
    diaries.salon.rows("UPDATE stylist SET calendar_id = 'pilar@salon.example' WHERE name = 'Pilar'")
    assert diaries.read("Pilar")
    sync = diaries.sync("Pilar")
    assert (sync["refusals"], sync["trouble"]) == (0, None)


def test_one_that_was_never_shared(diaries: Diaries) -> None:
    diaries.salon.rows("UPDATE stylist SET calendar_id = 'typo@salon.example' WHERE name = 'Pilar'")
    assert not diaries.read("Pilar")
    sync = diaries.sync("Pilar")
    assert (sync["refusals"], sync["token"], sync["read_at"]) == (1, None, None)


def test_whose_calendar_is_read(diaries: Diaries) -> None:
    salon = diaries.salon
    everybody = {row["id"] for row in salon.rows("SELECT id FROM stylist")}
    assert set(to_read(salon.database)) == everybody
    booked(diaries, "Ana")
    salon.rows("UPDATE stylist SET active = false WHERE name IN ('Ana', 'Pilar')")
    salon.rows("UPDATE stylist SET calendar_id = NULL WHERE name = 'Sara'")
    assert set(to_read(salon.database)) == everybody - {salon.stylist("Pilar"), salon.stylist("Sara")}


def test_a_stylist_without_a_calendar_is_not_busy_any_more(diaries: Diaries) -> None:
    appointment = booked(diaries)
    diaries.block("Pilar", "Dentista", f"{FRIDAY} 17:00", f"{FRIDAY} 18:00")
    diaries.read("Pilar")
    diaries.salon.rows("UPDATE stylist SET calendar_id = NULL WHERE name = 'Pilar'")
    assert diaries.salon.stylist("Pilar") in to_read(diaries.salon.database)
    assert diaries.read("Pilar")
    assert diaries.busy("Pilar") == []
    assert diaries.salon.rows("SELECT 1 FROM calendar_sync") == []
    diaries.deliver()
    assert [one["id"] for one in diaries.events("Pilar") if one["ours"]] == []
    assert (
        diaries.salon.row("SELECT status FROM appointment WHERE id = %(id)s", id=appointment)["status"] == "confirmed"
    )


def test_two_at_once_keep_one_reading(diaries: Diaries) -> None:
    diaries.block("Pilar", "Dentista", TEN, ELEVEN)
    stylist = diaries.salon.stylist("Pilar")
    before = known(diaries.salon.database, stylist)
    assert before is not None
    with diaries.salon.unit() as unit:
        assert keep(unit, before, Read(diaries.reading._read(before, unit.now).found, "t", whole=True), SITE)
    diaries.salon.rows("DELETE FROM busy_time")
    with diaries.salon.unit() as unit:
        old = Read(diaries.reading._read(before, unit.now).found, "older", whole=True)
        assert not keep(unit, before, old, SITE)  # somebody has read it since
    assert diaries.busy("Pilar") == []
    assert diaries.sync("Pilar")["token"] == "t"


def test_without_the_lock_an_older_reading_would_be_kept_over_a_newer_one(diaries: Diaries) -> None:
    database, salon = diaries.salon.database, diaries.salon
    before = known(database, salon.stylist("Pilar"))
    assert before is not None
    newer = Read(Found(busy={"dentist": slot(FRIDAY, "10:00-11:00")}), "newer", whole=True)
    older = Read(Found(), "older", whole=True)
    started, done = Event(), list[bool]()

    def late() -> None:
        with salon.unit() as unit:
            assert is_still(unit, before)  # unprotected it believes that nobody has read since
        started.set()
        with salon.unit() as unit:
            done.append(keep(unit, before, older, SITE))

    with salon.unit() as unit:
        assert keep(unit, before, newer, SITE)
        thread = Thread(target=late)
        thread.start()
        assert started.wait(10)
    thread.join(10)
    assert done == [False]
    assert diaries.busy("Pilar") == BUSY
    assert diaries.sync("Pilar")["token"] == "newer"


def test_many_readers_at_once(diaries: Diaries) -> None:
    diaries.block("Pilar", "Dentista", TEN, ELEVEN)
    barrier = Barrier(4)

    def reader(_: int) -> bool:
        barrier.wait()
        return diaries.read("Pilar")

    with ThreadPoolExecutor(4) as threads:
        kept = list(threads.map(reader, range(4)))
    assert any(kept)
    assert diaries.busy("Pilar") == BUSY


def test_freed_time_wakes_whoever_waits(diaries: Diaries) -> None:
    event = diaries.block("Pilar", "Dentista", TEN, ELEVEN)
    stylist = diaries.salon.stylist("Pilar")
    freed = []
    for step in ("new", "same", "gone"):
        if step == "gone":
            diaries.delete("Pilar", event)
        before = known(diaries.salon.database, stylist)
        assert before is not None
        with diaries.salon.unit() as unit:
            assert keep(unit, before, diaries.reading._read(before, unit.now), SITE)
            freed.append(unit.freed)
    assert freed == [False, False, True]


# Events of ours.


def test_our_own_writing_is_neither_busy_nor_written_again(diaries: Diaries) -> None:
    booked(diaries)
    written = diaries.written()
    for _ in range(3):
        assert diaries.read("Pilar")
        assert diaries.deliver() == 0
    diaries.salon.advance(60 * 7)
    diaries.read("Pilar")
    assert diaries.deliver() == 0
    assert diaries.written() == written
    assert diaries.busy("Pilar") == []
    assert diaries.breaches() == []


@pytest.mark.parametrize("read_before", [True, False])
def test_one_that_she_deleted_comes_back(diaries: Diaries, read_before: bool) -> None:
    appointment = booked(diaries)
    if read_before:
        diaries.read("Pilar")
    diaries.delete("Pilar", event_id(appointment))
    assert diaries.breaches() != []
    diaries.read("Pilar")
    assert diaries.deliver() == 1
    assert diaries.shown("Pilar") == [("Laura Torres · Cortar", "2026-11-27T10:00", "10:40")]
    assert diaries.breaches() == []
    diaries.read("Pilar")
    assert diaries.deliver() == 0


@pytest.mark.parametrize(
    "change", [{"start": f"{FRIDAY} 12:00", "end": f"{FRIDAY} 12:40"}, {"title": "Laura no viene"}, {"end": ELEVEN}]
)
def test_one_that_she_moved_or_changed_is_put_right(diaries: Diaries, change: dict[str, str]) -> None:
    appointment = booked(diaries)
    diaries.read("Pilar")
    diaries.change("Pilar", event_id(appointment), **change)
    diaries.read("Pilar")
    assert diaries.busy("Pilar") == []
    diaries.read("Pilar")  # once queued it is not queued again
    assert diaries.deliver() == 1
    assert diaries.shown("Pilar") == [("Laura Torres · Cortar", "2026-11-27T10:00", "10:40")]
    diaries.read("Pilar")
    assert diaries.deliver() == 0
    assert diaries.breaches() == []


def test_what_is_being_written_is_left_alone(diaries: Diaries) -> None:
    held = diaries.salon.held(diaries.salon.guest(), "Pilar", TEN)
    diaries.read("Pilar")
    effects = [key for key in diaries.salon.effects() if key.startswith("google:")]
    assert effects == [f"google:{diaries.salon.appointment(held.booking_id)['id']}:0"]


def test_one_of_an_appointment_that_is_over_is_taken_away(diaries: Diaries) -> None:
    held = diaries.salon.held(diaries.salon.guest(), "Pilar", TEN)
    diaries.deliver()
    appointment = diaries.salon.appointment(held.booking_id)["id"]
    diaries.read("Pilar")
    diaries.salon.advance(40)
    with diaries.salon.unit() as unit:
        assert lapse(unit, held.booking_id)
    diaries.deliver()
    assert diaries.shown("Pilar") == []
    _revive(diaries, "pilar@salon.example", appointment)  # somebody's stale write, or she undid the deletion
    assert diaries.shown("Pilar") != []
    diaries.read("Pilar")
    assert diaries.deliver() == 1
    assert diaries.shown("Pilar") == []
    assert diaries.breaches() == []


def test_one_of_an_appointment_that_nobody_knows_is_taken_away(diaries: Diaries) -> None:
    _revive(diaries, "pilar@salon.example", 987654)
    diaries.read("Pilar")
    assert diaries.busy("Pilar") == []
    diaries.deliver()
    assert diaries.shown("Pilar") == []
    diaries.read("Pilar")
    assert diaries.deliver() == 0


def test_one_in_another_stylists_calendar_is_taken_away_there(diaries: Diaries) -> None:
    appointment = booked(diaries)
    _revive(diaries, "ana@salon.example", appointment)
    diaries.read("Ana")
    diaries.deliver()
    assert diaries.shown("Ana") == []
    assert len(diaries.shown("Pilar")) == 1
    assert diaries.breaches() == []


def test_a_visit_that_took_place_may_stay_or_go(diaries: Diaries) -> None:
    appointment = booked(diaries)
    diaries.salon.at(f"{FRIDAY} 12:00")
    diaries.salon.rows(
        "WITH o AS (DELETE FROM occupancy WHERE appointment_id = %(id)s)"
        " UPDATE appointment SET status = 'completed' WHERE id = %(id)s",
        id=appointment,
    )
    diaries.read("Pilar")
    assert diaries.deliver() == 0
    assert len(diaries.shown("Pilar")) == 1
    diaries.delete("Pilar", event_id(appointment))
    diaries.read("Pilar")
    assert diaries.deliver() == 0


def test_a_calendar_that_we_may_only_read_is_not_written_to(diaries: Diaries) -> None:
    shared = {"stylist": "Pilar 2", "calendar_id": "pilar2@salon.example", "role": "reader"}
    diaries.standins.post("/sandbox/calendars", shared)
    diaries.salon.rows("UPDATE stylist SET calendar_id = 'pilar2@salon.example' WHERE name = 'Pilar'")
    diaries.salon.held(diaries.salon.guest(), "Pilar", TEN)
    diaries.deliver()
    assert diaries.failed == ["google: 403 requiredAccessLevel"]
    for _ in range(2):
        assert diaries.read("Pilar")
    assert diaries.deliver() == 0
    assert diaries.sync("Pilar")["trouble"] == "google: shared for reading only"


def test_a_program_that_writes_against_us_wins_after_a_while(diaries: Diaries) -> None:
    appointment = booked(diaries)
    diaries.read("Pilar")
    rounds = 0
    for rounds in range(1, 40):
        diaries.change("Pilar", event_id(appointment), title=f"no {rounds}")
        diaries.read("Pilar")
        if diaries.deliver() == 0:
            break
    assert rounds == 19  # with the two rows of the booking: twenty in an hour


def test_another_calendar_in_admin(diaries: Diaries) -> None:
    appointment = booked(diaries)
    diaries.block("Pilar", "Dentista", f"{FRIDAY} 17:00", f"{FRIDAY} 18:00")
    diaries.read("Pilar")
    diaries.standins.post("/sandbox/calendars", {"stylist": "Pilar 2", "calendar_id": "pilar2@salon.example"})
    diaries.block("Pilar 2", "Médico", f"{FRIDAY} 19:00", f"{FRIDAY} 19:30")
    diaries.salon.rows("UPDATE stylist SET calendar_id = 'pilar2@salon.example' WHERE name = 'Pilar'")
    assert diaries.read("Pilar")
    assert diaries.busy("Pilar") == [("2026-11-27 18:00", "2026-11-27 18:30")]
    diaries.deliver()
    assert [title for title, _, _ in diaries.shown("Pilar")] == ["Dentista"]
    assert [one["id"] for one in diaries.events("Pilar 2") if one["ours"]] == [event_id(appointment)]
    diaries.read("Pilar")
    assert diaries.deliver() == 0


# What comes in the way of appointments.


def test_a_reading_and_a_hold_at_once_leave_no_clash_unseen(diaries: Diaries) -> None:
    salon = diaries.salon
    laura = salon.guest()
    diaries.block("Pilar", "Dentista", TEN, ELEVEN)
    barrier = Barrier(2)

    def reading() -> None:
        barrier.wait()
        diaries.read("Pilar")

    def holding() -> None:
        barrier.wait()
        salon.hold(laura, "Pilar", TEN)

    with ThreadPoolExecutor(2) as threads:
        for done in (threads.submit(reading), threads.submit(holding)):
            done.result()
    assert len(clashes(salon.database, salon.database.now())) == salon.occupied()


def _revive(diaries: Diaries, calendar: str, appointment_id: int) -> None:
    """An event of ours stands there, whatever the rows say."""
    service = diaries.google._calendars.service
    body = {
        "id": event_id(appointment_id),
        "summary": "Laura",
        "start": {"dateTime": "2026-11-27T10:00:00+01:00"},
        "end": {"dateTime": "2026-11-27T10:40:00+01:00"},
        "extendedProperties": {"private": {"turno": str(appointment_id)}},
    }
    try:
        service.events().insert(calendarId=calendar, body=body).execute()
    except HttpError:
        service.events().update(calendarId=calendar, eventId=body["id"], body=body).execute()
