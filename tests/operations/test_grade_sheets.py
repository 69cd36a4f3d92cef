"""A table of classes goes out as a spreadsheet and comes back the same; another unit's, or a spoilt one, is refused with a sentence."""

from typing import Any

import pytest

from tdkt.operations import grade_sets
from tdkt.operations import grades as acts
from tdkt.operations.errors import NotReadable, RuleNotMet
from tdkt.operations.grade_sheets import Line, fill_table, read_table, take_in_table
from tdkt.operations.grades import Given
from tdkt.records.models import Office, PeriodGrade, Unit
from tests.conftest import WORKING_DAY, make_unit
from tests.operations.test_grades import MONTH, all_of, enter
from tests.web.register import NOON, enter_person


@pytest.fixture
def table(office: Office) -> Any:
    district = Unit.objects.get(name="Công an huyện mẫu")
    people = [enter_person(name, district) for name in ("Phan Văn An", "=Lê Thị Bình", "Trần Mai Chi")]
    return grade_sets.keep_set(MONTH, by=None, at=NOON), district, people


def file_of(table: Any, office: Office, grades: str = "123", period: str = "2020-04") -> bytes:
    row, unit, people = table
    lines = [Line(one.pk, one.name, grade=grade.strip()) for one, grade in zip(people, grades, strict=True)]
    return fill_table(row, unit, period, lines, office=office, day=WORKING_DAY)


def take_in(table: Any, content: bytes, period: str = "2020-04") -> acts.Entered:
    row, unit, _ = table
    return take_in_table(row.pk, unit.pk, period, "bang.xlsx", content, by=None, at=NOON, on=WORKING_DAY)


def test_a_table_comes_back_as_it_went_out(table, office):
    row, unit, people = table
    content = file_of(table, office, "12 ")

    assert read_table(row, unit, "2020-04", "bang.xlsx", content) == {
        people[0].pk: Given("1"),
        people[1].pk: Given("2"),
        people[2].pk: Given(""),
    }
    assert take_in(table, content).made == 2
    again = take_in(table, content)
    assert (again.made, again.changed, again.cleared, again.entry) == (0, 0, 0, None)


def test_a_file_over_the_share_or_with_an_unknown_grade_writes_nothing(table, office):
    with pytest.raises(RuleNotMet) as over:
        take_in(table, file_of(table, office, "112"))
    with pytest.raises(RuleNotMet) as unknown:
        take_in(table, file_of(table, office, "129"))

    assert "vượt 1" in over.value.vietnamese
    assert unknown.value.vietnamese == "Trần Mai Chi: không có mức “9”. Ghi mã như dòng đầu tệp."
    assert not PeriodGrade.objects.exists()


def test_the_file_of_another_table_is_refused(table, office):
    row, _, people = table
    other = make_unit("Công an thị xã mẫu", under=office.unit)
    enter(row, table[1], all_of(people, "123"))

    with pytest.raises(NotReadable):
        take_in(table, file_of(table, office, period="2020-03"))
    with pytest.raises(NotReadable):
        take_in((row, other, people), file_of(table, office))
    with pytest.raises(NotReadable):
        take_in(table, b"no spreadsheet")
