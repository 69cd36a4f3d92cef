"""Questions about directions: which are late, which units have not reported, what was asked in some years, and how one was carried over the years.

A unit's last day is its own, else that of its direction; with neither it is never late. "Has not reported" is read from the reports, not from a mark.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tdkt.records.models import Direction, DirectionReport

LAST_DAY = Coalesce("due_on", "direction__due_on")
WHOLE = 100
"""The percent of a report by which a unit says that all is done: the office's word is waited for."""


@dataclass(frozen=True)
class Progress:
    """How far the units of a direction are: `done` as the office holds, `reported` at least once and not held done, `silent` never, `late` not done in time."""

    units: int = 0
    done: int = 0
    reported: int = 0
    silent: int = 0
    late: int = 0


def of_given(given: QuerySet[Any]) -> QuerySet[Direction]:
    """The directions given to these units."""
    return Direction.objects.filter(pk__in=given.order_by().values("direction"))


def late(given: QuerySet[Any], *, on: date) -> QuerySet[Any]:
    """The units that a direction is open for and whose last day is over."""
    return going(given).annotate(last_day=LAST_DAY).filter(last_day__lt=on)


def going(given: QuerySet[Any]) -> QuerySet[Any]:
    """The units from which an open direction still asks something."""
    return given.filter(done_on=None, direction__state="open")


def silent(given: QuerySet[Any]) -> QuerySet[Any]:
    """The units that have an open direction and never reported of it."""
    return going(given).filter(~Exists(DirectionReport.objects.filter(given=OuterRef("pk"))))


def by_last_word(given: QuerySet[Any]) -> QuerySet[Any]:
    """Open units with the percent of their latest report as `said` (None: no report, or one without a percent)."""
    last = DirectionReport.objects.filter(given=OuterRef("pk")).order_by("-reported_on", "-pk").values("percent")[:1]
    return going(given).annotate(said=Subquery(last), last_day=LAST_DAY)


def waiting_for_units(given: QuerySet[Any]) -> QuerySet[Any]:
    """The units that have something to report still: not one that has said that all is done."""
    return by_last_word(given).filter(Q(said=None) | Q(said__lt=WHOLE))


def waiting_for_office(given: QuerySet[Any]) -> QuerySet[Any]:
    """The units that say that all is done and that the office has not held done yet."""
    return by_last_word(given).filter(said=WHOLE)


def progress(given: QuerySet[Any], directions: Collection[int], *, on: date) -> dict[int, Progress]:
    """How far each of these directions is, as far as these units go; one query."""
    reported = Exists(DirectionReport.objects.filter(given=OuterRef("pk")))
    counted = (
        given.filter(direction__in=list(directions))
        .annotate(has=reported, last_day=LAST_DAY)
        .order_by()
        .values("direction")
        .annotate(
            units=Count("pk"),
            done=Count("pk", filter=Q(done_on__isnull=False)),
            reported=Count("pk", filter=Q(done_on=None, has=True)),
            silent=Count("pk", filter=Q(done_on=None, has=False)),
            late=Count("pk", filter=Q(done_on=None, last_day__lt=on, direction__state="open")),
        )
    )
    return {row.pop("direction"): Progress(**row) for row in counted}


@dataclass(frozen=True)
class Silent:
    """A unit that has not reported of so many open directions: how many of them are late, and the earliest day that one was due."""

    unit: int
    count: int
    late: int
    due_on: date | None


def silent_units(given: QuerySet[Any], *, on: date) -> list[Silent]:
    """Who has not reported, the latest first; one query."""
    counted = (
        silent(given)
        .annotate(last_day=LAST_DAY)
        .order_by()
        .values("unit")
        .annotate(n=Count("pk"), behind=Count("pk", filter=Q(last_day__lt=on)), due=Min("last_day"))
    )
    found = [Silent(row["unit"], row["n"], row["behind"], row["due"]) for row in counted]
    return sorted(found, key=lambda one: (-one.late, one.due_on or date.max, -one.count, one.unit))


def with_reports(given: QuerySet[Any]) -> QuerySet[Any]:
    """Units of directions with their reports, the latest first, in the order of their names."""
    reports = DirectionReport.objects.order_by("-reported_on", "-pk")
    return (
        given.select_related("unit", "direction")
        .annotate(last_day=LAST_DAY)
        .prefetch_related(Prefetch("reports", queryset=reports, to_attr="told"))
        .order_by("unit__name", "pk")
    )


def chain(direction: Direction) -> list[Direction]:
    """The direction over the years: what it was carried from, itself, and what it was carried on to, the oldest first."""
    found = [direction]
    while found[0].carried_from_id is not None:
        found.insert(0, Direction.objects.get(pk=found[0].carried_from_id))
    while (after := Direction.objects.filter(carried_from=found[-1]).first()) is not None:
        found.append(after)
    return found


def directions_in(years: Iterable[int], *, movement: int | None = None) -> QuerySet[Direction]:
    """What was asked in these years, the oldest first, as a review or the next plan lists it; `movement` narrows it to one."""
    found = Direction.objects.filter(said_on__year__in=list(years))
    if movement is not None:
        found = found.filter(movement=movement)
    return found.order_by("said_on", "pk")


def leaders(directions: QuerySet[Any]) -> list[str]:
    """The posts that gave these directions, in order."""
    return list(directions.order_by("leader").values_list("leader", flat=True).distinct())


def years_of(directions: QuerySet[Any]) -> list[int]:
    """The years in which these were given, the latest first."""
    return [day.year for day in directions.order_by().dates("said_on", "year", order="DESC")]


def in_order(directions: QuerySet[Any]) -> QuerySet[Any]:
    """What is due first comes first, then what was said last."""
    return directions.order_by(F("due_on").asc(nulls_last=True), "-said_on", "pk")
