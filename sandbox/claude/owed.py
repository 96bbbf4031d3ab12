"""What is left to pay: the deposit of a hold, a pack of sessions that she has ordered, what a deposit lacks."""

from typing import Any

from .desk import Desk
from .own import listed_visits, told, visit


def order(desk: Desk) -> dict[str, Any] | None:
    """The pack of sessions that she has ordered and not paid."""
    found: dict[str, Any] | None = desk.view.situation.get("buying")
    return found


def owes(desk: Desk) -> bool:
    """Whether anything at all is left to pay."""
    return bool(desk.view.hold or order(desk) or desk.view.situation.get("owing"))


def left_to_pay(desk: Desk) -> list[str]:
    """All of it, each with its link; empty when there is nothing."""
    held = [pay_again(desk, desk.view.hold)] if desk.view.hold else []
    return [*held, *order_again(desk), *lacking(desk)]


def pay_again(desk: Desk, hold: dict[str, Any]) -> str:
    return desk.voice.say("pay_again", until=hold["until"], deposit=hold["deposit"], link=hold["pay_link"])


def order_again(desk: Desk, key: str = "bono_waits") -> list[str]:
    """That the pack is ordered and waits, in the words of that phrase."""
    one = order(desk)
    if one is None:
        return []
    return [desk.voice.say(key, name=one["pack"], total=one["total"], until=one["until"], link=one["pay_link"])]


def lacking(desk: Desk) -> list[str]:
    """What appointments that stand still lack since something was added to them."""
    said: list[str] = []
    for one in desk.view.situation.get("owing") or []:
        some = [found for alias in one["appointments"] if (found := visit(desk, alias))]
        owed = {"supplement": one["supplement"], "link": one["pay_link"]}
        if len(some) == 1:
            said.append(desk.voice.say("owing", **(told(desk, some[0]) | owed)))
        elif some:
            said.append(desk.voice.say("owing_several", list=listed_visits(desk, some), **owed))
    return said


def no_hold(desk: Desk) -> str:
    """Nothing is held (any more): `news` tells whether it lapsed."""
    lost = bool(desk.view.situation.get("news"))
    return desk.voice.say("no_hold_lapsed" if lost else "no_hold")
