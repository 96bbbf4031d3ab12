"""A week of free slots that the conversations with the stand-in's mind take place in."""

from typing import Any

from tests.sandbox.brain_house import House

FRIDAY, THURSDAY, TUESDAY, TODAY = "2026-11-27", "2026-11-26", "2026-11-24", "2026-11-23"
LINK = "https://salon.example/pay/abc"


def week() -> dict[str, list[tuple[str, str]]]:
    return {
        TODAY: [("16:30", "Ana"), ("18:00", "Víctor")],
        TUESDAY: [("10:00", "Marta")],
        THURSDAY: [("11:00", "Marta"), ("16:00", "Rosa")],
        FRIDAY: [("10:30", "Pilar"), ("12:30", "Marta"), ("17:00", "Ana")],
        "2026-11-28": [("10:00", "Sara")],
    }


def known(**given: Any) -> House:
    """A customer who has been here before."""
    facts: dict[str, Any] = {"name": "Laura", "surname": "Torres", "returning": True}
    return House(week(), **(facts | given))
