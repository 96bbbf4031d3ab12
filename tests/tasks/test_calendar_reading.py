"""The stylists' own events become busy time, however often and by whomever their calendars are read."""

from collections.abc import Callable
from functools import partial
from threading import Event, Thread

from flows.busy import Found
from gateways.busy import is_still, known, to_read
from gateways.clashes import clashes
from tasks.commands.calendars import Read, keep
from tests.at_once import together
from tests.diaries import SITE, Diaries
from tests.free_time import slot
from tests.settings import IMPATIENCE_SECONDS, PATIENCE_SECONDS

FRIDAY = "2026-11-27"
TEN, ELEVEN = f"{FRIDAY} 10:00", f"{FRIDAY} 11:00"
BUSY = [("2026-11-27 09:00", "2026-11-27 10:00")]


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


def test_what_google_cannot_say_now_is_asked_again_and_nothing_is_forgotten(diaries: Diaries) -> None:
    diaries.block("Pilar", "Dentista", TEN, ELEVEN)
    diaries.read("Pilar")
    before = diaries.sync("Pilar")
    impatient = Diaries(diaries.salon, diaries.standins, timeout=IMPATIENCE_SECONDS)
    for fault in ("hang", "5xx", "refuse"):
        diaries.standins.post("/sandbox/faults", {"vendor": "google", "fault": fault, "seconds": 60})
        assert not impatient.read("Pilar")
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
    diaries.booked("Ana")
    salon.rows("UPDATE stylist SET active = false WHERE name IN ('Ana', 'Pilar')")
    salon.rows("UPDATE stylist SET calendar_id = NULL WHERE name = 'Sara'")
    assert set(to_read(salon.database)) == everybody - {salon.stylist("Pilar"), salon.stylist("Sara")}


def test_a_stylist_without_a_calendar_is_not_busy_any_more(diaries: Diaries) -> None:
    appointment = diaries.booked()
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
        assert started.wait(PATIENCE_SECONDS)
    thread.join()
    assert done == [False]
    assert diaries.busy("Pilar") == BUSY
    assert diaries.sync("Pilar")["token"] == "newer"


def test_many_readers_at_once(diaries: Diaries) -> None:
    diaries.block("Pilar", "Dentista", TEN, ELEVEN)
    assert any(together([partial(diaries.read, "Pilar")] * 4))
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


def test_a_reading_and_a_hold_at_once_leave_no_clash_unseen(diaries: Diaries) -> None:
    salon = diaries.salon
    laura = salon.guest()
    diaries.block("Pilar", "Dentista", TEN, ELEVEN)
    calls: list[Callable[[], object]] = [partial(diaries.read, "Pilar"), partial(salon.hold, laura, "Pilar", TEN)]
    together(calls)
    assert len(clashes(salon.database, salon.database.now())) == salon.occupied()
