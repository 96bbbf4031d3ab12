"""What a reminder says: every visit of the booking, what was paid, and the rule as it holds for this very booking."""

from datetime import datetime
from typing import Any

from flows import wording
from flows.notices import facts_of, facts_of_visit, render
from flows.policy import refundable
from flows.story import Story
from models.money import Money

TEMPLATE = "appointment_reminder"


def reminder_notice(story: Story, paid: Money, kept_moves: int, by_session: bool, now: datetime) -> dict[str, Any]:
    """For the outbox: text, and what WhatsApp's template needs when the 24 h are over.

    `story` holds the visits to come only; `paid` is what was captured and stands; `by_session` says that a session of
    a pack is used. A deposit that would not be given back any more is not promised.
    """
    language = story.language
    returns = refundable(story.policy, story.visits[0].slot.start, kept_moves, now)
    facts = facts_of(story, language) | {
        "deposit": wording.money(paid, story.currency, language) if paid.cents else "",
        "refundable": "1" if returns else "",
        "by_session": "1" if by_session else "",
    }
    facts["paid"] = render("reminder_paid", language, facts)
    facts["rule"] = render("reminder_rule", language, facts)
    visits = [facts_of_visit(story, visit, language) for visit in story.visits]
    text = render(TEMPLATE, language, facts | {"visits": visits})
    return {"template": TEMPLATE, "language": language, "params": facts, "text": text}
