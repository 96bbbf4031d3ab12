"""The statement behind availability, on a real PostgreSQL, and the search that uses it."""

import datetime as dt
import random
from typing import Any

from flows.availability import SlotAnswer, SlotAsk
from flows.hours import Span
from flows.quotes import quote
from flows.reasons import why
from gateways.slots import free_for, free_on, is_away, search
from models.moment import local
from tasks.commands.release import release
from tests.free_time import MADRID, moment, slot, span
from tests.salon import Salon

FRIDAY = dt.date(2026, 11, 27)


def ask(salon: Salon, *services: str, pack: int | None = None, **wish: Any) -> SlotAsk:
    """Asks for a slot for those services."""
    return SlotAsk.of(quote(salon.catalogue, salon.services(*services), pack), **wish)


def found(salon: Salon, wanted: SlotAsk) -> SlotAnswer:
    """The answer at this moment."""
    return search(salon.database, salon.catalogue, wanted, salon.database.now())


def told(salon: Salon, answer: SlotAnswer) -> list[str]:
    """The options as `27 Pilar 10:30`."""
    catalogue = salon.catalogue
    return [
        f"{local(one.slot.start, MADRID):%d} {catalogue.stylists[one.stylist_id].name}"
        f" {local(one.slot.start, MADRID):%H:%M}"
        for one in answer.options
    ]


def free(salon: Salon, wanted: SlotAsk, *days: dt.date) -> dict[str, list[Span]]:
    """Who is free when, by name."""
    stretches = free_on(salon.database, salon.catalogue, wanted, days, salon.database.now())
    names = {one.id: one.name for one in salon.catalogue.stylists.values()}
    return {names[stylist]: list(spans) for stylist, spans in stretches.items()}


def test_scenario_1_exactly_these_two(salon: Salon) -> None:
    salon.only_free("2026-11-27", Pilar="10:30-11:30", Marta="12:30-13:30")
    wanted = ask(salon, "Mechas", "Cortar", pack=salon.pack, date=FRIDAY)
    answer = found(salon, wanted)
    assert told(salon, answer) == ["27 Pilar 10:30", "27 Marta 12:30"]
    assert (answer.date_status, answer.why_code, answer.next_date) == ("ok", None, None)
    laura = salon.guest()
    salon.held(laura, "Marta", "2026-11-27 12:30", "Mechas", "Cortar", pack=salon.pack)
    assert told(salon, found(salon, wanted)) == ["27 Pilar 10:30"]


def test_a_lapsed_hold_is_free_by_its_time_alone(salon: Salon) -> None:
    salon.only_free("2026-11-27", Marta="12:30-13:10")
    held = salon.held(salon.guest(), "Marta", "2026-11-27 12:30")
    wanted = ask(salon, "Cortar", date=FRIDAY)
    assert found(salon, wanted).date_status == "full"
    salon.advance(29.9)
    assert found(salon, wanted).date_status == "full"
    salon.advance(0.2)
    assert told(salon, found(salon, wanted)) == ["27 Marta 12:30"]
    assert salon.booking(held.booking_id)["status"] == "held"


def test_a_full_day_names_the_next_that_has_something(salon: Salon) -> None:
    salon.only_free("2026-11-27")
    salon.only_free("2026-11-28")
    salon.only_free("2026-11-30", Ana="18:00-18:40")
    answer = found(salon, ask(salon, "Cortar", date=FRIDAY))
    assert answer == SlotAnswer((), "full", "full", dt.date(2026, 11, 30))
    answer = found(salon, ask(salon, "Cortar", date=FRIDAY, part="morning"))
    assert answer.next_date == dt.date(2026, 12, 1)
    answer = found(salon, ask(salon, "Cortar", date=FRIDAY, stylist_id=salon.stylist("Pilar")))
    assert answer.next_date == dt.date(2026, 12, 1)


def test_a_closed_day_names_the_next_open_one(salon: Salon) -> None:
    answer = found(salon, ask(salon, "Cortar", date=dt.date(2026, 12, 8)))
    assert answer == SlotAnswer((), "closed", "closure", dt.date(2026, 12, 9))
    answer = found(salon, ask(salon, "Cortar", date=dt.date(2026, 11, 29)))
    assert answer == SlotAnswer((), "closed", "closed_weekday", dt.date(2026, 11, 30))


def test_a_day_without_anybody_who_does_it_names_the_next(salon: Salon) -> None:
    salon.rows(
        "INSERT INTO stylist_hours (business_id, stylist_id, weekday, starts, ends)"
        " SELECT k.business_id, k.stylist_id, 1, '10:00', '14:00' FROM skill k WHERE k.category = 'aesthetics'"
    )
    answer = found(salon, ask(salon, "Cejas", date=FRIDAY))
    assert answer == SlotAnswer((), "no_skill", "nobody_in", dt.date(2026, 12, 1))


def test_scenario_17_the_holiday_is_closed_and_the_day_after_is_offered(salon: Salon) -> None:
    salon.at("2026-10-08 09:00")
    salon.only_free("2026-10-13", Ana="10:30-11:10")
    monday = ask(salon, "Cortar", date=dt.date(2026, 10, 12))
    answer = found(salon, monday)
    assert answer == SlotAnswer((), "closed", "closure", dt.date(2026, 10, 13))
    assert why(salon.catalogue, monday, answer, "es") == "El lunes 12 de octubre cerramos: Fiesta Nacional de España."
    assert told(salon, found(salon, ask(salon, "Cortar", date=dt.date(2026, 10, 13)))) == ["13 Ana 10:30"]
    held = salon.held(salon.guest("Sofía"), "Ana", "2026-10-13 10:30", "Cortar")
    assert (held.draft.total.cents, held.draft.deposit.cents) == (2620, 524)
    assert salon.breaches() == []


def test_a_colour_leaves_her_free_in_the_middle_and_takes_nobody_elses_time(salon: Salon) -> None:
    """Its row has a hole: a cut fits into it, and where only its two stretches are free, the colour itself does."""
    salon.rows("UPDATE service SET gap_from_minutes = 15, gap_minutes = 25 WHERE name = 'Cultura de color'")
    salon.only_free("2026-11-27", Marta="10:00-10:50")
    held = salon.held(salon.guest(), "Marta", "2026-11-27 10:00", "Cultura de color")
    fringe = ask(salon, "Corte de flequillo", date=FRIDAY)
    assert told(salon, found(salon, fringe)) == ["27 Marta 10:15"]
    salon.held(salon.guest(), "Marta", "2026-11-27 10:15", "Corte de flequillo")
    assert found(salon, fringe).date_status == "full"
    with salon.unit() as unit:
        assert release(unit, held.booking_id, "test")
    colour = ask(salon, "Cultura de color", date=FRIDAY)
    assert told(salon, found(salon, colour)) == ["27 Marta 10:00"]
    salon.held(salon.guest(), "Marta", "2026-11-27 10:00", "Cultura de color")
    assert salon.breaches() == []


def test_without_a_day_the_first_ones_are_shown(salon: Salon) -> None:
    salon.at("2026-11-23 18:45")
    salon.only_free("2026-11-23")
    salon.only_free("2026-11-24", Lucas="17:00-17:40")
    salon.only_free("2026-11-25", Sara="10:00-11:00")
    assert told(salon, found(salon, ask(salon, "Cortar"))) == ["24 Lucas 17:00", "25 Sara 10:00"]
    sara = ask(salon, "Cortar", stylist_id=salon.stylist("Sara"))
    assert told(salon, found(salon, sara)) == ["25 Sara 10:00", "25 Sara 10:15"]


def test_nothing_left_until_the_horizon(salon: Salon) -> None:
    salon.rows("UPDATE business SET policy = policy || '{\"horizon_days\": 2}'")
    for day in ("2026-11-23", "2026-11-24", "2026-11-25"):
        salon.only_free(day)
    assert found(salon, ask(salon, "Cortar")) == SlotAnswer((), "none", "nothing_free")
    answer = found(salon, ask(salon, "Cortar", date=dt.date(2026, 11, 24)))
    assert answer == SlotAnswer((), "full", "full", None)


def test_time_off_blocks_and_buffers(salon: Salon) -> None:
    salon.away("Pilar", "2026-11-27 12:00", "2026-11-28 12:00")
    salon.block("Pilar", "2026-11-27 10:00/2026-11-27 10:30", "2026-11-27 11:00/2026-11-27 11:15")
    wanted = ask(salon, "Corte de flequillo")
    assert free(salon, wanted, FRIDAY)["Pilar"] == [
        span("2026-11-27", clocks) for clocks in ("09:30-10:00", "10:30-11:00", "11:15-12:00")
    ]
    salon.rows("UPDATE business SET policy = policy || '{\"buffer_minutes\": 10}'")
    assert free(salon, wanted, FRIDAY)["Pilar"] == [
        span("2026-11-27", clocks) for clocks in ("09:30-09:50", "11:25-12:00")
    ]
    friday, saturday = slot("2026-11-27", "12:00-12:30"), slot("2026-11-28", "12:00-12:30")
    with salon.unit() as unit:
        pilar = salon.stylist("Pilar")
        assert (is_away(unit, pilar, friday), is_away(unit, pilar, saturday)) == (True, False)


def test_a_buffer_reaches_over_the_edge_of_the_day(salon: Salon) -> None:
    salon.rows("UPDATE business SET policy = policy || '{\"buffer_minutes\": 30}'")
    salon.block("Pilar", "2026-11-27 09:00/2026-11-27 09:20")
    wanted = ask(salon, "Cortar")
    assert free(salon, wanted, FRIDAY)["Pilar"] == [span("2026-11-27", "09:50-20:00")]
    with salon.unit() as unit:
        pilar = salon.stylist("Pilar")
        assert free_for(unit, salon.catalogue, pilar, [slot("2026-11-27", "09:40-10:20")]) == []
        assert free_for(unit, salon.catalogue, pilar, [slot("2026-11-27", "09:50-10:30")]) == [
            span("2026-11-27", "09:50-10:30")
        ]


def test_what_would_be_given_back_counts_as_free(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Pilar", "2026-11-27 09:30")
    mine = salon.appointment(held.booking_id)["id"]
    wanted = ask(salon, "Cortar", date=FRIDAY)
    assert free(salon, wanted, FRIDAY)["Pilar"] == [span("2026-11-27", "10:10-20:00")]
    again = ask(salon, "Cortar", date=FRIDAY, replaces=(mine,))
    assert free(salon, again, FRIDAY)["Pilar"] == [span("2026-11-27", "09:30-20:00")]


def test_a_processing_gap_is_free(salon: Salon) -> None:
    salon.block("Marta", "2026-11-27 09:30/2026-11-27 10:00", "2026-11-27 10:45/2026-11-27 20:00")
    wanted = ask(salon, "Cortar", date=FRIDAY, stylist_id=salon.stylist("Marta"), part="morning")
    assert told(salon, found(salon, wanted)) == ["27 Marta 10:00"]


def test_the_statement_against_plain_python(salon: Salon) -> None:
    """Random rows on two days, one of them of 25 hours, minute by minute."""
    dice = random.Random(27)
    days = [dt.date(2026, 10, 24), dt.date(2026, 10, 25)]
    salon.at("2026-10-20 09:00")
    salon.rows(
        "INSERT INTO opening_hours (business_id, weekday, opens, closes) VALUES (%(id)s, 6, '00:00', '23:55')",
        id=salon.business_id,
    )
    first = int(moment("2026-10-24 00:00").timestamp())
    for buffer in (0, 15):
        salon.rows("UPDATE business SET policy = policy || jsonb_build_object('buffer_minutes', %(n)s::int)", n=buffer)
        salon.rows("DELETE FROM occupancy")
        salon.rows("DELETE FROM time_off")
        taken = {name: rows(salon, dice, name, first, buffer) for name in ("Pilar", "Ana", "Marta")}
        wanted = ask(salon, "Corte de flequillo")
        answer = free(salon, wanted, *days)
        for name, minutes in taken.items():
            assert answer.get(name, []) == expected(salon, days, minutes, first), (name, buffer)


def rows(salon: Salon, dice: random.Random, name: str, first: int, buffer: int) -> set[int]:
    """Writes random blocks and time off; the minutes (from the first) that they take, buffers included."""
    taken: set[int] = set()
    begin = 0
    while (begin := begin + dice.randrange(0, 150)) < 49 * 60:
        length = dice.randrange(1, 200)
        start, end = (dt.datetime.fromtimestamp(first + 60 * n, dt.UTC) for n in (begin, begin + length))
        if dice.random() < 0.2:
            salon.rows(
                "INSERT INTO time_off (business_id, stylist_id, starts_at, ends_at)"
                " SELECT business_id, id, %(start)s, %(end)s FROM stylist WHERE name = %(name)s",
                name=name,
                start=start,
                end=end,
            )
            taken |= set(range(begin, begin + length))
        else:
            salon.rows(
                "INSERT INTO occupancy (business_id, stylist_id, during, kind)"
                " SELECT business_id, id, tstzmultirange(tstzrange(%(start)s, %(end)s)), 'block'"
                " FROM stylist WHERE name = %(name)s",
                name=name,
                start=start,
                end=end,
            )
            taken |= set(range(begin - buffer, begin + length + buffer))
        begin += length
    return taken


def expected(salon: Salon, days: list[dt.date], taken: set[int], first: int) -> list[Span]:
    """Stretches of at least 15 minutes within opening hours that nobody has taken."""
    opening = salon.catalogue.opening
    found: list[Span] = []
    for day in days:
        for hours in opening[day.weekday()]:
            opens, closes = (int(moment(f"{day} {clock:%H:%M}").timestamp()) for clock in (hours.opens, hours.closes))
            free = [n for n in range((opens - first) // 60, (closes - first) // 60) if n not in taken]
            for n in free:
                if n - 1 in free:
                    continue
                end = n
                while end in free:
                    end += 1
                if end - n >= 15:
                    found.append((first + 60 * n, first + 60 * end))
    return found
