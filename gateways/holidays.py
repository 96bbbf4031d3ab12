"""Public holidays, by region and year, from the holiday library."""

from datetime import date
from functools import lru_cache

from holidays import country_holidays


def public_holidays(region: str | None, first: date, last: date, language: str) -> dict[date, str]:
    """The holidays from `first` to `last` with their names; none for a business without a region.

    `region` is `ES-MD`, or a country alone. Raises `NotImplementedError` for one that the library does
    not know. A language that it does not know gives the names of the country's own.
    """
    if region is None:
        return {}
    found: dict[date, str] = {}
    for year in range(first.year, last.year + 1):
        found |= _year(region, year, language)
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}


@lru_cache(maxsize=64)
def _year(region: str, year: int, language: str) -> dict[date, str]:
    country, _, subdivision = region.partition("-")
    return dict(country_holidays(country, subdivision or None, years=year, language=language))
