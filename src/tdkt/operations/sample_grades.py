"""The sample office's monthly classes, entered by the office's own verbs."""

from datetime import datetime
from fractions import Fraction

from tdkt.operations.grade_sets import Draft, Grade, SaidShare, keep_set
from tdkt.operations.grades import Given, Table, enter_tables
from tdkt.operations.reporting import root_unit
from tdkt.records import grades as register
from tdkt.records.models import GradeSet, PersonNumber, Unit
from tdkt.reports.grades import read_period
from tdkt.sample import grades as sample
from tdkt.sample.office import KNOWN_ON


def enter(*, at: datetime) -> None:
    """Enter the sets, the class of each unit by month, then those of the people of two units."""
    root = root_unit()
    if root is None:
        return
    classes = tuple(Grade(*one) for one in sample.CLASSES)
    shares = tuple(SaidShare("1", Fraction(most), collective) for collective, most in sample.SHARES.items())
    units = keep_set(Draft(sample.UNITS, "month", "collective", classes), by=None, at=at)
    people = keep_set(Draft(sample.PERSONS, "month", "individual", classes, shares, sample.SOURCE), by=None, at=at)
    keep_set(Draft(sample.WEEKS, "week", "individual", tuple(Grade(*one) for one in sample.FLAGS)), by=None, at=at)
    enter_tables(units.pk, [table_of_units(root, month) for month in sample.MONTHS], by=None, at=at, on=KNOWN_ON)
    enter_tables(people.pk, tables_of_people(people), by=None, at=at, on=KNOWN_ON)


def table_of_units(root: int, month: str) -> Table:
    """The class of each unit that stood right under the office in a month."""
    names = dict(Unit.objects.values_list("pk", "name"))
    below = register.units_below(root, read_period("month", month).last)
    said = {subject: Given(sample.class_of_unit(names[unit], month)) for unit, subject in below.items()}
    return Table(root, month, said)


def tables_of_people(row: GradeSet) -> list[Table]:
    """The classes of the people of two units, month by month."""
    units = {unit.pk: unit.name for unit in Unit.objects.filter(name__in=sample.WHOSE, ended=None)}
    members = register.members_of(units)
    numbers = dict(PersonNumber.objects.filter(kind="service").values_list("subject_id", "number"))
    found = []
    for unit, name in units.items():
        for month in sample.MONTHS:
            those = members.on(unit, read_period(row.period, month).last)
            keys = {numbers[subject]: subject for subject in those if subject in numbers}
            said = sample.classes(name, month, list(keys))
            found.append(Table(unit, month, {keys[number]: Given(*one) for number, one in said.items()}))
    return found
