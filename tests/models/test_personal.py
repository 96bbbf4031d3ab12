"""The registry of personal data is complete, and knows when it is not."""

from sqlalchemy import Column, MetaData, Table, Text

from models import metadata
from models.personal import Place, Subject, impersonal, personal, wordy


def test_every_column_that_could_hold_words_is_classified() -> None:
    unknown = set(wordy(metadata)) - set(personal()) - set(impersonal())
    assert unknown == set(), "add them to models/personal.py: is it somebody's data?"


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
