"""What commands should answer, in plain Python that knows nothing of the product's code."""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.machine.records import SERVICES, Block, Booking, Payment, Place, Visit, Wish

MADRID = ZoneInfo("Europe/Madrid")
LEAD = timedelta(minutes=60)
STAFF = timedelta(hours=6)
REFUND = timedelta(hours=24)
KEPT_MOVES = 2
MOST_BOOKINGS = 5
MOST_LAPSES = 3


@dataclass
class Oracle:
    """Each method answers what the command should answer, and changes what the command should change."""

    buffer: timedelta
    """Kept free between two visits when they are booked; not when a hold is taken up again."""
    bookings: dict[int, Booking] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    refunds: dict[str, int] = field(default_factory=dict)
    """Cents that should be asked back of each payment intent."""
    extras: set[str] = field(default_factory=set)
    places: dict[int, Place] = field(default_factory=dict)

    def taken(
        self,
        wish: Wish,
        now: datetime,
        but: Set[int] = frozenset(),
        buffer: timedelta = timedelta(),
        place: Place | None = None,
    ) -> bool:
        """Whether somebody has some of it; a hold or an offer that has run out does not, nor what `place` waits for."""
        kept = (one.offered for one in self.places.values() if one is not place and one.offered and one.keeps(now))
        theirs = (
            one.wish
            for booking in self.bookings.values()
            if not booking.out(now)
            for one in booking.visits
            if one.live and one.id not in but
        )
        every: list[Wish | Block] = [*theirs, *kept, *self.blocks]
        return any(wish.overlaps(one.stylist, one.start, one.end, buffer) for one in every)

    def unpaid(self, customer: int) -> Booking | None:
        return next((one for one in self.bookings.values() if one.customer == customer and one.status == "held"), None)

    def lapse_in(
        self, wishes: list[Wish], now: datetime, but: Booking | None = None, place: Place | None = None
    ) -> None:
        """Holds that have run out in that time end; what was reserved there for too long, or for her, is no more."""
        for one in self.places.values():
            if one is place or not one.keeps(now):
                one.forget(wishes)
        for booking in self.bookings.values():
            if booking is but or not booking.out(now):
                continue
            others = [visit.wish for visit in booking.visits]
            if any(wish.overlaps(one.stylist, one.start, one.end) for wish in wishes for one in others):
                booking.end("lapsed", now)

    def why_not(self, wish: Wish, now: datetime, but: Set[int], place: Place | None = None) -> str | None:
        if wish.start <= now:
            return "past"
        if wish.start < now + LEAD:
            return "too_soon"
        return "taken" if self.taken(wish, now, but, self.buffer, place) else None

    def hold(self, customer: int, wishes: list[Wish], now: datetime, place: Place | None = None) -> str:
        """`same` when she holds just that; the new rows are written by `held`."""
        if any(_clash(one, other) for n, one in enumerate(wishes) for other in wishes[:n]):
            return "same_time"
        old, deposit = self.unpaid(customer), sum(_share(wish) for wish in wishes)
        if old and not old.out(now) and {visit.wish for visit in old.visits} == set(wishes):
            return "same"
        hers = old.visits if old else []
        replaces = deposit > 0 or any(v.wish.overlaps(w.stylist, w.start, w.end) for v in hers for w in wishes)
        but = {visit.id for visit in old.visits} if old and replaces else set()
        for wish in wishes:
            if code := self.why_not(wish, now, but, place):
                return code
        if self._to_come(customer, now) >= MOST_BOOKINGS:
            return "too_many_bookings"
        if max(self._lapses(customer, now), self._let_go(customer, wishes, now)) >= MOST_LAPSES:
            return "too_many_lapses"
        if old and replaces:
            old.end("lapsed" if old.out(now) else "cancelled", now)
        elif old and old.out(now):
            old.end("lapsed", now)
        self.lapse_in(wishes, now, place=place)
        if place and place.status in ("waiting", "offered", "passed"):
            place.status, place.until = "booked", None
        return "held" if deposit else "confirmed"

    def held(self, ids: tuple[int, list[int], int | None], customer: int, wishes: list[Wish], now: datetime) -> Booking:
        """Writes what a hold has taken: ids of booking, visits and payment."""
        booking_id, visit_ids, payment_id = ids
        deposit = sum(_share(wish) for wish in wishes)
        status = "provisional" if deposit else "confirmed"
        visits = [Visit(id, wish, _share(wish), status) for id, wish in zip(visit_ids, wishes, strict=True)]
        first = min(wish.start for wish in wishes)
        same_day = first.astimezone(MADRID).date() == now.astimezone(MADRID).date()
        until = min(now + timedelta(minutes=15 if same_day else 30), first) if deposit else None
        payment = Payment(payment_id, deposit) if payment_id else None
        state = "held" if deposit else "confirmed"
        self.bookings[booking_id] = Booking(
            booking_id, customer, state, visits, until, payment, closed_at=None if deposit else now
        )
        return self.bookings[booking_id]

    def pay(self, booking: Booking, intent: str, cents: int, now: datetime) -> str:
        payment = booking.payment
        assert payment is not None
        if intent == payment.intent or intent in self.extras:
            return "AlreadyPaid"
        if payment.intent or cents != payment.cents:
            self.extras.add(intent)
            self.refunds[intent] = cents
            return "RefundDue"
        late = booking.status == "lapsed" or booking.out(now)
        payment.intent = intent
        if booking.status == "cancelled" or (late and not self._again(booking, now)):
            if booking.status == "held":
                booking.end("lapsed", now)
            payment.due_back = payment.cents
            payment.status, self.refunds[intent] = "refunding", cents
            return "RefundDue"
        if late:
            self.lapse_in([one.wish for one in booking.visits], now, but=booking)
        booking.status, booking.closed_at, payment.status = "confirmed", now, "paid"
        for one in booking.visits:
            one.status = "confirmed"
        return "PaidLate" if late else "Paid"

    def sweep(self, now: datetime) -> None:
        for booking in self.bookings.values():
            if booking.out(now):
                booking.end("lapsed", now)

    def move(self, booking: Booking, visit: Visit, stylist: int, start: datetime, now: datetime) -> str:
        if visit.status != "confirmed":
            return "not_confirmed"
        old, new = visit.wish, Wish(stylist, start, visit.wish.service, visit.wish.guest)
        if new == old:
            return "Moved"
        left = old.start - now
        at_stake = bool(booking.payment and min(visit.share, booking.payment.left))
        late = at_stake and left < REFUND
        if left < STAFF or (late and booking.kept_moves >= KEPT_MOVES):
            return "StaffDecides"
        if any(_clash(new, other.wish) for other in booking.visits if other is not visit and other.live):
            return "same_time"
        if code := self.why_not(new, now, {visit.id}):
            return code
        self.lapse_in([new], now)
        visit.wish = new
        booking.kept_moves += late
        return "Moved"

    def cancel(self, booking: Booking, forfeit: bool, now: datetime) -> str:
        chosen = [one for one in booking.visits if one.status == "confirmed" and one.wish.end > now]
        if not chosen:
            return "NothingToCancel"
        if any(one.wish.start - now < STAFF for one in chosen):
            return "StaffDecides"
        payment = booking.payment
        staked = [one for one in chosen if payment and min(one.share, payment.left)]
        lost = [one for one in staked if booking.kept_moves or one.wish.start - now < REFUND]
        if lost and not forfeit:
            return "WouldForfeit"
        if payment and payment.intent:
            back = min(sum(one.share for one in chosen if one not in lost), payment.left)
            payment.due_back += back
            if back:
                self.refunds[payment.intent] = self.refunds.get(payment.intent, 0) + back
            payment.kept += min(sum(one.share for one in lost), payment.left)
            payment.settle()
        for one in chosen:
            one.status = "cancelled"
        if not any(one.status == "confirmed" for one in booking.visits):
            booking.status, booking.closed_at = "cancelled", now
        return "Cancelled"

    def returned(self, intent: str, cents: int) -> None:
        """Stripe says that so much of it has gone back, in all."""
        for booking in self.bookings.values():
            if booking.payment and booking.payment.intent == intent:
                booking.payment.returned = cents
                booking.payment.settle()

    def _again(self, booking: Booking, now: datetime) -> bool:
        if any(one.wish.start <= now for one in booking.visits):
            return False
        return booking.status == "held" or not any(self.taken(one.wish, now) for one in booking.visits)

    def _to_come(self, customer: int, now: datetime) -> int:
        mine = [one for one in self.bookings.values() if one.customer == customer]
        return sum(any(visit.status == "confirmed" and visit.wish.end > now for visit in one.visits) for one in mine)

    def _lapses(self, customer: int, now: datetime) -> int:
        today = now.astimezone(MADRID).date()
        lapsed = [one for one in self.bookings.values() if one.customer == customer and one.status == "lapsed"]
        return sum(one.closed_at is not None and one.closed_at.astimezone(MADRID).date() == today for one in lapsed)

    def _let_go(self, customer: int, wishes: list[Wish], now: datetime) -> int:
        """How often today she has held some of that time and not paid."""
        today, found = now.astimezone(MADRID).date(), 0
        for booking in self.bookings.values():
            unpaid = booking.payment and booking.payment.status == "withdrawn" and booking.closed_at
            if booking.customer == customer and unpaid and unpaid.astimezone(MADRID).date() == today:
                found += any(
                    wish.overlaps(visit.wish.stylist, visit.wish.start, visit.wish.end)
                    for wish in wishes
                    for visit in booking.visits
                )
        return found


def _share(wish: Wish) -> int:
    return SERVICES[wish.service][1] // 5


def _clash(one: Wish, other: Wish) -> bool:
    same = one.stylist == other.stylist or one.guest == other.guest
    return same and one.start < other.end and other.start < one.end
