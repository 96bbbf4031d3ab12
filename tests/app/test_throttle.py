"""The throttle, with a clock of its own."""

from dataclasses import dataclass

from app.throttle import Throttle


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def test_so_many_in_a_window_for_each_key() -> None:
    clock = Clock()
    throttle = Throttle(2, 60, clock=clock)
    assert [throttle.allow("a") for _ in range(4)] == [True, True, False, False]
    assert throttle.allow("b")
    clock.now = 59.9
    assert not throttle.allow("a")
    clock.now = 60
    assert throttle.allow("a")


def test_it_remembers_no_more_than_its_size() -> None:
    throttle = Throttle(1, 60, size=100, clock=Clock())
    for n in range(1_000):
        assert throttle.allow(str(n))
    assert len(throttle._windows) == 100
    assert not throttle.allow("999")
    assert throttle.allow("0")
