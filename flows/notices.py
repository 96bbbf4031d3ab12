"""Messages that state a committed fact: Jinja templates over facts, one file a language and message.

Notices and notes pass CommonMark on their way, so every value is escaped for it: whatever a customer
calls herself stays text. E-mails are plain text. A fact that is missing is an error, never a gap.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows import wording
from flows.story import Story, Visit
from flows.whom import done_for, whom
from models.money import Money

TEMPLATES = Path(__file__).parent / "templates"
PACK = "pack_"
NO_VISIT = dict.fromkeys(("services", "stylist", "day", "time", "ends", "minutes"), "")
MARKS = re.compile(r"([\\`*_\[\]<>~&])")


def escaped(value: object) -> object:
    """The value as CommonMark text on one line."""
    return MARKS.sub(r"\\\1", plain(value))


def plain(value: object) -> str:
    """The value on one line, without control characters: it can start no new line or header."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())


def _environment(finalize: Any) -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )


MARKDOWN, MAIL = _environment(escaped), _environment(plain)


def render(template: str, language: str, facts: Mapping[str, Any]) -> str:
    """A notice or a note in that language, as CommonMark. `jinja2.UndefinedError` when a fact is missing."""
    return MARKDOWN.get_template(f"{language}/{template}.j2").render(facts).strip()


def render_mail(template: str, language: str, facts: Mapping[str, Any]) -> tuple[str, str]:
    """Subject (the template's first line) and plain text of an e-mail."""
    subject, _, text = MAIL.get_template(f"{language}/{template}.j2").render(facts).partition("\n")
    return subject.strip(), text.strip()


def payload(template: str, language: str, facts: Mapping[str, str]) -> dict[str, Any]:
    """A notice for the outbox: its text, and what a WhatsApp template needs when the 24 h are over."""
    text = render(template, language, facts)
    return {"template": template, "language": language, "params": dict(facts), "text": text}


def facts_of(story: Story, language: str) -> dict[str, str]:
    """What any message about the booking may say, worded in that language. Where a session pack is bought there is
    no stylist, day or time: templates whose name begins with `pack_` do without (`worded_for`)."""
    return {
        "name": story.name,
        "customer": story.customer,
        "business": story.business,
        **(_when(story, language) if story.visits else NO_VISIT | {"services": story.session_pack or ""}),
        "sessions": str(story.sessions) if story.session_pack else "",
        "used": wording.listed([pack for pack, _ in story.used], language),
        "left": str(sum(dict(story.used).values())) if story.used else "",
        "total": _money(story, story.total, language),
        "deposit": _money(story, story.deposit, language) if story.deposit.cents else "",
        "rest": _money(story, story.total - story.deposit, language),
        "due": _money(story, story.total - story.deposit, language) if story.total > story.deposit else "",
        "refund_hours": str(story.policy.refund_hours),
        "refundable": "1",  # empty when whoever tells it knows that it is too late for a refund
    }


def facts_of_visit(story: Story, visit: Visit, language: str) -> dict[str, str]:
    """The same about one of its appointments, for the stylist who has it."""
    minutes = int(visit.slot.length.total_seconds()) // 60
    return facts_of(story, language) | {
        "customer": whom(story.customer, visit.guest, visit.comes, language),
        "services": wording.listed(visit.services, language),
        "stylist": visit.stylist,
        "day": wording.day_of(visit.slot.start, story.timezone, language),
        "time": wording.clock_of(visit.slot.start, story.timezone),
        "ends": wording.clock_of(visit.slot.end, story.timezone),
        "minutes": str(minutes),
    }


def worded_for(story: Story, template: str) -> str:
    """The template that says it of this booking: a session pack has words of its own where they are needed."""
    special = f"{PACK}{template}"
    return special if story.session_pack and (TEMPLATES / story.staff_language / f"{special}.j2").exists() else template


def _when(story: Story, language: str) -> dict[str, str]:
    start, end = story.visits[0].slot.start, max(visit.slot.end for visit in story.visits)
    others = any(visit.guest or visit.comes for visit in story.visits)
    services = [done_for(service, one.guest, one.comes) for one in story.visits for service in one.services]
    stylists = dict.fromkeys(visit.stylist for visit in story.visits)
    return {
        "services": story.pack if story.pack and not others else wording.listed(services, language),
        "stylist": wording.listed(list(stylists), language),
        "day": wording.day_of(start, story.timezone, language),
        "time": wording.clock_of(start, story.timezone),
        "ends": wording.clock_of(end, story.timezone),
        "minutes": str(int((end - start).total_seconds()) // 60),
    }


def _money(story: Story, amount: Money, language: str) -> str:
    return wording.money(amount, story.currency, language)
