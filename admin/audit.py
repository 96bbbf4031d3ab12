"""Audit rows as people read them: who, when, what, and only what is different, with its label and in its words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from admin import show
from admin.context import current
from admin.words import ACTIONS, TABLES, word
from models.enums import AppointmentStatus, BookingStatus, OccupancyKind, PaymentKind, PaymentStatus, WaitStatus

STAFF = "staff:"
PAST_THE_PRODUCT = "Fuera del programa"

LABELS: dict[str, str] = {
    "status": "Estado",
    "kind": "Qué",
    "starts_at": "Empieza",
    "ends_at": "Acaba",
    "during": "Cuándo",
    "stylist_id": "Con",
    "guest": "Para",
    "price_cents": "Precio",
    "total_cents": "Total",
    "deposit_cents": "Señal",
    "deposit_share_cents": "Parte de la señal",
    "amount_cents": "Importe",
    "refunded_cents": "Devuelto",
    "due_back_cents": "Por devolver",
    "forfeited_cents": "Se queda el salón",
    "total_spent_cents": "Gastado",
    "held_until": "Retenida hasta",
    "closed_at": "Cerrada",
    "paid_at": "Pagado",
    "offered_until": "Ofrecido hasta",
    "handed_over_at": "Con una persona desde",
    "kept_moves": "Cambios con la señal guardada",
    "name": "Nombre",
    "surname": "Apellidos",
    "language": "Idioma",
    "value": "Teléfono",
    "note": "Nota",
    "reason": "Motivo",
    "day": "Día",
    "first_day": "Desde",
    "last_day": "Hasta",
    "minutes": "Minutos",
    "active": "En activo",
    "email": "Correo",
    "opens": "Abre",
    "closes": "Cierra",
    "starts": "Empieza",
    "ends": "Acaba",
    "username": "Usuario",
    "role": "Puesto",
    "policy": "Normas",
    "text": "Texto",
}
"""Columns that say something to people; ids and counters are left out."""

STATUSES: dict[tuple[str, str], type[StrEnum]] = {
    ("appointment", "status"): AppointmentStatus,
    ("booking", "status"): BookingStatus,
    ("payment", "status"): PaymentStatus,
    ("payment", "kind"): PaymentKind,
    ("occupancy", "kind"): OccupancyKind,
    ("waitlist_entry", "status"): WaitStatus,
}

MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*[+-]\d\d(?::?\d\d)?")
ENDS = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Difference:
    """One column, before and after; empty where there was or is nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One audit row."""

    at: datetime
    who: str
    what: str
    differences: tuple[Difference, ...]


def changes_in(row: Mapping[str, Any]) -> Changed:
    """An audit row, with `stylists`: names by id, as text."""
    table = row["table_name"]
    what = f"{TABLES.get(table, table)}: {ACTIONS[row['action']]}"
    return Changed(row["at"], who(row["actor"]), what, differences(row))


def who(actor: str) -> str:
    """`maria` for `staff:maria`."""
    return actor.removeprefix(STAFF) if actor.startswith(STAFF) else actor or PAST_THE_PRODUCT


def differences(row: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What is different, in the order of `LABELS`."""
    before, after = row["before"] or {}, row["after"] or {}
    names = row["stylists"] or {}
    found = []
    for column, label in LABELS.items():
        was, is_now = before.get(column), after.get(column)
        if was != is_now and not (column == "during" and "starts_at" in (after or before)):
            worded = (_worded(row["table_name"], column, value, names) for value in (was, is_now))
            found.append(Difference(label, *worded))
    return tuple(found)


def _worded(table: str, column: str, value: Any, stylists: Mapping[str, str]) -> str:
    if value in (None, ""):
        return ""
    if column == "stylist_id":
        return stylists.get(str(value), str(value))
    if column.endswith("_cents"):
        return show.money(int(value), current.get().currency)
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if kind := STATUSES.get((table, column)):
        return word(kind(value))[0] if value in set(kind) else str(value)
    if column == "during":
        ends = ENDS.findall(value)
        return f"{_moment(ends[0])} – {_moment(ends[-1])}" if ends else str(value)
    return _moment(value) if isinstance(value, str) and MOMENT.fullmatch(value) else str(value)


def _moment(value: str) -> str:
    return show.short_moment(datetime.fromisoformat(value), current.get().timezone)
