"""One run: a fresh salon, the scene, the talk, and what came of it."""

import re
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from flows.ports import Mind
from gateways.outcome import Refused, TryLater
from tests.eval.agents import GREETING, Says, Seat
from tests.eval.case import Case
from tests.eval.customers import Customer, Line
from tests.eval.persona import Act
from tests.eval.scene import Scene, pay
from tests.eval.state import Difference, differences, state
from tests.house import House

TURNS = """
SELECT extract(epoch FROM closed_at - opened_at)::float AS seconds FROM turn
WHERE id > %(after)s AND step = 'done' AND prompt IS NOT NULL ORDER BY id
"""
COST = "SELECT coalesce(sum(cost_micros), 0)::bigint AS micros FROM spend"
OPEN = "SELECT id FROM turn WHERE step <> 'done'"
LONGEST_TURN_SECONDS = 150.0
"""Machine time: the house itself gives a turn up before that."""

Salons = Callable[[Mind], AbstractContextManager[House]]
"""Opens a fresh salon whose desk that mind sits at."""


@dataclass
class Run:
    """What came of a case that was played once."""

    case: Case
    differences: list[Difference]
    unsaid: list[str]
    messages: int
    """The customer's."""
    turn_seconds: list[float]
    """Wall time of each turn in which a model was asked, without the quiet period."""
    micros: int
    """By the rows of `spend`."""
    talk: list[Line] = field(default_factory=list)
    broken_off: str = ""
    """Why the talk ended before the customer was done."""

    @property
    def ended_well(self) -> bool:
        """By the rows."""
        return not self.differences and not self.broken_off

    @property
    def said_well(self) -> bool:
        """By what she was told."""
        return not self.unsaid and not self.broken_off

    @property
    def passed(self) -> bool:
        """Both."""
        return self.ended_well and self.said_well


def play(case: Case, salons: Salons, agent: Callable[[House], Mind], customer: Customer, most: int) -> Run:
    """Plays it once, with at most so many messages of the customer's. Raises `BudgetSpent`."""
    seat = Seat(Says(GREETING, "greeter"))
    phone = case.persona.phone
    with salons(seat) as home:
        case.scene(Scene(home, phone))
        seat.mind = agent(home)
        before = len(home.heard(phone))
        last = home.row("SELECT coalesce(max(id), 0) AS id FROM turn")["id"]
        talk, messages, broken_off = _talk(home, case, customer, most)
        heard = home.heard(phone)[before:]
        return Run(
            case,
            differences(case.ends, state(home, phone)),
            [fact.name for fact in case.said if not fact.holds(heard)],
            messages,
            [row["seconds"] for row in home.rows(TURNS, after=last)],
            home.row(COST)["micros"],
            talk,
            broken_off,
        )


def _talk(home: House, case: Case, customer: Customer, most: int) -> tuple[list[Line], int, str]:
    persona = case.persona
    talk: list[Line] = []
    messages = acts = 0
    while messages < most and acts < most:
        before = len(home.heard(persona.phone))
        try:
            following = customer.next(talk)
        except (TryLater, Refused) as error:
            return talk, messages, f"the simulated customer was lost: {error}"
        if following is Act.LEAVES:
            return talk, messages, ""
        if following is Act.PAYS:
            acts += 1
            talk.append(("customer", Act.PAYS.value))
            if not _pays(home, persona.phone, persona.good_card):
                talk.append(("salon", "(no hay enlace de pago)"))
            elif not persona.good_card:
                # What she has before her eyes is the payment page: the link is still the last thing she was sent.
                talk.append(("salon", "(la página de /pay/ dice: tarjeta rechazada)"))
        else:
            assert isinstance(following, list)
            messages += len(following)
            talk += [("customer", text) for text in following]
            home.writes(persona.phone, *following, name=persona.whatsapp)
        if not _at_rest(home):
            return talk, messages, "the salon did not come to rest"
        talk += [("salon", text) for text in home.heard(persona.phone)[before:]]
    return talk, messages, ""


def _pays(home: House, phone: str, good_card: bool) -> bool:
    codes = re.findall(r"/pay/([\w-]+)", "\n".join(home.heard(phone)))
    if codes:
        pay(home, codes[-1], good_card=good_card)
    return bool(codes)


def _at_rest(home: House) -> bool:
    """Waits while Claude is busy and the house tries again; whether it is over."""
    deadline = time.monotonic() + LONGEST_TURN_SECONDS
    while home.rows(OPEN):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.5)
        home.work()
    return True


def transcript(talk: Sequence[Line]) -> str:
    """To be read."""
    return "\n".join(f"  {'>' if who == 'customer' else '<'} {text}".replace("\n", "\n    ") for who, text in talk)
