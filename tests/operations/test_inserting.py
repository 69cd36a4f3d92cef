"""Rows entered at the speed of the database are the rows that Django would have entered."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tdkt.operations.inserting import enter, fresh_keys, rewrite
from tdkt.records.models import Entry, ImportBatch, Service, SourceLine, Subject

pytestmark = pytest.mark.django_db

AT = datetime(2020, 5, 18, 2, 0, 0, 123, tzinfo=UTC)


def subject(name: str) -> Subject:
    return Subject(kind="individual", name=name, name_key=name, search=name)


def values(model: Any) -> list[dict[str, Any]]:
    return [{**row, "id": None} for row in model.objects.order_by("pk").values()]


def test_what_is_entered_equals_what_django_enters():
    batch = ImportBatch.objects.create(file_name="a", sha256="0" * 64, received=AT)
    said: dict[str, Any] = {"batch": batch, "at": "A1", "record": {"tên": ["Lan", None, 3]}, "problems": None}
    (person,) = Subject.objects.bulk_create([subject("Lan")])
    served: dict[str, Any] = {"subject": person, "rank": "Đại úy"}
    SourceLine.objects.create(**said)
    Service.objects.create(since=date(2020, 1, 2), **served)

    enter([SourceLine(**said)])
    enter([Service(since=date(2020, 1, 3), **served)])

    first, second = values(SourceLine)
    assert first == second
    first, second = values(Service)
    assert {**first, "since": None} == {**second, "since": None}
    assert second["since"] == date(2020, 1, 3)


def test_rows_have_their_ids_and_no_id_is_given_twice():
    enter(rows := [subject("Lan"), subject("Bình")])
    given = [row.pk for row in rows]
    Subject.objects.filter(pk__in=given)._raw_delete("default")
    later = Subject.objects.create(kind="individual", name="An", name_key="an", search="an")
    enter([next_ := subject("Châu")])

    assert len({*given, later.pk, next_.pk}) == 4
    assert (next_._state.adding, list(Subject.objects.values_list("pk", flat=True))) == (False, [later.pk, next_.pk])
    assert set(fresh_keys(Subject, 3)).isdisjoint({*given, later.pk, next_.pk})


def test_rows_are_rewritten_each_in_its_own_columns():
    enter(rows := [subject("Lan"), subject("Bình"), subject("An")])
    rows[0].name, rows[0].search, rows[1].search, rows[2].name = "Lan Anh", "không ghi", "binh", "không ghi"

    rewrite([(rows[0], {"name"}), (rows[1], {"search"})])

    assert list(Subject.objects.order_by("pk").values_list("name", "search")) == [
        ("Lan Anh", "Lan"),
        ("Bình", "binh"),
        ("An", "An"),
    ]


def test_no_row_is_nothing():
    assert (enter([]), Entry.objects.count()) == ([], 0)
