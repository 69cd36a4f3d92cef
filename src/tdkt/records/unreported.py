"""Who has not reported: what is due of each unit right under the office in a year, and of which the register holds nothing.

Nothing is asked for twice: what is due follows from the launches, blocks, classes, models and directions that are there. Read first: `unreported`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from tdkt.records.models import (
    BlockMember,
    CommunityModel,
    DirectionReport,
    DirectionUnit,
    GradeSet,
    Launch,
    ModelRating,
    Office,
    PeriodGrade,
    Response,
    Target,
    Unit,
    UnitPlace,
)
from tdkt.records.units import standing_on

KINDS = ("answers", "results", "marks", "classes", "models", "directions")
"""Movements not answered; targets without a result though the movement is over; own marks not handed in; months without classes; models not
rated for the year; directions without a report after their day."""


@dataclass(frozen=True)
class Missing:
    """One thing that a unit owes: of which kind, how many of it, of what (`name`, or `month` of the year), and the id of what it is about."""

    kind: str
    unit: int
    name: str = ""
    number: int = 1
    month: int = 0
    about: int | None = None


def units_due(units: Any, *, on: date) -> list[Unit]:
    """The units of which something is due: those right under the office as they stand on a day, of those given; in the order of the tree."""
    top = Office.objects.filter(pk=1).values_list("unit_id", flat=True).first()
    below = UnitPlace.objects.filter(standing_on(on), parent=top, unit__in=units).select_related("unit")
    return [place.unit for place in below.order_by("path")]


def unreported(year: int, units: Iterable[Unit], *, on: date) -> dict[int, dict[str, list[Missing]]]:
    """What each of these units owes for a year, by kind, as far as it is due on a day."""
    due = {unit.pk for unit in units}
    last = min(date(year, 12, 31), on)
    found: dict[int, dict[str, list[Missing]]] = {unit: {kind: [] for kind in KINDS} for unit in due}
    if last < date(year, 1, 1) or not due:
        return found
    above = _above(due)
    for asked in (_movements, _marks, _classes, _models, _directions):
        for one in asked(year, due, above, last):
            found[one.unit][one.kind].append(one)
    return found


def _above(due: set[int]) -> dict[int, int]:
    """Every unit below these, and they themselves, by which of them it stands under."""
    found = {}
    for unit, path in UnitPlace.objects.order_by("from_date").values_list("unit_id", "path"):
        holding = next((int(part) for part in path.split(".") if part and int(part) in due), None)
        if holding is not None:
            found[unit] = holding
    return found


def _movements(year: int, due: set[int], above: dict[int, int], last: date) -> Iterable[Missing]:
    running = Launch.objects.filter(Q(ends_on=None) | Q(ends_on__gte=date(year, 1, 1)), launched_on__lte=last)
    top = Office.objects.filter(pk=1).values("unit")
    running = running.filter(Q(unit=None) | Q(unit__in=top)).exclude(
        level="cluster"
    )  # a cluster's is for its own members
    running = running.select_related("movement").order_by("launched_on", "pk")
    launches = {one.movement_id: one for one in running}
    answers = Response.objects.filter(movement__in=launches, unit__in=due, responded_on__lte=last)
    empty = Target.objects.filter(response=OuterRef("pk"), done=None)
    answered = {
        (movement, unit): lacks
        for movement, unit, lacks in answers.annotate(lacks=Exists(empty)).values_list(
            "movement_id", "unit_id", "lacks"
        )
    }
    for key, launch in launches.items():
        over = launch.ends_on is not None and launch.ends_on <= last
        for unit in sorted(due):
            if (key, unit) not in answered:
                yield Missing("answers", unit, launch.movement.name, about=key)
            elif over and answered[key, unit]:
                yield Missing("results", unit, launch.movement.name, about=key)


def _marks(year: int, due: set[int], above: dict[int, int], last: date) -> Iterable[Missing]:
    late = Q(block_year__self_until=None, block_year__state="scoring") | Q(block_year__self_until__lt=last)
    members = BlockMember.objects.filter(late, block_year__year=year, handed_in_on=None, unit__in=due)
    members = members.filter(block_year__state__in=["pledged", "scoring"]).select_related("block_year__block")
    for member in members.order_by("pk"):
        yield Missing("marks", member.unit_id, member.block_year.block.name, about=member.block_year_id)


def _classes(year: int, due: set[int], above: dict[int, int], last: date) -> Iterable[Missing]:
    """Months that are over, of the sets that are in use in the year at all."""
    sets = list(GradeSet.objects.filter(period="month", in_use=True).order_by("name"))
    if not sets:
        return
    given = PeriodGrade.objects.filter(grade_set__in=sets, period__startswith=f"{year}-").order_by()
    seen: dict[tuple[int, str], set[int]] = defaultdict(set)
    for set_, period, unit in given.values_list("grade_set_id", "period", "unit_id").distinct():
        if unit in above:
            seen[set_, period].add(above[unit])
    used = {set_ for set_, _ in seen}
    months = 12 if last >= date(year, 12, 31) else last.month - 1
    for one in sets:
        for month in range(1, months + 1) if one.pk in used else ():
            for unit in sorted(due - seen[one.pk, f"{year}-{month:02d}"]):
                yield Missing("classes", unit, one.name, month=month, about=one.pk)


def _models(year: int, due: set[int], above: dict[int, int], last: date) -> Iterable[Missing]:
    """Models that stood in the year, once any of that year is rated; before that nobody has begun."""
    if not ModelRating.objects.filter(year=year).exists():
        return
    alive = CommunityModel.objects.filter(Q(stopped="") | Q(stopped__gte=f"{year + 1}"), unit__in=list(above))
    alive = alive.filter(Q(founded="") | Q(founded__lt=f"{year + 1}"))
    rated = ModelRating.objects.filter(model=OuterRef("pk"), year=year)
    lacking = alive.filter(~Exists(rated)).order_by().values_list("unit_id").annotate(Count("pk"))
    counts: Counter[int] = Counter()
    for unit, number in lacking:
        counts[above[unit]] += number
    for unit, number in sorted(counts.items()):
        yield Missing("models", unit, number=number)


def _directions(year: int, due: set[int], above: dict[int, int], last: date) -> Iterable[Missing]:
    given = DirectionUnit.objects.filter(unit__in=due, done_on=None, direction__state="open")
    given = given.filter(~Exists(DirectionReport.objects.filter(given=OuterRef("pk")))).select_related("direction")
    for one in given.order_by("direction__said_on", "pk"):
        day = one.due_on or one.direction.due_on
        if day is not None and day <= last and day.year == year:
            yield Missing("directions", one.unit_id, one.direction.words, about=one.direction_id)
