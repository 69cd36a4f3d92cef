"""Questions about weekly and monthly classes: who is to be given one, who has which, who has not entered, and a year of a person or a unit.

Who belongs to a unit in a period is read from where people are attested on its last day, so that a list of 2019 holds those of 2019. Only
persons of the force and units ever have a row.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q

from tdkt.records.days import day_number
from tdkt.records.facts import ended_by, fetched
from tdkt.records.membership import Stint, stints_of
from tdkt.records.models import Departure, GradeSet, PeriodGrade, Rating, Service, Subject, Unit, UnitPlace
from tdkt.records.units import standing_on
from tdkt.rules.facts import NO_DAY

Span = tuple[str, date, date]
"""A period: its code, first and last day."""


def sets(*, in_use: bool = True) -> list[GradeSet]:
    """The sets of classes, those in use only or all: those in use first, of months before weeks, for persons before those for collectives."""
    found = GradeSet.objects.filter(in_use=True) if in_use else GradeSet.objects.all()
    return list(found.order_by("-in_use", "period", "-receivers", "name"))


@dataclass(frozen=True)
class Members:
    """Who belongs to which unit and when: days on which each person belongs to each unit asked for, those who have left the force left out, and whoever never served in it."""

    stints: Mapping[int, Sequence[Stint]]

    def on(self, unit: int, day: date) -> set[int]:
        """The persons (by subject) of a unit, with all under it, on a day."""
        number = day_number(day)
        return {
            person
            for _, person, first, last in self.stints.get(unit, ())
            if (first == NO_DAY or first <= number) and (last == NO_DAY or number < last)
        }


def members_of(units: Collection[int]) -> Members:
    """The members of these units, whenever; a few queries however many units there are."""
    subjects = dict(Unit.objects.filter(pk__in=units).values_list("subject_id", "pk"))
    gone = {key: day_number(day) for key, day in Departure.objects.values_list("subject_id", "day")}
    force = {row[0] for table in (Service, Rating) for row in _ask(table, ("subject_id",))}
    found: dict[int, list[Stint]] = defaultdict(list)
    for stint in ended_by(stints_of(_ask, collectives=frozenset(subjects)), gone):
        if stint[1] in force:
            found[subjects[stint[0]]].append(stint)
    return Members(found)


def _ask(model: Any, columns: Sequence[str], *, where: Q | None = None) -> list[tuple[Any, ...]]:
    rows = model._default_manager.order_by("pk")
    return fetched(rows if where is None else rows.filter(where), columns)


def units_below(unit_id: int, day: date) -> dict[int, int]:
    """The units that stand directly under a unit on a day, with the collectives (by subject) that they are."""
    places = UnitPlace.objects.filter(standing_on(day), parent=unit_id)
    return dict(places.values_list("unit_id", "unit__subject_id"))


def receivers(grade_set: GradeSet, unit_id: int, day: date) -> set[int]:
    """Whom a unit's table of a period holds: its persons, or the units directly under it, as they stood on the last day of the period."""
    if grade_set.receivers == "collective":
        return set(units_below(unit_id, day).values())
    return members_of([unit_id]).on(unit_id, day)


def given_in(grade_set: GradeSet, period: str, subjects: Collection[int]) -> dict[int, PeriodGrade]:
    """What these were given in a period, by subject."""
    rows = PeriodGrade.objects.filter(grade_set=grade_set, period=period)
    return {row.subject_id: row for row in rows if row.subject_id in subjects}


def people(subjects: Collection[int]) -> list[Subject]:
    """Receivers in the order of their names, with the number, rank and team that a list shows."""
    found = Subject.objects.filter(pk__in=subjects).select_related("belongs_to")
    return list(found.prefetch_related("numbers", "services").order_by("name_key", "pk"))


def class_of(unit_id: int, kind: str, period: str) -> PeriodGrade | None:
    """The class of a unit itself in a period, by a set for collectives in use; of several the one whose name comes first."""
    rows = PeriodGrade.objects.filter(
        subject__unit=unit_id, period=period, grade_set__receivers="collective", grade_set__period=kind
    )
    return rows.filter(grade_set__in_use=True).select_related("grade_set").order_by("grade_set__name").first()


# --- who has not entered ---------------------------------------------------------------------------


def missing(grade_set: GradeSet, units: Iterable[int], spans: Iterable[Span]) -> dict[tuple[int, str], tuple[int, int]]:
    """How many of how many lack a class, by unit and period: (missing, people). A handful of queries, however many there are."""
    units, spans = list(units), list(spans)
    given: dict[str, set[int]] = defaultdict(set)
    codes = [code for code, _, _ in spans]
    for period, subject in PeriodGrade.objects.filter(grade_set=grade_set, period__in=codes).values_list(
        "period", "subject_id"
    ):
        given[period].add(subject)
    everybody = members_of(units) if grade_set.receivers == "individual" else None
    found = {}
    for code, _, last in spans:
        below = {} if everybody is not None else _below_all(units, last)
        for unit in units:
            those = everybody.on(unit, last) if everybody is not None else below.get(unit, set())
            if those:
                found[unit, code] = (len(those - given[code]), len(those))
    return found


def _below_all(units: Collection[int], day: date) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    places = UnitPlace.objects.filter(standing_on(day), parent__in=units)
    for parent, subject in places.values_list("parent_id", "unit__subject_id"):
        found[parent].add(subject)
    return found


# --- years --------------------------------------------------------------------------------------------


def of_person(subject_id: int) -> dict[int, dict[int, list[PeriodGrade]]]:
    """All classes of one receiver: by set and year, in the order of the periods."""
    found: dict[int, dict[int, list[PeriodGrade]]] = defaultdict(lambda: defaultdict(list))
    rows = PeriodGrade.objects.filter(subject=subject_id).select_related("grade_set", "unit")
    for row in rows.order_by("grade_set__name", "period"):
        found[row.grade_set_id][int(row.period[:4])].append(row)
    return found


def of_unit(grade_set: GradeSet, year: int, subjects: Collection[int]) -> dict[int, dict[str, str]]:
    """The grades of these receivers in a year: by receiver and period."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = PeriodGrade.objects.filter(grade_set=grade_set, period__startswith=f"{year}-")
    for subject, period, grade in rows.values_list("subject_id", "period", "grade"):
        if subject in subjects:
            found[subject][period] = grade
    return found


def last_period(grade_set: GradeSet) -> str:
    """The latest period of which anything is entered; "" where nothing is."""
    return PeriodGrade.objects.filter(grade_set=grade_set).aggregate(last=Max("period"))["last"] or ""
