"""Whether the amounts and minutes of a sentence are those of what they are said of."""

import re
from collections.abc import Iterator

from flows.names_of_services import hinted, meant, opening
from flows.said import CLAUSE, denied
from flows.tokens import Figure, amounts, hours, lengths
from flows.told import Told

DEPOSIT = r"senal(?:es)?|deposito|adelant\w*|deposit|upfront|in advance"
BACK = r"devol\w*|devuelv\w*|devuelt\w*|reembols\w*|reintegr\w*|refund\w*|back to"
SAVING = r"ahorr\w*|sav(?:e|es|ing)"
ROLE = re.compile(rf"\b(?:(?P<deposit>{DEPOSIT}|{BACK})|(?P<saving>{SAVING}))\b")
DEPOSIT_AFTER = re.compile(rf" ?(?:de |of |as (?:a |the )?|por la )?(?:{DEPOSIT}|back)\b")
PRICED = re.compile(r"\b(total|cuesta\w*|vale\w*|sale\w*|precio|costs?|price|all together|todo)\b")
LASTING = re.compile(r"\b(dur\w+|tard\w+|lleva\w*|son|takes?|lasts?)\b")
HOLDING = re.compile(r"\b(senal|deposito|pag\w+|guard\w+|reserv\w+|deposit|pay\w*|hold\w*|held|yours|tuy[oa])\b")


def false_amounts(said: str, before: str, facts: Told) -> Iterator[Figure]:
    """Amounts of the sentence that are no fact; `before` is the sentence ahead of it."""
    start = 0
    found = list(amounts(said))
    for n, one in enumerate(found):
        follows = said[one.end : found[n + 1].at if n + 1 < len(found) else len(said)]
        if not _owed(one, said[start : one.at], follows, before, facts) and not (
            one.value in facts.her_amounts and denied(said, one.at)
        ):
            yield one
        start = one.end


def _owed(one: Figure, ahead: str, follows: str, before: str, facts: Told) -> bool:
    roles = [match.lastgroup for match in ROLE.finditer(ahead)]
    if DEPOSIT_AFTER.match(follows) or roles[-1:] == ["deposit"]:
        return one.value in facts.deposits
    if roles[-1:] == ["saving"]:
        return one.value in facts.savings
    if any(each.price == one.value for each in opening(follows, facts.services)):
        return True
    if named := meant(ahead, facts.services):
        return one.value in {each.price for each in named} | facts.totals
    if one.value in facts.prices | facts.totals:
        return True
    if one.value in facts.deposits:
        return not PRICED.search(CLAUSE.split(ahead)[-1])
    near = f"{before} {ahead} {follows}"
    return any(each.price == one.value for each in hinted(near, facts.services))


def false_lengths(said: str, before: str, facts: Told) -> Iterator[Figure]:
    """Minutes and hours of the sentence that are no fact."""
    start = 0
    for one in lengths(said):
        if not _long(one, said[start : one.at], f"{before} {said}", facts):
            yield one
        start = one.end
    yield from (one for one in hours(said) if one.value not in facts.hours)


def _long(one: Figure, ahead: str, near: str, facts: Told) -> bool:
    if named := meant(ahead, facts.services):
        return one.value in {each.minutes for each in named} | facts.lengths
    if one.value in facts.lengths:
        return True
    if one.value in facts.served_lengths and LASTING.search(ahead):
        return True
    if one.value in facts.hold_lengths and HOLDING.search(near):
        return True
    return any(each.minutes == one.value for each in hinted(near, facts.services))
