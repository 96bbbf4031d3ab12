"""The catalogue that the model is told, read as facts: services and prices, who works when, standing texts."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from flows.facts import Told
from flows.names_of_services import named
from flows.spoken_time import days
from flows.tokens import amounts, flat, hours, lengths, links, percents
from flows.told_values import minutes, tagged, values, words_of


@lru_cache(maxsize=16)
def offered(text: str) -> Told:
    """The catalogue's facts, read once for all turns that are told of it."""
    found = Told()
    _catalogue(found, tagged("catalogue", text))
    return found


def _catalogue(found: Told, catalogue: Mapping[str, Any]) -> None:
    found.services = named([*catalogue["services"], *catalogue["packs"]])
    found.savings.update(v for pack in catalogue["packs"] for v in values(pack.get("saving")))
    found.stylists.update(flat(one["name"]) for one in catalogue["stylists"])
    for one in catalogue["hours"]:
        for weekday in (day.weekday for day in days(flat(one["day"]))):
            if weekday is not None:
                add_hours(found, weekday, one["open"], one["close"])
    for text in map(str, catalogue["faq"].values()):
        _standing(found, text)
    policy = catalogue["policy"]
    found.percents.add(Decimal(policy.get("deposit_percent", 0)))
    found.hours.add(Decimal(policy.get("refund_hours", 0)))
    found.hold_lengths.update(Decimal(value) for key, value in policy.items() if key.endswith("minutes"))
    found.offered.update(words_of(catalogue))
    found.words.update(found.offered)


def add_hours(found: Told, weekday: int, opens: str, closes: str) -> None:
    found.opens.update((weekday, minute) for minute in minutes(opens))
    found.closes.update((weekday, minute) for minute in minutes(closes))


def _standing(found: Told, text: str) -> None:
    """Whatever a standing text of the house says may be repeated."""
    said = flat(text)
    found.standing.update(minutes(said))
    found.totals.update(one.value for one in amounts(said))
    found.percents.update(one.value for one in percents(said))
    found.lengths.update(one.value for one in lengths(said))
    found.hours.update(one.value for one in hours(said))
    found.links.update(links(text))
