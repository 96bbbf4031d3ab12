"""Whether the amounts and minutes of a sentence are those of what they are said of."""

import re
from collections.abc import Iterator

from flows.facts import Told
from flows.names_of_services import Named, hinted, meant, opening, words
from flows.said import CLAUSE, denied, echoed
from flows.tokens import Figure, amounts, hours, lengths

DEPOSIT = r"senal(?:es)?|deposito|adelant\w*|deposit|upfront|in advance"
BACK = r"devol\w*|devuelv\w*|devuelt\w*|reembols\w*|reintegr\w*|refund\w*|back to"
SAVING = r"ahorr\w*|sav(?:e|es|ing)"
ROLE = re.compile(rf"\b(?:(?P<deposit>{DEPOSIT})|(?P<back>{BACK})|(?P<saving>{SAVING}))\b")
DEPOSIT_AFTER = re.compile(rf" ?(?:de |of |as (?:a |the )?|por la )?(?:{DEPOSIT})\b")
SAVING_AFTER = re.compile(r" (?:menos|less|cheaper|mas barat\w*|de ahorro|off)\b")
BACK_AFTER = re.compile(r" ?(?:te |se te |are |is |will be |would be )?(?:back|devuel\w+|reembols\w+|refunded)\b")
REST = re.compile(r"\b(?:rest\w*|remain\w*|balance|qued\w+|falt\w+|salon|dia de|on the day|left)\b")
PRICED = re.compile(r"\b(total|cuesta\w*|vale\w*|sale\w*|precio|costs?|price|all together|todo)\b")
LASTING = re.compile(r"\b(dur\w+|tard\w+|lleva\w*|son|takes?|lasts?)\b")
HELD_FOR = re.compile(r"\b(?:guard|reserv|manten|mantien|bloque|apart|hold|held|keep|kept)\w*\b")
HOLDING = re.compile(r"\b(senal|deposito|pag\w+|guard\w+|reserv\w+|deposit|pay\w*|hold\w*|held|yours|tuy[oa])\b")


def false_amounts(said: str, before: str, facts: Told) -> Iterator[Figure]:
    """Amounts of the sentence that are no fact; `before` is the sentence ahead of it."""
    start = 0
    found = list(amounts(said))
    for n, one in enumerate(found):
        follows = said[one.end : found[n + 1].at if n + 1 < len(found) else len(said)]
        if not _owed(one, said[start : one.at], follows, before, facts) and not (
            one.value in facts.her_amounts and echoed(said, one.at)
        ):
            yield one
        start = one.end


def _owed(one: Figure, ahead: str, follows: str, before: str, facts: Told) -> bool:
    roles = [match.lastgroup for match in ROLE.finditer(ahead)]
    if BACK_AFTER.match(follows) or roles[-1:] == ["back"]:
        kept = denied(ahead, len(ahead)) or denied(follows, 0)
        return one.value in facts.refunds or ((kept or not facts.refused) and one.value in facts.deposits)
    if one.value in facts.rests and REST.search(f"{ahead} {follows}"):
        return True
    if DEPOSIT_AFTER.match(follows) or roles[-1:] == ["deposit"]:
        return one.value in facts.deposits
    if roles[-1:] == ["saving"] or SAVING_AFTER.match(follows):
        return one.value in facts.savings
    if any(each.price == one.value for each in opening(follows, facts.services)):
        return True
    if named := meant(ahead, facts.services):
        return one.value in {each.price for each in named} | facts.totals
    if one.value in facts.prices | facts.totals:
        return True
    if one.value in facts.deposits:
        return not PRICED.search(CLAUSE.split(ahead)[-1])
    return any(each.price == one.value for each in _nearest(before, ahead, follows, facts))


def _nearest(before: str, ahead: str, follows: str, facts: Told) -> list[Named]:
    """Services that may be meant: those of which the last word before the amount is said, else any hinted at."""
    for word in reversed(words(ahead)):
        if len(word) > 3 and (found := hinted(word, facts.services)):
            return found
    return hinted(f"{before} {follows}", facts.services)


def false_lengths(said: str, before: str, facts: Told) -> Iterator[Figure]:
    """Minutes and hours of the sentence that are no fact."""
    start = 0
    for one in lengths(said):
        if not _long(one, said[start : one.at], f"{before} {said}", facts):
            yield one
        start = one.end
    for one in hours(said):
        held = HELD_FOR.search(CLAUSE.split(said[: one.at])[-1])
        if one.value not in facts.hours or (held and one.value * 60 not in facts.hold_lengths):
            yield one


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
