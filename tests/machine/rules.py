"""What may happen to bookings, in any order. After each step the rows say what the oracle says."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from gateways.payments import owed_by_intent
from tasks.commands.cancel import cancel
from tasks.commands.due import holds_to_lapse
from tasks.commands.hold import Confirmed, Held, NotAllowed
from tasks.commands.lapse import lapse
from tasks.commands.move import move
from tasks.commands.pay import mark_paid
from tasks.commands.release import release
from tasks.refunds import settle
from tests.free_time import moment
from tests.machine.oracle import Oracle
from tests.machine.records import Block, Booking, Payment, Place, Wish
from tests.machine.vendor import Vendor
from tests.machine.view import ROWS, oracle_says
from tests.machine.world import World

STARTS = [
    *(moment(f"2026-11-23 {clock}") for clock in ("10:20", "16:00", "16:20")),
    *(moment(f"2026-11-24 {clock}") for clock in ("10:00", "10:20", "12:00", "12:40")),
    *(moment(f"2026-11-27 {clock}") for clock in ("12:00", "12:20", "12:30", "12:40", "13:20")),
]
"""Close enough to overlap, and on both sides of the hours that the policy speaks of."""

customers = st.integers(0, 3)
stylists = st.integers(0, 1)
starts = st.sampled_from(STARTS)
services = st.sampled_from(["Cortar", "Cortar", "Cortar", "Consulta gratuita"])
any_of = st.integers(0, 99)


class BookingMachine(RuleBasedStateMachine):
    """`world` is set by whoever runs it."""

    world: ClassVar[World]

    @initialize()
    def empty(self) -> None:
        self.world.reset()
        self.oracle, self.vendor, self.intents = Oracle(self.world.buffer), Vendor(self.world.salon), 0

    @rule(customer=customers, stylist=stylists, start=starts, service=services)
    def book(self, customer: int, stylist: int, start: datetime, service: str) -> None:
        self._hold(customer, [Wish(self.world.stylists[stylist], start, service)])

    @rule(customer=customers, stylist=stylists, start=starts)
    def book_and_pay(self, customer: int, stylist: int, start: datetime) -> None:
        booking = self._hold(customer, [Wish(self.world.stylists[stylist], start, "Cortar")])
        if booking is not None:
            self._pay(booking, self._new_intent(_owes(booking).cents), _owes(booking).cents)

    @rule(customer=customers, stylist=stylists, start=starts, swept=st.booleans(), rival=st.booleans())
    def book_and_pay_late(self, customer: int, stylist: int, start: datetime, swept: bool, rival: bool) -> None:
        """Whether or not a sweep has run, and perhaps somebody else has the time by then."""
        wishes = [Wish(self.world.stylists[stylist], start, "Cortar")]
        booking = self._hold(customer, wishes)
        if booking is not None:
            self.world.salon.advance(31)
            if swept:
                self.sweep()
            if rival:
                self._hold((customer + 1) % 4, wishes)
            self._pay(booking, self._new_intent(_owes(booking).cents), _owes(booking).cents)

    @precondition(lambda self: self._with("held"))
    @rule(which=any_of)
    def ask_again(self, which: int) -> None:
        """For the very thing that she holds."""
        booking = pick(self._with("held"), which)
        self._hold(booking.customer, [visit.wish for visit in booking.visits])

    @rule(customer=customers, start=starts, other=starts, service=services)
    def book_a_group(self, customer: int, start: datetime, other: datetime, service: str) -> None:
        one, two = self.world.stylists
        self._hold(customer, [Wish(one, start, "Cortar"), Wish(two, other, service, "mi hija")])

    @rule(customer=customers, start=starts, stylist=stylists, later=st.sampled_from([0, 20, 40, 40]))
    def two_book_at_once(self, customer: int, start: datetime, stylist: int, later: int) -> None:
        """Different customers who hold nothing: the same time, some of it, or the time that follows."""
        other = (customer + 1) % 4
        if self.oracle.unpaid(customer) or self.oracle.unpaid(other):
            return
        one = Wish(self.world.stylists[stylist], start, "Cortar")
        two = Wish(one.stylist, start + timedelta(minutes=later), "Cortar")
        sides = ((customer, [one]), (other, [two]))
        answers = self.world.both(*(self.world.hold(*side) for side in sides))
        for (who, wishes), (now, made) in zip(sides, answers, strict=True):
            self._held(who, wishes, now, made)

    @precondition(lambda self: self._owed())
    @rule(which=any_of, again=st.booleans())
    def pay(self, which: int, again: bool) -> None:
        """Of a hold, whether or not it still stands; some are told twice."""
        booking = pick(self._owed(), which)
        intent = self._new_intent(_owes(booking).cents)
        for _ in range(1 + again):
            self._pay(booking, intent, _owes(booking).cents)

    @precondition(lambda self: self._paid())
    @rule(which=any_of, twice=st.booleans())
    def pay_twice(self, which: int, twice: bool) -> None:
        """Another payment for what is paid, told once or twice."""
        booking = pick(self._paid(), which)
        intent = self._new_intent(_owes(booking).cents)
        for _ in range(1 + twice):
            self._pay(booking, intent, _owes(booking).cents)

    @precondition(lambda self: self._paid())
    @rule(which=any_of)
    def told_again_that_it_was_paid(self, which: int) -> None:
        booking = pick(self._paid(), which)
        self._pay(booking, str(_owes(booking).intent), _owes(booking).cents)

    @rule()
    def sweep(self) -> None:
        database = self.world.salon.database
        for _, booking_id in holds_to_lapse(database, database.now()):
            self.world.do(lambda unit, id=booking_id: lapse(unit, id))  # type: ignore[misc]
        self.oracle.sweep(database.now())

    @rule(minutes=st.sampled_from([1, 5, 16, 31, 31, 90, 6 * 60, 20 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.world.salon.advance(minutes)

    @precondition(lambda self: self._with("held"))
    @rule(which=any_of)
    def release(self, which: int) -> None:
        booking = pick(self._with("held"), which)
        now, done = self.world.do(lambda unit: release(unit, booking.id, "changed her mind"))
        assert done
        booking.end("cancelled", now)

    @precondition(lambda self: self._with("confirmed"))
    @rule(which=any_of, visit=any_of, stylist=stylists, start=starts)
    def move(self, which: int, visit: int, stylist: int, start: datetime) -> None:
        booking = pick(self._with("confirmed"), which)
        one, to = pick(booking.visits, visit), self.world.stylists[stylist]
        now, answer = self.world.do(lambda unit: move(unit, self.world.catalogue, booking.id, {one.id: (to, start)}))
        assert _code(answer) == self.oracle.move(booking, one, to, start, now)

    @precondition(lambda self: self._with("confirmed"))
    @rule(which=any_of, forfeit=st.booleans())
    def cancel(self, which: int, forfeit: bool) -> None:
        booking = pick(self._with("confirmed"), which)
        now, answer = self.world.do(lambda unit: cancel(unit, self.world.catalogue, booking.id, forfeit=forfeit))
        assert _code(answer) == self.oracle.cancel(booking, forfeit, now)

    @rule(stylist=stylists, start=starts)
    def staff_block(self, stylist: int, start: datetime) -> None:
        """Refused by the database where somebody is: staff are told to move her first."""
        block = Block(self.world.stylists[stylist], start, start + timedelta(minutes=40))
        if self._blocked(block):
            self.oracle.blocks.append(block)

    @rule(place=any_of, times=st.integers(1, 2))
    def deliver(self, place: int, times: int) -> None:
        """Some of what waits, in any order of streams."""
        for turn in range(4):
            self.vendor.deliver(place + turn, times)

    @precondition(lambda self: self.vendor.untold())
    @rule(which=any_of)
    def a_refund_arrives(self, which: int) -> None:
        intent = pick(self.vendor.untold(), which)
        owed = owed_by_intent(self.world.salon.database, intent)
        if owed is not None:
            self.world.do(lambda unit: settle(unit, owed, intent, self.vendor.returned(intent)))
            self.oracle.returned(intent, self.vendor.gone(intent))
        self.vendor.told[intent] = self.vendor.gone(intent)

    @invariant()
    def the_rows_say_what_the_oracle_says(self) -> None:
        if hasattr(self, "oracle"):
            assert self.world.look(ROWS) == oracle_says(self.oracle)

    @invariant()
    def nobody_gets_back_more_than_she_paid(self) -> None:
        if hasattr(self, "oracle"):
            for intent, cents in self.vendor.captured.items():
                assert self.vendor.gone(intent) <= cents, f"{intent}: too much went back"
                assert self.vendor.gone(intent) <= self.oracle.refunds.get(intent, 0), f"{intent}: more than is due"

    def teardown(self) -> None:
        """At rest."""
        if hasattr(self, "oracle"):
            self.vendor.deliver_all()
            assert self.world.breaches(self.vendor) == []
            assert {one: self.vendor.gone(one) for one in self.oracle.refunds} == self.oracle.refunds

    def _hold(self, customer: int, wishes: list[Wish], place: Place | None = None) -> Booking | None:
        now, made = self.world.do(self.world.hold(customer, wishes, place.id if place else None))
        return self._held(customer, wishes, now, made, place)

    def _held(
        self, customer: int, wishes: list[Wish], now: datetime, made: Any, place: Place | None = None
    ) -> Booking | None:
        """The booking, if a new one was made."""
        answer = self.oracle.hold(customer, wishes, now, place)
        note(f"-> {answer}")
        match answer:
            case "held" | "confirmed":
                assert isinstance(made, Held if answer == "held" else Confirmed), (made, answer)
                booking = self.oracle.held(self.world.ids(made), customer, wishes, now)
                assert not isinstance(made, Held) or made.held_until == booking.held_until
                return booking
            case "same":
                old = self.oracle.unpaid(customer)
                assert isinstance(made, Held) and old is not None and made.booking_id == old.id
            case _:
                assert _code(made) == answer
        return None

    def _pay(self, booking: Booking, intent: str, cents: int) -> None:
        payment_id = _owes(booking).id
        now, answer = self.world.do(lambda unit: mark_paid(unit, self.world.catalogue, payment_id, intent, cents, "cs"))
        assert type(answer).__name__ == self.oracle.pay(booking, intent, cents, now)

    def _blocked(self, block: Block) -> bool:
        values = {"stylist": block.stylist, "during": f"{{[{block.start.isoformat()},{block.end.isoformat()})}}"}
        return bool(
            self.world.salon.rows(
                "INSERT INTO occupancy (business_id, stylist_id, during, kind)"
                " SELECT business_id, id, %(during)s::tstzmultirange, 'block' FROM stylist WHERE id = %(stylist)s"
                " ON CONFLICT ON CONSTRAINT occupancy_no_overlap DO NOTHING RETURNING id",
                **values,
            )
        )

    def _new_intent(self, cents: int) -> str:
        self.intents += 1
        intent = f"pi_{self.intents}"
        self.vendor.captured[intent] = cents
        return intent

    def _with(self, status: str) -> list[Booking]:
        return [one for one in self.oracle.bookings.values() if one.status == status] if hasattr(self, "oracle") else []

    def _owed(self) -> list[Booking]:
        if not hasattr(self, "oracle"):
            return []
        return [one for one in self.oracle.bookings.values() if one.payment and one.payment.intent is None]

    def _paid(self) -> list[Booking]:
        if not hasattr(self, "oracle"):
            return []
        return [one for one in self.oracle.bookings.values() if one.payment and one.payment.intent]


def _owes(booking: Booking) -> Payment:
    assert booking.payment is not None
    return booking.payment


def pick(among: list[Any], which: int) -> Any:
    """One of them, the newest most easily."""
    return among[-1 - which % len(among)]


def _code(answer: object) -> str:
    """An answer as the oracle words it."""
    if isinstance(answer, NotAllowed):
        return answer.code
    name = type(answer).__name__
    return "taken" if name == "JustTaken" else name
