"""The rules of the waiting list. The house decides which slot is offered; that it may be is looked at here."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from gateways.waitlist import open_entries
from tasks.commands.hold import NotAllowed
from tasks.commands.offering import offer_next
from tasks.commands.passing import close_over, pass_on
from tasks.commands.waiting import leave, wait
from tests.machine.oracle import LEAD, MADRID
from tests.machine.records import Place, Wish
from tests.machine.rules import BookingMachine, any_of, customers, pick

MOST = 3
"""Wishes of one customer at a time."""
OFFERED = "SELECT stylist_id, lower(during) AS start, lapses_at FROM occupancy WHERE waitlist_entry_id = %(id)s"

days = st.sampled_from([date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27), date(2026, 11, 27)])


class WaitingMachine(BookingMachine):
    """All of it."""

    @rule(customer=customers, day=days, stylist=st.integers(-1, 1))
    def wait(self, customer: int, day: date, stylist: int) -> None:
        """For a stylist, or for any."""
        guest, service = self.world.guests[customer], self.world.service_ids["Cortar"]
        who = self.world.stylists[stylist] if stylist >= 0 else None
        now, answer = self.world.do(
            lambda unit: wait(
                unit, self.world.catalogue, guest.conversation, guest.customer, [service], None, day, day, "any", who
            )
        )
        mine = [one for one in self.oracle.places.values() if one.customer == customer and one.stands]
        same = next((one for one in mine if (one.day, one.stylist) == (day, who)), None)
        if isinstance(answer, NotAllowed):
            past = day < now.astimezone(MADRID).date()
            assert answer.code == ("past" if past else "too_many_waits")
            assert past or (same is None and len(mine) == MOST)
        elif same is not None:
            assert answer.id == same.id
        else:
            assert answer.id is not None and len(mine) < MOST
            self.oracle.places[answer.id] = Place(answer.id, customer, day, who)

    @rule()
    def offer_what_is_free(self) -> None:
        """As the sweep does it: what has ended first, then whoever is next in line."""
        catalogue, database = self.world.catalogue, self.world.salon.database
        found = open_entries(database, database.now())
        for _, place_id in found.ended:
            _, done = self.world.do(lambda unit, id=place_id: pass_on(unit, catalogue, id))  # type: ignore[misc]
            assert done and self.oracle.places[place_id].status == "offered"
            self.oracle.places[place_id].end("passed")
        for _, place_id in found.over:
            self.world.do(lambda unit, id=place_id: close_over(unit, catalogue, id))  # type: ignore[misc]
            self.oracle.places[place_id].end("over")
        while self._offer_next():
            pass

    @precondition(lambda self: self._with("held"))
    @rule(which=any_of, lapses=st.booleans())
    def given_back_while_somebody_waits(self, which: int, lapses: bool) -> None:
        """Let go, or run out."""
        booking = pick(self._with("held"), which)
        wish = booking.visits[0].wish
        stylist = self.world.stylists.index(wish.stylist) if wish.stylist in self.world.stylists else -1
        self.wait((booking.customer + 1) % 4, wish.start.astimezone(MADRID).date(), stylist)
        if lapses:
            self.time_passes(31)
            self.sweep()
        else:
            self.release(which)
        self.offer_what_is_free()

    @precondition(lambda self: self._offered())
    @rule(which=any_of)
    def accept(self, which: int) -> None:
        """What is, or was, reserved for her."""
        place = pick(self._offered(), which)
        self._hold(place.customer, [place.offered], place)

    @precondition(lambda self: self._offered())
    @rule(which=any_of)
    def somebody_else_wants_it(self, which: int) -> None:
        place = pick(self._offered(), which)
        self._hold((place.customer + 1) % 4, [place.offered])

    @rule(which=any_of)
    def leave(self, which: int) -> None:
        places = list(self.oracle.places.values())
        if places:
            place = pick(places, which)
            guest = self.world.guests[place.customer]
            _, done = self.world.do(lambda unit: leave(unit, guest.customer, place.id))
            assert done == place.stands
            if done:
                place.end("left")

    def _offer_next(self) -> bool:
        now, place_id = self.world.do(lambda unit: offer_next(unit, self.world.catalogue))
        if place_id is None:
            return False
        place, row = self.oracle.places[place_id], self.world.salon.row(OFFERED, id=place_id)
        wish = Wish(row["stylist_id"], row["start"], "Cortar")
        mine = [one for one in self.oracle.places.values() if one.customer == place.customer]
        assert place.status == "waiting" and all(one.status != "offered" for one in mine)
        assert wish.start >= now + LEAD and wish.start.astimezone(MADRID).date() == place.day
        assert place.stylist in (None, wish.stylist)
        assert self.oracle.why_not(wish, now, set()) is None
        for other in self.oracle.places.values():
            if not other.keeps(now):
                other.forget([wish])
        place.status, place.offered, place.until = "offered", wish, row["lapses_at"]
        return True

    def _offered(self) -> list[Place]:
        return [one for one in self.oracle.places.values() if one.offered] if hasattr(self, "oracle") else []
