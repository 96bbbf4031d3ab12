"""What refunds at Stripe add up to."""

from flows.refund import Decline, Refund, returned_cents, together


def refund(number: int, cents: int, status: str = "succeeded") -> Refund:
    return Refund(f"re_{number}", "pi_1", cents, status, f"refund:pi_1:{number}")


MADE = [refund(3, 300), refund(2, 200, "failed"), refund(1, 100, "pending")]


def test_those_that_stand_are_one() -> None:
    assert together(MADE) == Refund("re_3", "pi_1", 400, "succeeded", "refund:pi_1:3")
    assert together([refund(2, 200, "canceled")]) is None
    assert together([]) is None


def test_never_more_than_was_paid_has_gone_back() -> None:
    assert returned_cents(MADE, 1600) == 400
    assert returned_cents(MADE, 350) == 350
    assert returned_cents([], 350) == 0


def test_a_payment_that_nobody_makes_any_more_is_over() -> None:
    assert Decline("requires_payment_method", 1, "card_declined").over
    assert not Decline("processing", 0, None).over
    assert not Decline("succeeded", 1, "card_declined").over
