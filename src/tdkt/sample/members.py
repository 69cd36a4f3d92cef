"""Who belonged to each unit at the end of a year, with what the year brought them: what a collective's title is judged by."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache

from tdkt.sample.ratings import FAILED, FIGHTER, Rating, list_day, ratings
from tdkt.sample.units import Unit, by_full_name


def line_above(unit: Unit) -> tuple[Unit, ...]:
    """The unit and all over it, up to the province's police."""
    named, line = by_full_name(), [unit]
    while line[-1].parent in named:
        line.append(named[line[-1].parent])
    return tuple(line)


@cache
def members(year: int) -> Mapping[str, tuple[Rating, ...]]:
    """The year's ratings of everyone who still served on its last day, by the full name of each unit he belonged to."""
    found: dict[str, list[Rating]] = defaultdict(list)
    for rating in ratings(year):
        if rating.person.serves_on(date(year, 12, 31)):
            for unit in line_above(rating.person.unit_on(list_day(year))):
                found[unit.full].append(rating)
    return {name: tuple(rows) for name, rows in found.items()}


def is_advanced(unit: Unit, year: int) -> bool:
    """Whether more than half of the members have a title of the year."""
    rows = members(year).get(unit.full, ())
    return 2 * sum(bool(row.title) for row in rows) > len(rows)


def is_determined(unit: Unit, year: int) -> bool:
    """Whether 70 of 100 members have a title of the year, one is an emulation fighter, and nobody failed."""
    rows = members(year).get(unit.full, ())
    titled = sum(bool(row.title) for row in rows)
    return (
        bool(rows)
        and 100 * titled >= 70 * len(rows)
        and any(row.title == FIGHTER for row in rows)
        and all(row.rating != FAILED for row in rows)
    )
