"""Filters above a list: SQLAdmin's protocol, shown by our template as one form."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func
from starlette.requests import Request

from admin.context import current
from admin.sheet import domain_now
from admin.words import choices

EVERYTHING = "todo"


class Choice:
    """Shows the rows whose column has the value chosen from a few."""

    template = ""
    default_value: Any = None
    """What is chosen when nothing is asked for."""

    def __init__(self, column: str, title: str, values: type[StrEnum] | Sequence[tuple[str, str]]) -> None:
        self.column = column
        self.parameter_name = column
        self.title = title
        self.values = choices(values) if isinstance(values, type) else list(values)

    async def lookups(
        self, request: Request, model: Any, run_query: Callable[[Select[Any]], Any]
    ) -> list[tuple[str, str]]:
        """What can be chosen."""
        return [(EVERYTHING, "Todo"), *self.values]

    async def get_filtered_query(self, query: Select[Any], value: Any, model: Any) -> Select[Any]:
        """The query for what was chosen; anything unknown chooses nothing."""
        if value not in {known for known, _ in self.values}:
            return query
        return query.where(getattr(model, self.column) == value)


class Standing(Choice):
    """As `Choice`, and shows what still stands unless asked for something else."""

    default_value: Any = "en_pie"

    def __init__(self, column: str, title: str, values: type[StrEnum], standing: Sequence[StrEnum]) -> None:
        super().__init__(column, title, [("en_pie", "En pie"), *choices(values)])
        self.standing = standing

    async def get_filtered_query(self, query: Select[Any], value: Any, model: Any) -> Select[Any]:
        """As `Choice`."""
        if (value or self.default_value) == self.default_value:
            return query.where(getattr(model, self.column).in_(self.standing))
        return await super().get_filtered_query(query, value, model)


class YesNo(Choice):
    """Shows the rows for which the column is true, or is not."""

    def __init__(self, column: str, title: str) -> None:
        super().__init__(column, title, [("si", "Sí"), ("no", "No")])

    async def get_filtered_query(self, query: Select[Any], value: Any, model: Any) -> Select[Any]:
        """As `Choice`."""
        if value not in ("si", "no"):
            return query
        return query.where(getattr(model, self.column).is_(value == "si"))


class When(Choice):
    """Shows the rows whose moment lies in a stretch of the salon's days; `default` unless asked.

    With `until`, the column of their end, a row is past only once that is over.
    """

    def __init__(self, column: str, title: str, default: str = EVERYTHING, until: str | None = None) -> None:
        stretches = [
            ("proximas", "Desde ahora"),
            ("hoy", "Hoy"),
            ("manana", "Mañana"),
            ("semana", "Próximos 7 días"),
            ("pasadas", "Anteriores"),
        ]
        super().__init__(column, title, stretches)
        self.default_value = default
        self.until = until or column

    async def get_filtered_query(self, query: Select[Any], value: Any, model: Any) -> Select[Any]:
        """As `Choice`, by the salon's clock and domain time."""
        moment = getattr(model, self.column)
        end, now = getattr(model, self.until), domain_now()
        match value or self.default_value:
            case "proximas":
                return query.where(end > now)
            case "pasadas":
                return query.where(end <= now)
            case "hoy":
                return query.where(moment >= _midnight(0), moment < _midnight(1))
            case "manana":
                return query.where(moment >= _midnight(1), moment < _midnight(2))
            case "semana":
                return query.where(moment >= _midnight(0), moment < _midnight(7))
        return query


def _midnight(days: int) -> ColumnElement[Any]:
    """The moment at which the salon's day begins, so many days from today."""
    timezone = current.get().timezone
    today = func.date_trunc("day", func.timezone(timezone, domain_now()))
    return func.timezone(timezone, today + timedelta(days=days))
