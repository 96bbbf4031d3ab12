"""The registry of personal data is complete, and knows when it is not."""

from collections.abc import Iterator

from sqlalchemy import ARRAY, Column, Enum, MetaData, String, Table, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

from flows.personal import Place, Subject, impersonal, personal
from models import metadata


def test_every_column_that_could_hold_words_is_classified() -> None:
    unknown = set(wordy(metadata)) - set(personal()) - set(impersonal())
    assert unknown == set(), "add them to flows/personal.py: is it somebody's data?"


def test_no_column_is_both_or_gone() -> None:
    places = [*personal(), *impersonal()]
    assert len(set(places)) == len(places)
    columns = {Place(t.name, c.name) for t in metadata.tables.values() for c in t.columns}
    assert set(places) <= columns


def test_a_new_column_is_noticed() -> None:
    grown = MetaData()
    Table("customer", grown, Column("name", Text), Column("allergies", Text))
    assert set(wordy(grown)) - set(personal()) == {Place("customer", "allergies")}


def test_whose_data_it_is() -> None:
    assert Place("inbox", "text") in set(personal(Subject.CUSTOMER))
    assert Place("inbox", "text") not in set(personal(Subject.STAFF))
    assert set(personal()) == set(personal(Subject.CUSTOMER)) | set(personal(Subject.STAFF))


def wordy(metadata: MetaData) -> Iterator[Place]:
    """Every column that could hold anybody's words: text and JSON, not the enums."""
    for table in metadata.tables.values():
        for column in table.columns:
            if _is_wordy(column):
                yield Place(table.name, column.name)


def _is_wordy(column: Column[object]) -> bool:
    kind: TypeEngine[object] = column.type
    if isinstance(kind, ARRAY):
        kind = kind.item_type
    if isinstance(kind, TypeDecorator):
        kind = kind.impl_instance  # SQLModel wraps its strings
    return isinstance(kind, String | JSONB) and not isinstance(kind, Enum)
