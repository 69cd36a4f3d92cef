"""The sample office's directions of leaders, entered by the office's own verbs."""

from collections import defaultdict
from datetime import date, datetime
from itertools import groupby

from tdkt.operations.directions import (
    Asked,
    Told,
    carry_on,
    drop_direction,
    give_directions,
    hold_done,
    report_directions,
)
from tdkt.records.models import Direction, DirectionUnit, Movement, Unit
from tdkt.sample import directions as sample
from tdkt.sample.movements import MAIN
from tdkt.sample.office import KNOWN_ON

Given = dict[tuple[str, str], int]
"""The units of directions by the key of the direction and the name of the unit."""


def enter(*, at: datetime) -> None:
    """Enter them, as said at a moment: conference by conference, with what was reported until the next."""
    movement = Movement.objects.filter(name=MAIN).values_list("pk", flat=True).first()
    units = dict(Unit.objects.order_by("-pk").values_list("name", "pk"))
    made: dict[str, Direction] = {}
    for _, one_day in groupby(sample.directions(), key=lambda one: one.said_on):
        said = list(one_day)
        fresh = [one for one in said if not one.goes_on]
        asked = [(asked_of(one, movement), dict.fromkeys((units[name] for name in one.units), None)) for one in fresh]
        made |= dict(zip((one.key for one in fresh), give_directions(asked, by=None, at=at, on=KNOWN_ON), strict=True))
        for one in said:
            if one.goes_on:
                to = dict.fromkeys((units[name] for name in one.units), None)
                made[one.key] = carry_on(made[one.goes_on].pk, asked_of(one, movement), to, by=None, at=at, on=KNOWN_ON)
        report(said, made, at=at)


def asked_of(one: sample.Direction, movement: int | None) -> Asked:
    return Asked(one.words, one.leader, one.occasion, one.said_on, one.document, one.due_on, movement)


def report(said: list[sample.Direction], made: dict[str, Direction], *, at: datetime) -> None:
    """What the units reported of the directions of one day, and the office's word on them."""
    given: Given = {}
    for one in said:
        rows = DirectionUnit.objects.filter(direction=made[one.key]).values_list("unit__name", "pk")
        given |= {(one.key, name): pk for name, pk in rows}
    told = [
        Told(given[one.key, report.unit], report.words, report.day, report.percent)
        for one in said
        for report in one.reports
    ]
    if told:
        report_directions(told, by=None, at=at, on=KNOWN_ON)
    done: dict[date, list[int]] = defaultdict(list)
    for one in said:
        for unit, day in one.done.items():
            done[day].append(given[one.key, unit])
        if one.dropped:
            drop_direction(made[one.key].pk, one.dropped, closed_on=date(one.said_on.year, 8, 3), by=None, at=at)
    for day, keys in sorted(done.items()):
        hold_done(keys, done_on=day, by=None, at=at)
