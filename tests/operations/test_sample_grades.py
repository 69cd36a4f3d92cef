"""The sample's monthly classes go in within their shares by the office's own verbs, few enough to be built in a moment."""

from datetime import date
from typing import Any

from tdkt.operations import sample_grades
from tdkt.records import grades as register
from tdkt.records.models import Entry, GradeSet, PeriodGrade
from tdkt.sample import grades as sample
from tests.conftest import make_unit
from tests.web.register import NOON, enter_person


def test_the_sample_classes_are_entered_within_their_shares(office: Any) -> None:
    units = [make_unit(name, under=office.unit) for name in sample.WHOSE]
    for unit in units:
        for at in range(12):
            enter_person(f"Phan Văn {at}", unit, service=f"{unit.pk:03d}-{at:03d}")
    before = Entry.objects.count()

    sample_grades.enter(at=NOON)

    months = len(sample.MONTHS)
    people = GradeSet.objects.get(name=sample.PERSONS)
    assert PeriodGrade.objects.filter(grade_set=people).count() == 2 * 12 * months - 9
    assert PeriodGrade.objects.exclude(grade_set=people).count() == 3 * months  # with the district of the office
    assert Entry.objects.count() - before == 5
    april = register.missing(people, [unit.pk for unit in units], [("2020-04", date(2020, 4, 1), date(2020, 4, 30))])
    assert april == {(units[0].pk, "2020-04"): (9, 12), (units[1].pk, "2020-04"): (0, 12)}
